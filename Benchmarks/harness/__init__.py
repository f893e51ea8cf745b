"""What the benchmarks share: processes seen from outside, our server on a temporary folder, result files."""

#!/usr/bin/env python3
"""Memory of the server over a million renders of card A with 100,000 distinct texts, posted by wrk on loopback.

Results go to Benchmarks/results/memory.json. What counts is the memory in RAM from the tenth part of the renders on,
when every cache has had its time to fill: how far its least and its most are from the median.
"""
import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from harness import processes, results  # noqa: E402
from harness.server import Server  # noqa: E402
from harness.wrk import wrk  # noqa: E402

CARDS = HERE.parent / "peers" / "cards"
MEGABYTE = 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--renders", type=int, default=1_000_000, help="how many (default: 1,000,000)")
    parser.add_argument("--texts", type=int, default=100_000, help="distinct texts (default: 100,000)")
    parser.add_argument("--seconds", type=float, default=10, help="between two readings (default: 10)")
    parser.add_argument("--connections", type=int, default=16, help="open connections (default: 16)")
    parser.add_argument("--binary", type=Path, default=results.BINARY, help="our program, built for release")
    options = parser.parse_args()
    points, done, refused = [], 0, 0
    with Server(binary=options.binary.resolve()) as server:
        server.add(sorted(CARDS.glob("*.json")), sorted((CARDS / "assets").iterdir()))
        master = server.key()
        while done < options.renders:
            words = ["--", "/api/v1/renders/sync", master, "card-a", str(options.texts), str(done)]
            told = wrk(server.url, "../memory/texts.lua", words, server.pid, connections=options.connections,
                       seconds=options.seconds)
            done += told["requests"]
            refused += told["refused"] + told["broken"]
            points.append({"renders": done, "residentBytes": processes.resident_bytes(server.pid)})
            share = min(1, done / options.renders)
            print(f'\r{"█" * round(30 * share):30} {done:9,} renders  {told["requestsPerSecond"]:7,.0f}/s  '
                  f'{points[-1]["residentBytes"] / MEGABYTE:6.1f} MB', end="", flush=True)
    settled = [point["residentBytes"] for point in points if point["renders"] >= options.renders / 10]
    middle = results.median(settled)
    found = {
        "renders": done, "texts": options.texts, "refused": refused, "medianBytes": round(middle),
        "below": round(1 - min(settled) / middle, 4), "above": round(max(settled) / middle - 1, 4)}
    print(f'\n{done:,} renders, {refused} refused: {middle / MEGABYTE:.1f} MB, '
          f'−{found["below"]:.1%} to +{found["above"]:.1%} (bar: ± 5 %)')
    results.write("memory", {"summary": found, "points": points})


if __name__ == "__main__":
    main()

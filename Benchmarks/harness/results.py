"""Result files: one JSON a benchmark, with the machine that it ran on."""
import json
import os
import platform
import statistics
import subprocess
import time
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
RESULTS = BENCHMARKS / "results"
BINARY = ROOT / ".build" / "release" / "renderstack"


def machine():
    """What a reader must know of the machine: processor, cores, memory, system, kernel."""
    facts = {}
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        facts.setdefault(name.strip(), value.strip())
    flags = facts.get("flags", "").split()
    widest = next((name for name in ("avx512f", "avx2", "sse4_2") if name in flags), platform.machine())
    release = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": facts.get("model name", platform.processor()), "cores": os.cpu_count(), "vectors": widest,
        "memoryGigabytes": round(memory / 2**30), "system": release.get("PRETTY_NAME", "").strip('"'),
        "kernel": platform.release().split("-")[0]}


def revision():
    """The commit of the source, with a + where files differ from it."""
    try:
        run = lambda *words: subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
        return run("git", "rev-parse", "--short", "HEAD") + ("+" if run("git", "status", "--porcelain") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def write(name, body):
    """Writes results/NAME.json with time, machine and commit, and tells where."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    head = {"benchmark": name, "when": time.strftime("%F %H:%M"), "commit": revision(), "machine": machine()}
    path.write_text(json.dumps(head | body, indent=1, ensure_ascii=False) + "\n")
    print(f"wrote {path.relative_to(ROOT)}")


def percentile(values, share):
    """The value below which that share of all lies; None of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def median(values):
    """The median; None of nothing."""
    values = list(values)
    return statistics.median(values) if values else None

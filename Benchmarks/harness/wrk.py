"""wrk, bounded in seconds, with the server's processor time read from outside."""
import json
import os
import subprocess
from pathlib import Path

from . import processes

SCRIPTS = Path(__file__).resolve().parent.parent / "http"


def wrk(url, script, words, pid, *, connections=32, seconds=4, threads=1):
    """One visit: requests a second, processor microseconds a request, latencies in microseconds."""
    extra = words.index("--") if "--" in words else len(words)
    command = ["wrk", "-t", str(min(threads, connections)), "-c", str(connections), "-d", f"{max(1, round(seconds))}s",
               "--timeout", "20s", "-s", str(SCRIPTS / script), *words[:extra], url, *words[extra:]]
    family = processes.family(pid)
    before = sum(map(processes.tasks_nanoseconds, family))
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"BENCH_REPORT": str(SCRIPTS / "report.lua")})
    spent = processes.settled_nanoseconds(family) - before
    line = next((line for line in done.stdout.splitlines() if line.startswith("{")), None)
    if done.returncode or line is None:
        raise SystemExit(f"wrk: {done.stdout}{done.stderr}")
    told = json.loads(line)
    count = max(1, told["requests"])
    return {"requests": told["requests"], "requestsPerSecond": round(count / told["microseconds"] * 1e6, 1),
            "processorMicroseconds": round(spent / 1e3 / count, 2), "refused": told["refused"],
            "broken": told["broken"], "p50": told["p50"], "p99": told["p99"],
            "bytesPerSecond": round(told["bytes"] / told["microseconds"] * 1e6)}

"""Processor time and memory of other processes, read from /proc."""
import os
import time
from pathlib import Path

# Processor time in a fifth of a second of a server that does nothing.
IDLE_NANOSECONDS = 2_000_000


def tasks_nanoseconds(pid):
    """Nanoseconds on a core of every living thread of a process, as the scheduler counts them.

    A thread that ended takes its time with it, so this suits processes that keep their threads.
    """
    total = 0
    for path in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            total += int(path.read_text().split()[0])
        except (OSError, IndexError):
            continue
    return total


def family(pid):
    """A process and all that descend from it."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += children.get(one, [])
    return found


def program(pid):
    """The path of the file that a process runs, empty when it is gone."""
    try:
        return os.readlink(f"/proc/{pid}/exe")
    except OSError:
        return ""


def settled_nanoseconds(pids, patience=0.02):
    """Processor time of some processes once it stands still, so that the end of a render is not lost."""
    before, end = sum(map(tasks_nanoseconds, pids)), time.monotonic() + patience
    while True:
        time.sleep(0.0005)
        now = sum(map(tasks_nanoseconds, pids))
        if now == before or time.monotonic() > end:
            return now
        before = now


def wait_until_idle(pid, patience=30):
    """Returns when a process has used next to no processor time for a fifth of a second: what a server keeps of a
    template is made behind the first renders."""
    end, last = time.monotonic() + patience, None
    while time.monotonic() < end:
        now = tasks_nanoseconds(pid)
        if last is not None and now - last < IDLE_NANOSECONDS:
            return
        last = now
        time.sleep(0.2)


def resident_bytes(pid):
    """Memory of a process that is in RAM; 0 when it is gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def machine_seconds():
    """Processor seconds that the whole machine has spent on anything but waiting."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _, _, hard, soft, *_ = map(int, fields)
    return (user + nice + system + hard + soft) / os.sysconf("SC_CLK_TCK")

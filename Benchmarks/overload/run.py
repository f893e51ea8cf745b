#!/usr/bin/env python3
"""More renders than the machine can make: what the server still delivers, refuses and answers, and how fairly.

The template costs 20 ms or more: heavy.json with its bottom layer touched, so that all above it is painted anew, and
scaled up until it does; `--touch every` sends a value for each of its 41 layers, which makes the request long, too.
First a closed loop measures the capacity, then an open loop asks for 1, 2 and 10 times as much, while /healthz is asked
twenty times a second. The loads and the closed loop take turns, and the middle round of each counts. Times of refusals and of /healthz are the
server's own, from arrival to write, out of its log. At last one key floods while another asks for a fifth of the capacity.
Results go to Benchmarks/results/overload.json.
"""
import argparse
import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))

from harness import processes, results  # noqa: E402
from harness.server import Renderer, Server  # noqa: E402
from load import Driver, Stream, get, post  # noqa: E402

# Of a render alone: under load, with everything warm, it may cost a quarter less, and 20 are wanted there, too.
WANTED_MILLISECONDS = 27
HEALTH_RATE = 20
CONNECTIONS = 900
BATCH = 8
LARGEST_SCALE = 3.5
DIGITS = b"00000000"


def layers(number, touch):
    """Overrides of heavy.json, no two alike: of the floor and one tile's words, or of every layer."""
    touched = {"floor": {"fill": f"hsl({number * 7 % 360},60%,30%)"}}
    for tile in range(20 if touch == "every" else 1):
        if touch == "every":
            touched[f"tile{tile}"] = {"opacity": 0.8 + (number * 31 + tile) % 200 / 1000}
        touched[f"words{tile}"] = {"text": f"Picture {DIGITS.decode()}, tile {tile}"}
    return touched


def steady_cost(server, renderer, touch, scale):
    """Processor milliseconds of a render once two batches agree: at first, what is kept from then on is made, too."""
    number, last = 0, None
    for _ in range(12):
        processes.wait_until_idle(server.pid)
        before = processes.settled_nanoseconds([server.pid])
        for _ in range(BATCH):
            number += 1
            renderer.render(layers(number, touch), scale=scale)
        cost = (processes.settled_nanoseconds([server.pid]) - before) / 1e6 / BATCH
        if last and abs(cost - last) < 0.1 * last:
            break
        last = cost
    return cost


def scale_for(server, key, touch):
    """The scale at which a render costs enough, and what it then costs."""
    renderer, scale = Renderer(server, key, "heavy"), 0.6
    while True:
        cost = steady_cost(server, renderer, touch, scale)
        if cost >= WANTED_MILLISECONDS or scale >= LARGEST_SCALE:
            return scale, round(cost, 1)
        scale = round(min(LARGEST_SCALE, scale * max(1.1, (WANTED_MILLISECONDS / cost) ** 0.5 * 1.02)), 3)


class Log:
    """What the server wrote to its log since the last reading."""

    def __init__(self, path):
        self.file = path.open()

    def read(self):
        """Microseconds from arrival to write: of /healthz, of refusals, of pictures."""
        found = {"health": [], "refused": [], "good": []}
        for line in self.file:
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if entry.get("route") == "/healthz":
                found["health"].append(entry["microseconds"])
            elif entry.get("status") == 503:
                found["refused"].append(entry["microseconds"])
            elif entry.get("status") == 200:
                found["good"].append(entry["microseconds"])
        return found


def spread(values):
    """Median, 99th percentile and largest, in milliseconds."""
    shares = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    return {name: round(results.percentile(values, share) / 1e3, 3) for name, share in shares.items()} if values else {}


class Bench:
    def __init__(self, server, options):
        self.server, self.options = server, options
        self.keys = [server.key(name=name) for name in ("First", "Second")]
        self.scale, self.cost = scale_for(server, self.keys[0], options.touch)
        self.log, self.driver = Log(server.log), Driver()

    def requests(self, key):
        """Requests of one key, made ahead so that the driver only puts a number in and sends."""
        return [post(key, {"template": "heavy", "layers": layers(number, self.options.touch), "scale": self.scale})
                for number in range(300)]

    def capacity(self):
        """Pictures a second that a closed loop of twice as many requests as workers gets."""
        stream = Stream("closed", 0, 2 * self.options.workers, self.requests(self.keys[0]))
        found, _ = self.driver.run(self.server, self.options.seconds, [stream])
        return found[0]["goodput"]

    def phase(self, name, streams):
        """Runs streams of (name, key, rate) side by side with /healthz; everything that was measured."""
        seconds, memory = self.options.seconds, []
        loads = [Stream(title, round(rate, 3), CONNECTIONS // len(streams), self.requests(key))
                 for title, key, rate in streams]
        pulse = Stream("health", HEALTH_RATE, 20, [get("/healthz")])
        self.log.read()
        machine, served = processes.machine_seconds(), processes.tasks_nanoseconds(self.server.pid)
        start = time.monotonic()
        found, driver = self.driver.run(
            self.server, seconds, [*loads, pulse], lambda: memory.append(processes.resident_bytes(self.server.pid)))
        passed = time.monotonic() - start
        served = (processes.tasks_nanoseconds(self.server.pid) - served) / 1e9 / passed
        machine = (processes.machine_seconds() - machine) / passed
        time.sleep(0.3)
        logged = self.log.read()
        return {
            "phase": name, "refusalMilliseconds": spread(logged["refused"]),
            "healthMilliseconds": spread(logged["health"]), "pictureMilliseconds": spread(logged["good"]),
            "refusals": len(logged["refused"]), "residentMegabytes": round(max(memory) / 2**20),
            "driverCores": round(driver / passed, 3), "serverCores": round(served, 3),
            "otherCores": round(max(0.0, machine - served - driver / passed), 3), "streams": found[:-1]}

    def rounds(self, capacity):
        """Every load once a round, and the closed loop too, so that the machine's moods hit all alike.

        The closed loop's pictures a second in the middle; of each load the round in the middle; and what each load
        delivers of the closed loop of its own round, in the middle.
        """
        rounds, closed = {factor: [] for factor in self.options.factors}, []
        for turn in range(self.options.rounds):
            print(f"\rround {turn + 1}, closed ", end="", file=sys.stderr)
            closed.append(self.capacity())
            for factor, found in rounds.items():
                print(f"\rround {turn + 1}, {factor:g}x ", end="", file=sys.stderr)
                found.append(self.phase(f"{factor:g}x", [("one_key", self.keys[0], factor * capacity)]))
                time.sleep(1)
        print(file=sys.stderr)
        goodput = lambda phase: phase["streams"][0]["goodput"]
        middle = lambda found: sorted(found, key=goodput)[len(found) // 2]
        shares = {f"{factor:g}x": results.median(goodput(phase) / own for phase, own in zip(found, closed))
                  for factor, found in rounds.items()}
        return results.median(closed), [middle(found) for found in rounds.values()], shares

    def run(self):
        capacity = results.median(self.capacity() for _ in range(3))
        print(f"a render costs {self.cost} ms at scale {self.scale}; capacity {capacity:.1f} a second")
        closed, phases, shares = self.rounds(capacity)
        first, second = self.keys
        phases.append(self.phase("trickle alone", [("trickle", second, capacity / 5)]))
        time.sleep(1)
        flood = [("flood", first, self.options.factors[-1] * capacity), ("trickle", second, capacity / 5)]
        phases.append(self.phase("flood and trickle", flood))
        return closed, phases, shares


def verdicts(capacity, phases, shares):
    """What the issue asks for, measured."""
    loads = [phase for phase in phases if phase["phase"].endswith("x")]
    most = max([1.0, *shares.values()])
    trickle = phases[-1]["streams"][1]
    worst = lambda field, share: max((phase[field].get(share, 0) for phase in loads), default=0)
    return {
        "peakPerSecond": round(capacity * most, 2),
        "goodputShareOfPeak": {name: round(share / most, 3) for name, share in shares.items()},
        "refusalMillisecondsP99": worst("refusalMilliseconds", "p99"),
        "refusalMillisecondsMax": worst("refusalMilliseconds", "max"),
        "healthMillisecondsP99": worst("healthMilliseconds", "p99"),
        "residentMegabytes": max(phase["residentMegabytes"] for phase in phases),
        "trickleServedShare": round(
            trickle["answers"].get("200", 0) / max(1, sum(trickle["answers"].values())), 3)}


def show(phases, found):
    head = ("phase", "stream", "asked/s", "goodput/s", "refusal p99", "health p99", "RSS MB", "driver", "server",
            "others")
    print("{:18}{:9}{:>9}{:>11}{:>13}{:>12}{:>8}{:>8}{:>8}{:>8}  answers".format(*head))
    for phase in phases:
        for stream in phase["streams"]:
            print(f'{phase["phase"]:18}{stream["name"]:9}{stream["askedPerSecond"]:9.1f}{stream["goodput"]:11.1f}'
                  f'{phase["refusalMilliseconds"].get("p99", 0):10.2f} ms'
                  f'{phase["healthMilliseconds"].get("p99", 0):9.2f} ms{phase["residentMegabytes"]:8}'
                  f'{phase["driverCores"]:8.2f}{phase["serverCores"]:8.2f}{phase["otherCores"]:8.2f}'
                  f'  {stream["answers"]}')
    print(json.dumps(found, indent=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=15, help="length of a phase (default: 15)")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds of the loads (default: 3)")
    parser.add_argument("--factors", type=float, nargs="+", default=[1, 2, 10], help="of capacity (default: 1 2 10)")
    parser.add_argument("--touch", choices=["floor", "every"], default="floor", help="layers (default: floor)")
    parser.add_argument("--workers", type=int, default=results.os.cpu_count(), help="render workers (default: cores)")
    parser.add_argument("--binary", type=Path, default=results.BINARY, help="our program, built for release")
    options = parser.parse_args()
    with Server(binary=options.binary.resolve(), logs=True, workers=options.workers) as server:
        server.add([HERE / "heavy.json"])
        bench = Bench(server, options)
        capacity, phases, shares = bench.run()
        found = verdicts(capacity, phases, shares)
        show(phases, found)
        results.write("overload", {
            "costMilliseconds": bench.cost, "scale": bench.scale, "touch": options.touch, "workers": options.workers,
            "seconds": options.seconds, "rounds": options.rounds, "capacityPerSecond": round(capacity, 2),
            "verdicts": found, "phases": phases})


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Our server and nginx under wrk, in turns, on loopback: a cached GET, a fresh POST, /healthz.

nginx serves the very bytes that our cached GET answers, as a file, by sendfile with its file cache on. Each round
visits every case once. Processor time is read from outside over all threads of a server. The fresh POST renders card A
with new text in every request; before and after each visit the engine alone draws the same card through `renderstack
bench-worker`: one card at a time as the peers' table does it, and on all cores at once with lines sent ahead, which is how
busy the server is. What a POST adds is the difference within a round, in the middle of all rounds.
Results go to Benchmarks/results/http.json.
"""
import argparse
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from harness import processes, results  # noqa: E402
from harness.nginx import Nginx  # noqa: E402
from harness.server import Server  # noqa: E402
from harness.wrk import wrk  # noqa: E402

CARDS = HERE.parent / "peers" / "cards"
HOST = "localhost"
ENGINE_PICTURES = 200
BUSY_PICTURES = 800
FRESH = "fresh POST of A"


def cached_path(key):
    texts = {"t0.text": "Anchor beacon canvas", "t1.text": "Delta engine forest", "s0.text": "Garden harbor island",
             "s1.text": "Juniper lantern meadow"}
    values = "&".join(f"{name}={quote(text)}" for name, text in texts.items())
    return f"/api/v1/render?apiKey={key}&template=card-a&{values}"


def prepare(server):
    """Stores the cards, makes keys, allows this host; answers the headers and paths of the cases."""
    server.add(sorted(CARDS.glob("*.json")), sorted((CARDS / "assets").iterdir()))
    server.call("hosts", "add", HOST)
    return cached_path(server.key("get")), server.key("master")


def fetch(server, path):
    """One GET with an allowed host: the bytes, and where the server says that they came from."""
    connection = server.client()
    connection.request("GET", path, headers={"Referer": f"http://{HOST}/"})
    answer = connection.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise SystemExit(f"GET {path.split('?')[0]}: {answer.status} {data[:300]!r}")
    return data, answer.headers.get("X-Cache")


class Engine:
    """bench-worker drawing card A: what a fresh POST costs without HTTP. Absent where the program has none."""

    def __init__(self, binary):
        self.process = subprocess.Popen(
            [str(binary), "bench-worker", "--cards", str(CARDS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.number = 0

    def microseconds(self):
        """Processor time of one picture, the mean of a few hundred; None where it does not answer."""
        before = 0
        for index in range(ENGINE_PICTURES + 20):
            if index == 20:
                before = processes.settled_nanoseconds([self.process.pid])
            if not self.draw():
                return None
        spent = processes.settled_nanoseconds([self.process.pid]) - before
        return round(spent / 1e3 / ENGINE_PICTURES, 1)

    def ask(self):
        self.number += 1
        text = [[f"Amber {self.number:07} basin ab"] * 2, [f"Cedar {self.number:07} delta ember forest gard"] * 2]
        return json.dumps({"variant": "A", "setting": "fast", "text": text, "save": None}) + "\n"

    def draw(self):
        try:
            self.process.stdin.write(self.ask())
            self.process.stdin.flush()
            return self.hear()
        except BrokenPipeError:
            return False

    def hear(self):
        try:
            return "bytes" in json.loads(self.process.stdout.readline() or "{}")
        except ValueError:
            return False

    def send(self, count):
        """Sends lines ahead, as fast as the program takes them."""
        try:
            for line in [self.ask() for _ in range(count)]:
                self.process.stdin.write(line)
            self.process.stdin.flush()
        except BrokenPipeError:
            pass

    def stop(self):
        self.process.kill()
        self.process.wait()


class Engines:
    """As many engines as the machine has cores."""

    def __init__(self, binary):
        self.all = [Engine(binary) for _ in range(os.cpu_count())]

    def microseconds(self):
        """Processor time of one picture: drawn one at a time, and by all at once; None where one does not answer."""
        alone = self.all[0].microseconds()
        pids = [engine.process.pid for engine in self.all]
        before = processes.settled_nanoseconds(pids)
        senders = [threading.Thread(target=engine.send, args=(BUSY_PICTURES,)) for engine in self.all]
        for sender in senders:
            sender.start()
        answered = all([engine.hear() for engine in self.all for _ in range(BUSY_PICTURES)])
        for sender in senders:
            sender.join()
        if alone is None or not answered:
            return None
        spent = processes.settled_nanoseconds(pids) - before
        return alone, round(spent / 1e3 / BUSY_PICTURES / len(pids), 1)

    def stop(self):
        for engine in self.all:
            engine.stop()


def cases(server, nginx, path, master):
    """Name, who serves it, which of nginx's cases it is measured against, and wrk's words."""
    referer = ["-H", f"Referer: http://{HOST}/"]
    fresh = ["--", "/api/v1/renders/sync", master, "card-a"]
    return [
        ("cached GET", "ours", "file", server.pid, server.url + path, "plain.lua", referer),
        ("file", "nginx", None, nginx.pid, nginx.url + "/card.png", "plain.lua", referer),
        ("healthz", "ours", "small file", server.pid, server.url + "/healthz", "plain.lua", []),
        ("small file", "nginx", None, nginx.pid, nginx.url + "/health.json", "plain.lua", []),
        (FRESH, "ours", None, server.pid, server.url, "fresh.lua", fresh)]


def summary(rows):
    """Medians of all rounds, and ratios to nginx."""
    found = {}
    for name, who, against in dict.fromkeys((row["case"], row["server"], row["against"]) for row in rows):
        own = [row for row in rows if row["case"] == name]
        middle = lambda field: results.median(row[field] for row in own)
        found[name] = {
            "server": who, "against": against, "requestsPerSecond": round(middle("requestsPerSecond")),
            "processorMicroseconds": round(middle("processorMicroseconds"), 1), "p50": round(middle("p50")),
            "p99": round(middle("p99")), "refused": sum(row["refused"] for row in own),
            "broken": sum(row["broken"] for row in own)}
    for one in found.values():
        if one["against"] in found:
            one["ratio"] = round(one["requestsPerSecond"] / found[one["against"]]["requestsPerSecond"], 3)
    fresh = [row for row in rows if row.get("engine")]
    for place, name in enumerate(("engine", "busyEngine")):
        if fresh:
            middle = lambda value: round(results.median(value(row) for row in fresh), 1)
            found[FRESH][f"{name}Microseconds"] = middle(lambda row: row["engine"][place])
            found[FRESH][f"above{name[0].upper()}{name[1:]}Microseconds"] = middle(
                lambda row: row["processorMicroseconds"] - row["engine"][place])
    return found


def show(found):
    print(f"{'case':18}{'server':8}{'requests/s':>11}{'CPU us each':>13}{'p50 us':>9}{'p99 us':>9}{'to nginx':>10}")
    for name, one in found.items():
        ratio = f'{one["ratio"]:.3f}' if "ratio" in one else ""
        print(f'{name:18}{one["server"]:8}{one["requestsPerSecond"]:11}{one["processorMicroseconds"]:13.1f}'
              f'{one["p50"]:9}{one["p99"]:9}{ratio:>10}')
        if one["refused"] or one["broken"]:
            print(f'{"":18}{one["refused"]} refused, {one["broken"]} broken')
        if "engineMicroseconds" in one:
            print(f'{"":18}the engine alone {one["engineMicroseconds"]} us, '
                  f'HTTP and the rest {one["aboveEngineMicroseconds"]} us (bar: 80); on all cores at once '
                  f'{one["busyEngineMicroseconds"]} us, the rest {one["aboveBusyEngineMicroseconds"]} us')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (default: 5)")
    parser.add_argument("--seconds", type=float, default=4, help="length of one visit (default: 4)")
    parser.add_argument("--connections", type=int, default=32, help="open connections (default: 32)")
    parser.add_argument("--binary", type=Path, default=results.BINARY, help="our program, built for release")
    options = parser.parse_args()
    binary = options.binary.resolve()
    engines, rows = Engines(binary), []
    with Server(binary=binary) as server:
        path, master = prepare(server)
        fetch(server, path)
        picture, source = fetch(server, path)
        if source != "HIT":
            print(f"the second GET was not a hit (X-Cache: {source}): nothing is cached", file=sys.stderr)
        connection = server.client()
        connection.request("GET", "/healthz")
        health = connection.getresponse().read()
        with Nginx({"card.png": picture, "health.json": health}) as nginx:
            for turn in range(-1, options.rounds):
                for name, who, against, pid, url, script, words in cases(server, nginx, path, master):
                    print(f"\r{'warming up' if turn < 0 else f'round {turn + 1}'} {name:20}", end="", file=sys.stderr)
                    drawn = [engines.microseconds()] if name == FRESH else [None]
                    one = wrk(url, script, words, pid, connections=options.connections,
                              seconds=1 if turn < 0 else options.seconds)
                    drawn.append(engines.microseconds() if drawn[0] else None)
                    if all(drawn):
                        one["engine"] = [round(sum(pair) / 2, 1) for pair in zip(*drawn)]
                    if turn >= 0:
                        rows.append({"round": turn, "case": name, "server": who, "against": against} | one)
    print(file=sys.stderr)
    engines.stop()
    found = summary(rows)
    show(found)
    results.write("http", {
        "connections": options.connections, "seconds": options.seconds, "cachedBytes": len(picture),
        "isCached": source == "HIT", "cases": found, "rows": rows})


if __name__ == "__main__":
    main()

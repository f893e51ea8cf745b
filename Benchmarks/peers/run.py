#!/usr/bin/env python3
"""Every peer and our engine on cards A, B and C, interleaved: processor time a picture, bytes, pictures, ratios.

Each round visits every peer and setting once, so that the machine's moods hit all alike; every picture has new text.
Processor time is read from outside over all threads of a peer. One picture of each peer shows the same text; all are
kept in peers/out and compared with Pillow's. Results go to Benchmarks/results/peers.json.
"""
import argparse
import json
import shlex
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import card  # noqa: E402
import compare  # noqa: E402
import table  # noqa: E402
from draw import prepared  # noqa: E402
from harness import processes, results  # noqa: E402
from harness.server import Renderer, Server  # noqa: E402
from worker import PEERS  # noqa: E402

SETTINGS = PEERS | {
    "ours": ["fast", "small", "whole", "portable", "repainted"], "ours-http": ["fast", "small"]}
# Our pictures cost little: more of them each round give a steadier median in the same time.
OUR_SHARE = 4
WARM_PICTURES = 3


class Worker:
    """A process that answers a JSON line a picture."""

    def __init__(self, peer, command):
        self.peer, self.log = peer, card.OUT / f"{peer}.log"
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log.open("w"), text=True,
            cwd=card.HERE)

    def counted(self):
        """The processes whose time is the peer's: of Chromium's family the browser's own, else the worker."""
        if self.peer != "chromium":
            return [self.process.pid]
        return [pid for pid in processes.family(self.process.pid) if "chrom" in processes.program(pid)]

    def draw(self, variant, setting, text, save):
        ask = {"variant": variant, "setting": setting, "text": text, "save": save}
        try:
            self.process.stdin.write(json.dumps(ask) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise RuntimeError(f"the worker ended; see {self.log.name}")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["bytes"]

    def stop(self):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()


class OverHTTP:
    """Our server with the three cards: a fresh POST a picture over one kept connection."""

    def __init__(self, binary):
        self.server = Server(binary=binary).__enter__()
        cards = card.ASSETS.parent
        self.server.add(sorted(cards.glob("*.json")), [card.LOGO, card.PHOTO])
        key = self.server.key()
        self.renderers = {
            variant: Renderer(self.server, key, f"card-{variant.lower()}") for variant in card.VARIANTS}

    def counted(self):
        return [self.server.pid]

    def draw(self, variant, setting, text, save):
        names = ("t0", "t1", "s0", "s1")
        layers = {name: {"text": words} for name, words in zip(names, [*text[0], *text[1]])}
        picture = self.renderers[variant].render(layers, compression=setting)
        if save:
            Path(save).write_bytes(picture)
        return len(picture)

    def stop(self):
        self.server.__exit__()


def measured(worker, variant, setting, number, save=None):
    """One picture: processor milliseconds, elapsed milliseconds, bytes."""
    text, pids = card.text(number), worker.counted()
    before, start = processes.settled_nanoseconds(pids), time.perf_counter()
    size = worker.draw(variant, setting, text, save)
    elapsed = time.perf_counter() - start
    return (processes.settled_nanoseconds(worker.counted()) - before) / 1e6, elapsed * 1e3, size


def interleaved(workers, options):
    """All measurements by (peer, setting, variant); a case that fails is told once and left out."""
    kept, broken, number = {}, {}, 1_000
    for turn in range(-1, options.rounds):
        for variant in options.variants:
            print(f"\r{'warming up' if turn < 0 else f'round {turn + 1}'} {variant} ", end="", file=sys.stderr)
            for peer, worker in workers.items():
                for setting in SETTINGS[peer]:
                    case = (peer, setting, variant)
                    if (peer, setting) in broken:
                        continue
                    count = options.count * (OUR_SHARE if peer.startswith("ours") and setting != "small" else 1)
                    try:
                        for _ in range(count if turn >= 0 else WARM_PICTURES):
                            number += 1
                            one = measured(worker, variant, setting, number)
                            if turn >= 0:
                                kept.setdefault(case, []).append(one)
                        # The picture to look at and to weigh: all of one text, once what is kept has been made.
                        if turn in (-1, options.rounds - 1):
                            measured(worker, variant, setting, 1, str(compare.path(*case)))
                    except RuntimeError as error:
                        broken[peer, setting] = str(error)
                        print(f"\n{peer} {setting} {variant}: {error}", file=sys.stderr)
    print(file=sys.stderr)
    return kept, broken


def rows(kept):
    """A row a case: medians, and what its picture says."""
    for (peer, setting, variant), values in kept.items():
        file = compare.path(peer, setting, variant)
        row = {
            "peer": peer, "setting": setting, "variant": variant, "count": len(values),
            "processorMilliseconds": round(results.median(value[0] for value in values), 4),
            "elapsedMilliseconds": round(results.median(value[1] for value in values), 4),
            "bytes": int(results.median(value[2] for value in values)),
            "differenceToPillow": compare.difference(file, variant)}
        if peer.startswith("ours"):
            row["bytesToLevelSix"] = round(file.stat().st_size / compare.level_six_bytes(file), 3)
        yield row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--peers", help="some of " + ", ".join(SETTINGS) + " (default: all)")
    parser.add_argument("--variants", default=card.VARIANTS, help="some of ABC (default: all)")
    parser.add_argument("--rounds", type=int, default=9, help="interleaved rounds (default: 9)")
    parser.add_argument("--count", type=int, default=3, help="pictures a visit; ours four times as many (default: 3)")
    parser.add_argument("--binary", type=Path, default=results.BINARY, help="our program, built for release")
    parser.add_argument("--worker", help="another command that speaks bench-worker's lines, in place of our program")
    parser.add_argument("--name", default="peers", help="the result file's name (default: peers)")
    options = parser.parse_args()
    names = options.peers.split(",") if options.peers else list(SETTINGS)
    card.OUT.mkdir(exist_ok=True)
    for file in card.OUT.glob("*_[ABC].png"):
        file.unlink()
    for variant in card.VARIANTS:
        prepared.write(variant)
    ours = shlex.split(options.worker) if options.worker else [
        str(options.binary.resolve()), "bench-worker", "--cards", str(card.ASSETS.parent)]
    workers = {}
    for name in names:
        if name == "ours-http":
            workers[name] = OverHTTP(options.binary.resolve())
        elif name in PEERS or name == "ours":
            command = ours if name == "ours" else [sys.executable, "worker.py", name]
            workers[name] = Worker(name, command)
        else:
            parser.error(f"there is no peer {name}")
    try:
        kept, broken = interleaved(workers, options)
    finally:
        for worker in workers.values():
            worker.stop()
    found = list(rows(kept))
    pictures = sorted(compare.path(row["peer"], row["setting"], row["variant"]) for row in found)
    if any(row["peer"] == "pillow" for row in found):
        compare.sheet(pictures).save(card.OUT / "sheet.png")
    failures = [{"peer": peer, "setting": setting, "reason": why} for (peer, setting), why in broken.items()]
    bars = table.bars(found)
    print(table.text(found, bars))
    results.write(options.name, {"rounds": options.rounds, "rows": found, "failures": failures, "bars": bars})


if __name__ == "__main__":
    main()

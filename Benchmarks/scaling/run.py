#!/usr/bin/env python3
"""Cost against size, one curve at a time: canvas, layers, glyphs, dirty, templates, keys, clients.

Everything goes over HTTP to our own server, and processor time is read from outside, so a point holds about 0.05 ms of
HTTP. Stores are filled by writing rows while the server is stopped. Each curve goes to
Benchmarks/results/scaling-NAME.json with the power of growth between its points.
"""
import argparse
import math
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))

import pictures  # noqa: E402
import stores  # noqa: E402
from clients import clients  # noqa: E402
from harness import results  # noqa: E402
from harness.server import Server  # noqa: E402

NAMES = [*pictures.CURVES, "templates", "keys", "clients"]
UNITS = {"canvas": "megapixels", "layers": "layers", "glyphs": "glyphs", "dirty": "% of rows that change",
         "templates": "templates stored", "keys": "keys", "clients": "clients"}


def growth(points):
    """For each series the steepest power between two neighbouring points: above 1 is worse than linear."""
    found = {}
    for series in dict.fromkeys(point["series"] for point in points):
        own = [point for point in points if point["series"] == series]
        field = "processorMilliseconds" if "processorMilliseconds" in own[0] else "processorMicroseconds"
        powers = [math.log(after[field] / before[field]) / math.log(after["x"] / before["x"])
                  for before, after in zip(own, own[1:]) if before[field] > 0 and after[field] > 0]
        found[series] = round(max(powers), 2) if powers else None
    return found


def points(name, options):
    binary = options.binary.resolve()
    if name in pictures.CURVES:
        with Server(binary=binary) as server:
            yield from pictures.CURVES[name](pictures.Bench(server, options.seconds))
    elif name == "clients":
        yield from clients(binary, options.seconds, options.most)
    else:
        yield from (stores.keys if name == "keys" else stores.stored_templates)(binary, options.most)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("curves", nargs="*", metavar="CURVE", help="some of " + ", ".join(NAMES) + " (default: all)")
    parser.add_argument("--seconds", type=float, default=2, help="length of one measurement (default: 2)")
    parser.add_argument("--most", type=int, default=1_000_000, help="largest store or number of clients")
    parser.add_argument("--binary", type=Path, default=results.BINARY, help="our program, built for release")
    options = parser.parse_args()
    for name in options.curves or NAMES:
        if name not in NAMES:
            parser.error(f"there is no curve {name}")
        print(name, flush=True)
        found = list(points(name, options))
        extra = {"firstPictureMilliseconds": stores.first_picture(options.binary.resolve())} \
            if name == "templates" else {}
        steepest = growth(found)
        print(f"  steepest power between neighbours: {steepest}")
        results.write(f"scaling-{name}", {"unit": UNITS[name], "growth": steepest, "points": found} | extra)


if __name__ == "__main__":
    main()

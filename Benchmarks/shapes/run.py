#!/usr/bin/env python3
"""Hostile shapes: templates made to be slow, over their kept base and painted whole.

A shape whose kept path costs more than five times the whole path has a cliff. Results go to
Benchmarks/results/shapes.json.
"""
import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE.parent / "scaling"))

import templates  # noqa: E402
from harness import results  # noqa: E402

WIDTH, HEIGHT = templates.WIDTH, templates.HEIGHT
CLIFF = 5


def text(name, **properties):
    return {"type": "text", "name": name, "dynamic": True, "x": 60, "y": 60, "width": WIDTH - 120, "height": 120,
            "text": "Title", "fontSize": 48, "fill": "#ffffff"} | properties


def star(edges):
    """A star of that many edges as one path."""
    points = []
    for index in range(edges):
        radius = 300 if index % 2 else 120
        angle = index * math.tau / edges
        points.append(f"{WIDTH / 2 + radius * math.cos(angle):.2f} {HEIGHT / 2 + radius * math.sin(angle):.2f}")
    return "M" + "L".join(points) + "Z"


def shapes():
    plain = [text("title")]
    yield "one line", plain
    yield "every layer dynamic", [
        text(f"line{index}", y=12 * index, height=14, fontSize=10) for index in range(50)]
    yield "200 layers over one word", templates.tiles(200)
    path = {"type": "path", "x": 0, "y": 0, "d": star(500), "fill": "#f59e0b"}
    yield "500 edges under a word", [path, text("title")]
    yield "500 edges over a word", [text("title"), path]
    yield "2,000 emoji", [text("title", y=0, height=HEIGHT, fontSize=12, text="\U0001f600\U0001f3fd\u200d\u2764" * 500)]
    glass = {"type": "group", "name": "glass", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "opacity": 0.7,
             "children": [{"type": "rectangle", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "fill": "#334155"},
                          text("title")]}
    yield "a group with an opacity", [glass]
    shadow = [{"x": 0, "y": 8, "blur": 40, "color": "#00000080"}]
    yield "a shadow under text", [text("title", shadow=shadow)]


def measure(binary, document, seconds):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shape.json"
        path.write_text(json.dumps(document))
        done = subprocess.run([binary, "bench", "--template", path, "--seconds", str(seconds), "--json"],
                              capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise SystemExit(done.stderr.strip())
    return {line["output"]: line["processorMillisecondsEach"]
            for line in json.loads(done.stdout) if line["threads"] == 1}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1, help="length of one measurement (default: 1)")
    parser.add_argument("--binary", type=Path, default=results.BINARY, help="our program, built for release")
    options = parser.parse_args()
    rows = []
    print(f"{'shape':28} {'kept':>9} {'all rows':>9} {'repainted':>9}  kept / repainted")
    for name, layers in shapes():
        cost = measure(options.binary.resolve(), templates.document("shape", layers), options.seconds)
        kept, whole, repainted = (cost["PNG fast" + rest] for rest in ("", ", all rows", ", repainted"))
        ratio = kept / repainted
        print(f"{name:28} {kept:9.3f} {whole:9.3f} {repainted:9.3f}  {ratio:.2f}{' CLIFF' if ratio > CLIFF else ''}")
        rows.append({"shape": name, "keptMilliseconds": round(kept, 4), "allRowsMilliseconds": round(whole, 4),
                     "repaintedMilliseconds": round(repainted, 4), "ratio": round(ratio, 3)})
    results.write("shapes", {"rows": rows})


if __name__ == "__main__":
    main()

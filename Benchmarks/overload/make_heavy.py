#!/usr/bin/env python3
"""Writes heavy.json: soft-shadowed tiles with words on a gradient, every layer dynamic.

A request that touches every layer leaves nothing to keep from one render to the next, so each costs its full price.
"""
import json
from pathlib import Path

COLUMNS, ROWS, SIDE, GAP = 5, 4, 260, 40


def tile(number):
    column, row = number % COLUMNS, number // COLUMNS
    left, top = GAP + column * (SIDE + GAP), GAP + row * (SIDE + GAP)
    box = {"x": left, "y": top, "width": SIDE, "height": SIDE}
    shadows = [{"x": 0, "y": 6 + number % 5, "blur": 18 + number, "color": "rgba(2,6,23,.35)"},
               {"x": 0, "y": 20, "blur": 60 + 2 * number, "color": "rgba(2,6,23,.3)"}]
    fill = {"type": "radial", "stops": [{"offset": 0, "color": "#334155"}, {"offset": 1, "color": "#0f172a"}]}
    words = {"x": left + 24, "y": top + 24, "width": SIDE - 48, "height": SIDE - 48, "text": f"Tile {number}"}
    return [
        {"type": "ellipse" if number % 3 == 2 else "rectangle", "name": f"tile{number}", "dynamic": True, **box,
         "fill": fill, "opacity": 0.95, "shadow": shadows}
        | ({} if number % 3 == 2 else {"cornerRadius": 28}),
        {"type": "text", "name": f"words{number}", "dynamic": True, **words, "fontSize": 26, "fill": "#e2e8f0",
         "shadow": [{"x": 0, "y": 2, "blur": 8, "color": "rgba(0,0,0,.6)"}]}]


def main():
    width, height = GAP + COLUMNS * (SIDE + GAP), GAP + ROWS * (SIDE + GAP)
    stops = [{"offset": 0, "color": "#312e81"}, {"offset": 1, "color": "#be185d"}]
    floor = {"type": "rectangle", "name": "floor", "dynamic": True, "x": 0, "y": 0, "width": width, "height": height,
             "fill": {"type": "linear", "angle": 150, "stops": stops}}
    layers = [floor] + [layer for number in range(COLUMNS * ROWS) for layer in tile(number)]
    document = {"version": 1, "name": "Heavy", "slug": "heavy", "width": width, "height": height, "layers": layers}
    Path(__file__).with_name("heavy.json").write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()

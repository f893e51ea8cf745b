#!/usr/bin/env python3
"""Draws docs/performance/*.svg from the results in Benchmarks/results. Needs nothing but Python itself."""
import argparse
import json
import math
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
RESULTS, CHARTS = HERE / "results", HERE.parent / "docs" / "performance"
# Readable on white and on dark pages, and apart from each other for colour-blind eyes.
COLORS = ("#2563eb", "#ea580c", "#059669", "#9333ea", "#64748b")
OURS, THEIRS = "#2563eb", "#94a3b8"
STYLE = ("text{font:13px Inter,Helvetica,Arial,sans-serif;fill:#334155}.title{font-size:17px;font-weight:600;"
         "fill:#0f172a}.small{font-size:11px;fill:#64748b}.line{fill:none;stroke-width:2.5;stroke-linejoin:round}"
         ".grid{stroke:#e2e8f0;stroke-width:1}.end{text-anchor:end}.middle{text-anchor:middle}")


def short(value):
    """A number as axes show it: 0.1, 25, 1k, 1M."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}" if value < 1 else f"{value:.3g}"


def figure(value):
    """A measured number with three digits that count."""
    digits = 2 - math.floor(math.log10(value)) if value > 0 else 0
    return f"{round(value, digits):.{max(0, digits)}f}"


class Paper:
    """Collects the parts of one SVG."""

    def __init__(self, width, height, title, note=""):
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" aria-label="{escape(title)}"><style>{STYLE}</style>'
            f'<rect width="{width}" height="{height}" rx="12" fill="#fff"/>']
        self.text(24, 32, title, "title")
        self.text(24, 50, note, "small")

    def text(self, x, y, words, kind="", color=None):
        fill = f' style="fill:{color}"' if color else ""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}"{fill}>{escape(words)}</text>')

    def add(self, element):
        self.parts.append(element)

    def save(self, name):
        CHARTS.mkdir(parents=True, exist_ok=True)
        path = CHARTS / f"{name}.svg"
        path.write_text("\n".join([*self.parts, "</svg>\n"]))
        print(f"drew {path.relative_to(HERE.parent)}")


def bars(name, title, note, groups):
    """Horizontal bars on a logarithmic scale; groups of (heading, [(label, value, is ours)], unit)."""
    row, head, left, width = 22, 34, 190, 760
    height = 66 + sum(head + row * len(entries) for _, entries, _ in groups) + 10
    paper, y = Paper(width, height, title, note), 66
    for heading, entries, unit in groups:
        values = [value for _, value, _ in entries]
        low, high = math.log10(min(values)) - 0.25, math.log10(max(values))
        paper.text(24, y + 18, heading, "", "#0f172a")
        y += head - 8
        for label, value, is_ours in entries:
            length = (width - left - 110) * (math.log10(value) - low) / max(0.01, high - low)
            paper.text(left - 8, y + 15, label, "end")
            color = OURS if is_ours else THEIRS
            paper.add(f'<rect x="{left}" y="{y + 2}" width="{length:.1f}" height="{row - 5}" rx="3" fill="{color}"/>')
            paper.text(left + length + 6, y + 15, f"{figure(value)} {unit}")
            y += row
        y += 8
    paper.save(name)


def ticks(low, high):
    """Powers of ten that span two numbers, at least one decade."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    return [10.0**power for power in range(first, max(last, first + 1) + 1)]


def curves(name, title, note, horizontal, vertical, series):
    """Lines on logarithmic axes, of (label, [(x, y)]); a dashed line shows what linear growth looks like."""
    width, height, left, top, right, bottom = 760, 420, 74, 74, 24, 64
    paper = Paper(width, height, title, note)
    series = [(label, [(x, y) for x, y in points if x > 0 and y > 0]) for label, points in series]
    every = [point for _, points in series for point in points]
    across, up = ticks(min(x for x, _ in every), max(x for x, _ in every)), ticks(
        min(y for _, y in every), max(y for _, y in every))
    log = math.log10
    place_x = lambda x: left + (width - left - right) * log(x / across[0]) / log(across[-1] / across[0])
    place_y = lambda y: height - bottom - (height - top - bottom) * log(y / up[0]) / log(up[-1] / up[0])
    for x in across:
        paper.add(f'<path class="grid" d="M{place_x(x):.1f} {top}V{height - bottom}"/>')
        paper.text(place_x(x), height - bottom + 18, short(x), "middle small")
    for y in up:
        paper.add(f'<path class="grid" d="M{left} {place_y(y):.1f}H{width - right}"/>')
        paper.text(left - 8, place_y(y) + 4, short(y), "end small")
    paper.text((left + width - right) / 2, height - bottom + 34, horizontal, "middle")
    paper.text(24, top - 8, vertical, "small")
    x, y = min(every, key=lambda point: point[0])
    reach = min(across[-1] / x, up[-1] / y)
    paper.add(f'<path d="M{place_x(x):.1f} {place_y(y):.1f}L{place_x(x * reach):.1f} {place_y(y * reach):.1f}" '
              'stroke="#cbd5e1" stroke-dasharray="5 5" fill="none"/>')
    legend = left
    for (label, points), color in zip(series, COLORS):
        line = "L".join(f"{place_x(x):.1f} {place_y(y):.1f}" for x, y in points)
        paper.add(f'<path class="line" stroke="{color}" d="M{line}"/>')
        for x, y in points:
            paper.add(f'<circle cx="{place_x(x):.1f}" cy="{place_y(y):.1f}" r="3.5" fill="{color}"/>')
        paper.text(legend, height - 12, "● " + label, "", color)
        legend += 34 + 7.2 * len(label)
    paper.save(name)


def under(result):
    """The line below a title: where and when."""
    machine = result["machine"]
    return f'{machine["processor"]}, {machine["cores"]} cores, {machine["system"]}, {result["when"][:10]}'


def peers(result):
    groups = []
    for variant, about in (("A", "flat"), ("B", "gradient and soft shadow"), ("C", "photograph")):
        best = {}
        for row in result["rows"]:
            if row["variant"] != variant or (row["differenceToPillow"] or 0) > 2:
                continue
            is_ours = row["peer"].startswith("ours")
            label = f'{row["peer"]} {row["setting"]}' if is_ours else row["peer"]
            value = row["processorMilliseconds"]
            best[label] = (min(value, best.get(label, (value,))[0]), is_ours)
        entries = sorted(((label, *entry) for label, entry in best.items()), key=lambda entry: entry[1])
        if entries:
            groups.append((f"Card {variant}: {about}", entries, "ms"))
    bars("peers", "Processor time of one card with new text", under(result) + ", logarithmic scale", groups)


def http(result):
    entries = sorted(((f'{one["server"]}: {name}', one["requestsPerSecond"], one["server"] == "ours")
                      for name, one in result["cases"].items()), key=lambda entry: -entry[1])
    note = f'{under(result)}, {result["connections"]} connections, load generator on the same cores, logarithmic scale'
    bars("http", "Requests a second", note, [("More is better", entries, "/s")])


def overload(result):
    loads = [phase for phase in result["phases"] if phase["phase"].endswith("x")]
    capacity = result["capacityPerSecond"]
    pictures = [("asked for", capacity * float(phase["phase"][:-1]), phase["streams"][0]["goodput"])
                for phase in loads]
    curves("overload", "Pictures a second when too many are asked for", under(result), "asked for, a second",
           "delivered, a second", [("delivered", [(asked, good) for _, asked, good in pictures])])


def scaling(result):
    name, fields = result["benchmark"].removeprefix("scaling-"), result["points"][0]
    field, unit = ("processorMilliseconds", "CPU ms") if "processorMilliseconds" in fields else (
        "processorMicroseconds", "CPU µs")
    series = {}
    for point in result["points"]:
        series.setdefault(point["series"], []).append((point["x"], point[field]))
    titles = {"canvas": "Cost against canvas size", "layers": "Cost against the number of layers",
              "glyphs": "Cost against the number of glyphs", "dirty": "Cost against the share that changes",
              "templates": "Cost against templates stored", "keys": "Cost against keys",
              "clients": "Cost against clients"}
    each = "a request" if name in ("keys", "templates", "clients") else "a render"
    note = under(result) + ", over HTTP; dashed: linear growth"
    curves(result["benchmark"], titles[name], note, result["unit"], f"{unit} {each}", list(series.items()))


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    drawers = {"peers": peers, "http": http, "overload": overload}
    for path in sorted(RESULTS.glob("*.json")):
        draw = scaling if path.stem.startswith("scaling-") else drawers.get(path.stem)
        if draw:
            draw(json.loads(path.read_text()))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Fills the tables of docs/performance.md from the results in Benchmarks/results.

A table stands between `<!-- table NAME -->` and `<!-- end -->`; a result that is missing leaves its table as it is.
"""
import argparse
import json
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS, PAGE = HERE / "results", HERE.parent / "docs" / "performance.md"
VARIANTS = "ABC"


def load(name):
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def rows(head, lines):
    """A Markdown table, numbers to the right."""
    sides = "|".join(":--" if index == 0 else "--:" for index in range(len(head)))
    return "\n".join(["| " + " | ".join(head) + " |", f"|{sides}|"] + [
        "| " + " | ".join(str(cell) for cell in line) + " |" for line in lines])


def source(result):
    machine = result["machine"]
    return (f'*{result["when"]}, commit {result["commit"]}; {machine["processor"]}, {machine["cores"]} cores '
            f'({machine["vectors"]}), {machine["memoryGigabytes"]} GB, {machine["system"]}, kernel '
            f'{machine["kernel"]}.*')


def peers(result):
    cases = list(dict.fromkeys((row["peer"], row["setting"]) for row in result["rows"]))
    found = {(row["peer"], row["setting"], row["variant"]): row for row in result["rows"]}
    rivals = [row for row in result["rows"]
              if not row["peer"].startswith("ours") and (row["differenceToPillow"] or 0) <= 2]
    cheapest = {variant: min((row["processorMilliseconds"] for row in rivals if row["variant"] == variant), default=0)
                for variant in VARIANTS}
    lines = []
    for peer, setting in cases:
        cells = []
        for variant in VARIANTS:
            row = found.get((peer, setting, variant))
            if row is None:
                cells += ["", ""]
                continue
            spent = f'{row["processorMilliseconds"]:.2f}'
            is_best = row["processorMilliseconds"] == cheapest.get(variant) and not peer.startswith("ours")
            apart = row["differenceToPillow"]
            cells += [f"**{spent}**" if is_best else spent,
                      f'{row["bytes"] / 1000:.0f}' + ("" if apart is None else f" / {apart:.2f}")]
        lines.append([f"**{peer}** {setting}" if peer.startswith("ours") else f"{peer} {setting}", *cells])
    head = ["Peer, setting"] + [words for v in VARIANTS for words in (f"{v}: CPU ms", "KB / difference")]
    return rows(head, lines)


def bars(result):
    names, lines = list(dict.fromkeys(bar["bar"] for bar in result["bars"])), []
    for name in names:
        cells = []
        for variant in VARIANTS:
            bar = next((one for one in result["bars"] if (one["bar"], one["variant"]) == (name, variant)), None)
            if bar is None:
                cells.append("")
                continue
            sign, limit = ("≥", bar["atLeast"]) if "atLeast" in bar else ("≤", bar["atMost"])
            wanted = "" if limit is None else f" ({sign} {limit:g}{'' if bar['isMet'] else ', **missed**'})"
            cells.append(f'{bar["value"]:.4g}{wanted}')
        lines.append([name, *cells])
    return rows(["Best peer ÷ ours, or bytes ÷ Pillow's level 6", *VARIANTS], lines)


def http(result):
    lines = []
    for name, one in result["cases"].items():
        ratio = f'{one["ratio"]:.2f}' if "ratio" in one else ""
        lines.append([name, one["server"], f'{one["requestsPerSecond"]:,}', f'{one["processorMicroseconds"]:.1f}',
                      f'{one["p50"]:,}', f'{one["p99"]:,}', ratio])
    text = rows(["Case", "Server", "Requests/s", "CPU µs each", "p50 µs", "p99 µs", "÷ nginx"], lines)
    fresh = result["cases"].get("fresh POST of A", {})
    if "engineMicroseconds" in fresh:
        text += (f'\n\nThe engine alone takes {fresh["engineMicroseconds"]} µs for the fresh picture, one at a time as in the '
                 f'table of the peers; HTTP, keys, JSON and history add {fresh["aboveEngineMicroseconds"]} µs (bar: 80). Drawing '
                 f'on all cores at once, as the server does, it takes {fresh["busyEngineMicroseconds"]} µs, and they add '
                 f'{fresh["aboveBusyEngineMicroseconds"]} µs.')
    return text


def overload(result):
    lines = []
    for phase in result["phases"]:
        for stream in phase["streams"]:
            lines.append([
                f'{phase["phase"]}: {stream["name"]}', stream["askedPerSecond"], stream["goodput"],
                phase["refusalMilliseconds"].get("p99", "–"), phase["healthMilliseconds"].get("p99", "–"),
                phase["residentMegabytes"], phase["serverCores"], phase["driverCores"], phase["otherCores"]])
    head = ["Phase", "Asked/s", "Delivered/s", "Refusal p99 ms", "/healthz p99 ms", "RSS MB", "Server cores",
            "Driver cores", "Other cores"]
    found = result["verdicts"]
    shares = ", ".join(f"{phase} {share:.0%}" for phase, share in found["goodputShareOfPeak"].items())
    return rows(head, lines) + (
        f'\n\nA render costs {result["costMilliseconds"]} ms; the peak is {found["peakPerSecond"]} a second. Delivered '
        f'of the peak: {shares}. The trickle beside '
        f'a flood got {found["trickleServedShare"]:.1%} of what it asked for.')


def shapes(result):
    return rows(["Shape", "Kept ms", "All rows ms", "Repainted ms", "Kept ÷ repainted"], [
        [row["shape"], f'{row["keptMilliseconds"]:.2f}', f'{row["allRowsMilliseconds"]:.2f}',
         f'{row["repaintedMilliseconds"]:.2f}', f'{row["ratio"]:.2f}'] for row in result["rows"]])


def memory(result):
    found, points = result["summary"], result["points"]
    share = found["renders"] // 10
    lines = [[f'{point["renders"]:,}', f'{point["residentBytes"] / 1e6:.1f}']
             for point, before in zip(points, [{"renders": 0}] + points)
             if point["renders"] // share != before["renders"] // share]
    return rows(["Renders", "MB in RAM"], lines) + (
        f'\n\n{found["renders"]:,} renders with {found["texts"]:,} distinct texts, {found["refused"]} refused; from the tenth '
        f'part on {found["medianBytes"] / 1e6:.1f} MB, −{found["below"]:.1%} to +{found["above"]:.1%}.')


def scaling(results):
    lines = []
    for result in results:
        field = "processorMilliseconds" if "processorMilliseconds" in result["points"][0] else "processorMicroseconds"
        unit = "ms" if field == "processorMilliseconds" else "µs"
        for series, power in result["growth"].items():
            own = [point for point in result["points"] if point["series"] == series]
            ends = [f'{point["x"]:,} → {point[field]:.4g} {unit}' for point in (own[0], own[-1])]
            lines.append([f'{result["unit"]}: {series}', *ends, power])
    return rows(["Curve", "Smallest", "Largest", "Steepest power"], lines)


def fill(text, name, table):
    """The page with one table replaced."""
    pattern = re.compile(rf"(<!-- table {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"{PAGE.name} has no place for the table {name}")
    return pattern.sub(lambda found: found[1] + "\n" + table + "\n\n" + found[2], text)


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter).parse_args()
    text = PAGE.read_text()
    for name, make in (("peers", peers), ("bars", bars), ("http", http), ("shapes", shapes),
                       ("overload", overload), ("memory", memory)):
        result = load("peers" if name == "bars" else name)
        if result and result.get("rows" if name in ("peers", "bars", "shapes") else "when"):
            text = fill(text, name, make(result) + ("" if name == "bars" else "\n\n" + source(result)))
    order = ("canvas", "layers", "glyphs", "dirty", "templates", "keys", "clients")
    found = [result for result in (load(f"scaling-{name}") for name in order) if result]
    if found:
        text = fill(text, "scaling", scaling(found) + "\n\n" + source(found[-1]))
    PAGE.write_text(text)
    print(f"filled {PAGE.relative_to(HERE.parent)}")


if __name__ == "__main__":
    main()

"""The table of one run, and what it says against the bars."""
# Each bar: what is measured, which setting of ours, the least (or for bytes the most) for A, B and C.
SPEED_BARS = [("fast mode", "fast", (12, 25, 11)), ("whole-image encode", "whole", (5, 8, 4)),
              ("portable build", "portable", (3, 5, 2.5)), ("everything repainted", "repainted", (None,) * 3)]
STRETCH = (20, 40, 18)
BYTE_BARS = [("bytes, fast mode", "fast", (1.15, 1.12, 1.12)), ("bytes, small mode", "small", (1.0, 1.0, 1.02))]
VARIANTS = "ABC"
# Above this mean difference, of 255, a picture is another card and its time no rival: without kerning it is 3.
TOLERANCE = 2.0


def find(rows, peer, setting, variant):
    matches = (row for row in rows if (row["peer"], row["setting"], row["variant"]) == (peer, setting, variant))
    return next(matches, None)


def best_peer(rows, variant):
    """The quickest peer that drew the right card."""
    rivals = [row for row in rows if row["variant"] == variant and not row["peer"].startswith("ours")
              and (row["differenceToPillow"] is None or row["differenceToPillow"] <= TOLERANCE)]
    return min(rivals, key=lambda row: row["processorMilliseconds"], default=None)


def bars(rows):
    """For every bar and card: the value, what it must be, whether it is met."""
    found = []
    for name, setting, least in SPEED_BARS:
        for variant, bar in zip(VARIANTS, least):
            mine, best = find(rows, "ours", setting, variant), best_peer(rows, variant)
            if mine and best:
                value = best["processorMilliseconds"] / mine["processorMilliseconds"]
                found.append({
                    "bar": name, "variant": variant, "best": f'{best["peer"]} {best["setting"]}',
                    "value": round(value, 2), "atLeast": bar, "isMet": bar is None or value >= bar,
                    "stretch": STRETCH[VARIANTS.index(variant)] if setting == "fast" else None})
    for name, setting, most in BYTE_BARS:
        for variant, bar in zip(VARIANTS, most):
            mine = find(rows, "ours", setting, variant)
            if mine:
                value = mine["bytesToLevelSix"]
                found.append({"bar": name, "variant": variant, "value": value, "atMost": bar, "isMet": value <= bar})
    return found


def text(rows, bars):
    """The table as people read it."""
    cases = list(dict.fromkeys((row["peer"], row["setting"]) for row in rows))
    lines = ["peer       setting          " + "".join(f"| {v}: CPU ms     KB  diff " for v in VARIANTS)]
    for peer, setting in cases:
        cells = ""
        for variant in VARIANTS:
            row = find(rows, peer, setting, variant)
            if row is None:
                cells += "|" + " " * 25
                continue
            apart = row["differenceToPillow"]
            shown = "    -" if apart is None else f"{apart:5.2f}"
            cells += f'| {row["processorMilliseconds"]:9.3f} {row["bytes"] / 1000:6.0f} {shown}  '
        lines.append(f"{peer:10} {setting:17}{cells}")
    if bars:
        lines.append("")
    for bar in bars:
        sign, limit = (">=", bar["atLeast"]) if "atLeast" in bar else ("<=", bar["atMost"])
        wanted = "to be set" if limit is None else f"{sign} {limit:g}, {'met' if bar['isMet'] else 'MISSED'}"
        against = f'  best peer: {bar["best"]}' if "best" in bar else ""
        lines.append(f'{bar["bar"]:21} {bar["variant"]}  {bar["value"]:7.2f}  ({wanted}){against}')
    return "\n".join(lines)

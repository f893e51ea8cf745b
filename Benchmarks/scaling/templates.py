"""Templates made for one measurement each, and the values that each render gets."""
WIDTH, HEIGHT = 1200, 630
WORDS = "amber basin cedar delta ember fjord grove heron inlet jetty kelp lumen maple nectar olive pearl".split()


def words(letters, number):
    """Text of exactly that many letters, different for every number."""
    text, index = str(number), number
    while len(text) < letters:
        text += " " + WORDS[index % len(WORDS)]
        index = index * 7 + 3
    return text[:letters].rstrip().ljust(letters, "e")


def document(slug, layers, width=WIDTH, height=HEIGHT, background="#0f172a"):
    return {"version": 1, "name": slug, "slug": slug, "width": width, "height": height, "background": background,
            "layers": layers}


def tiles(count):
    """That many small rounded tiles in a grid, over one word at the bottom; all dynamic."""
    columns = max(1, round((count * WIDTH / HEIGHT) ** 0.5))
    rows = -(-count // columns)
    wide, high = WIDTH / columns, HEIGHT / rows
    bottom = {"type": "text", "name": "bottom", "dynamic": True, "x": 0, "y": HEIGHT / 2 - 60, "width": WIDTH,
              "height": 120, "fontSize": 100, "text": "Bottom", "fill": "#38bdf8", "align": "center"}
    return [bottom] + [
        {"type": "rectangle", "name": f"tile{index}", "dynamic": True, "x": round(index % columns * wide + 1, 2),
         "y": round(index // columns * high + 1, 2), "width": round(wide - 2, 2), "height": round(high - 2, 2),
         "cornerRadius": round(min(wide, high) / 5, 2), "fill": "rgba(148,163,184,.35)"} for index in range(count - 1)]


def tile_values(count, number, every):
    """One changed word at the bottom, or that and every tile's colour."""
    values = {"bottom": {"text": words(12, number)}}
    if every:
        for index in range(count - 1):
            values[f"tile{index}"] = {"fill": f"hsl({(number * 11 + index) % 360},50%,40%)"}
    return values


def page(glyphs):
    """One layer that takes that many glyphs in small print."""
    return [{"type": "text", "name": "page", "dynamic": True, "x": 10, "y": 10, "width": WIDTH - 20,
             "height": HEIGHT - 20, "fontSize": 10, "lineHeight": 1.1, "text": "Page", "fill": "#e2e8f0"}]


def curtain(share):
    """A gradient with a band over that share of its rows, whose colour changes."""
    sky = {"type": "linear", "angle": 120,
           "stops": [{"offset": 0, "color": "#6366f1"}, {"offset": 1, "color": "#ec4899"}]}
    return [
        {"type": "rectangle", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "fill": sky},
        {"type": "rectangle", "name": "band", "dynamic": True, "x": 0, "y": 0, "width": WIDTH,
         "height": max(1, round(HEIGHT * share)), "fill": "#00000080"}]


def opened(card):
    """A card of ours with a name on every layer, so that a request can touch them all."""
    layers = [layer | {"dynamic": True, "name": layer.get("name", f"layer{index}")}
              for index, layer in enumerate(card["layers"])]
    return card | {"slug": card["slug"] + "-open", "name": card["name"] + " open", "layers": layers}


def card_values(number):
    """New text for the four lines of a card."""
    return {name: {"text": words(21 if name[0] == "t" else 41, number * 4 + index)}
            for index, name in enumerate(("t0", "t1", "s0", "s1"))}

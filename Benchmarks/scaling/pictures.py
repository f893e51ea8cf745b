"""Curves of one picture's cost: against its canvas, its layers, its glyphs, and the share of it that changes."""
import json
import tempfile
import time
from pathlib import Path

import templates
from harness import processes, results
from harness.server import Renderer

CARDS = Path(__file__).resolve().parent.parent / "peers" / "cards"
MEGAPIXELS = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32)
LAYERS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
GLYPHS = (10, 30, 100, 300, 1_000, 3_000, 10_000)
# How many times the length of a measurement is waited for a steady cost.
PATIENCE = 8
SHARES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


class Bench:
    """Renders templates over HTTP and reads what they cost the server."""

    def __init__(self, server, seconds):
        self.server, self.seconds, self.number = server, seconds, 0
        self.key = server.key()
        self.folder = Path(tempfile.mkdtemp(dir=server.folder))

    def push(self, document):
        path = self.folder / f"{document['slug']}.json"
        path.write_text(json.dumps(document))
        self.server.add([path])
        return document["slug"]

    def batch(self, renderer, values, options):
        """A few renders: median processor and elapsed milliseconds, and the last one's bytes."""
        spent, elapsed, size, start = [], [], 0, time.monotonic()
        while len(spent) < 3 or (time.monotonic() - start < self.seconds / 2 and len(spent) < 200):
            self.number += 1
            layers = values(self.number)
            before, moment = processes.settled_nanoseconds([self.server.pid]), time.perf_counter()
            size = len(renderer.render(layers, **options))
            elapsed.append((time.perf_counter() - moment) * 1e3)
            spent.append((processes.settled_nanoseconds([self.server.pid]) - before) / 1e6)
        return results.median(spent), results.median(elapsed), size

    def cost(self, slug, values, **options):
        """What a render costs once two batches agree: the first ones also pay for what is kept from then on."""
        renderer, last, start = Renderer(self.server, self.key, slug), None, time.monotonic()
        for _ in range(3):
            self.number += 1
            renderer.render(values(self.number), **options)
        while True:
            processes.wait_until_idle(self.server.pid, PATIENCE * self.seconds)
            spent, elapsed, size = self.batch(renderer, values, options)
            is_steady = last is not None and abs(spent - last) < 0.1 * last
            if is_steady or time.monotonic() - start > PATIENCE * self.seconds:
                break
            last = spent
        return {"processorMilliseconds": round(spent, 4), "elapsedMilliseconds": round(elapsed, 4), "bytes": size,
                "isSteady": is_steady,
                "residentMegabytes": round(processes.resident_bytes(self.server.pid) / 2**20)}


def point(x, series, measured):
    print(f"  {x:>10,} {series:34} {measured['processorMilliseconds']:10.3f} ms CPU", flush=True)
    return {"x": x, "series": series} | measured


def canvas(bench):
    """Card B at growing sizes: new text only, and every layer touched."""
    bench.server.add(assets=sorted((CARDS / "assets").iterdir()))
    card = json.loads((CARDS / "b.json").read_text())
    kept, opened = bench.push(card), bench.push(templates.opened(card))
    untouched = [layer["name"] for layer in templates.opened(card)["layers"] if layer["type"] == "rectangle"]

    def every(number):
        moved = {name: {"opacity": 0.9 + number % 97 / 1000} for name in untouched}
        return templates.card_values(number) | moved

    for megapixels in MEGAPIXELS:
        width = round((megapixels * 1e6 * templates.WIDTH / templates.HEIGHT) ** 0.5)
        yield point(megapixels, "new text", bench.cost(kept, templates.card_values, width=width))
        yield point(megapixels, "every layer touched", bench.cost(opened, every, width=width))


def layers(bench):
    """Tiles above one word: the word changes, or everything does."""
    for count in LAYERS:
        slug = bench.push(templates.document(f"layers-{count}", templates.tiles(count)))
        for series, every in (("one word at the bottom", False), ("every layer touched", True)):
            yield point(count, series, bench.cost(
                slug, lambda number, count=count, every=every: templates.tile_values(count, number, every)))


def glyphs(bench):
    """One layer of small print, new text in every render."""
    slug = bench.push(templates.document("glyphs", templates.page(max(GLYPHS))))
    for count in GLYPHS:
        yield point(count, "new text", bench.cost(
            slug, lambda number, count=count: {"page": {"text": templates.words(count, number)}}))


def dirty(bench):
    """A band over a growing share of a gradient changes its colour."""
    for share in SHARES:
        slug = bench.push(templates.document(f"dirty-{round(share * 100)}", templates.curtain(share)))
        yield point(round(share * 100), "band changes colour", bench.cost(
            slug, lambda number: {"band": {"fill": f"hsla({number * 7 % 360},70%,50%,.5)"}}))


CURVES = {"canvas": canvas, "layers": layers, "glyphs": glyphs, "dirty": dirty}

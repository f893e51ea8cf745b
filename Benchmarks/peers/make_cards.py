#!/usr/bin/env python3
"""Writes cards/: a logo and a noisy photograph, both computed, and cards A, B, C as templates of ours.

The pictures are the same on every machine: the noise comes from a seeded generator. A text layer's `y` is worked out
from the font's own metrics so that baselines fall where card.py says.
"""
import argparse
import json
import sys

import numpy
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

import card

OVERSAMPLING = 4


def logo():
    """A disc, a ring and a wedge with soft edges, 96 by 96."""
    side = card.LOGO_BOX[2] * OVERSAMPLING
    picture = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((8, 8, side - 9, side - 9), fill=(20, 184, 166, 255))
    pen.ellipse((80, 80, side - 81, side - 81), fill=(240, 253, 250, 235))
    pen.pieslice((120, 120, side - 121, side - 121), -60, 150, fill=(244, 63, 94, 255))
    return picture.resize(card.LOGO_BOX[2:], Image.Resampling.LANCZOS)


def rough(chooser, width, height, octaves, gain=0.55):
    """Smooth random terrain between 0 and 1: grids of noise, each finer and weaker than the one before."""
    field, strength = numpy.zeros((height, width)), 1.0
    for octave in range(octaves):
        cells = 2 ** (octave + 1)
        grid = chooser.random((cells + 2, 2 * cells + 2)).astype(numpy.float32)
        scaled = Image.fromarray(grid).resize((width, height), Image.Resampling.BICUBIC)
        field += strength * numpy.asarray(scaled)
        strength *= gain
    return (field - field.min()) / (field.max() - field.min())


def photograph():
    """Dunes under an evening sky, with ripples in the sand and a sensor's noise, stronger in the shadows."""
    width, height = card.WIDTH, card.HEIGHT
    chooser = numpy.random.default_rng(20_240_607)
    down, across = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
    sky = numpy.stack([222 - 70 * down / height, 170 - 20 * down / height, 140 + 60 * down / height], axis=-1)
    picture = sky + 26 * (rough(chooser, width, height, 6)[..., None] - 0.5)
    for ridge in range(4):
        crest = height * (0.34 + 0.17 * ridge) + 70 * (rough(chooser, width, 8, 5)[3] - 0.5) * (ridge + 1) / 2
        slope = rough(chooser, width, height, 8, gain=0.62)
        ripples = numpy.sin((down + 40 * slope) * (0.9 - 0.15 * ridge) + across * 0.05)
        light = 0.55 + 0.45 * slope + 0.05 * ripples - 0.1 * ridge
        sand = light[..., None] * numpy.array([214, 152, 96], dtype=numpy.float32)
        picture = numpy.where((down > crest)[..., None], sand, picture)
    brightness = picture.mean(axis=-1, keepdims=True)
    grain = chooser.normal(0, 1, picture.shape) + 1.2 * chooser.normal(0, 1, (height, width, 1))
    picture += grain * (2.2 + 2.0 * (1 - brightness / 255))
    return Image.fromarray(numpy.clip(picture + 0.5, 0, 255).astype(numpy.uint8))


def top(font_file, size, baseline):
    """The `y` that puts a line's baseline there when `lineHeight` is 1, by the rule of half-leading."""
    font = TTFont(font_file)
    unit = font["head"].unitsPerEm
    ascent, descent = font["hhea"].ascent * size / unit, -font["hhea"].descent * size / unit
    return round(baseline - ((size - (ascent + descent)) / 2 + ascent), 4)


def text_layers():
    """Four lines of dynamic text, named t0, t1, s0, s1."""
    kinds = [
        ("t", card.TITLE_BASELINES, card.BOLD, card.TITLE_SIZE, 700, card.TITLE_COLOR),
        ("s", card.SUBTITLE_BASELINES, card.REGULAR, card.SUBTITLE_SIZE, 400, card.SUBTITLE_COLOR)]
    return [
        {"type": "text", "name": f"{prefix}{index}", "dynamic": True, "x": card.TEXT_LEFT,
         "y": top(file, size, baseline), "width": card.WIDTH - card.TEXT_LEFT, "height": size, "text": "Text",
         "fontFamily": "Inter", "fontWeight": weight, "fontSize": size, "lineHeight": 1, "wrap": "none",
         "fill": card.hexadecimal(color)}
        for prefix, baselines, file, size, weight, color in kinds for index, baseline in enumerate(baselines)]


def box(place):
    return dict(zip(("x", "y", "width", "height"), place))


def template(variant):
    """One card as a document of ours."""
    r, g, b = card.PANEL_COLOR
    panel = {"type": "rectangle"} | box(card.PANEL) | {
        "cornerRadius": card.PANEL[4], "fill": f"rgba({r},{g},{b},{card.PANEL_OPACITY[variant]:g})"}
    layers = [panel]
    document = {"version": 1, "name": f"Card {variant}", "slug": f"card-{variant.lower()}",
                "width": card.WIDTH, "height": card.HEIGHT}
    if variant == "A":
        document["background"] = card.hexadecimal(card.BACKGROUND)
    elif variant == "B":
        # From corner to corner: the line of a CSS gradient at this angle is exactly the canvas's diagonal.
        angle = float(numpy.degrees(numpy.arctan2(card.WIDTH, -card.HEIGHT)))
        stops = [{"offset": index, "color": card.hexadecimal(color)} for index, color in enumerate(card.GRADIENT)]
        document["background"] = {"type": "linear", "angle": round(angle, 6), "stops": stops}
        panel["shadow"] = [{"x": 0, "y": card.SHADOW_DOWN, "blur": 2 * card.SHADOW_SIGMA,
                            "color": f"rgba(0,0,0,{card.SHADOW_OPACITY})"}]
    else:
        layers.insert(0, {"type": "image", "src": "asset:photo"} | box((0, 0, card.WIDTH, card.HEIGHT)))
    pill = {"type": "rectangle"} | box(card.PILL)
    layers.append(pill | {"cornerRadius": card.PILL[4], "fill": card.hexadecimal(card.PILL_COLOR)})
    layers.append({"type": "image", "src": "asset:logo"} | box(card.LOGO_BOX))
    return document | {"layers": layers + text_layers()}


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter).parse_args()
    card.ASSETS.mkdir(parents=True, exist_ok=True)
    logo().save(card.LOGO)
    photograph().save(card.PHOTO, quality=90)
    for variant in card.VARIANTS:
        path = card.ASSETS.parent / f"{variant.lower()}.json"
        path.write_text(json.dumps(template(variant), indent=2) + "\n")
    print(f"wrote {card.ASSETS.parent.relative_to(card.HERE.parent.parent)}", file=sys.stderr)


if __name__ == "__main__":
    main()

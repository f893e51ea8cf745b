"""Whether saved pictures show the same card, and how small Pillow would have made ours."""
import io

import numpy
from PIL import Image, ImageChops, ImageDraw

import card

REFERENCE = "pillow_drawn-default"


def path(peer, setting, variant):
    return card.OUT / f"{peer}_{setting}_{variant}.png"


def difference(file, variant):
    """The mean difference of a picture's channels to Pillow's, of 255; None where one is missing."""
    reference = card.OUT / f"{REFERENCE}_{variant}.png"
    if not file.exists() or not reference.exists():
        return None
    mine, theirs = (numpy.asarray(Image.open(name).convert("RGB")).astype(int) for name in (file, reference))
    return round(float(numpy.abs(mine - theirs).mean()), 3) if mine.shape == theirs.shape else 255.0


def level_six_bytes(file):
    """Bytes of the same pixels as Pillow writes them at zlib level 6."""
    out = io.BytesIO()
    picture = Image.open(file)
    if picture.mode == "RGBA" and picture.getextrema()[3] == (255, 255):
        picture = picture.convert("RGB")
    picture.save(out, "PNG", compress_level=6)
    return len(out.getvalue())


def sheet(files, columns=4, width=400):
    """All pictures on one sheet with their names, and each one's difference to Pillow's, eight times as strong."""
    height = round(width * card.HEIGHT / card.WIDTH)
    rows = -(-len(files) // columns)
    paper = Image.new("RGB", (columns * (width + 10), rows * (2 * height + 34)), "white")
    pen = ImageDraw.Draw(paper)
    for index, file in enumerate(files):
        left, top = index % columns * (width + 10), index // columns * (2 * height + 34)
        picture = Image.open(file).convert("RGB")
        reference = Image.open(card.OUT / f"{REFERENCE}_{file.stem[-1]}.png").convert("RGB")
        apart = ImageChops.difference(picture, reference).point(lambda level: min(255, 8 * level))
        pen.text((left + 4, top + 2), file.stem, fill="black")
        for shown, below in ((picture, 16), (apart, 18 + height)):
            paper.paste(shown.resize((width, height), Image.Resampling.LANCZOS), (left, top + below))
    return paper

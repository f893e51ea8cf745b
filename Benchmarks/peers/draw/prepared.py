"""The static layers as files, for peers that start from a picture and for those that cannot blur a shadow."""
from PIL import Image

import card
from draw import with_pillow


def path(variant):
    """The PNG of one card without its text; drawn when it is not there yet."""
    file = card.OUT / f"static_{variant}.png"
    if not file.exists():
        write(variant)
    return file


def picture(variant):
    return Image.open(path(variant)).convert("RGB")


def write(variant):
    card.OUT.mkdir(exist_ok=True)
    with_pillow.Static(variant).draw().save(card.OUT / f"static_{variant}.png", compress_level=1)

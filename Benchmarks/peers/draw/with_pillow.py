"""Pillow with raqm (HarfBuzz): the reference that other pictures are compared with."""
import io

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

import card

OVERSAMPLING = 4


def png(picture, setting):
    """Level 1 for `fast`, the default level 6 otherwise."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1 if setting.endswith("fast") else 6)
    return out.getvalue()


def rounded(width, height, radius, opacity=1.0):
    """The coverage of a rounded rectangle with smooth edges."""
    large = Image.new("L", (width * OVERSAMPLING, height * OVERSAMPLING))
    corner = (large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle((0, 0, *corner), radius * OVERSAMPLING, fill=round(255 * opacity))
    return large.resize((width, height), Image.Resampling.BOX)


def shadow():
    """The coverage of B's shadow over the whole canvas."""
    x, y, width, height, radius = card.PANEL
    mask = Image.new("L", (card.WIDTH, card.HEIGHT))
    mask.paste(rounded(width, height, radius, card.SHADOW_OPACITY), (x, y + card.SHADOW_DOWN))
    return mask.filter(ImageFilter.GaussianBlur(card.SHADOW_SIGMA))


def gradient():
    down, across = numpy.mgrid[0:card.HEIGHT, 0:card.WIDTH].astype(numpy.float32) + 0.5
    share = (across * card.WIDTH + down * card.HEIGHT) / (card.WIDTH**2 + card.HEIGHT**2)
    first, last = (numpy.array(color, dtype=numpy.float32) for color in card.GRADIENT)
    return Image.fromarray((first + (last - first) * share[..., None] + 0.5).astype(numpy.uint8))


class Static:
    """Draws all but the text of one card."""

    def __init__(self, variant):
        self.variant = variant
        self.logo = Image.open(card.LOGO).convert("RGBA")
        self.photo = Image.open(card.PHOTO).convert("RGB") if variant == "C" else None

    def draw(self):
        if self.variant == "A":
            picture = Image.new("RGB", (card.WIDTH, card.HEIGHT), card.BACKGROUND)
        elif self.variant == "B":
            picture = gradient()
            picture.paste((0, 0, 0), (0, 0), shadow())
        else:
            picture = self.photo.copy()
        for box, color, opacity in (
                (card.PANEL, card.PANEL_COLOR, card.PANEL_OPACITY[self.variant]), (card.PILL, card.PILL_COLOR, 1)):
            x, y, width, height, radius = box
            picture.paste(color, (x, y), rounded(width, height, radius, opacity))
        picture.paste(self.logo, card.LOGO_BOX[:2], self.logo)
        return picture


def make(variant, setting):
    fonts = {(file, size): ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.RAQM)
             for _, _, file, size, _ in card.lines(["", ""], ["", ""])}
    static = Static(variant)
    prepared = static.draw()

    def render(title, subtitle):
        picture = static.draw() if setting.startswith("drawn") else prepared.copy()
        pen = ImageDraw.Draw(picture)
        for words, baseline, file, size, color in card.lines(title, subtitle):
            pen.text((card.TEXT_LEFT, baseline), words, font=fonts[file, size], fill=color, anchor="ls")
        return png(picture, setting)

    return render

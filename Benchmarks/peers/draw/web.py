"""The card as HTML and CSS, for Takumi and Chromium."""
import math
from functools import cache
from html import escape

from fontTools.ttLib import TTFont

import card


@cache
def rise(file, size):
    """From a line box's top to its baseline when the line is as high as the font's size."""
    font = TTFont(file)
    unit = font["head"].unitsPerEm
    ascent, descent = font["hhea"].ascent * size / unit, -font["hhea"].descent * size / unit
    return (size - ascent - descent) / 2 + ascent


def place(box):
    left, top, width, height, *radius = box
    rounded = f";border-radius:{radius[0]}px" if radius else ""
    return f"position:absolute;left:{left}px;top:{top}px;width:{width}px;height:{height}px{rounded}"


def style(variant):
    """The sheet of one card; texts differ by their place only."""
    background, shadow = "", ""
    if variant == "A":
        background = f"background:{card.hexadecimal(card.BACKGROUND)}"
    elif variant == "B":
        angle = math.degrees(math.atan2(card.WIDTH, -card.HEIGHT))
        first, last = map(card.hexadecimal, card.GRADIENT)
        background = f"background:linear-gradient({angle:.4f}deg,{first},{last})"
        shadow = (f";box-shadow:0px {card.SHADOW_DOWN}px {2 * card.SHADOW_SIGMA}px "
                  f"rgba(0,0,0,{card.SHADOW_OPACITY})")
    r, g, b = card.PANEL_COLOR
    rules = [
        f"#root{{position:relative;width:{card.WIDTH}px;height:{card.HEIGHT}px;overflow:hidden;{background}}}",
        f"#photo{{{place((0, 0, card.WIDTH, card.HEIGHT))}}}",
        f"#panel{{{place(card.PANEL)};background-color:rgba({r},{g},{b},{card.PANEL_OPACITY[variant]}){shadow}}}",
        f"#pill{{{place(card.PILL)};background-color:{card.hexadecimal(card.PILL_COLOR)}}}",
        f"#logo{{{place(card.LOGO_BOX)}}}"]
    for index, (_, baseline, file, size, rgb) in enumerate(card.lines(["", ""], ["", ""])):
        rules.append(
            f"#line{index}{{position:absolute;left:{card.TEXT_LEFT}px;top:{baseline - rise(file, size):.3f}px;"
            f"font-family:Inter;font-weight:{700 if file == card.BOLD else 400};font-size:{size}px;"
            f"line-height:{size}px;color:{card.hexadecimal(rgb)};white-space:nowrap}}")
    return "".join(rules)


def texts(title, subtitle):
    return "".join(
        f'<div id="line{index}">{escape(words)}</div>' for index, words in enumerate([*title, *subtitle]))


def body(variant, title, subtitle, photo, logo):
    """The card's elements, all of its layers drawn."""
    picture = f'<img id="photo" src="{photo}"/>' if variant == "C" else ""
    static = f'{picture}<div id="panel"></div><div id="pill"></div><img id="logo" src="{logo}"/>'
    return f'<div id="root">{static}{texts(title, subtitle)}</div>'


def body_over(picture, title, subtitle):
    """The card's text over a picture of its static layers."""
    return f'<div id="root"><img id="photo" src="{picture}"/>{texts(title, subtitle)}</div>'

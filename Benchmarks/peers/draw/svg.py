"""The card as SVG, for the peers that draw it."""
import base64
from functools import cache
from xml.sax.saxutils import escape

import card


@cache
def data_url(path, kind):
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def rectangle(box, color, extra=""):
    x, y, width, height, radius = box
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{color}"{extra}/>'


@cache
def static(variant):
    """Everything below the text."""
    whole = f'width="{card.WIDTH}" height="{card.HEIGHT}"'
    x, y, *rest = card.PANEL
    parts = []
    if variant == "A":
        parts.append(f'<rect {whole} fill="{card.hexadecimal(card.BACKGROUND)}"/>')
    elif variant == "B":
        stops = "".join(
            f'<stop offset="{offset}" stop-color="{card.hexadecimal(rgb)}"/>'
            for offset, rgb in enumerate(card.GRADIENT))
        parts.append(
            f'<defs><linearGradient id="diagonal" gradientUnits="userSpaceOnUse" x2="{card.WIDTH}" y2="{card.HEIGHT}">'
            f'{stops}</linearGradient><filter id="soft" filterUnits="userSpaceOnUse" x="0" y="0" {whole} '
            f'color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="{card.SHADOW_SIGMA}"/></filter></defs>'
            f'<rect {whole} fill="url(#diagonal)"/>')
        soft = f' fill-opacity="{card.SHADOW_OPACITY}" filter="url(#soft)"'
        parts.append(rectangle((x, y + card.SHADOW_DOWN, *rest), "#000", soft))
    else:
        parts.append(f'<image {whole} xlink:href="{data_url(card.PHOTO, "image/jpeg")}"/>')
    opacity = f' fill-opacity="{card.PANEL_OPACITY[variant]}"'
    parts.append(rectangle(card.PANEL, card.hexadecimal(card.PANEL_COLOR), opacity))
    parts.append(rectangle(card.PILL, card.hexadecimal(card.PILL_COLOR)))
    left, top, width, height = card.LOGO_BOX
    parts.append(
        f'<image x="{left}" y="{top}" width="{width}" height="{height}" '
        f'xlink:href="{data_url(card.LOGO, "image/png")}"/>')
    return "".join(parts)


def document(variant, title, subtitle):
    """One picture as SVG source."""
    texts = "".join(
        f'<text x="{card.TEXT_LEFT}" y="{baseline}" font-family="Inter" '
        f'font-weight="{700 if file == card.BOLD else 400}" font-size="{size}" '
        f'fill="{card.hexadecimal(rgb)}">{escape(words)}</text>'
        for words, baseline, file, size, rgb in card.lines(title, subtitle))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{card.WIDTH}" height="{card.HEIGHT}">{static(variant)}{texts}</svg>')

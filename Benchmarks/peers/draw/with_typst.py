"""typst: one page of placed shapes and lines; it has no blur, so B always starts from its prepared layers."""
import typst

import card
from draw import prepared


def color(rgb, opacity=1.0):
    return f'rgb("{card.hexadecimal(rgb)}{round(opacity * 255):02x}")'


def placed(left, top, what):
    return f"#place(top + left, dx: {left}pt, dy: {top}pt, {what})\n"


def rectangle(box, fill):
    left, top, width, height, radius = box
    return placed(left, top, f"rect(width: {width}pt, height: {height}pt, radius: {radius}pt, fill: {fill})")


def image(file, box):
    left, top, width, height = box
    name = "/" + str(file.relative_to(card.HERE))
    return placed(left, top, f'image("{name}", width: {width}pt, height: {height}pt)')


def static(variant, setting):
    whole = (0, 0, card.WIDTH, card.HEIGHT)
    if variant == "B" or setting.startswith("prepared"):
        return image(prepared.path(variant), whole)
    photo = image(card.PHOTO, whole) if variant == "C" else ""
    panel = rectangle(card.PANEL, color(card.PANEL_COLOR, card.PANEL_OPACITY[variant]))
    return photo + panel + rectangle(card.PILL, color(card.PILL_COLOR)) + image(card.LOGO, card.LOGO_BOX)


def make(variant, setting):
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(card.FONTS)])
    compiler = typst.Compiler(root=str(card.HERE), font_paths=fonts)
    fill = f", fill: {color(card.BACKGROUND)}" if variant == "A" else ""
    head = (f"#set page(width: {card.WIDTH}pt, height: {card.HEIGHT}pt, margin: 0pt{fill})\n"
            f'#set text(font: "Inter", top-edge: "baseline", bottom-edge: "baseline")\n{static(variant, setting)}')

    def render(title, subtitle):
        lines = "".join(
            placed(card.TEXT_LEFT, baseline,
                   f'text(size: {size}pt, weight: {700 if file == card.BOLD else 400}, fill: {color(rgb)})[{words}]')
            for words, baseline, file, size, rgb in card.lines(title, subtitle))
        return compiler.compile(input=(head + lines).encode(), format="png", ppi=72)

    return render

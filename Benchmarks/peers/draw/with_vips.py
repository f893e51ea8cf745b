"""libvips: its text operation (Pango) composited over the prepared layers, or the whole card as SVG (librsvg)."""
import pyvips
from PIL import ImageFont

import card
from draw import prepared, svg


def ascent(file, size):
    """From a line's top to its baseline, as Pango rounds it."""
    return round(ImageFont.truetype(str(file), size).getmetrics()[0])


def make(variant, setting):
    pyvips.cache_set_max(0)
    options = {"compression": 1, "filter": "none"} if setting.endswith("fast") else {}
    if setting.startswith("svg"):
        return lambda title, subtitle: pyvips.Image.svgload_buffer(
            svg.document(variant, title, subtitle).encode()).flatten().pngsave_buffer(**options)
    base = pyvips.Image.new_from_file(str(prepared.path(variant))).copy_memory()
    ascents = {(file, size): ascent(file, size) for _, _, file, size, _ in card.lines(["", ""], ["", ""])}

    def render(title, subtitle):
        layers, lefts, tops = [], [], []
        for words, baseline, file, size, rgb in card.lines(title, subtitle):
            font = f"{'Inter Bold' if file == card.BOLD else 'Inter'} {size}"
            mask = pyvips.Image.text(words, font=font, fontfile=str(file), dpi=72)
            layers.append(mask.new_from_image(list(rgb)).copy(interpretation="srgb").bandjoin(mask))
            # The mask is cropped to its ink; the fields tell from where.
            lefts.append(card.TEXT_LEFT + mask.get("xoffset"))
            tops.append(baseline - ascents[file, size] + mask.get("yoffset"))
        return base.composite(layers, "over", x=lefts, y=tops).flatten().pngsave_buffer(**options)

    return render

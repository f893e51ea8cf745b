"""cairo with Pango: unhinted grey text, PNG by cairo itself or by Pillow at level 1."""
import io
import math

import cairo
import gi
import numpy
from PIL import Image

import card
from draw import with_pillow

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402


def surface_of(picture):
    """A picture of Pillow's as a cairo surface, premultiplied."""
    pixels = numpy.asarray(picture.convert("RGBA")).astype(numpy.uint16)
    alpha = pixels[..., 3:]
    rgb = (pixels[..., :3] * alpha + 127) // 255
    bytes_ = numpy.ascontiguousarray(numpy.concatenate([rgb[..., ::-1], alpha], axis=2).astype(numpy.uint8))
    height, width = bytes_.shape[:2]
    return cairo.ImageSurface.create_for_data(bytes_, cairo.FORMAT_ARGB32, width, height)


def unit(rgb, opacity=1.0):
    return *(channel / 255 for channel in rgb), opacity


def rounded(context, box):
    x, y, width, height, radius = box
    quarter = math.pi / 2
    context.new_sub_path()
    context.arc(x + width - radius, y + radius, radius, -quarter, 0)
    context.arc(x + width - radius, y + height - radius, radius, 0, quarter)
    context.arc(x + radius, y + height - radius, radius, quarter, 2 * quarter)
    context.arc(x + radius, y + radius, radius, 2 * quarter, 3 * quarter)
    context.close_path()


class Static:
    """All but the text. cairo has no blur, so B's shadow is blurred once by Pillow and kept: a favour."""

    def __init__(self, variant):
        self.variant = variant
        self.logo = surface_of(Image.open(card.LOGO))
        self.photo = surface_of(Image.open(card.PHOTO))
        self.gradient = cairo.LinearGradient(0, 0, card.WIDTH, card.HEIGHT)
        for offset, rgb in enumerate(card.GRADIENT):
            self.gradient.add_color_stop_rgba(offset, *unit(rgb))
        mask = numpy.array(with_pillow.shadow())
        self.shadow = cairo.ImageSurface.create_for_data(mask, cairo.FORMAT_A8, card.WIDTH, card.HEIGHT)

    def draw(self, context):
        if self.variant == "A":
            context.set_source_rgba(*unit(card.BACKGROUND))
            context.paint()
        elif self.variant == "B":
            context.set_source(self.gradient)
            context.paint()
            context.set_source_rgba(0, 0, 0, 1)
            context.mask_surface(self.shadow, 0, 0)
        else:
            context.set_source_surface(self.photo, 0, 0)
            context.paint()
        rounded(context, card.PANEL)
        context.set_source_rgba(*unit(card.PANEL_COLOR, card.PANEL_OPACITY[self.variant]))
        context.fill()
        rounded(context, card.PILL)
        context.set_source_rgba(*unit(card.PILL_COLOR))
        context.fill()
        context.set_source_surface(self.logo, *card.LOGO_BOX[:2])
        context.paint()


def description(file, size):
    made = Pango.FontDescription("Inter Bold" if file == card.BOLD else "Inter")
    made.set_absolute_size(size * Pango.SCALE)
    return made


def unhinted(context):
    """A layout whose text is neither hinted nor coloured at its edges."""
    options = cairo.FontOptions()
    options.set_hint_style(cairo.HINT_STYLE_NONE)
    options.set_hint_metrics(cairo.HINT_METRICS_OFF)
    options.set_antialias(cairo.ANTIALIAS_GRAY)
    layout = PangoCairo.create_layout(context)
    PangoCairo.context_set_font_options(layout.get_context(), options)
    layout.get_context().set_round_glyph_positions(False)
    return layout


def make(variant, setting):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, card.WIDTH, card.HEIGHT)
    context, static = cairo.Context(surface), Static(variant)
    prepared, layout = surface_of(prepared_picture(static)), unhinted(context)
    fonts = {(file, size): description(file, size) for _, _, file, size, _ in card.lines(["", ""], ["", ""])}

    def render(title, subtitle):
        if setting.startswith("drawn"):
            static.draw(context)
        else:
            context.set_operator(cairo.OPERATOR_SOURCE)
            context.set_source_surface(prepared, 0, 0)
            context.paint()
            context.set_operator(cairo.OPERATOR_OVER)
        for words, baseline, file, size, rgb in card.lines(title, subtitle):
            layout.set_font_description(fonts[file, size])
            layout.set_text(words, -1)
            context.set_source_rgba(*unit(rgb))
            context.move_to(card.TEXT_LEFT, baseline - layout.get_baseline() / Pango.SCALE)
            PangoCairo.show_layout(context, layout)
        surface.flush()
        if setting.endswith("fast"):
            return with_pillow.png(picture_of(surface), setting)
        out = io.BytesIO()
        surface.write_to_png(out)
        return out.getvalue()

    return render


def picture_of(surface):
    size = (card.WIDTH, card.HEIGHT)
    return Image.frombuffer("RGB", size, surface.get_data(), "raw", "BGRX", surface.get_stride(), 1)


def prepared_picture(static):
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, card.WIDTH, card.HEIGHT)
    static.draw(cairo.Context(surface))
    surface.flush()
    return picture_of(surface).copy()

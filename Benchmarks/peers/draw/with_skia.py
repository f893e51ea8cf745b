"""Skia by skia-python, on the CPU: text shaped by HarfBuzz, PNG by Skia itself or by Pillow at level 1."""
import numpy
import skia
from PIL import Image

import card
from draw.with_pillow import png


def color(rgb, opacity=1.0):
    return skia.Color(*rgb, round(255 * opacity))


def rounded(canvas, box, paint):
    x, y, width, height, radius = box
    canvas.drawRoundRect(skia.Rect.MakeXYWH(x, y, width, height), radius, radius, paint)


class Static:
    def __init__(self, variant):
        self.variant = variant
        self.logo = skia.Image.open(str(card.LOGO)).makeRasterImage()
        self.photo = skia.Image.open(str(card.PHOTO)).makeRasterImage()
        ends = [skia.Point(0, 0), skia.Point(card.WIDTH, card.HEIGHT)]
        self.gradient = skia.Paint(Shader=skia.GradientShader.MakeLinear(ends, [color(c) for c in card.GRADIENT]))
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, card.SHADOW_SIGMA)
        self.shadow = skia.Paint(AntiAlias=True, Color=color((0, 0, 0), card.SHADOW_OPACITY), MaskFilter=blur)
        self.panel = skia.Paint(AntiAlias=True, Color=color(card.PANEL_COLOR, card.PANEL_OPACITY[variant]))
        self.pill = skia.Paint(AntiAlias=True, Color=color(card.PILL_COLOR))

    def draw(self, canvas):
        if self.variant == "A":
            canvas.clear(color(card.BACKGROUND))
        elif self.variant == "B":
            canvas.drawPaint(self.gradient)
            x, y, *rest = card.PANEL
            rounded(canvas, (x, y + card.SHADOW_DOWN, *rest), self.shadow)
        else:
            canvas.drawImage(self.photo, 0, 0)
        rounded(canvas, card.PANEL, self.panel)
        rounded(canvas, card.PILL, self.pill)
        canvas.drawImage(self.logo, *card.LOGO_BOX[:2])


def font(file, size):
    made = skia.Font(skia.Typeface.MakeFromFile(str(file)), size)
    made.setSubpixel(True)
    made.setHinting(skia.FontHinting.kNone)
    made.setEdging(skia.Font.Edging.kAntiAlias)
    return made


def make(variant, setting):
    info = skia.ImageInfo.Make(card.WIDTH, card.HEIGHT, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    surface = skia.Surface.MakeRaster(info)
    canvas, static = surface.getCanvas(), Static(variant)
    static.draw(canvas)
    prepared = surface.makeImageSnapshot().makeRasterImage()
    fonts = {(file, size): font(file, size) for _, _, file, size, _ in card.lines(["", ""], ["", ""])}
    paints = {rgb: skia.Paint(AntiAlias=True, Color=color(rgb)) for rgb in (card.TITLE_COLOR, card.SUBTITLE_COLOR)}
    pixels = numpy.zeros((card.HEIGHT, card.WIDTH, 4), numpy.uint8)

    def render(title, subtitle):
        if setting.startswith("drawn"):
            static.draw(canvas)
        else:
            canvas.drawImage(prepared, 0, 0)
        for words, baseline, file, size, rgb in card.lines(title, subtitle):
            blob = skia.TextBlob.MakeFromShapedText(words, fonts[file, size])
            canvas.drawTextBlob(blob, card.TEXT_LEFT, baseline + fonts[file, size].getMetrics().fAscent, paints[rgb])
        if setting.endswith("default"):
            return bytes(surface.makeImageSnapshot().encodeToData(skia.kPNG, 100))
        surface.readPixels(info, pixels, card.WIDTH * 4, 0, 0)
        size = (card.WIDTH, card.HEIGHT)
        return png(Image.frombuffer("RGBX", size, pixels, "raw", "RGBX", 0, 1).convert("RGB"), setting)

    return render

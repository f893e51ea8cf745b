"""Takumi: HTML and CSS without a browser, its style sheet compiled once."""
from takumi_py import FontResource, ImageResource, Renderer

import card
from draw import prepared, web


def make(variant, setting):
    fonts = [FontResource(file.read_bytes(), name="Inter", weight=weight)
             for file, weight in ((card.BOLD, 700), (card.REGULAR, 400))]
    renderer = Renderer(load_default_fonts=False, fonts=fonts)
    files = {"logo": card.LOGO, "photo": card.PHOTO, "static": prepared.path(variant)}
    options = {
        "stylesheets": [renderer.compile_stylesheet(web.style(variant))], "width": card.WIDTH, "height": card.HEIGHT,
        "images": [ImageResource(name, path.read_bytes()) for name, path in files.items()], "format": "png"}

    def render(title, subtitle):
        if setting.startswith("drawn"):
            html = web.body(variant, title, subtitle, "photo", "logo")
        else:
            html = web.body_over("static", title, subtitle)
        return renderer.render_compiled(renderer.compile_html(html).node, **options)

    return render

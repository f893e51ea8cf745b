"""resvg: the whole card as SVG; it keeps nothing between pictures but the fonts."""
from resvg import render as paint
from resvg import usvg

import card
from draw import svg


def make(variant, setting):
    options = usvg.Options.default()
    for file in (card.BOLD, card.REGULAR):
        options.load_font_file(str(file))
    options.font_family = "Inter"

    def render(title, subtitle):
        tree = usvg.Tree.from_str(svg.document(variant, title, subtitle), options)
        return bytes(paint(tree, (1, 0, 0, 0, 1, 0)))

    return render

"""Debian's Chromium without a window, driven by playwright over its own protocol; only Chromium's processes count."""
import atexit
import base64
import os
import shutil
from functools import cache

from playwright.sync_api import sync_playwright

import card
from draw import svg, web

PROGRAMS = ("chromium-headless-shell", "chromium")
SWAP = "texts => texts.forEach((text, index) => document.getElementById('line' + index).textContent = text)"


@cache
def browser():
    """One browser for all cards; it ends with this process."""
    named = os.environ.get("CHROMIUM")
    program = named or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise RuntimeError("no Chromium is installed")
    driver = sync_playwright().start()
    arguments = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none"]
    made = driver.chromium.launch(executable_path=program, args=arguments)
    atexit.register(lambda: (made.close(), driver.stop()))
    return made


def make(variant, setting):
    page = browser().new_page(viewport={"width": card.WIDTH, "height": card.HEIGHT})
    protocol = page.context.new_cdp_session(page)
    photo, logo = svg.data_url(card.PHOTO, "image/jpeg"), svg.data_url(card.LOGO, "image/png")
    head = f"<!doctype html><style>html,body{{margin:0}}{web.style(variant)}</style>"
    is_kept = setting == "kept-fast"
    page.set_content(head + web.body(variant, *card.text(0), photo, logo))
    clip = {"x": 0, "y": 0, "width": card.WIDTH, "height": card.HEIGHT, "scale": 1}

    def render(title, subtitle):
        if is_kept:
            page.evaluate(SWAP, [*title, *subtitle])
        else:
            page.set_content(head + web.body(variant, title, subtitle, photo, logo))
        shot = protocol.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": is_kept, "clip": clip})
        return base64.b64decode(shot["data"])

    return render

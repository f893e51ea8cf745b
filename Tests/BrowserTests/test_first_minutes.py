"""The first five minutes: a template from a sample, a change by mouse, a key, an image on a page, and its end."""

import re

from playwright.sync_api import expect

from conftest import create_key
from visitor import until


def test_from_a_sample_to_an_image_on_a_page_and_to_its_end(visit, server, site):
    visitor = visit("admin")
    page = visitor.page
    page.get_by_role("button", name="New template").click()
    page.get_by_role("dialog").get_by_role("button", name="Product banner").click()
    page.wait_for_url("**/templates/tmpl_*")
    until(page, "performance.getEntriesByName('preview').length > 0")
    # Click a layer, drag it, save.
    page.locator(".layer-name").first.click()
    marks = page.locator(".selection")
    expect(marks).to_be_visible()
    box = marks.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 20, box["y"] + box["height"] / 2 + 12, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Save", exact=True).click()
    visitor.toast("Saved as revision 2")
    made = page.url.rsplit("/", 1)[1]
    slug = visitor.call("GET", f"/console/v1/orgs/{organization(visitor)}/templates/{made}")["body"]["slug"]

    settings = visitor.open("Settings")
    hosts = settings.get_by_role("region", name="Allowed Hosts")
    hosts.get_by_label("Allowed host", exact=True).wait_for()
    if "localhost" not in hosts.inner_text():
        hosts.get_by_label("Allowed host", exact=True).fill("localhost")
        hosts.get_by_role("button", name="Save", exact=True).click()
        visitor.toast("Saved")
    key = create_key(page, "First minutes", "GET")
    site.body = f'<!doctype html><img src="{server.origin}/api/v1/render?apiKey={key}&amp;template={slug}" alt="">'
    # A browser that has kept nothing, each time.
    assert shown(visitor, site) > 0
    page.get_by_role("button", name="Revoke First minutes").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("row").filter(has_text="First minutes")).to_contain_text(re.compile("Revoked"))
    assert shown(visitor, site) == 0


def organization(visitor):
    return visitor.call("GET", "/console/v1/session")["body"]["organizations"][0]["slug"]


def shown(visitor, site):
    """How wide the picture is on the page of a site; 0 where it is not shown."""
    guest = visitor.context.browser.new_context()
    page = guest.new_page()
    page.goto(f"http://localhost:{site.port}/")
    page.wait_for_load_state("load")
    width = page.evaluate("document.querySelector('img').naturalWidth")
    guest.close()
    return width

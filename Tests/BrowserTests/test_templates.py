"""The gallery: samples, JSON, copies, revisions."""

import json

from playwright.sync_api import expect

from conftest import template_id
from visitor import until


def card(page, name):
    return page.locator(".card").filter(has=page.get_by_role("link", name=name, exact=True))


def test_a_sample_becomes_a_template_and_is_deleted_again(visit):
    visitor = visit("user")
    page = visitor.page
    page.get_by_role("button", name="New template").click()
    page.get_by_role("dialog").get_by_role("button", name="Quote").click()
    page.wait_for_url("**/templates/tmpl_*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quote")
    made = page.url.rsplit("/", 1)[1]
    visitor.open("Templates")
    mine = page.locator(f".card[data-id='{made}']")
    expect(mine.get_by_role("img", include_hidden=True).first).to_be_visible()
    mine.get_by_role("button", name="Actions for Quote").click()
    page.get_by_role("menuitem", name="Delete…").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete template").click()
    expect(mine).to_have_count(0)


def test_every_thumbnail_is_a_picture(visit):
    page = visit("viewer").page
    expect(page.locator(".card").first).to_be_visible()
    images = page.locator(".card-picture img")
    for index in range(images.count()):
        images.nth(index).scroll_into_view_if_needed()
    pictures = "[...document.querySelectorAll('.card-picture img')]"
    until(page, f"{pictures}.every((one) => one.complete && one.naturalWidth > 0)")
    expect(page.get_by_text("No preview")).to_have_count(0)


def test_json_with_mistakes_lists_them_all_with_pointers(visit):
    visitor = visit("admin")
    visitor.expected_statuses = {400}
    page = visitor.page
    page.get_by_role("button", name="New template").click()
    page.get_by_role("radio", name="Import JSON").check()
    area = page.get_by_label("Or paste JSON")
    area.fill(json.dumps({"name": "Broken", "width": 0, "height": 100, "layers": [{"type": "text", "fontSiz": 3}]}))
    page.get_by_role("button", name="Import", exact=True).click()
    problems = page.get_by_role("dialog").get_by_role("alert").filter(has_text="/")
    expect(problems.first).to_contain_text("/width")
    expect(problems.first).to_contain_text("/layers/0/fontSiz")
    area.fill(json.dumps({"name": "Imported", "slug": "imported", "width": 200, "height": 100, "layers": []}))
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_url("**/templates/tmpl_*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Imported")


def test_a_duplicate_is_a_template_of_its_own(visit):
    visitor = visit("user")
    page = visitor.page
    card(page, "Certificate").get_by_role("button", name="Actions for Certificate").click()
    page.get_by_role("menuitem", name="Duplicate").click()
    page.wait_for_url("**/templates/tmpl_*")
    assert page.url.rsplit("/", 1)[1] != template_id(visitor, "certificate")
    # A User deletes what they made, and nothing else.
    visitor.open("Templates")
    card(page, "Event ticket").get_by_role("button", name="Actions for Event ticket").click()
    expect(page.get_by_role("menuitem", name="Delete…")).to_have_count(0)
    page.keyboard.press("Escape")


def test_revisions_are_compared_as_pictures_and_as_values_and_restored(visit):
    visitor = visit("admin")
    page = visitor.page
    template = template_id(visitor, "mail-header")
    page.goto(f"/templates/{template}")
    page.get_by_role("button", name="title", exact=True).click()
    page.get_by_label("Text", exact=True).fill("A new headline")
    page.get_by_role("button", name="Save", exact=True).click()
    visitor.toast("Saved as revision 2")
    page.get_by_role("link", name="Revisions").click()
    expect(page.get_by_role("heading", name="What changed from 1 to 2")).to_be_visible()
    expect(page.get_by_text("A new headline")).to_be_visible()
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("51")
    page.get_by_role("radio", name="Difference").check()
    expect(page.get_by_text("% of the picture differs")).to_be_visible()
    page.get_by_role("button", name="Revision 1").click()
    page.get_by_role("button", name="Restore revision 1").click()
    page.get_by_role("dialog").get_by_role("button", name="Restore").click()
    visitor.toast("current again")
    expect(page.get_by_role("button", name="Revision 3")).to_contain_text("Current")


def test_a_viewer_looks_and_changes_nothing(visit):
    visitor = visit("viewer")
    page = visitor.page
    expect(page.get_by_role("button", name="New template")).to_have_count(0)
    page.goto(f"/templates/{template_id(visitor)}")
    expect(page.get_by_text("View only")).to_be_visible()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    page.get_by_role("button", name="title", exact=True).click()
    expect(page.get_by_label("Text", exact=True)).to_be_disabled()


def test_a_dialog_begins_with_what_it_is_for(visit):
    page = visit("user").page
    page.get_by_role("button", name="New template").click()
    expect(page.get_by_role("dialog").get_by_role("radio", name="Sample")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog").get_by_label("Name")).to_be_visible()

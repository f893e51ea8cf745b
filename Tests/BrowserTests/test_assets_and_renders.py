"""Uploads, fonts, history, activity, usage."""

import base64
import re
from pathlib import Path

from playwright.sync_api import expect

from conftest import create_key
from server import ROOT
from visitor import until

FONT = Path("/usr/share/fonts/opentype/inter/Inter-Bold.otf")
SAMPLES = ROOT / "deploy/samples/assets"


def jpeg(sample):
    """A file as somebody drops it, with a blank in its name."""
    return {"name": "Spring Sale.jpg", "mimeType": "image/jpeg", "buffer": (SAMPLES / sample).read_bytes()}


def test_images_and_fonts_are_uploaded_and_shown(visit):
    visitor = visit("user")
    visitor.expected_statuses = {409}
    page = visitor.open("Assets")
    picker = page.locator("input[type=file]")
    font = {"name": FONT.name, "mimeType": "", "buffer": FONT.read_bytes()}
    picker.set_input_files([jpeg("paper.jpg"), font])
    expect(page.locator(".card").filter(has_text="Spring-Sale")).to_be_visible()
    page.get_by_role("radio", name="Fonts").check()
    specimen = page.locator(".specimen img")
    expect(specimen).to_be_visible()
    page.get_by_label("Specimen text").fill("Grüße")
    until(page, "document.querySelector('.specimen img')?.src.includes('Gr%C3%BC')")
    until(page, "document.querySelector('.specimen img')?.naturalWidth > 0")
    page.get_by_role("radio", name="All").check()
    # The same name again is asked about.
    picker.set_input_files([jpeg("lamp.jpg")])
    page.get_by_role("button", name="Replace it").click()
    expect(page.locator(".upload")).to_have_count(0, timeout=10000)
    card = page.locator(".card").filter(has_text="Spring-Sale")
    card.get_by_role("button", name="Actions for Spring-Sale").click()
    page.get_by_role("menuitem", name="Delete…").click()
    page.get_by_role("button", name="Delete asset").click()
    expect(card).to_have_count(0)
    # The font goes too: other tests look at pictures in this family.
    page.get_by_role("button", name="Actions for Inter-Bold").click()
    page.get_by_role("menuitem", name="Delete…").click()
    page.get_by_role("button", name="Delete asset").click()
    expect(page.locator(".card").filter(has_text="Inter-Bold")).to_have_count(0)


def test_files_are_dropped_on_the_page(visit):
    visitor = visit("user")
    visitor.expected_statuses = {400, 415, 422}
    page = visitor.open("Assets")
    files = page.evaluate_handle(
        """(picture) => {
            const files = new DataTransfer();
            const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
            files.items.add(new File([bytes], 'Dropped lamp.jpg', { type: 'image/jpeg' }));
            files.items.add(new File(['no picture'], 'note.txt', { type: 'text/plain' }));
            return files;
        }""", base64.b64encode((SAMPLES / "lamp.jpg").read_bytes()).decode())
    zone = page.locator(".drop")
    zone.dispatch_event("dragover", {"dataTransfer": files})
    expect(zone).to_have_class(re.compile("over"))
    zone.dispatch_event("drop", {"dataTransfer": files})
    expect(zone).not_to_have_class(re.compile("over"))
    card = page.locator(".card").filter(has_text="Dropped-lamp")
    expect(card).to_be_visible()
    refused = page.locator(".upload.bad").filter(has_text="note.txt")
    expect(refused).to_contain_text("PNG, JPEG")
    card.get_by_role("button", name="Actions for Dropped-lamp").click()
    page.get_by_role("menuitem", name="Delete…").click()
    page.get_by_role("button", name="Delete asset").click()
    expect(card).to_have_count(0)


def test_a_render_appears_with_its_request_and_is_drawn_again(visit, server):
    visitor = visit("owner")
    key = create_key(visitor.page, "History", "Read-only")
    page = visitor.open("Renders")
    server.render(key, {"template": "quote", "layers": {"quote": {"text": "Seen in the history"}}})
    row = page.get_by_role("row").filter(has_text="quote").filter(has_text="History").first
    expect(row).to_be_visible()
    row.get_by_role("button", name="Open the render").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Seen in the history")
    assert key not in dialog.inner_text()
    dialog.get_by_role("button", name="Replay").click()
    expect(dialog.get_by_role("img", name="The picture, drawn again")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("Template", exact=True).select_option(label="Certificate")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()


def test_a_user_sees_renders_of_own_keys_only(visit, server):
    user, owner = visit("user"), visit("owner")
    key = create_key(owner.page, "Owner's painter", "Read-only")
    server.render(key, {"template": "certificate"})
    page = user.open("Renders")
    page.wait_for_timeout(500)
    expect(page.get_by_text("Owner's painter")).to_have_count(0)


def test_activity_tells_who_did_what_and_is_exported(visit):
    visitor = visit("owner")
    create_key(visitor.page, "Noted", "Read-only")
    page = visitor.open("Activity")
    row = page.get_by_role("row").filter(has_text="Key created").filter(has_text="Noted")
    expect(row).to_contain_text("Olga Owner")
    expect(row).to_contain_text("127.0.0.1")
    page.get_by_label("What").select_option("key.create")
    expect(page.get_by_role("row").filter(has_text="Signed in")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    text = download.value.path().read_text()
    # Prefixes tell keys apart; no key is there.
    assert "Noted" in text and not re.search(r"rs_(live|get)_\w{38}", text)


def test_usage_counts_and_tells_the_same_as_a_table(visit, server):
    visitor = visit("owner")
    key = create_key(visitor.page, "Counted", "Read-only")
    for number in range(3):
        server.render(key, {"template": "quote", "layers": {"quote": {"text": str(number)}}})
    page = visitor.open("Usage")
    chart = page.get_by_role("img", name="Pictures.")
    expect(chart).to_be_visible()
    page.get_by_text("Show as table").first.click()
    expect(page.get_by_role("region", name="Pictures as table")).to_be_visible()
    for label in ("7 days", "30 days"):
        page.get_by_role("radio", name=label).check()
        expect(chart).to_be_visible()

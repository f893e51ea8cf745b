"""The editor: typing, mouse, keys, JSON, playground."""

import base64
import json
import os
import shlex
import statistics
import subprocess

from playwright.sync_api import expect

from conftest import create_key, template_id
from visitor import until


def open_editor(visitor, slug="social-card"):
    page = visitor.page
    page.goto(f"/templates/{template_id(visitor, slug)}")
    until(page, "performance.getEntriesByName('preview').length > 0")
    return page


def value(page, layer, name):
    return float(page.locator(f"#p-layers-{layer}-{name}").input_value())


def layer_index(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    return page.locator(".property[data-pointer$='/x']").get_attribute("data-pointer").split("/")[2]


def settle(page, count):
    until(page, f"performance.getEntriesByName('preview').length > {count}")


def place(locator):
    """Where an element is; marks are drawn anew with each picture, so one may be gone for a moment."""
    for _ in range(50):
        if box := locator.bounding_box():
            return box
    raise AssertionError(f"{locator} is nowhere")


def previews(page):
    return page.evaluate("performance.getEntriesByName('preview').length")


def test_typing_in_a_title_updates_the_preview(visit, capsys):
    visitor = visit("user")
    page = open_editor(visitor)
    page.get_by_role("button", name="title", exact=True).click()
    area = page.get_by_label("Text", exact=True)
    area.fill("")
    before = page.evaluate("document.querySelector('.picture').toDataURL()")
    page.evaluate("performance.clearMeasures('preview')")
    area.press_sequentially("A title that somebody types, letter by letter, on a quiet morning", delay=50)
    settle(page, 20)
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelector('.picture').toDataURL()") != before
    times = sorted(page.evaluate("performance.getEntriesByName('preview').map((one) => one.duration)"))
    with capsys.disabled():
        print(f"\npreview while typing: {len(times)} pictures, median {statistics.median(times):.1f} ms, "
              f"p95 {times[int(len(times) * .95)]:.1f} ms, request to pixels")


def test_a_layer_is_dragged_resized_nudged_and_brought_back(visit):
    visitor = visit("user")
    page = open_editor(visitor)
    index = layer_index(page, "avatar")
    start = [value(page, index, name) for name in ("x", "y", "width", "height")]
    box = place(page.locator(".selection"))
    scale = place(page.locator(".stage"))["width"] / 1200
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 90, box["y"] + box["height"] / 2 - 37, steps=8)
    page.mouse.up()
    moved = [value(page, index, name) for name in ("x", "y")]
    assert abs(moved[0] - start[0] - 90 / scale) < 16 and abs(moved[1] - start[1] + 37 / scale) < 16
    # A corner, with the picture's sides kept in proportion.
    handle = place(page.locator(".handle.se"))
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 45, handle["y"] + 45, steps=5)
    page.mouse.up()
    width, height = value(page, index, "width"), value(page, index, "height")
    assert width > start[2] + 20 and abs(width - height) <= 1
    # Keys: one pixel, ten pixels, another size.
    page.locator(".stage").focus()
    x = value(page, index, "x")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Alt+ArrowRight")
    assert value(page, index, "x") == x + 11 and value(page, index, "width") == width + 1
    for _ in range(8):
        if page.get_by_role("button", name="Undo").is_disabled():
            break
        page.get_by_role("button", name="Undo").click()
    assert [value(page, index, name) for name in ("x", "y", "width", "height")] == start
    page.get_by_role("button", name="Redo").click()
    assert [value(page, index, name) for name in ("x", "y")] == moved
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()


def test_a_moving_layer_snaps_to_its_neighbours(visit):
    visitor = visit("user")
    page = open_editor(visitor)
    index = layer_index(page, "avatar")
    box = place(page.locator(".selection"))
    centre = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*centre)
    page.mouse.down()
    # Three pixels from where it stood in line with others: it comes to lie on a line, and the line is shown.
    page.mouse.move(centre[0] + 3, centre[1] - 60, steps=6)
    expect(page.locator(".guide.x")).to_have_count(1)
    scale = place(page.locator(".stage"))["width"] / 1200
    line = float(page.locator(".guide.x").evaluate("one => parseFloat(one.style.left)")) / scale
    page.mouse.up()
    x, width = value(page, index, "x"), value(page, index, "width")
    assert min(abs(line - edge) for edge in (x, x + width / 2, x + width)) < 0.6
    expect(page.locator(".guide")).to_have_count(0)


def test_layers_are_reordered_hidden_and_opened_to_requests(visit):
    visitor = visit("user")
    page = open_editor(visitor)
    names = lambda: page.locator(".layer-name").all_inner_texts()  # noqa: E731
    first = names()
    page.get_by_role("button", name="title", exact=True).focus()
    page.keyboard.press("Alt+ArrowUp")
    assert names().index("title") == first.index("title") - 1
    count = previews(page)
    page.get_by_role("button", name="title is hidden", exact=True).click()
    settle(page, count)
    expect(page.get_by_role("button", name="title is hidden", exact=True)).to_have_attribute("aria-pressed", "true")
    dynamic = page.get_by_role("button", name="title is dynamic", exact=True)
    expect(dynamic).to_have_attribute("aria-pressed", "true")
    dynamic.click()
    expect(dynamic).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Add layer").click()
    page.get_by_role("menuitem", name="Rectangle").click()
    expect(page.locator(".property-head h2")).to_have_text("rectangle")
    page.keyboard.press("Control+d")
    assert len(names()) == len(first) + 2


def test_properties_come_from_the_schema(visit):
    visitor = visit("user")
    page = open_editor(visitor)
    page.get_by_role("button", name="title", exact=True).click()
    shown = set(page.locator(".property[data-pointer]").evaluate_all(
        "all => all.map((one) => one.dataset.pointer.split('/').pop())"))
    schema = page.evaluate("fetch('/schemas/template.json').then((answer) => answer.json())")
    expected = set(schema["$defs"]["text"]["properties"]) - {"type", "dynamic", "visible"}
    assert shown == expected
    page.get_by_role("group", name="Fill").get_by_role("radio", name="Linear").check()
    count = previews(page)
    page.get_by_role("group", name="Fill").get_by_label("Colour 1", exact=True).fill("#00ff88")
    settle(page, count)
    page.get_by_role("radio", name="JSON").check()
    assert '"#00ff88"' in page.get_by_label("Template as JSON").input_value()


def test_json_mistakes_are_shown_at_their_line(visit):
    visitor = visit("user")
    visitor.expected_statuses = {400}
    page = open_editor(visitor)
    page.get_by_role("radio", name="JSON").check()
    area = page.get_by_label("Template as JSON")
    text = area.input_value()
    expect(page.get_by_text("A valid template")).to_be_visible()
    area.fill(text.replace('"fontSize": 72', '"fontSiz": 72'))
    problem = page.get_by_role("list", name="Problems").get_by_role("button").first
    expect(problem).to_contain_text("fontSiz")
    line = text[:text.index('"fontSize": 72')].count("\n") + 1
    expect(problem).to_contain_text(f"Line {line}")
    expect(page.locator(".json-gutter .wrong")).to_have_text(str(line))
    area.fill(text[:40])
    expect(page.get_by_role("list", name="Problems").get_by_role("button").first).to_contain_text("Line")
    area.fill(text.replace("Social card", "Sociable card"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sociable card")


def test_somebody_elses_revision_is_not_overwritten_in_silence(visit):
    one, two = visit("admin"), visit("user")
    for visitor in (one, two):
        visitor.expected_statuses = {412}
        page = open_editor(visitor, "blog-header")
        page.get_by_role("button", name="title", exact=True).click()
        page.get_by_label("Text", exact=True).fill(f"By {visitor is one}")
    one.page.get_by_role("button", name="Save", exact=True).click()
    one.toast("Saved as revision")
    two.toast("Somebody else saved")
    two.page.get_by_role("button", name="Save", exact=True).click()
    expect(two.page.get_by_role("dialog", name="Somebody saved before you")).to_be_visible()
    two.page.get_by_role("button", name="Save mine on top").click()
    two.toast("Saved as revision")


def test_unsaved_work_is_not_left_by_accident(visit):
    visitor = visit("user")
    page = open_editor(visitor)
    page.get_by_role("button", name="title", exact=True).click()
    page.get_by_label("Text", exact=True).fill("Unsaved")
    page.get_by_role("link", name="All templates").click()
    page.get_by_role("dialog", name="Leave without saving?").get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Unsaved changes")).to_be_visible()
    page.get_by_role("link", name="All templates").click()
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_role("heading", name="Templates")).to_be_visible()


def copied(page, name):
    page.locator(".code").filter(has_text=name).get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied").first).to_be_visible()
    return page.evaluate("navigator.clipboard.readText()")


def pixels(page, picture):
    """A hash of what a picture shows."""
    return page.evaluate(
        """async (text) => {
            const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
            const bitmap = await createImageBitmap(new Blob([bytes]));
            const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
            pen.drawImage(bitmap, 0, 0);
            const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
            return [...new Uint8Array(await crypto.subtle.digest('SHA-256', data))].join();
        }""", base64.b64encode(picture).decode())


def test_what_the_playground_gives_draws_the_picture(visit, tmp_path):
    visitor = visit("owner")
    key = create_key(visitor.page, "Playground", "Read-only")
    page = open_editor(visitor)
    page.get_by_role("radio", name="Playground").check()
    page.get_by_label("title", exact=True).fill("It's \"quoted\" & signed\nin two lines 🎈")
    runs = {"curl": ["bash", "-c"], "Python": ["python3", "-c"]}
    if subprocess.run(["which", "node"], capture_output=True).returncode == 0:
        runs["Node"] = ["node", "--input-type=module", "-e"]
    pictures = {}
    for name, command in runs.items():
        page.get_by_role("radio", name=name, exact=True).check()
        code = copied(page, name)
        assert key not in code
        folder = tmp_path / name
        folder.mkdir()
        environment = {"PATH": os.environ["PATH"], "RENDERSTACK_KEY": key}
        subprocess.run([*command, code], cwd=folder, check=True, timeout=60, capture_output=True, env=environment)
        pictures[name] = (folder / "result.png").read_bytes()
    # The same pixels: the bytes may differ once the server keeps what the template's pictures have in common.
    assert len({pixels(page, picture) for picture in pictures.values()}) == 1, shlex.join(pictures)
    assert pictures["curl"].startswith(b"\x89PNG")
    page.get_by_role("radio", name="<img>", exact=True).check()
    assert "title.text64=" in copied(page, "<img>")


def test_signing_code_is_that_of_the_client_snippets(visit, server):
    from server import ROOT

    visitor = visit("user")
    page = open_editor(visitor)
    page.get_by_role("radio", name="Playground").check()
    page.get_by_role("radio", name="Signed URL").check()
    files = {
        "Node": "sign.mjs", "Python": "sign.py", "PHP": "sign.php", "Ruby": "sign.rb", "Go": "sign.go",
        "Swift": "swift/Sign.swift",
    }
    group = page.get_by_role("radiogroup", name="Language of the signing code")
    for name, file in files.items():
        group.get_by_role("radio", name=name, exact=True).check()
        code = page.locator(".code", has_text=name).locator("code")
        expect(code).to_contain_text((ROOT / "clients/snippets" / file).read_text().strip().splitlines()[-2].strip())
        assert (ROOT / "clients/snippets" / file).read_text().strip() in code.inner_text()


def test_the_page_stays_as_high_as_the_window(visit):
    page = open_editor(visit("user"))
    page.get_by_role("button", name="title", exact=True).click()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_double_click_on_a_text_leads_to_its_words(visit):
    page = open_editor(visit("user"))
    page.get_by_role("button", name="title", exact=True).click()
    box = place(page.locator(".selection"))
    page.get_by_role("button", name="subtitle", exact=True).click()
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_label("Text", exact=True)).to_be_focused()
    page.keyboard.type("Typed at once")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Typed at once")
    # The same by keyboard.
    page.locator(".stage").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Text", exact=True)).to_be_focused()


def test_a_layer_is_turned_by_its_handle(visit):
    page = open_editor(visit("user"))
    index = layer_index(page, "avatar")
    field = page.locator(f"#p-layers-{index}-rotation")
    box, handle = place(page.locator(".selection")), place(page.locator(".rotator"))
    centre = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(handle["x"] + 6, handle["y"] + 6)
    page.mouse.down()
    # To the right of the centre: a quarter turn.
    page.mouse.move(centre[0] + 80, centre[1], steps=6)
    expect(page.locator(".selection-size")).to_have_text("90°")
    page.mouse.move(centre[0] + 80, centre[1] + 10)
    expect(field).to_have_value("97")
    page.keyboard.down("Shift")
    page.mouse.move(centre[0] + 80, centre[1] + 11)
    page.keyboard.up("Shift")
    expect(field).to_have_value("105")
    page.mouse.up()
    page.get_by_role("button", name="Undo").click()
    expect(field).to_have_value("")


def test_several_layers_are_moved_aligned_and_deleted_together(visit):
    page = open_editor(visit("user"))
    names = ["author", "avatar", "date"]
    indices = {name: layer_index(page, name) for name in names}

    def read(axis):
        page.get_by_role("radio", name="JSON").check()
        layers = json.loads(page.get_by_label("Template as JSON").input_value())["layers"]
        page.get_by_role("radio", name="Design").check()
        return [next(one for one in layers if one.get("name") == name)[axis] for name in names]

    start = read("x")
    # On the canvas with Shift, in the list with Ctrl.
    page.get_by_role("button", name="date", exact=True).click()
    spot = place(page.locator(".selection"))
    page.get_by_role("button", name="avatar", exact=True).click()
    page.keyboard.down("Shift")
    page.mouse.click(spot["x"] + spot["width"] - 30, spot["y"] + spot["height"] / 2)
    page.keyboard.up("Shift")
    expect(page.get_by_role("heading", name="2 layers")).to_be_visible()
    page.get_by_role("button", name="author", exact=True).click(modifiers=["Control"])
    expect(page.get_by_role("heading", name="3 layers")).to_be_visible()
    page.locator(".stage").focus()
    page.keyboard.press("Shift+ArrowRight")
    assert read("x") == [x + 10 for x in start]
    box = place(page.locator(".selection.one-of-many").first)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 40, box["y"] + box["height"] / 2 - 60, steps=6)
    page.mouse.up()
    moved = read("x")
    assert len({round(one - other) for one, other in zip(moved, start)}) == 1 and moved[0] > start[0] + 30
    page.get_by_role("button", name="Align left").click()
    assert len(set(read("x"))) == 1
    page.get_by_role("button", name="Undo").click()
    assert read("x") == moved
    expect(page.get_by_role("heading", name="3 layers")).to_be_visible()
    page.locator(".stage").focus()
    page.keyboard.press("Delete")
    for name in names:
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    assert layer_index(page, "avatar") == indices["avatar"]


def test_json_with_mistakes_is_kept_while_looking_elsewhere(visit):
    visitor = visit("user")
    visitor.expected_statuses = {400}
    page = open_editor(visitor)
    page.get_by_role("radio", name="JSON").check()
    area = page.get_by_label("Template as JSON")
    wrong = area.input_value().replace('"fontSize": 72', '"fontSiz": 72')
    area.fill(wrong)
    expect(page.get_by_role("list", name="Problems")).to_contain_text("fontSiz")
    page.get_by_role("radio", name="Design").check()
    visitor.toast("Your text is kept")
    page.get_by_role("radio", name="JSON").check()
    expect(area).to_have_value(wrong)


def test_the_playground_offers_the_assets(visit):
    page = open_editor(visit("user"))
    page.get_by_role("radio", name="Playground").check()
    field = page.get_by_label("avatar", exact=True)
    assert "asset:lamp" in field.evaluate("one => [...one.list.options].map((option) => option.value)")

"""The documentation's pages about keys, step by step."""

import re
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from conftest import create_key


def status_of(server, key):
    request = urllib.request.Request(f"{server.origin}/api/v1/templates", headers={"Authorization": f"Bearer {key}"})
    try:
        return urllib.request.urlopen(request, timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code


def row(page, name):
    return page.get_by_role("row").filter(has_text=name)


def test_a_key_is_created_in_five_steps_and_shown_once(visit, server):
    page = visit("owner").page
    # 1. Navigate to API Keys in the sidebar. 2. Click Create API Key.
    page.get_by_role("navigation", name="Main").get_by_role("link", name="API Keys").click()
    page.get_by_role("button", name="Create API Key").click()
    dialog = page.get_by_role("dialog", name="Create API Key")
    # 3. Enter a descriptive name. 4. Select the key type.
    dialog.get_by_label("Name").fill("Production Server")
    for kind in ("Master", "Project", "Read-only", "GET"):
        expect(dialog.get_by_role("radio", name=re.compile(f"^{kind}"))).to_be_visible()
    dialog.get_by_role("radio", name=re.compile("^Master")).check()
    # 5. Click Create Key.
    dialog.get_by_role("button", name="Create Key").click()
    shown = page.get_by_label("Your new API key")
    expect(shown).to_have_value(re.compile(r"^rs_live_[0-9A-Za-z]{38}$"))
    key = shown.input_value()
    expect(page.get_by_role("dialog")).to_contain_text("shown only once")
    # Copy it.
    page.get_by_role("dialog").get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == key
    # Escape does not throw the key away.
    page.keyboard.press("Escape")
    expect(shown).to_be_visible()
    # After the dialog only the prefix is visible.
    page.get_by_role("button", name="I have stored it").click()
    # The row stands behind the dialog already; the key is gone when the dialog is.
    expect(shown).to_have_count(0)
    expect(row(page, "Production Server")).to_contain_text(key[:12])
    assert key not in page.content()
    page.reload()
    expect(row(page, "Production Server")).to_contain_text(key[:12])
    assert key not in page.content()
    assert status_of(server, key) == 200


def test_revoke_asks_keeps_the_row_and_only_then_offers_delete(visit, server):
    visitor = visit("owner")
    page = visitor.page
    key = create_key(page, "Old staging server", "Read-only")
    expect(row(page, "Old staging server").get_by_role("button", name="Delete")).to_have_count(0)
    page.get_by_role("button", name="Revoke Old staging server").click()
    # Cancel has the focus: Enter alone revokes nothing.
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert status_of(server, key) == 200
    page.get_by_role("button", name="Revoke Old staging server").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(row(page, "Old staging server")).to_contain_text("Revoked")
    expect(row(page, "Old staging server")).to_contain_text(key[:12])
    assert status_of(server, key) == 401
    page.get_by_role("button", name="Delete Old staging server").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(row(page, "Old staging server")).to_have_count(0)


def test_rotation_gives_a_new_key_and_the_old_one_ends_later(visit, server):
    page = visit("admin").page
    old = create_key(page, "Mailer", "Read-only")
    page.get_by_role("button", name="Rotate Mailer").click()
    page.get_by_role("radio", name="One hour").check()
    page.get_by_role("dialog").get_by_role("button", name="Rotate").click()
    new = page.get_by_label("Your new API key")
    new.wait_for()
    key = new.input_value()
    page.get_by_role("button", name="I have stored it").click()
    expect(row(page, "Mailer")).to_have_count(2)
    expect(row(page, "Mailer").filter(has_text="Expires")).to_have_count(1)
    assert key != old and status_of(server, old) == 200 and status_of(server, key) == 200


def test_a_project_key_reaches_its_templates_only_and_expires(visit, server):
    page = visit("owner").page
    page.goto("/keys")
    page.get_by_role("button", name="Create API Key").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("One template")
    dialog.get_by_role("radio", name=re.compile("^Project")).check()
    dialog.get_by_role("checkbox", name=re.compile("social-card")).check()
    dialog.get_by_label("Expires").select_option("7")
    dialog.get_by_role("button", name="Create Key").click()
    page.get_by_label("Your new API key").wait_for()
    page.get_by_role("button", name="I have stored it").click()
    expect(row(page, "One template")).to_contain_text("Social card")
    expect(row(page, "One template")).to_contain_text("Expires")


def test_a_user_sees_only_their_own_keys(visit):
    admin, user = visit("admin"), visit("user")
    create_key(admin.page, "The admin's key", "Read-only")
    create_key(user.page, "The user's key", "GET")
    expect(row(user.page, "The user's key")).to_be_visible()
    expect(user.page.get_by_text("The admin's key")).to_have_count(0)
    admin.page.reload()
    expect(row(admin.page, "The user's key")).to_be_visible()
    expect(admin.page.get_by_role("button", name="Revoke The user's key")).to_be_visible()


def test_a_viewer_sees_no_keys_and_no_button(visit):
    page = visit("viewer").page
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="API Keys")).to_have_count(0)
    page.goto("/keys")
    expect(page.get_by_role("heading", name="Viewers have no API keys")).to_be_visible()
    expect(page.get_by_role("button", name="Create API Key")).to_have_count(0)


@pytest.mark.parametrize("other", ["admin", "user"])
def test_what_one_browser_revokes_the_other_shows_within_a_second(visit, other):
    one, two = visit("owner"), visit(other)
    name = f"Shared with {other}"
    create_key(two.page, name, "Read-only")
    one.open("API Keys")
    expect(row(one.page, name)).to_be_visible()
    expect(row(two.page, name)).to_contain_text("Active")
    one.page.get_by_role("button", name=f"Revoke {name}").click()
    with one.page.expect_response(lambda answer: "/revoke" in answer.url):
        one.page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    start = time.monotonic()
    expect(row(two.page, name)).to_contain_text("Revoked", timeout=1000)
    two.toast("was revoked just now")
    print(f"seen after {time.monotonic() - start:.3f} s")


def test_keys_are_created_and_revoked_by_keyboard_alone(visit):
    page = visit("owner").page
    page.goto("/keys")
    page.get_by_role("button", name="Create API Key").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Create API Key").wait_for()
    page.keyboard.type("By keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("Your new API key").wait_for()
    # The copy button has the focus.
    page.keyboard.press("Enter")
    assert page.evaluate("navigator.clipboard.readText()").startswith("rs_live_")
    page.get_by_role("button", name="I have stored it").focus()
    page.keyboard.press("Enter")
    expect(row(page, "By keyboard")).to_contain_text("Read-only")
    page.get_by_role("button", name="Revoke By keyboard").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row(page, "By keyboard")).to_contain_text("Revoked")


def test_a_new_get_key_says_where_it_answers(visit):
    page = visit("owner").page
    organization = page.evaluate("fetch('/console/v1/session').then((one) => one.json())")["organizations"][0]["slug"]
    hosts = page.evaluate(
        "(slug) => fetch(`/console/v1/orgs/${slug}/settings`).then((one) => one.json())", organization)["allowedHosts"]
    page.goto("/keys")
    page.get_by_role("button", name="Create API Key").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_be_focused()
    dialog.get_by_label("Name").fill("Where it answers")
    dialog.get_by_role("radio", name=re.compile("^GET")).check()
    dialog.get_by_role("button", name="Create Key").click()
    page.get_by_label("Your new API key").wait_for()
    expect(page.get_by_role("dialog")).to_contain_text(", ".join(hosts) if hosts else "There is none yet")
    # Settings open beside the dialog: the key is still there.
    expect(page.get_by_role("link", name="Open Settings in a new tab")).to_have_attribute("target", "_blank")
    page.get_by_role("button", name="I have stored it").click()

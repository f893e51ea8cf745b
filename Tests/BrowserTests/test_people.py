"""Members, accounts and organizations."""

import re

from playwright.sync_api import expect

from conftest import create_key, join
from visitor import PASSWORD, Visitor


def row(page, name):
    return page.get_by_role("row").filter(has_text=name)


def test_a_wrong_password_says_the_same_for_known_and_unknown_people(visit, people):
    visitor = visit()
    visitor.expected_statuses = {401}
    page = visitor.page
    words = []
    for email in (people["viewer"], "nobody@example.com"):
        page.goto("/signin")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill("not the password at all")
        page.get_by_role("button", name="Sign in").click()
        alert = page.get_by_role("alert")
        expect(alert).to_be_visible()
        words.append(alert.inner_text())
    assert words[0] == words[1]


def test_a_page_without_a_session_leads_to_sign_in_and_back(visit, people):
    visitor = visit()
    visitor.expected_statuses = {401}
    page = visitor.page
    page.goto("/usage")
    page.wait_for_url("**/signin?back=*")
    page.get_by_label("E-mail").fill(people["admin"])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Usage")).to_be_visible()


def test_somebody_is_invited_changed_and_removed_with_their_keys(visit, browser, server):
    owner = visit("owner")
    join(owner, browser, server.origin, "user", "rosa@example.com", "Rosa Round")
    rosa = Visitor(browser, server.origin).sign_in("rosa@example.com")
    create_key(rosa.page, "Rosa's key", "Read-only")
    page = owner.open("Members")
    page.get_by_role("button", name="Actions for Rosa Round").click()
    page.get_by_role("menuitem", name="Change role…").click()
    page.get_by_role("radio", name=re.compile("^Admin")).check()
    page.get_by_role("button", name="Save role").click()
    expect(row(page, "Rosa Round")).to_contain_text("Admin")
    page.get_by_role("button", name="Actions for Rosa Round").click()
    page.get_by_role("menuitem", name="Remove…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 API key")
    dialog.get_by_role("radio", name="Hand to the Owner").check()
    dialog.get_by_role("button", name="Remove member").click()
    expect(row(page, "Rosa Round")).to_have_count(0)
    owner.open("API Keys")
    expect(row(page, "Rosa's key")).to_contain_text("Active")
    rosa.expected_statuses = {404, 403}
    rosa.context.close()


def test_ownership_is_transferred_and_given_back(visit, people):
    owner, admin = visit("owner"), visit("admin")
    for giver, taker in ((owner, "Adam Admin"), (admin, "Olga Owner")):
        giver.page.reload()
        page = giver.open("Members")
        page.get_by_role("button", name="Transfer ownership").click()
        dialog = page.get_by_role("dialog")
        option = dialog.get_by_label("New Owner").locator("option", has_text=taker).get_attribute("value")
        dialog.get_by_label("New Owner").select_option(option)
        dialog.get_by_label("Your password").fill(PASSWORD)
        dialog.get_by_role("button", name="Transfer ownership").click()
        expect(row(page, taker)).to_contain_text("Owner")
        expect(page.get_by_role("button", name="Transfer ownership")).to_have_count(0)


def test_users_see_themselves_only_and_invite_nobody(visit):
    for role, name in (("user", "Uma User"), ("viewer", "Vito Viewer")):
        page = visit(role).open("Members")
        expect(row(page, name)).to_be_visible()
        expect(page.get_by_role("button", name="Invite member")).to_have_count(0)
        expect(page.get_by_role("row")).to_have_count(2)


def test_another_organization_is_made_and_switched_to(visit):
    visitor = visit("admin", fresh=True)
    page = visitor.page
    page.get_by_role("button", name=re.compile("^Organization")).click()
    page.get_by_role("menuitem", name="New organization…").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Second House")
    page.get_by_role("button", name="Create organization").click()
    expect(page.get_by_role("button", name=re.compile("Organization: Second House"))).to_be_visible()
    expect(page.get_by_role("heading", name="Your first template")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Organization")).click()
    page.get_by_role("menuitemradio", name=re.compile("^(?!Second House)")).first.click()
    expect(page.locator(".card").first).to_be_visible()


def test_signing_out_everywhere_ends_the_other_browser(visit, browser, server):
    join(visit("owner"), browser, server.origin, "viewer", "sam@example.com", "Sam Short")
    one, two = (Visitor(browser, server.origin).sign_in("sam@example.com") for _ in range(2))
    two.expected_statuses = {401}
    one.page.get_by_role("button", name=re.compile("^Account")).click()
    one.page.get_by_role("menuitem", name="Account").click()
    expect(one.page.get_by_role("table", name="Sessions").get_by_text("This one")).to_be_visible()
    one.page.get_by_role("button", name="Sign out everywhere").click()
    one.page.get_by_role("dialog").get_by_role("button", name="Sign out everywhere").click()
    one.page.wait_for_url("**/signin")
    two.page.get_by_role("navigation", name="Main").get_by_role("link", name="Assets").click()
    two.page.wait_for_url("**/signin?back=*")
    one.close()
    two.close()


def test_the_theme_is_switched_and_kept(visit):
    page = visit("user", fresh=True).page
    page.get_by_role("button", name=re.compile("^Account")).click()
    page.get_by_role("menuitemradio", name="Dark").click()
    ground = "getComputedStyle(document.body.parentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(16, 16, 20)"
    page.reload()
    page.wait_for_load_state()
    assert page.evaluate(ground) == "rgb(16, 16, 20)"


def test_a_forgotten_password_is_set_anew_by_a_link(visit, browser, server):
    join(visit("owner"), browser, server.origin, "user", "fay@example.com", "Fay Forgetful")
    visitor = Visitor(browser, server.origin)
    visitor.expected_statuses = {401, 400, 404, 410}
    page = visitor.page
    page.goto("/signin")
    page.get_by_label("E-mail").fill("fay@example.com")
    page.get_by_role("button", name="Forgot your password?").click()
    expect(page.get_by_role("dialog")).to_contain_text("renderstack users reset-password fay@example.com")
    link = re.search(r"\S+/reset#\S+", server.command("users", "reset-password", "fay@example.com"))[0]
    page.goto(server.origin + link[link.index("/reset#"):])
    page.get_by_label("New password").fill("another walk by the sea")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_role("heading", name="Password changed")).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    for password in (PASSWORD, "another walk by the sea"):
        page.get_by_label("E-mail").fill("fay@example.com")
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        if password == PASSWORD:
            expect(page.get_by_role("alert")).to_be_visible()
    page.wait_for_url("**/templates")
    # The link works once.
    visitor.page.goto(server.origin + link[link.index("/reset#"):])
    page.get_by_label("New password").fill("a third walk by the sea")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_role("alert")).to_be_visible()
    visitor.close()


def test_a_setup_link_that_was_used_says_so(visit, server):
    page = visit().page
    page.goto(server.setup_link)
    expect(page.get_by_role("heading", name="This server has its Owner")).to_be_visible()
    page.get_by_role("link", name="Go to sign-in").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

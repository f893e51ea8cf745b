"""Signing in by an OpenID Connect issuer, by its button."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from issuer import Issuer
from server import Server
from visitor import PASSWORD, Visitor


@pytest.fixture(scope="module")
def house(tmp_path_factory, browser):
    """A server of its own with an issuer and an Owner who has a password."""
    issuer = Issuer()
    folder: Path = tmp_path_factory.mktemp("issuer")
    (folder / "secret").write_text(Issuer.SECRET + "\n")
    server = Server(folder, "--oidc-issuer", issuer.name, "--oidc-client-id", Issuer.CLIENT,
                    "--oidc-client-secret-file", str(folder / "secret"), "--oidc-label", "Example",
                    "--oidc-domains", "house.example", "--oidc-default-role", "viewer")
    owner = Visitor(browser, server.origin)
    owner.page.goto(server.setup_link)
    owner.page.get_by_label("Your name").fill("Olga Owner")
    owner.page.get_by_label("E-mail").fill("olga@example.com")
    owner.page.get_by_label("Password").fill(PASSWORD)
    owner.page.get_by_role("button", name="Create owner account").click()
    owner.page.wait_for_url("**/templates")
    yield server, issuer, owner
    owner.close()
    server.stop()
    issuer.stop()
    assert Issuer.SECRET not in (folder / "log").read_text()


@pytest.fixture
def guest(house, browser):
    server, issuer, _ = house
    visitor = Visitor(browser, server.origin)
    yield visitor
    # The issuer's pages are the one other place that a sign-in goes to.
    visitor.foreign = [url for url in visitor.foreign if not url.startswith(issuer.name)]
    visitor.close()


def by_button(visitor, email):
    visitor.page.get_by_role("link", name="Sign in with Example").click()
    visitor.page.get_by_label("E-mail").fill(email)
    visitor.page.get_by_role("button", name="Continue").click()


def test_somebody_of_the_house_signs_in_by_the_button_and_comes_to_the_page(guest, screenshots):
    page = guest.page
    guest.expected_statuses = {401}
    page.goto("/usage")
    page.get_by_role("link", name="Sign in with Example").wait_for()
    page.screenshot(path=screenshots / "signin-issuer-light.png")
    by_button(guest, "vera@house.example")
    expect(page.get_by_role("heading", name="Usage")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Account")).click()
    page.get_by_role("menuitem", name="Account").click()
    expect(page.get_by_text("You sign in with Example and have no password")).to_be_visible()
    page.get_by_label("New password").fill("another walk by the sea")
    page.get_by_role("button", name="Change password").click()
    guest.toast("Password changed")


@pytest.mark.parametrize("email, words", [
    ("nobody@elsewhere.example", "Nobody has invited this e-mail address"),
    ("vera@unverified.example", "does not vouch for your e-mail address"),
    ("", "did not let you in"),
])
def test_why_somebody_is_not_let_in_stands_on_the_sign_in_page(guest, screenshots, email, words):
    guest.page.goto("/signin")
    by_button(guest, email)
    expect(guest.page.get_by_role("alert").first).to_contain_text(words)
    expect(guest.page.get_by_role("link", name="Sign in with Example")).to_be_visible()
    guest.page.screenshot(path=screenshots / "signin-refused-light.png")


def invitation(owner, email):
    page = owner.page
    page.goto("/members")
    page.get_by_role("button", name="Invite member").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("E-mail").fill(email)
    dialog.get_by_role("radio", name=re.compile("^User")).check()
    dialog.get_by_role("button", name="Create invitation").click()
    link = page.get_by_label("Invitation link")
    expect(link).to_have_value(re.compile("/invite#"))
    address = link.input_value()
    page.get_by_role("button", name="Done").click()
    return address


def test_somebody_invited_joins_by_the_issuer(guest, house):
    guest.page.goto(invitation(house[2], "ida@elsewhere.example"))
    by_button(guest, "ida@elsewhere.example")
    guest.page.wait_for_url("**/templates")
    expect(guest.page.get_by_role("heading", level=1)).to_be_visible()


def test_an_account_without_password_accepts_an_invitation_after_signing_in(guest, house):
    server, _, owner = house
    by_rule = "walt@house.example"
    guest.page.goto("/signin")
    by_button(guest, by_rule)
    guest.page.wait_for_url("**/templates")
    page = owner.page
    page.goto("/templates")
    page.get_by_role("button", name=re.compile("^Organization")).click()
    page.get_by_role("menuitem", name="New organization…").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Second House")
    page.get_by_role("button", name="Create organization").click()
    expect(page.get_by_role("button", name=re.compile("Organization: Second House"))).to_be_visible()
    link = invitation(owner, by_rule)
    guest.context.clear_cookies()
    guest.page.goto("about:blank")
    guest.page.goto(link)
    by_button(guest, by_rule)
    guest.page.get_by_role("button", name="Join").click()
    guest.page.wait_for_url("**/templates")
    guest.page.get_by_role("button", name=re.compile("^Organization")).click()
    expect(guest.page.get_by_role("menuitemradio", name=re.compile("Second House"))).to_be_visible()


@pytest.mark.parametrize("is_trusted", [True, False])
def test_an_issuer_over_https_is_believed_by_the_named_authority_only(browser, tmp_path, is_trusted):
    authority = tmp_path / "authority.pem"
    issuer = Issuer(authority)
    (tmp_path / "secret").write_text(Issuer.SECRET)
    more = ["--oidc-ca", str(authority)] if is_trusted else []
    server = Server(tmp_path, "--oidc-issuer", issuer.name, "--oidc-client-id", Issuer.CLIENT,
                    "--oidc-client-secret-file", str(tmp_path / "secret"), "--oidc-label", "Example",
                    "--oidc-domains", "house.example", "--oidc-default-role", "viewer", *more)
    visitor = Visitor(browser, server.origin, ignore_https_errors=True)
    try:
        visitor.page.goto("/signin")
        if is_trusted:
            by_button(visitor, "vera@house.example")
            visitor.page.wait_for_url("**/templates")
        else:
            visitor.page.get_by_role("link", name="Sign in with Example").click()
            expect(visitor.page.get_by_role("alert").first).to_contain_text("Example cannot be reached")
        visitor.foreign = [url for url in visitor.foreign if not url.startswith(issuer.name)]
        visitor.close()
    finally:
        server.stop()
        issuer.stop()

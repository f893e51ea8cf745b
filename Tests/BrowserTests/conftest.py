import os
import re
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from server import Server, Site
from visitor import PASSWORD, Visitor

expect.set_options(timeout=8000)

NAMES = {"owner": "Olga Owner", "admin": "Adam Admin", "user": "Uma User", "viewer": "Vito Viewer"}


@pytest.fixture(scope="session")
def screenshots():
    folder = Path(os.environ.get("RENDERSTACK_SCREENSHOTS", ".build/screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        yield server
        server.stop()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("RENDERSTACK_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def people(server, browser, screenshots):
    """E-mail addresses by role: the Owner by the one-time link, the others by invitation."""
    people = {role: f"{role}@example.com" for role in NAMES}
    owner = Visitor(browser, server.origin)
    page = owner.page
    page.goto(server.setup_link)
    page.get_by_label("Your name").wait_for()
    page.screenshot(path=screenshots / "setup-light.png")
    page.get_by_label("Your name").fill(NAMES["owner"])
    page.get_by_label("E-mail").fill(people["owner"])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create owner account").click()
    page.wait_for_url("**/templates")
    for role in ("admin", "user", "viewer"):
        join(owner, browser, server.origin, role, people[role], NAMES[role], screenshots)
    owner.close()
    return people


def join(owner, browser, origin, role, email, name, screenshots=None):
    """Invites somebody in one browser and accepts in another."""
    page = owner.open("Members")
    page.get_by_role("button", name="Invite member").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("E-mail").fill(email)
    dialog.get_by_role("radio", name=re.compile(role, re.I)).check()
    dialog.get_by_role("button", name="Create invitation").click()
    link = page.get_by_label("Invitation link")
    expect(link).to_have_value(re.compile("/invite#"))
    address = link.input_value()
    page.get_by_role("button", name="Done").click()
    guest = Visitor(browser, origin)
    guest.page.goto(address)
    guest.page.get_by_label("Your name").fill(name)
    if screenshots:
        guest.page.screenshot(path=screenshots / "invite-light.png")
    guest.page.get_by_label("Password").fill(PASSWORD)
    guest.page.get_by_role("button", name="Join").click()
    guest.page.wait_for_url("**/templates")
    guest.close()


@pytest.fixture(scope="session")
def rooms(server, browser, people):
    """A signed-in browser for each role, kept for all tests: a password takes its time to be checked."""
    rooms = {}

    def room(role):
        if role not in rooms:
            rooms[role] = Visitor(browser, server.origin).sign_in(people[role])
            rooms[role].page.goto("about:blank")
        return rooms[role].context

    yield room
    for visitor in rooms.values():
        visitor.close()


@pytest.fixture
def visit(server, browser, people, rooms):
    """`visit("admin")` gives a visitor who is signed in with that role and sees the templates.

    `visit()` gives one who is not signed in. With `fresh` the visitor has a session of their own.
    """
    visitors = []

    def make(role=None, fresh=False, **options):
        shared = rooms(role) if role and not fresh and not options else None
        visitor = Visitor(browser, server.origin, shared, **options)
        visitors.append(visitor)
        if shared:
            visitor.page.goto("/templates")
            visitor.page.get_by_role("heading", level=1).wait_for()
        elif role:
            visitor.sign_in(people[role])
        return visitor

    yield make
    for visitor in visitors:
        visitor.close()


@pytest.fixture
def site():
    site = Site()
    yield site
    site.stop()


def create_key(page, name, kind="GET"):
    """The five steps of the documentation; gives the key, which is then gone from the page."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="API Keys").click()
    page.get_by_role("button", name="Create API Key").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_role("radio", name=re.compile(f"^{kind}")).check()
    dialog.get_by_role("button", name="Create Key").click()
    shown = page.get_by_label("Your new API key")
    shown.wait_for()
    key = shown.input_value()
    page.get_by_role("button", name="I have stored it").click()
    return key


def template_id(visitor, slug="social-card"):
    organization = visitor.call("GET", "/console/v1/session")["body"]["organizations"][0]["slug"]
    items = visitor.call("GET", f"/console/v1/orgs/{organization}/templates")["body"]["items"]
    return next(item["id"] for item in items if item["slug"] == slug)

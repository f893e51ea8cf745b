"""Every page, as a machine reads it and as people see it: both themes, a narrow screen, axe, weight."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import template_id
from server import ROOT
from visitor import Visitor, until

PAGES = {
    "templates": "/templates", "editor": "/templates/{id}", "revisions": "/templates/{id}/revisions",
    "renders": "/renders", "assets": "/assets", "keys": "/keys", "members": "/members", "activity": "/activity", "settings": "/settings",
    "usage": "/usage", "account": "/account",
}
GATES = {"signin": "/signin", "setup": "/setup#none", "invite": "/invite#none", "reset": "/reset#none"}
axe = Axe()


@pytest.fixture(scope="module", params=["light", "dark", "narrow"])
def look(request, server, browser, people):
    """One signed-in visitor for all pages of a theme."""
    options = {"color_scheme": "dark" if request.param == "dark" else "light"}
    if request.param == "narrow":
        options["viewport"] = {"width": 320, "height": 640}
    # A narrow screen has its navigation folded away: addresses are typed.
    visitor = Visitor.__new__(Visitor)
    viewport = options.pop("viewport", None)
    Visitor.__init__(visitor, browser, server.origin, **options)
    visitor.expected_statuses = {401, 404, 400, 410}
    visitor.sign_in(people["owner"])
    if viewport:
        visitor.page.set_viewport_size(viewport)
    yield request.param, visitor
    visitor.close()


def settled(page):
    page.wait_for_load_state("load")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    until(page, "!document.querySelector('[aria-busy], .skeletons')")
    until(page, "[...document.images].filter((one) => one.loading !== 'lazy').every((one) => one.complete)")


@pytest.mark.parametrize("name", [*PAGES, *GATES])
def test_a_page_reads_well_and_fits(look, name, screenshots):
    mode, visitor = look
    page = visitor.page
    path = PAGES.get(name) or GATES[name]
    page.goto(path.replace("{id}", template_id(visitor)) if "{id}" in path else path)
    settled(page)
    if name == "editor":
        page.get_by_role("button", name="title", exact=True).click()
    page.wait_for_timeout(100)
    page.screenshot(path=screenshots / f"{name}-{mode}.png", full_page=name != "editor")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:160], one["nodes"][0]["failureSummary"]) for one in found]


DIALOGS = {
    "create-key": ("/keys", "Create API Key"), "new-template": ("/templates", "New template"),
    "invite-member": ("/members", "Invite member"),
    "transfer": ("/members", "Transfer ownership"),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_reads_well_and_fits(look, name, screenshots):
    mode, visitor = look
    page = visitor.page
    path, button = DIALOGS[name]
    page.goto(path)
    settled(page)
    page.get_by_role("button", name=button).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.wait_for_timeout(200)
    page.screenshot(path=screenshots / f"dialog-{name}-{mode}.png")
    assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:160]) for one in found]
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize("view", ["JSON", "Playground"])
def test_the_editors_other_views_read_well(look, view, screenshots):
    mode, visitor = look
    page = visitor.page
    page.goto(f"/templates/{template_id(visitor)}")
    settled(page)
    page.get_by_role("radio", name=view).check()
    page.wait_for_timeout(250)
    page.screenshot(path=screenshots / f"editor-{view.lower()}-{mode}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:160]) for one in found]


def test_the_navigation_unfolds_on_a_narrow_screen(visit):
    visitor = visit("owner")
    page = visitor.page
    page.set_viewport_size({"width": 320, "height": 640})
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="API Keys")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    link.click()
    expect(page.get_by_role("heading", name="API Keys")).to_be_visible()
    expect(link).to_be_hidden()


def test_the_first_thing_that_tab_reaches_skips_to_the_content(visit):
    page = visit("user").page
    page.goto("/templates")
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_all_pages_together_weigh_less_than_150_kilobytes(server, browser, people, capsys):
    visitor = Visitor(browser, server.origin).sign_in(people["owner"])
    page = visitor.page
    session = visitor.context.new_cdp_session(page)
    session.send("Network.enable")
    names, sizes = {}, {}
    session.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    session.send("Network.clearBrowserCache")
    template = template_id(visitor)
    for path in PAGES.values():
        page.goto(path.replace("{id}", template))
        settled(page)
    page.wait_for_timeout(200)
    files = {}
    for request, url in names.items():
        if "/console/" not in url and "/api/" not in url:
            files[url.split("#")[0]] = max(files.get(url.split("#")[0], 0), sizes.get(request, 0))
    total = sum(size for url, size in files.items())
    sources = [path for path in (ROOT / "Sources/Console/Dashboard").rglob("*") if path.is_file()]
    with capsys.disabled():
        print(f"\nthe dashboard sends {total / 1000:.0f} KB in {len(files)} files for all its pages; "
              f"its sources are {sum(len(path.read_bytes()) for path in sources) / 1000:.0f} KB, "
              f"{sum(len(gzip.compress(path.read_bytes())) for path in sources) / 1000:.0f} KB compressed")
    assert total < 150_000
    visitor.close()


def test_the_first_paint_is_reported(visit, capsys):
    page = visit("user").page
    page.goto("/templates")
    settled(page)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    with capsys.disabled():
        print(f"\nfirst contentful paint after {paint:.0f} ms")

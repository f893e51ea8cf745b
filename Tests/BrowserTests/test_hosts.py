"""Allowed hosts: saved in Settings, obeyed by the image URL, explained by the tester."""

from urllib.parse import quote

from playwright.sync_api import expect

from conftest import create_key, template_id


def add_host(page, host):
    section = page.get_by_role("region", name="Allowed Hosts")
    section.get_by_label("Allowed host", exact=True).fill(host)
    section.get_by_role("button", name="Add").click()
    expect(section.get_by_role("list", name="Allowed hosts")).to_contain_text(host)
    section.get_by_role("button", name="Save", exact=True).click()


def picture_width(page, address):
    page.goto(address)
    page.wait_for_load_state("load")
    return page.evaluate("document.querySelector('img').naturalWidth")


def test_a_picture_shows_on_an_allowed_host_and_not_on_another(visit, server, site):
    owner = visit("owner")
    key = create_key(owner.page, "Embed", "GET")
    page = owner.open("Settings")
    add_host(page, "pictures.localhost")
    owner.toast("Saved")
    page.reload()
    expect(page.get_by_role("list", name="Allowed hosts")).to_contain_text("pictures.localhost")
    url = f"{server.origin}/api/v1/render?apiKey={key}&template=social-card&title.text=Hello+World&width=300"
    site.body = f'<!doctype html><img src="{url.replace("&", "&amp;")}" alt="">'
    # Pages of others are visited without the dashboard's rules about other hosts.
    guest = owner.context.browser.new_context()
    try:
        assert picture_width(guest.new_page(), f"http://pictures.localhost:{site.port}/") == 300
        assert picture_width(guest.new_page(), f"http://elsewhere.localhost:{site.port}/") == 0
    finally:
        guest.close()

    # "Why 403?" tells the same, and what to change.
    tester = page.get_by_role("region", name="Why 403?")
    tester.get_by_label("Image URL").fill(url)
    tester.get_by_label("Page").fill(f"http://pictures.localhost:{site.port}/")
    tester.get_by_role("button", name="Test").click()
    expect(tester.get_by_text("This picture is shown on this page.")).to_be_visible()
    tester.get_by_label("Page").fill("https://elsewhere.example/blog")
    tester.get_by_role("button", name="Test").click()
    expect(tester.get_by_text("This picture is refused on this page.")).to_be_visible()
    expect(tester.get_by_role("listitem").filter(has_text="elsewhere.example").first).to_be_visible()
    assert key not in tester.inner_text()


def test_a_host_that_is_none_is_refused_in_place(visit):
    owner = visit("owner")
    owner.expected_statuses = {400}
    page = owner.open("Settings")
    section = page.get_by_role("region", name="Allowed Hosts")
    section.get_by_label("Allowed host", exact=True).fill("*")
    section.get_by_role("button", name="Save", exact=True).click()
    expect(section.locator(".field-error:visible, .form-error:visible").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("region", name="Allowed Hosts").get_by_text("*", exact=True)).to_have_count(0)


def test_the_cache_policy_says_what_it_costs_and_is_saved(visit):
    owner = visit("owner")
    page = owner.open("Settings")
    cache = page.get_by_role("region", name="Cache")
    expect(cache).to_contain_text("copies outlive the revocation")
    for policy in ("Public", "Private"):
        cache.get_by_role("radio", name=policy).check()
        cache.get_by_role("button", name="Save cache policy").click()
        owner.toast("Saved")
        page.reload()
        expect(cache.get_by_role("radio", name=policy)).to_be_checked()


def test_users_and_viewers_read_settings_and_cannot_change_them(visit):
    for role in ("user", "viewer"):
        page = visit(role).open("Settings")
        expect(page.get_by_role("region", name="Allowed Hosts")).to_be_visible()
        expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
        expect(page.get_by_role("region", name="Signing secret")).to_have_count(0)


def test_a_signed_url_works_without_a_referer(visit, server, site):
    owner = visit("owner")
    key = create_key(owner.page, "Mail", "GET")
    page = owner.open("Settings")
    secrets = page.get_by_role("region", name="Signing secret")
    secrets.get_by_role("button", name="Create signing secret").click()
    shown = page.get_by_label("Signing secret", exact=True).and_(page.locator("input"))
    shown.wait_for()
    secret = shown.input_value()
    page.get_by_role("button", name="I have stored it").click()
    expect(secrets.get_by_text("Current")).to_be_visible()
    assert secret not in page.content()
    page.goto(f"/templates/{template_id(owner)}")
    page.get_by_role("radio", name="Playground").check()
    page.get_by_label("GET key").fill(key)
    page.get_by_role("radio", name="Signed URL").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    url = page.get_by_label("Signed URL").and_(page.locator("input.mono"))
    url.wait_for()
    source = url.input_value().replace("&", "&amp;")
    site.body = f'<!doctype html><meta name="referrer" content="no-referrer"><img src="{source}" alt="">'
    guest = owner.context.browser.new_context()
    try:
        assert picture_width(guest.new_page(), f"http://127.0.0.1:{site.port}/") == 1200
    finally:
        guest.close()
    assert quote("title.text") not in url.input_value()


def test_hosts_of_remote_images_are_listed_and_say_what_they_cost(visit):
    owner = visit("owner")
    owner.expected_statuses = {400}
    page = owner.open("Settings")
    section = page.get_by_role("region", name="Remote images")
    expect(section).to_contain_text("remote images are off")
    expect(section).to_contain_text("waits for its host")
    box = section.get_by_label("Remote image host", exact=True)
    save = section.get_by_role("button", name="Save image hosts")
    box.fill("images.example.com:8443")
    save.click()
    expect(section.locator(".field-error:visible, .form-error:visible").first).to_contain_text("443")
    page.reload()
    box.fill("HTTPS://Images.Example.com/logo.png")
    save.click()
    owner.toast("Saved")
    listed = section.get_by_role("list", name="Remote image hosts")
    expect(listed.get_by_text("images.example.com", exact=True)).to_be_visible()
    seen = visit("viewer").open("Settings").get_by_role("region", name="Remote images")
    expect(seen).to_contain_text("images.example.com")
    expect(seen.get_by_role("button")).to_have_count(0)
    section.get_by_role("button", name="Remove images.example.com").click()
    save.click()
    expect(section).to_contain_text("remote images are off")

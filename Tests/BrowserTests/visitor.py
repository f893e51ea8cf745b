"""A person in front of a browser, and what must never happen there."""

import re
import time

from playwright.sync_api import Page, expect

PASSWORD = "a long walk by the sea"


def until(page: Page, expression: str, seconds: float = 8):
    """Waits until an expression is true. Playwright's own wait evaluates text in the page, which the policy refuses."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)


class Visitor:
    """A page. Errors in its console and requests to other hosts fail the test that made them.

    It has cookies of its own, or those of a context that is shared and stays open.
    """

    def __init__(self, browser, origin: str, context=None, **options):
        self.origin = origin
        self.shares = context is not None
        self.context = context or browser.new_context(
            base_url=origin, viewport={"width": 1280, "height": 800},
            permissions=["clipboard-read", "clipboard-write"], **options)
        self.context.set_default_timeout(8000)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.sent: dict[str, int] = {}
        # Refusals that a test provokes are printed by the browser, too.
        self.expected_statuses: set[int] = set()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        self.page.on("request", self._see)

    def _hear(self, message):
        if message.type not in ("error", "warning"):
            return
        refused = re.search(r"status of (\d+)", message.text)
        if refused and int(refused[1]) in self.expected_statuses:
            return
        self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    def _see(self, request):
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.foreign.append(request.url)

    def sign_in(self, email: str, password: str = PASSWORD):
        page = self.page
        page.goto("/signin")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/templates")
        return self

    def open(self, section: str):
        """Goes to a page by the sidebar, as the documentation says."""
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=section, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        return self.page

    def call(self, method: str, path: str, body=None):
        """Calls the session API from the page, with its cookie; gives status and JSON."""
        return self.page.evaluate(
            """async ([method, path, body]) => {
                const session = await (await fetch('/console/v1/session')).json();
                const answer = await fetch(path, {
                    method, headers: { 'X-CSRF-Token': session.csrf, 'Content-Type': 'application/json' },
                    body: body === null ? undefined : JSON.stringify(body),
                });
                const text = await answer.text();
                return { status: answer.status, body: text ? JSON.parse(text) : null };
            }""", [method, path, body])

    def toast(self, words: str):
        expect(self.page.locator(".toast", has_text=words).last).to_be_visible()

    def close(self):
        if self.shares:
            self.page.close()
        else:
            self.context.close()
        assert not self.complaints, self.complaints
        assert not self.foreign, self.foreign

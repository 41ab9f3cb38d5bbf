"""The browser fixtures themselves: they see what goes wrong in a page, and reading aids' troubles."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from pejling.people.models import Person
from tests import world
from tests.browser import faults_of

STRICT = "default-src 'none'"


def open_page(browser: Browser, html: str, *, policy: str = "") -> tuple[Page, list[str]]:
    """The page as a server would give it, under the policy."""
    page = browser.new_page()
    faults = faults_of(page)
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
    page.route("**/*", lambda route: route.fulfill(body=html, headers=headers))
    page.goto("http://pejling.example/")
    return page, faults


def test_quiet_page_has_no_faults(browser: Browser) -> None:
    page, faults = open_page(browser, "<title>Retning</title><p>Rent vand i søen</p>", policy=STRICT)
    assert page.inner_text("p") == "Rent vand i søen"
    assert faults == []


def test_error_in_a_script_is_a_fault(browser: Browser) -> None:
    _, faults = open_page(browser, "<script>noget.som.ikke.findes()</script>")
    assert faults == ["script: noget is not defined"]


def test_style_that_the_policy_refuses_is_a_fault(browser: Browser) -> None:
    _, faults = open_page(browser, '<p style="color: red">Rød</p>', policy=STRICT)
    assert len(faults) == 1
    assert "Content Security Policy" in faults[0]


def test_axe_names_a_picture_without_text_under_a_strict_policy(
    browser: Browser, axe: Callable[[Page], list[str]]
) -> None:
    html = '<html lang="da"><title>Retning</title><main><h1>Retning</h1><img src="data:,"></main></html>'
    page, _ = open_page(browser, html, policy=STRICT)
    assert [found.partition(":")[0] for found in axe(page)] == ["image-alt (critical)"]


def test_axe_finds_nothing_in_a_plain_page(browser: Browser, axe: Callable[[Page], list[str]]) -> None:
    html = '<html lang="da"><title>Retning</title><main><h1>Retning</h1><p>Rent vand</p></main></html>'
    page, _ = open_page(browser, html, policy=STRICT)
    assert axe(page) == []


def test_window_is_anonymous_until_somebody_signs_in(page: Page, sign_in: Callable[[Person], None]) -> None:
    page.goto("/")
    assert page.get_by_text("Gerda Holm").count() == 0
    sign_in(world.make_person("Gerda Holm"))
    page.goto("/")
    assert page.get_by_text("Gerda Holm").count() > 0

"""Fixtures for tests in a real browser: `page` opens the live site, `sign_in` signs somebody in, `axe` reads for all.

A test that asks for `page` fails when the page says anything in the browser's console that it should not: a script's error,
a refusal by the Content-Security-Policy, a missing file.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pejling.people.models import Person
from tests.provision import Missing, chromium

AXE = Path(__file__).parent / "e2e" / "vendor" / "axe.min.js"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 10_000  # milliseconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this test process; a machine that has none and can get none leaves the browser tests out."""
    # Playwright's own loop runs in this thread, and Django would take every query beside it for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        found = chromium.provide()
    except Missing as reason:
        pytest.skip(str(reason))
    with sync_playwright() as playwright:
        environment: dict[str, str | float | bool] = {**os.environ, **found.environment}
        opened = playwright.chromium.launch(
            executable_path=found.program, args=found.switches, env=environment
        )
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, django_db_serialized_rollback: None, live_server: LiveServer) -> Iterator[Page]:
    """A fresh Danish window on the live site (`page.goto("/")`), as wide as a desk; it must stay free of faults."""
    # The rows that the site begins with have been written anew, the kinds of rows perhaps under other numbers.
    ContentType.objects.clear_cache()
    context = browser.new_context(
        base_url=live_server.url, locale="da-DK", timezone_id="Europe/Copenhagen", viewport=DESKTOP
    )
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    faults = faults_of(opened)
    yield opened
    context.close()
    assert faults == []


def faults_of(page: Page) -> list[str]:
    """A list that fills with what goes wrong in the page while it is used."""
    faults: list[str] = []
    page.on("console", lambda message: faults.extend(_faults_in(message)))
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    return faults


def _faults_in(message: ConsoleMessage) -> list[str]:
    if message.type != "error":
        return []
    # A form that is refused answers 422 and a page that one may not see 404: the tests look at those themselves.
    is_answer = "the server responded with a status of 4" in message.text
    if is_answer and "/static/" not in message.location.get("url", ""):
        return []
    return [f"console: {message.text}"]


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer) -> Callable[[Person], None]:
    """Give the window the session of a signed-in person: `sign_in(person)`."""

    def give_session(person: Person) -> None:
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )

    return give_session


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds wrong for people who see, hear or move differently: `assert axe(page) == []`."""

    def violations(page: Page) -> list[str]:
        page.evaluate(AXE.read_text())
        # Off by axe's own choice, and of WCAG 2.2 AA: what one presses is 24 pixels high, or has the room around it.
        asked = "{rules: {'target-size': {enabled: true}}}"
        found: list[dict[str, Any]] = page.evaluate(
            f"async () => (await axe.run(document, {asked})).violations"
        )
        return [
            f"{each['id']} ({each['impact']}): {each['help']}: {node['html']}"
            for each in found
            for node in each["nodes"]
        ]

    return violations

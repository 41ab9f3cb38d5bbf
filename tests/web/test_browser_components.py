"""The components in a real browser: on a desk, on a phone, by keyboard, and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import DESKTOP, PHONE

SIZES = {"desk": DESKTOP, "phone": PHONE}


@pytest.mark.parametrize("size", SIZES)
def test_components_can_be_read_by_all_and_fit_the_window(
    size: str, page: Page, components: str, axe: Callable[[Page], list[str]]
) -> None:
    page.set_viewport_size(SIZES[size])
    page.goto(components)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_first_row_of_a_register_stands_above_the_fold(page: Page, components: str) -> None:
    page.goto(components)
    bottom = page.evaluate(
        "document.querySelector('.list tbody tr').getBoundingClientRect().bottom + scrollY"
    )
    assert bottom < DESKTOP["height"]


def test_filter_fills_the_list_as_one_types_and_keeps_the_focus(page: Page, components: str) -> None:
    page.goto(components)
    box = page.locator(".filters input[type=search]")
    box.press_sequentially("klima")
    page.wait_for_url("**/komponenter?q=klima*")
    expect(box).to_be_focused()
    expect(page.locator("#results table")).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)


def test_picker_finds_any_part_of_a_name_without_danish_letters(page: Page, components: str) -> None:
    page.goto(components)
    page.get_by_role("combobox", name="Ansvarlig").fill("oester")
    page.keyboard.press("Enter")
    assert page.locator("select[name=owner] option:checked").inner_text() == "Mette Østergaard"


WITH_PARENTS = """(names) => {
    const select = document.querySelector("select[name=owner]").cloneNode(true);
    select.replaceChildren(new Option("Vælg", ""), ...names.map((name) => new Option(name, name)));
    delete select.dataset.ready;
    select.name = "picked";
    document.querySelector("select[name=owner]").closest("form").append(select);
    document.dispatchEvent(new Event("htmx:after:swap"));
}"""
BELOW = [f"Skole {number} (Fjordlund Kommune)" for number in range(10)]


@pytest.mark.parametrize(
    ("names", "picked"), [([*BELOW, "Fjordlund Kommune"], "Fjordlund Kommune"), (BELOW, "Vælg")]
)
def test_picker_takes_the_exact_name_first_and_nothing_by_its_bracket_alone(
    names: list[str], picked: str, page: Page, components: str
) -> None:
    page.goto(components)
    page.evaluate(WITH_PARENTS, names)
    page.get_by_role("combobox").last.fill("fjordlund kommune")
    page.keyboard.press("Enter")
    assert page.locator("select[name=picked] option:checked").inner_text() == picked


def test_picker_says_when_nothing_fits(page: Page, components: str) -> None:
    page.goto(components)
    box = page.get_by_role("combobox", name="Ansvarlig")
    box.fill("zebra")
    said = page.locator(".picker", has=box).get_by_role("status")
    expect(said).to_have_text("Ingen passer")
    box.fill("mette")
    expect(said).to_be_empty()


FETCHED = """() => {
    const select = document.querySelector("select[name=owner]").cloneNode(true);
    select.replaceChildren(new Option("Vælg", ""), new Option("Valgt", "5", true, true));
    delete select.dataset.ready;
    select.name = "picked";
    select.dataset.options = "/langsom-liste";
    document.querySelector("select[name=owner]").closest("form").append(select);
    document.dispatchEvent(new Event("htmx:after:swap"));
}"""


def test_long_list_is_fetched_when_it_is_opened_and_what_was_typed_meanwhile_counts(
    page: Page, components: str
) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(
            body='<option value="">Vælg</option><option value="5">Valgt</option><option value="7">Søby</option>'
        )

    page.route("**/langsom-liste", answer)
    page.goto(components)
    page.evaluate(FETCHED)
    box = page.get_by_role("combobox").last
    expect(box).to_have_value("Valgt")
    assert asked == []
    box.fill("soe")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Søby")
    assert page.locator("select[name=picked]").input_value() == "7"
    box.click()
    assert len(asked) == 1


def test_long_list_that_does_not_come_says_so_and_is_asked_for_again(page: Page, components: str) -> None:
    page.route("**/langsom-liste", lambda route: route.fulfill(status=404))
    page.goto(components)
    page.evaluate(FETCHED)
    box = page.get_by_role("combobox").last
    box.click()
    expect(page.locator(".picker-none")).to_have_text("Listen kunne ikke hentes. Hent siden igen.")
    assert page.locator("select[name=picked]").input_value() == "5"


def test_window_opens_and_closes_by_keyboard(page: Page, components: str) -> None:
    page.goto(components)
    page.get_by_role("button", name="Åbn vindue").press("Enter")
    expect(page.get_by_role("dialog", name="Afslut målet")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_rows_become_cards_on_a_phone(page: Page, components: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(components)
    cells = page.locator(".list tbody tr").first.locator("th, td")
    tops = [cells.nth(n).bounding_box() for n in range(cells.count())]
    heights = [box["y"] for box in tops if box]
    assert heights == sorted(set(heights))


def test_page_works_without_script(browser: Browser, live_server: LiveServer, components: str) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(components)
    plain.get_by_label("Type").first.select_option("p")
    plain.get_by_role("button", name="Vis").click()
    assert plain.url.endswith("/komponenter?q=&kind=p&unit=&state=")
    assert plain.locator("select[name=owner]").is_visible()
    context.close()

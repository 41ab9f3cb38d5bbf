"""Writing in a real browser: what is typed is saved by itself, keeps its form, and is never lost when two write at once."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from pejling.direction.actions.documents import create_document
from pejling.direction.actions.sections import write_section
from pejling.direction.figures.tree import depth_first
from pejling.direction.models import Document, DocumentKind, Element, Section
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.browser import DESKTOP, PHONE
from tests.e2e.word import CLIPBOARD

SignIn = Callable[[Person], None]


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """The small municipality; it is made in the database that the live site reads."""
    return make_world()


def open_writing(page: Page, document: Document) -> None:
    page.goto(f"/dokumenter/{document.pk}/skriv")
    page.wait_for_selector("[data-writing][data-ready]")


def saved(page: Page) -> None:
    """Wait until the page says that all is saved."""
    expect(page.locator("[data-state]").first).to_contain_text("Gemt kl.")


def text_of(page: Page, section: Section) -> str:
    return f"#afsnit-{section.pk} .ProseMirror"


def outline(section: Section) -> list[str]:
    return ["  " * depth + row.title for row, depth in depth_first(section.elements.all())]


def paste(page: Page, selector: str, html: str) -> None:
    """Paste as from another program."""
    page.locator(selector).click()
    page.evaluate(
        """([selector, html]) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const pasted = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.querySelector(selector).dispatchEvent(pasted);
        }""",
        [selector, html],
    )


def test_plan_is_begun_and_written_in_one_go(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    sign_in(w.owner)
    page.goto("/dokumenter/nyt")
    page.get_by_label("Titel").fill("Strategiplan 2027")
    page.get_by_role("button", name="Opret og begynd at skrive").click()
    page.wait_for_selector("[data-writing][data-ready]")
    plan = Document.objects.get(title="Strategiplan 2027")
    first = plan.sections.all()[0]
    page.locator(text_of(page, first)).click()
    page.keyboard.type("Alle skal med.")
    saved(page)
    box = page.locator(f"#nyt-{first.pk}")
    box.fill("Alle læser hver dag")
    box.press("Enter")
    box.fill("Færre bliver væk")
    box.press("Enter")
    expect(page.locator(f"#punkter-{first.pk} [data-line]:not([data-line=''])")).to_have_count(2)
    saved(page)
    first.refresh_from_db()
    assert (first.title, first.body) == ("Det skal lykkes for os", "<p>Alle skal med.</p>")
    assert outline(first) == ["Alle læser hver dag", "Færre bliver væk"]
    assert plan.sections.count() == 4


def test_lines_are_written_and_put_in_order_by_keyboard(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    open_writing(page, w.document)
    page.locator(f"#punkt-{w.element.pk} textarea").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("Læs højt")
    page.keyboard.press("Enter")
    page.keyboard.type("Lån bøger")
    page.keyboard.press("Alt+Shift+ArrowUp")
    expect(page.locator("textarea:focus")).to_have_value("Lån bøger")
    page.keyboard.press("Alt+Shift+ArrowRight")
    expect(page.locator("[data-depth='1'] textarea")).to_have_value("Lån bøger")
    expect(page.locator("textarea:focus")).to_have_value("Lån bøger")
    assert outline(w.section) == ["Alle læser hver dag", "  Lån bøger", "Læs højt"]


def test_point_from_the_box_goes_under_the_aim_that_one_stands_at(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    second = world.make_element(w.document, "Alle trives", section=w.section)
    sign_in(w.owner)
    open_writing(page, w.document)
    box = page.locator(f"#nyt-{w.section.pk}")
    form = box.locator("xpath=ancestor::form")
    form.get_by_role("combobox").select_option(label="Indsats")
    page.locator(f"#punkt-{w.element.pk} textarea").click()
    expect(form.get_by_role("status")).to_have_text("Kommer under »Alle læser hver dag«")
    for title in ("Læsebånd", "Bogklub"):
        box.fill(title)
        box.press("Enter")
    page.locator(f"#punkt-{second.pk} textarea").click()
    box.fill("Legepatrulje")
    box.press("Enter")
    expect(page.locator(f"#punkter-{w.section.pk} [data-line]:not([data-line=''])")).to_have_count(5)
    saved(page)
    assert outline(w.section) == [
        "Alle læser hver dag",
        "  Læsebånd",
        "  Bogklub",
        "Alle trives",
        "  Legepatrulje",
    ]


def test_line_is_moved_by_dragging_it(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    second, third = (
        world.make_element(w.document, title, section=w.section) for title in ("Alle trives", "Alle synger")
    )
    sign_in(w.owner)
    open_writing(page, w.document)
    page.locator(f"#punkt-{third.pk}").hover()
    page.locator(f"#punkt-{third.pk} [data-grip]").drag_to(
        page.locator(f"#punkt-{w.element.pk} textarea"), target_position={"x": 20, "y": 4}
    )
    expect(page.locator(f"#punkter-{w.section.pk} [data-line]").first).to_have_id(f"punkt-{third.pk}")
    assert outline(w.section) == ["Alle synger", "Alle læser hver dag", "Alle trives"]
    page.locator(f"#punkt-{w.element.pk} [data-grip]").drag_to(
        page.locator(f"#punkt-{second.pk} textarea"), target_position={"x": 20, "y": 34}
    )
    expect(page.locator(f"#punkter-{w.section.pk} [data-line]").last).to_have_id(f"punkt-{w.element.pk}")
    assert outline(w.section) == ["Alle synger", "Alle trives", "Alle læser hver dag"]


def test_initiative_written_in_the_box_hangs_under_the_aim_before_it(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    open_writing(page, w.document)
    box = page.locator(f"#nyt-{w.section.pk}")
    kind = box.locator("xpath=ancestor::form").get_by_role("combobox")
    for chosen, title in (
        ("Indsats", "Læsebånd"),
        ("Succeskriterium", "Ni af ti læser"),
        ("Målsætning", "Alle trives"),
        ("Indsats", "Legepatrulje"),
    ):
        kind.select_option(label=chosen)
        box.fill(title)
        box.press("Enter")
    expect(page.locator(f"#punkter-{w.section.pk} [data-line]:not([data-line=''])")).to_have_count(5)
    saved(page)
    assert outline(w.section) == [
        "Alle læser hver dag",
        "  Læsebånd",
        "  Ni af ti læser",
        "Alle trives",
        "  Legepatrulje",
    ]


def test_line_is_removed_and_brought_back(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    line = world.make_element(w.document, "Et punkt for meget", section=w.section)
    sign_in(w.owner)
    open_writing(page, w.document)
    page.locator(f"#punkt-{line.pk} textarea").click()
    page.get_by_role("button", name="Fjern", exact=True).click()
    expect(page.locator(f"#punkt-{line.pk}")).to_have_count(0)
    page.get_by_role("button", name="Fortryd").last.click()
    expect(page.locator(f"#punkt-{line.pk} textarea")).to_have_value("Et punkt for meget")


def test_tied_line_is_not_removed_and_says_why(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    sign_in(w.owner)
    open_writing(page, w.document)
    page.locator(f"#punkt-{w.element.pk} textarea").click()
    page.get_by_role("button", name="Fjern", exact=True).click()
    expect(page.locator(f"#punkt-{w.element.pk} [role=alert]")).to_contain_text("Afslut det")
    assert Element.objects.filter(pk=w.element.pk).exists()


def test_text_pasted_from_word_keeps_headings_lists_and_tables(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    write_section(w.section, title="Det vil vi", body="", opened=1, by=w.owner)
    sign_in(w.owner)
    open_writing(page, w.document)
    paste(page, text_of(page, w.section), CLIPBOARD)
    saved(page)
    w.section.refresh_from_db()
    assert w.section.body == (
        "<h3>Børn og læsning</h3>"
        "<p>Vi vil, at <strong>alle</strong> børn læser.</p>"
        "<ul><li><p>Læs højt hver dag</p></li><li><p>Tag forældrene med</p><ul><li><p>Især far</p></li></ul></li>"
        "<li><p>Gå på biblioteket</p></li></ul>"
        "<h4>Sådan gør vi</h4>"
        "<ol><li><p>Først måler vi</p></li><li><p>Så handler vi</p></li></ol>"
        "<table><tbody><tr><td><p>Hvem</p></td><td><p>Skolen</p></td></tr></tbody></table>"
        "<p><strong>Husk</strong> datoen.</p>"
    )


def test_tools_and_undo_shape_the_text(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    write_section(w.section, title="Det vil vi", body="", opened=1, by=w.owner)
    sign_in(w.owner)
    open_writing(page, w.document)
    page.locator(text_of(page, w.section)).click()
    page.keyboard.type("Mål")
    page.get_by_role("button", name="Overskrift", exact=True).click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="• Liste").click()
    page.keyboard.type("et")
    saved(page)
    w.section.refresh_from_db()
    assert w.section.body == "<h3>Mål</h3><ul><li><p>et</p></li></ul>"


def write_at_once(page: Page, w: SimpleNamespace, browser: Browser, live_server: LiveServer) -> Page:
    """Both open the same text; Signe saves first, then Gerda writes. Gives Signe's window."""
    other = other_window(browser, live_server, w.secretary)
    open_writing(page, w.document)
    open_writing(other, w.document)
    other.locator(text_of(other, w.section)).click()
    other.keyboard.press("Control+a")
    other.keyboard.type("Vi vil læse mere.")
    saved(other)
    page.locator(text_of(page, w.section)).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Vi vil læse bedre.")
    expect(page.locator("[data-clash]")).to_be_visible()
    return other


def other_window(browser: Browser, live_server: LiveServer, person: Person) -> Page:
    """Another person's window, at another machine."""
    client = Client()
    client.force_login(person)
    context = browser.new_context(base_url=live_server.url, locale="da-DK", viewport=DESKTOP)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return context.new_page()


def test_two_writers_see_both_texts_and_merge_them(
    page: Page, w: SimpleNamespace, sign_in: SignIn, browser: Browser, live_server: LiveServer
) -> None:
    sign_in(w.owner)
    other = write_at_once(page, w, browser, live_server)
    panel = page.locator("[data-clash]")
    expect(panel).to_contain_text("Signe Krogh har skrevet i den samme tekst")
    expect(panel.locator("del")).to_have_text("mere")
    expect(panel.locator("ins")).to_have_text("bedre")
    panel.locator(".ProseMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Vi vil læse mere og bedre.")
    page.get_by_role("button", name="Gem den samlede tekst").click()
    expect(page.locator("[data-clash]")).to_have_count(0)
    page.wait_for_selector("[data-writing][data-ready]")
    w.section.refresh_from_db()
    assert w.section.body == "<p>Vi vil læse mere og bedre.</p>"
    other.context.close()


def test_text_that_gives_way_to_anothers_is_kept_in_the_history(
    page: Page, w: SimpleNamespace, sign_in: SignIn, browser: Browser, live_server: LiveServer
) -> None:
    sign_in(w.owner)
    other = write_at_once(page, w, browser, live_server)
    page.get_by_role("button", name="Behold teksten fra Signe Krogh").click()
    expect(page.locator("[data-clash]")).to_have_count(0)
    page.wait_for_selector("[data-writing][data-ready]")
    w.section.refresh_from_db()
    assert w.section.body == "<p>Vi vil læse mere.</p>"
    assert "<p>Vi vil læse bedre.</p>" in [row.body for row in w.section.history.all()]
    other.context.close()


def test_writing_outlives_a_sign_out_and_is_saved_when_one_is_back(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    open_writing(page, w.document)
    page.route("**/afsnit/**", lambda route: route.fulfill(status=404, body="væk"))
    page.locator(text_of(page, w.section)).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Og mere.")
    expect(page.locator("[data-state]").first).to_contain_text("Din tekst står her")
    page.unroute("**/afsnit/**")
    page.keyboard.type(" Til sidst.")
    saved(page)
    w.section.refresh_from_db()
    assert w.section.body == "<p>Vi vil. Og mere. Til sidst.</p>"


def test_page_read_again_while_it_saves_goes_on_with_what_was_typed(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    open_writing(page, w.document)
    page.on("dialog", lambda dialog: dialog.accept())
    for words in (" Og mere.", " Og mest."):
        page.locator(text_of(page, w.section)).click()
        page.keyboard.press("Control+End")
        page.keyboard.type(words)
        page.reload()
        page.wait_for_selector("[data-writing][data-ready]")
    expect(page.locator(text_of(page, w.section))).to_have_text("Vi vil. Og mere. Og mest.")
    page.locator(text_of(page, w.section)).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Til sidst.")
    saved(page)
    w.section.refresh_from_db()
    assert w.section.body == "<p>Vi vil. Og mere. Og mest. Til sidst.</p>"


def test_page_is_written_without_javascript(
    browser: Browser, live_server: LiveServer, w: SimpleNamespace
) -> None:
    window = other_window(browser, live_server, w.owner)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="da-DK")
    context.add_cookies([{**each} for each in window.context.cookies()])  # type: ignore[typeddict-item]
    plain = context.new_page()
    plain.goto(f"/dokumenter/{w.document.pk}/skriv")
    plain.locator(f"#plain-section-{w.section.pk}").fill("Første afsnit.\n\nAndet afsnit.")
    plain.get_by_role("button", name="Gem afsnittet").click()
    plain.locator(f"#nyt-{w.section.pk}").fill("Et nyt punkt")
    plain.get_by_role("button", name="Tilføj").click()
    w.section.refresh_from_db()
    assert w.section.body == "<p>Første afsnit.</p><p>Andet afsnit.</p>"
    assert outline(w.section) == ["Alle læser hver dag", "Et nyt punkt"]
    context.close()
    window.context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_pages_can_be_read_and_used_by_all(
    page: Page, w: SimpleNamespace, sign_in: SignIn, axe: Callable[[Page], list[str]], size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    sign_in(w.owner)
    plan = create_document(
        DocumentKind.objects.get(code="strategy_plan"),
        title="Plan",
        unit=w.unit,
        by=w.owner,
        headings=["a", "b", "c", "d"],
    )
    pages = ["", "skriv", "oplysninger", "synlighed", "filer", "aktivitet"]
    addresses = [f"/dokumenter/{w.document.pk}/{each}" for each in pages]
    for address in (
        *addresses,
        f"/dokumenter/{plan.pk}/",
        "/dokumenter/nyt",
        f"/punkter/{w.element.pk}/redigering",
    ):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address

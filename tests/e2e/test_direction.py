"""Direction in a real browser: its pages read well for all and fit a phone; a proposal is judged with the keyboard alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pejling.core.dates import today
from pejling.direction.actions.bearings import BearingText, set_bearing
from pejling.direction.actions.revisions import freeze
from pejling.direction.actions.succession import begin_succession
from pejling.direction.models import Document
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.browser import DESKTOP, PHONE

SignIn = Callable[[Person], None]
Axe = Callable[[Page], list[str]]
PLAN = "Plan for læsning\n\nUdfordringer\n- Få læser hjemme\n- Bogbussen er nedlagt\n\nMål\n- Alle låner en bog om måneden\n"


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """The small municipality, with a bearing, a frozen version and a draft that is to take over from a policy."""
    w = make_world()
    text = BearingText(title="Alle får svar inden fem dage", why="Ventetiden er steget.", starts_on=today())
    w.bearing = set_bearing(text, unit=w.top, units=[w.top], by=w.secretary)
    freeze(w.document, name="Ved årets begyndelse", by=w.owner)
    w.old = world.make_adopted("Gammel læsepolitik", forum=w.forum, on=date(2020, 1, 1), unit=w.top)
    w.old_aim = world.make_element(w.old, "Flere låner bøger")
    begin_succession(w.draft, [w.old], by=w.secretary)
    return w


def addresses(w: SimpleNamespace) -> list[str]:
    """Every page of direction's that is not tried elsewhere."""
    living, draft, aim = [w.document.pk], [w.draft.pk], [w.aim.pk]
    return [
        reverse("chain"),
        reverse("chain") + f"?punkt={w.aim.pk}",
        reverse("chain") + f"?punkt={w.aim.pk}&valgt={w.element.pk}",
        reverse("chain_broken"),
        reverse("chain_column", args=["policy"]),
        reverse("chain_band", args=["action", "policy"]),
        reverse("element", args=aim),
        reverse("element_as_of", args=aim) + f"?den={today():%d.%m.%Y}",
        reverse("ring", args=aim),
        reverse("section_lines", args=[w.section.pk]),
        reverse("contributors", args=aim),
        reverse("tie_new", args=[w.element.pk]),
        reverse("tie_redirection", args=[w.tie.pk]),
        reverse("front"),
        reverse("documents"),
        reverse("documents") + "?ryd_op=alt",
        reverse("bearings"),
        reverse("bearing_new"),
        reverse("bearing", args=[w.bearing.pk]),
        reverse("kinds"),
        reverse("kind", args=["dokumenter", w.document.kind_id]),
        reverse("hearing", args=draft),
        reverse("adoption", args=draft),
        reverse("succession", args=draft),
        reverse("succession_olds", args=draft),
        reverse("fate", args=[w.old_aim.pk]),
        reverse("retirement", args=[w.old.pk]),
        reverse("element_correction", args=[w.old_aim.pk]),
        reverse("revisions", args=living),
        reverse("comparison", args=living),
        reverse("as_of", args=living) + f"?den={today():%d.%m.%Y}",
        reverse("import_document"),
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_pages_read_well_for_all_and_fit_their_window(
    w: SimpleNamespace, page: Page, sign_in: SignIn, axe: Axe, size: dict[str, int]
) -> None:
    sign_in(w.secretary)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for address in addresses(w):
        page.goto(address)
        assert (address, axe(page)) == (address, [])
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (address, width) == (address, size["width"])


def test_proposal_is_judged_with_the_keyboard_alone(
    w: SimpleNamespace, page: Page, sign_in: SignIn, axe: Axe, tmp_path: Path
) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN)
    sign_in(w.owner)
    page.goto(reverse("import_document") + "?valg=alle")
    page.set_input_files("input[type=file]", file)
    page.select_option("select[name=kind]", label="Strategiplan", force=True)
    page.select_option("select[name=unit]", str(w.unit.pk), force=True)
    page.get_by_role("button", name="Læs filen").click()
    expect(page.get_by_role("heading", name="Se forslaget igennem")).to_be_visible()
    assert axe(page) == []
    points = page.locator("[data-point] select")
    points.first.focus()
    page.keyboard.press("x")
    expect(points.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    assert [points.nth(number).input_value() for number in range(3)] == ["text", "challenge", "priority"]
    page.get_by_role("button", name="Opret dokumentet").click()
    expect(page.get_by_role("heading", name="Plan for læsning")).to_be_visible()
    document = Document.objects.get(title="Plan for læsning")
    kinds = document.elements.order_by("position").values_list("kind__code", flat=True)
    assert list(kinds) == ["challenge", "priority"]
    assert "Få læser hjemme" in document.sections.get(title="Udfordringer").body


def test_line_of_adopted_text_is_pointed_out_with_the_keyboard_alone(
    w: SimpleNamespace, page: Page, sign_in: SignIn
) -> None:
    section = world.make_section(w.old, body="<p>Vi vil:</p><ul><li>Flere læser for børn</li></ul>")
    sign_in(w.secretary)
    page.goto(reverse("section_lines", args=[section.pk]))
    expect(page.get_by_text("2 linjer bliver stående som tekst")).to_be_visible()
    page.locator("[data-point] select").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("m")
    expect(page.get_by_text("1 linje bliver stående som tekst")).to_be_visible()
    page.get_by_role("button", name="Gem").click()
    shown = page.get_by_role("listitem").filter(has_text="Flere læser for børn")
    expect(shown.get_by_role("link", name="Målsætning")).to_be_visible()


def test_old_aims_are_carried_on_and_the_vision_adopted(
    w: SimpleNamespace, page: Page, sign_in: SignIn
) -> None:
    sign_in(w.secretary)
    page.goto(reverse("succession", args=[w.draft.pk]))
    page.get_by_role("button", name="Før resten videre, ord for ord").click()
    expect(page.get_by_text("Alle gamle mål har en skæbne.")).to_be_visible()
    page.get_by_role("link", name="Skriv vedtagelsen ind").click()
    page.get_by_role("button", name="Gem vedtagelsen").click()
    expect(page.get_by_text(f"Vedtaget af Byrådet den {today():%d.%m.%Y}").first).to_be_visible()
    assert Document.objects.get(pk=w.old.pk).phase == "succeeded"


def test_bearing_reaches_a_unit_which_answers_that_it_is_not_relevant(
    w: SimpleNamespace, page: Page, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    page.goto(reverse("bearings"))
    page.get_by_role("link", name="Ikke relevant hos os").first.click()
    page.get_by_label("Begrundelse").fill("Vi får ingen henvendelser")
    page.get_by_role("button", name="Gem svaret").click()
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_text("Svaret er taget tilbage")).to_be_visible()
    assert w.bearing.irrelevances.filter(withdrawn_at=None).count() == 0


def test_register_is_narrowed_as_one_chooses(w: SimpleNamespace, page: Page, sign_in: SignIn) -> None:
    sign_in(w.secretary)
    page.goto(reverse("documents"))
    page.select_option("select[name=tilstand]", "kladde")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page).to_have_url(
        f"{page.url.partition('/retning/')[0]}/retning/?type=&enhed=&tilstand=kladde&aar=&ansvarlig=&ryd_op=&forum=&mine="
    )


def test_what_one_points_at_or_reaches_with_the_keyboard_lights_up_with_its_way(
    w: SimpleNamespace, page: Page, sign_in: SignIn
) -> None:
    world.tie(world.make_element(w.old, "Rene strande"), w.old_aim)
    other = world.make_element(w.document, "En anden", kind="goal")
    world.tie(other, w.aim)
    sign_in(w.secretary)
    page.goto(reverse("chain") + f"?punkt={w.aim.pk}")
    lit = page.locator(".chain-box.chain-lit")
    expect(lit).to_have_count(0)
    page.locator(f"[data-key='{other.pk}']").hover()
    expect(lit).to_have_count(2)
    expect(page.locator(".chain-threads .chain-lit:not(.chain-stub)")).to_have_count(1)
    page.mouse.move(5, 5)
    expect(lit).to_have_count(0)
    page.locator("a.skip[href='#som-trae']").focus()
    page.keyboard.press("Tab")
    first = page.locator(".chain-box:focus")
    expect(first).to_have_attribute("data-key", f"{w.aim.pk}")
    assert lit.count() >= 3
    for _box in range(page.locator(".chain-box").count()):
        if page.locator(".chain-box:focus").get_attribute("data-key") == f"{other.pk}":
            break
        page.keyboard.press("Tab")
    expect(lit).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page.locator("#chosen-head")).to_have_text("En anden")
    expect(lit).to_have_count(2)


def test_chain_is_a_tree_on_a_phone(w: SimpleNamespace, page: Page, sign_in: SignIn) -> None:
    sign_in(w.secretary)
    page.set_viewport_size(PHONE)
    page.goto(reverse("chain") + f"?punkt={w.aim.pk}")
    expect(page.locator(".chain-figure")).to_be_hidden()
    expect(page.locator(".chain-tree").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

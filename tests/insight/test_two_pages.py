"""På to sider: exactly two pages with enough to read, for every kind of thing, on paper and on the screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pypdfium2
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as some

from pejling.activity.actions import log
from pejling.core.dates import today
from pejling.core.formats import named
from pejling.core.history import Stale
from pejling.direction.models import Visibility
from pejling.initiatives.actions.reports import report
from pejling.insight.actions import choose_two_pages, restore_two_pages
from pejling.insight.exports import pdf_of_two_pages, word_of_two_pages
from pejling.insight.figures.two_pages.about import about
from pejling.insight.figures.two_pages.attention import MOST_PRESSED, attention
from pejling.insight.figures.two_pages.changed import MOST_DONE, changed
from pejling.insight.figures.two_pages.whole import ChosenHeading, headings_of, two_pages
from pejling.insight.forms import TwoPagesForm
from pejling.insight.models import Thing, TwoPagesChoices
from pejling.papers.two_pages import PDF, Item, Layout, Part, Side, Sign, TwoPages, fitted
from pejling.papers.two_pages_pdf import two_pages_pdf
from pejling.papers.two_pages_word import two_pages_word
from pejling.web.models import Identity
from pejling.web.tiles import Face, Tile
from tests import world
from tests.paper_pages import (
    hard_breaks,
    needs_soffice,
    pages_in_word,
    smallest_letters,
    words_of_pages,
    words_of_word,
)
from tests.rooms import Tell

LONG = "Vi vil, at alle børn og unge i kommunen møder voksne, der har tid, viden og lyst til at følge dem helt til dørs. "


def empty(w: SimpleNamespace) -> Thing:
    return world.make_document("Ny plan", kind="strategy_plan", unit=w.unit, visibility=Visibility.DRAFT)


def empty_policy(w: SimpleNamespace) -> Thing:
    return world.make_document("Ny politik", unit=w.unit, visibility=Visibility.PUBLIC)


def followed_plan(w: SimpleNamespace) -> Thing:
    report(w.reading, level="off_track", sentence="Der mangler to lærere.", by=w.owner)
    report(w.maths, level="on_track", sentence="Det kører.", by=w.owner)
    w.reading.milestones.create(title="Bøgerne er købt", due_on=today() + timedelta(days=20))
    return w.document  # type: ignore[no-any-return]


def endless(w: SimpleNamespace) -> Thing:
    """A plan with many long points, each with work, and long sections."""
    plan = world.make_document(
        LONG * 2, kind="strategy_plan", unit=w.unit, summary=LONG * 12, starts_on=date(2026, 1, 1)
    )
    for number in range(12):
        section = world.make_section(plan, f"Afsnit {number} {LONG}"[:240], f"<p>{LONG * 20}</p>")
        aim = world.make_element(
            plan, f"Mål {number}: {LONG * 3}"[:500], section=section, text=f"<p>{LONG * 9}</p>"
        )
        world.tie(aim, w.aim)
        work = world.make_initiative(f"Indsats {number}: {LONG * 3}"[:500], document=plan, lead=w.owner)
        report(work, level="off_track", sentence=LONG * 8, by=w.owner)
        work.milestones.create(title=LONG[:200], due_on=today() + timedelta(days=number + 1))
    return plan


THINGS: dict[str, Callable[[SimpleNamespace], Thing]] = {
    "empty plan": empty,
    "empty policy": empty_policy,
    "plan": followed_plan,
    "policy": lambda w: w.public,
    "endless plan": endless,
    "bearing": lambda w: world.make_bearing("Færre møder", unit=w.top, reaching=[w.unit, w.other_unit]),
    "school": lambda w: w.unit,
    "municipality": lambda w: w.top,
    "empty unit": lambda w: world.make_unit("Team Læsning", parent=w.unit),
    "council": lambda w: w.forum,
    "empty forum": lambda w: world.make_forum("Chefforum", kind="Byråd"),
}


@pytest.mark.parametrize("name", THINGS)
def test_pdf_is_two_pages_of_at_least_a_hundred_words(name: str, w: SimpleNamespace) -> None:
    pdf = pdf_of_two_pages(THINGS[name](w), w.secretary)
    words = words_of_pages(pdf)
    assert (len(words), min(words) >= 100) == (2, True), words
    assert smallest_letters(pdf) >= 9


@pytest.mark.parametrize("name", ["policy", "empty policy"])
def test_what_the_public_gets_is_two_pages_with_enough_to_read(name: str, w: SimpleNamespace) -> None:
    thing = THINGS[name](w)
    words = words_of_pages(pdf_of_two_pages(thing, AnonymousUser()))
    assert (len(words), min(words) >= 100) == (2, True), words
    assert words_of_word(word_of_two_pages(thing, AnonymousUser())) >= 240


@pytest.mark.parametrize("name", THINGS)
def test_word_has_one_hard_page_break_and_enough_to_read(name: str, w: SimpleNamespace) -> None:
    content = word_of_two_pages(THINGS[name](w), w.secretary)
    assert (hard_breaks(content), words_of_word(content) >= 240) == (1, True), words_of_word(content)


@needs_soffice
def test_word_is_two_pages_in_libreoffice(w: SimpleNamespace, tmp_path: Path) -> None:
    files = {name: word_of_two_pages(make(w), w.secretary) for name, make in THINGS.items()}
    assert pages_in_word(files, tmp_path) == dict.fromkeys(THINGS, 2)


# --- Whatever is written ---------------------------------------------------------------------------------------------


TEXTS = some.one_of(
    some.just(""),
    some.text(alphabet="abc æøåMW.", max_size=700),
    some.integers(1, 60).map(lambda count: (LONG * count)[:4_000]),
    some.just("W" * 300),
)
SIGN = some.sampled_from([None, Sign("Presset", "warn", "triangle"), Sign("På sporet", "good", "circle")])


def some_item(times: int, cells: int) -> some.SearchStrategy[Item]:
    return some.builds(
        Item, title=TEXTS, text=TEXTS, note=TEXTS, above=some.lists(TEXTS, max_size=2).map(tuple), seen=TEXTS,
        now=SIGN, signs=some.tuples(*[SIGN] * times), cells=some.tuples(*[TEXTS] * cells), weight=some.integers(-9, 9),
    )  # fmt: skip


@some.composite
def some_part(draw: some.DrawFn) -> Part:
    layout = draw(some.sampled_from(list(Layout)))
    cells = draw(some.sampled_from([2, 4])) if layout == Layout.TABLE else 0
    times = 6 if cells == 2 else 0
    return Part(
        code="x", title=draw(TEXTS).strip() or "Mål", layout=layout, lead=draw(TEXTS),
        items=tuple(draw(some.lists(some_item(times, cells), max_size=14))),
        headings=("Indsats", "Svarer", *["Nu"] * cells) if cells else (), times=("jan",) * times,
        breadth=draw(some.sampled_from(["full", "wide", "narrow"])), more="Og %(count)s til.", seen_label="Ses",
    )  # fmt: skip


def pages_of(parts: list[Part], headline: str, lead: str) -> TwoPages:
    from pejling.papers.two_pages import bounded, bounded_head

    side = bounded_head(Side(headline, lead, tuple(bounded(part) for part in parts)))
    return TwoPages(
        "Titel", "Ejer", (side, side), "Ikke plads til %(titles)s.", ("Fod", "Fod"), date(2026, 11, 30)
    )


@settings(max_examples=15, deadline=None)
@given(parts=some.lists(some_part(), max_size=9), headline=TEXTS, lead=TEXTS)
@pytest.mark.django_db
def test_any_content_is_fitted_to_two_pages_of_pdf(parts: list[Part], headline: str, lead: str) -> None:
    pdf = two_pages_pdf(pages_of(parts, headline.strip() or "Overskrift", lead))
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert smallest_letters(pdf) >= 9


@needs_soffice
def test_any_content_is_two_pages_of_word(db: None, tmp_path: Path) -> None:
    """Twelve contents drawn at random, and the municipality's own template besides ours."""
    drawn: list[TwoPages] = []

    @settings(max_examples=12, deadline=None, database=None)
    @given(parts=some.lists(some_part(), max_size=9), headline=TEXTS, lead=TEXTS)
    def draw(parts: list[Part], headline: str, lead: str) -> None:
        drawn.append(pages_of(parts, headline.strip() or "Overskrift", lead))

    draw()
    files = {f"ours-{number}": two_pages_word(pages) for number, pages in enumerate(drawn)}
    give_template(Identity.current())
    files |= {f"theirs-{number}": two_pages_word(pages) for number, pages in enumerate(drawn)}
    assert pages_in_word(files, tmp_path) == dict.fromkeys(files, 2)


def give_template(identity: Identity) -> None:
    """A template with wide margins, a large wide font and a tall header."""
    from django.core.files.base import ContentFile
    from docx.shared import Cm, Pt

    word = docx.Document()
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = "DejaVu Sans", Pt(14)
    heading: Any = word.styles["Heading 2"]
    heading.font.size, heading.paragraph_format.page_break_before = Pt(30), True
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(4)
    section.top_margin = Cm(4.5)
    section.header.paragraphs[0].text = "Kommunens brevhoved"
    for _line in range(3):
        section.header.add_paragraph("Rådhustorvet 1")
    stream = BytesIO()
    word.save(stream)
    identity.template.save("skabelon.docx", ContentFile(stream.getvalue()), save=False)
    identity.save()


# --- What stands on them ---------------------------------------------------------------------------------------------


def text_of(pages: TwoPages) -> str:
    return "\n".join(
        f"{side.headline}\n{side.lead}\n" + "\n".join(part.words for part in side.parts)
        for side in pages.sides
    )


def test_page_two_tells_what_is_off_track_why_and_who_answers(w: SimpleNamespace) -> None:
    pages = two_pages(followed_plan(w), w.owner)
    assert pages.sides[1].headline == "To indsatser er i gang, og én af dem er af sporet."
    text = text_of(pages)
    assert "Læsebånd er af sporet siden den" in text
    assert "Der mangler to lærere." in text
    assert "Gerda Holm svarer." in text


def test_what_a_part_has_no_room_for_is_counted_in_it(w: SimpleNamespace) -> None:
    for number in range(MOST_PRESSED + 2):
        work = world.make_initiative(f"Indsats {number}", document=w.document, lead=w.owner)
        report(work, level="pressed", sentence="Der mangler en.", by=w.owner)
    for number in range(MOST_DONE + 3):
        log("direction.section_removed", w.document, by=w.owner, title=f"Afsnit {number}")
        log("direction.section_removed", w.document, by=w.owner, title=f"Afsnit {number}")
    # One more line tells of all that has no fresh status.
    shown = attention(about(w.document, w.owner))
    assert (len(shown.items), shown.left_out) == (MOST_PRESSED + 1, 2)
    assert shown.rest == "Og 2 til, som står i Overblik."
    # Twelve sections, each told once though twice taken away; three times two lines have no room.
    done = changed(about(w.document, w.owner))
    assert (len(done.items), done.left_out) == (MOST_DONE, 6)
    assert named(["Nørre", "Søndre", "Vester"], 2) == "Nørre, Søndre og 1 til"


def test_aims_hang_in_the_thread_from_above(w: SimpleNamespace) -> None:
    item = next(part for part in two_pages(w.document, w.owner).sides[0].parts if part.code == "aims").items[
        0
    ]
    assert (item.title, item.above) == (
        "Alle læser hver dag",
        ("Politik for børn: Alle børn bliver dygtige læsere",),
    )


def test_empty_document_says_what_is_missing(w: SimpleNamespace) -> None:
    text = text_of(two_pages(empty(w), w.owner))
    assert "Ingen mål peger endnu på »Ny plan«" in text
    assert "Der er ikke valgt en ansvarlig for dokumentet." in text


def test_what_the_viewer_may_not_read_is_not_on_them(w: SimpleNamespace) -> None:
    report(w.reading, level="off_track", sentence="Hemmelig grund", by=w.owner)
    world.tie(w.reading.element, w.aim)
    type(w.document).objects.filter(pk=w.document.pk).update(visibility=Visibility.DRAFT)
    for viewer in (w.colleague, AnonymousUser()):
        text = text_of(two_pages(w.public, viewer))
        assert ("Hemmelig grund" in text, "Læsebånd" in text, "Gerda Holm" in text) == (False, False, False)
    assert "Hemmelig grund" in text_of(two_pages(w.public, w.secretary))


def test_who_leads_work_in_a_plan_they_may_not_read_reads_its_name_and_not_what_the_plan_says(
    w: SimpleNamespace,
) -> None:
    w.reading.lead = w.colleague
    w.reading.save()
    type(w.reading.element).objects.filter(pk=w.reading.element_id).update(text="<p>Som planen siger.</p>")
    type(w.document).objects.filter(pk=w.document.pk).update(visibility=Visibility.DRAFT)
    read = {viewer: text_of(two_pages(w.unit, viewer)) for viewer in (w.owner, w.colleague)}
    assert ["Læsebånd" in text for text in read.values()] == [True, True]
    assert ["Som planen siger." in text for text in read.values()] == [True, False]


def test_rooms_add_what_they_know_by_their_tiles(w: SimpleNamespace, tell: Tell) -> None:
    tell(Tile("economy.budget", "Penge", 30, lambda subject, viewer: Face("180.000 kr.", "til læsebånd")))
    parts = {part.code: part for part in two_pages(w.document, w.owner).sides[1].parts}
    assert (parts["tile:economy.budget"].title, parts["tile:economy.budget"].words) == (
        "Penge",
        "180.000 kr.\ntil læsebånd",
    )


# --- What is chosen --------------------------------------------------------------------------------------------------


def chosen(code: str, **fields: Any) -> ChosenHeading:
    return ChosenHeading(code=code, shown=True, title="", text="", source="") | fields  # type: ignore[return-value]


def own_text(w: SimpleNamespace, text: str = "Vi læser.") -> list[ChosenHeading]:
    """An own short text of the aims, held against what Pejling says today."""
    first, _second = headings_of(about(w.document, w.owner), None)
    source = next(each.part.words for each in first if each.part.code == "aims")
    return [
        chosen("work", title="Det gør vi"),
        chosen("aims", text=text, source=source),
        chosen("where", shown=False),
    ]


def test_headings_are_chosen_ordered_and_named(w: SimpleNamespace) -> None:
    choose_two_pages(w.document, own_text(w), opened=0, by=w.owner)
    parts = two_pages(w.document, w.owner).sides[0].parts
    assert [(part.code, part.title) for part in parts][:2] == [
        ("work", "Det gør vi"),
        ("aims", "Hvor vil vi hen?"),
    ]
    assert (parts[1].lead, parts[1].items, parts[1].is_outdated) == ("Vi læser.", (), False)
    assert "where" not in [part.code for part in parts]


def test_own_text_is_marked_when_what_it_shortens_has_changed(w: SimpleNamespace) -> None:
    choose_two_pages(w.document, own_text(w), opened=0, by=w.owner)
    world.make_element(w.document, "Alle regner", section=w.section)
    aims = next(part for part in two_pages(w.document, w.owner).sides[0].parts if part.code == "aims")
    assert (aims.lead, aims.is_outdated) == ("Vi læser.", True)


def test_own_text_is_for_the_public_where_they_read_all_that_it_shortens(w: SimpleNamespace) -> None:
    """Who wrote it may have read more than the public, and shortened that."""

    def aims_of(viewer: Any) -> str:
        return next(part for part in two_pages(w.document, viewer).sides[0].parts if part.code == "aims").lead

    w.document.visibility = Visibility.PUBLIC
    w.document.save()
    nobody = AnonymousUser()
    first, _second = headings_of(about(w.document, nobody), None)
    read = next(each.part.words for each in first if each.part.code == "aims")
    made = choose_two_pages(w.document, [chosen("aims", text="Vi læser.", source=read)], opened=0, by=w.owner)
    assert (aims_of(w.colleague), aims_of(nobody)) == ("Vi læser.", "Vi læser.")
    choose_two_pages(
        w.document,
        [chosen("aims", text="Det hemmelige.", source=f"{read} Hemmeligt")],
        opened=made.version,
        by=w.owner,
    )
    assert aims_of(w.colleague) == "Det hemmelige."
    assert aims_of(nobody) != "Det hemmelige."


def test_earlier_choice_is_taken_up_again(w: SimpleNamespace) -> None:
    first = choose_two_pages(w.document, [chosen("aims", text="Først")], opened=0, by=w.owner)
    choose_two_pages(w.document, [chosen("aims", text="Så")], opened=first.version, by=w.owner)
    restore_two_pages(w.document, 1, by=w.owner)
    kept = TwoPagesChoices.of(w.document)
    assert kept is not None
    assert [each["text"] for each in kept.headings] == ["Først"]
    restore_two_pages(w.document, 0, by=w.owner)
    kept = TwoPagesChoices.of(w.document)
    assert kept is not None
    assert kept.headings == []
    assert [each.history_user for each in kept.history.all()] == [w.owner] * 4


def test_who_was_overtaken_or_may_not_edit_changes_nothing(w: SimpleNamespace) -> None:
    choose_two_pages(w.document, [chosen("aims", text="Først")], opened=0, by=w.owner)
    with pytest.raises(Stale):
        choose_two_pages(w.document, [], opened=0, by=w.owner)
    with pytest.raises(PermissionDenied):
        choose_two_pages(w.document, [], opened=1, by=w.colleague)


def test_own_text_is_written_and_undone_on_the_page(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    address = f"/to-sider/dokumenter/{w.document.pk}/"
    known = about(w.document, w.owner)
    form = TwoPagesForm(instance=TwoPagesChoices.beginning(w.document), headings=headings_of(known, None))
    typed = {bound.html_name: bound.value() or "" for bound in form if bound.value() not in (False, None)}
    typed |= {"text-aims": "Vi læser højt hver dag.", "title-aims": "Det vil vi", "version": 0}
    assert client.post(f"{address}ret", typed).status_code == 303
    page = client.get(address).content.decode()
    assert "Vi læser højt hver dag." in page
    assert "Det vil vi" in page
    world.make_element(w.document, "Alle regner", section=w.section)
    assert "Det, teksten forkorter, er ændret siden." in client.get(address).content.decode()
    assert client.post(f"{address}valg/0").status_code == 303
    assert "Vi læser højt hver dag." not in client.get(address).content.decode()
    assert client.post(f"{address}ret", typed).status_code == 409


@pytest.mark.parametrize("name", ["plan", "school", "council", "bearing"])
def test_button_leads_from_the_thing_itself(name: str, w: SimpleNamespace, client: Client) -> None:
    thing = THINGS[name](w)
    client.force_login(w.secretary)
    places = {
        "plan": (f"/dokumenter/{thing.pk}/", f"/planer/{thing.pk}/"),
        "school": (f"/enheder/{thing.pk}/", f"/overblik/enheder/{thing.pk}/"),
        "council": (f"/fora/{thing.pk}/", f"/overblik/fora/{thing.pk}/"),
        "bearing": (f"/dokumenter/{thing.pk}/", f"/pejlinger/{thing.pk}/"),
    }
    kind = {"school": "enheder", "council": "fora"}.get(name, "dokumenter")
    for place in places[name]:
        page = client.get(place).content.decode()
        assert f"/to-sider/{kind}/{thing.pk}/" in page, place
    assert client.get(f"/to-sider/{kind}/{thing.pk}/").status_code == 200


# --- Shortening ------------------------------------------------------------------------------------------------------


def test_page_with_room_is_left_as_it_is() -> None:
    side = Side("Hoved", "", (Part("a", "Mål", items=(Item("Et", "To."), Item("Tre"))),))
    assert fitted(side) == side


def test_items_of_greatest_weight_stay_in_their_places_and_the_rest_are_counted() -> None:
    items = tuple(Item(f"Punkt {number}", LONG * 3, weight=number % 5) for number in range(60))
    part = fitted(Side("Hoved", "", (Part("a", "Mål", items=items, more="Og %(count)s til."),))).parts[0]
    kept = [int(item.title.split()[1]) for item in part.items]
    assert kept == sorted(kept)
    assert min(number % 5 for number in kept) >= 3
    assert part.rest == f"Og {60 - len(kept)} til."


def test_what_finds_no_room_at_all_is_named() -> None:
    own = Part("a", "Egen", lead=LONG * 5, own=True)
    side = fitted(Side("Hoved", "", tuple(replace(own, title=f"Egen {number}") for number in range(30))), PDF)
    assert side.unshown[-1] == "Egen 29"
    assert len(side.parts) + len(side.unshown) == 30

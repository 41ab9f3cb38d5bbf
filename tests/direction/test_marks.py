"""What other rooms show beside elements: a word with shape and colour, how old it is, and never a query per element."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pejling.direction.marks import Labelled, Mark, MarkSource, marks_of
from pejling.direction.models import Element
from tests import world
from tests.chain.anchoring import make_direction
from tests.rooms import Tell

Register = Callable[[Mapping[int, Mark]], None]
GOOD = Mark("På sporet", "good", "circle", title="Vi er halvvejs", url="/status/1")


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_direction()


@pytest.fixture
def show(tell: Tell) -> Register:
    """Show marks under »Status«, read with one query, as another room would."""

    def shown(marks: Mapping[int, Mark]) -> None:
        def values(elements: Collection[int], viewer: object) -> dict[int, Mark]:
            known = Element.objects.filter(pk__in=elements).values_list("pk", flat=True)
            return {pk: marks[pk] for pk in known if pk in marks}

        tell(MarkSource("status", "Status", values), instead_of=MarkSource)

    return shown


def drawn(mark: Mark) -> str:
    """The mark as a page shows it, without what surrounds it."""
    request = HttpRequest()
    template = get_template("layout.html").template.environment.from_string(  # type: ignore[attr-defined]
        '{% import "ui.html" as ui with context %}{{ ui.mark(mark, "Status") }}'
    )
    return str(template.render(mark=mark, request=request))


def test_marks_are_gathered_by_element(w: SimpleNamespace, show: Register) -> None:
    show({w.low.pk: GOOD})
    assert marks_of([w.low.pk, w.high.pk], w.leader) == {w.low.pk: (Labelled("Status", GOOD),)}


def test_no_elements_ask_for_no_marks(w: SimpleNamespace, show: Register) -> None:
    show({w.low.pk: GOOD})
    with CaptureQueriesContext(connection) as asked:
        assert marks_of([], w.leader) == {}
    assert len(asked) == 0


def test_mark_says_its_word_and_what_it_is_of(db: None) -> None:
    html = drawn(GOOD)
    assert '<span class="sr-only">Status: </span>' in html
    assert '<a href="/status/1"><span class="badge tone-good">' in html
    assert "På sporet</span>" in html
    assert "freshness" not in html


@pytest.mark.time_machine("2026-11-20 12:00")
def test_stale_mark_says_so_in_words_and_shows_when(db: None) -> None:
    html = drawn(Mark("Ingen nyt", at=date(2026, 5, 20), is_stale=True))
    assert 'aria-label="For længe siden"' in html
    assert '<time datetime="2026-05-20" title="20.05.2026">for 6 måneder siden</time>' in html
    assert "<a " not in html


def test_mark_escapes_what_people_wrote(db: None) -> None:
    assert "<script>" not in drawn(Mark("<script>", title="<script>"))


@pytest.mark.parametrize("place", ["document", "chain", "element"])
def test_pages_show_marks_and_ask_once_for_all(
    w: SimpleNamespace, show: Register, client: Client, place: str
) -> None:
    client.force_login(w.leader)
    address = {
        "document": f"/dokumenter/{w.plan.pk}/",
        "chain": f"/kaeden/?punkt={w.middle.pk}",
        "element": f"/punkter/{w.middle.pk}/",
    }[place]
    world.tie(w.low, w.middle)
    show({w.low.pk: GOOD})
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert client.get(address).content.decode().count('<span class="badge tone-good">') >= 1
    marks = {w.low.pk: GOOD}
    for number in range(2):
        added = world.make_element(w.plan, f"Mål {number}")
        world.tie(added, w.middle)
        marks[added.pk] = Mark("Afsporet", "bad", "square")
    show(marks)
    with CaptureQueriesContext(connection) as three:
        assert client.get(address).content.decode().count('<span class="badge tone-bad">') == 2
    assert len(three) == len(one)

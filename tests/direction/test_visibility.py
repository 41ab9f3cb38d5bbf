"""The rule of visibility as a table: every visibility, for every standing, in every form that the rule is written in.

It is written as a query, as the same query asked from what stands in a document, as an answer for one row in Python, and as
a question that is put into SQL once. Standings are computed for one person, and for many at once. All must say the same.
"""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.core.prepared import Given
from pejling.direction.figures.bulk_visibility import BulkVisibility
from pejling.direction.models import Document, Editorship, Element, Share, Visibility
from pejling.direction.models.documents import seen_with
from pejling.direction.visibility import PreparedForViewer
from pejling.organisation.authorities import know_authorities
from pejling.organisation.authority import Authority
from pejling.organisation.models import Deputyship
from pejling.people.models import Person
from tests import world

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

NOTHING, PUBLIC, INTERNAL, SHARED, ALL = (
    "",
    "public",
    "internal public",
    "shared internal public",
    "draft shared internal public",
)

# The documents are those of Søparkens Skole, which lies under Skoleafdelingen. They are shared with Kulturcentret (with
# Museet below it), with a committee of the council and with a MED committee.
SEES_AND_EDITS = {
    "nobody signed in": (PUBLIC, NOTHING),
    "without post or seat": (PUBLIC, NOTHING),
    "left the school yesterday": (PUBLIC, NOTHING),
    "begins at the school tomorrow": (PUBLIC, NOTHING),
    "leader who has left the municipality": (PUBLIC, NOTHING),
    "staff of the school": (INTERNAL, NOTHING),
    "staff of another school": (INTERNAL, NOTHING),
    "staff of the unit it is shared with": (SHARED, NOTHING),
    "staff below the unit it is shared with": (SHARED, NOTHING),
    "staff above the unit it is shared with": (INTERNAL, NOTHING),
    "leader of the school": (ALL, ALL),
    "permanent deputy of the school": (ALL, ALL),
    "leader above the school": (ALL, ALL),
    "leader below the school": (INTERNAL, NOTHING),
    "leader of another school": (INTERNAL, NOTHING),
    "leader above all": (ALL, ALL),
    "leader below the unit it is shared with": (SHARED, NOTHING),
    "member of the committee it is shared with": (SHARED, NOTHING),
    "member of another committee": (INTERNAL, NOTHING),
    "former member of the committee": (PUBLIC, NOTHING),
    "seat in the MED committee without a post": (PUBLIC, NOTHING),
    "seat in the MED committee with a post": (SHARED, NOTHING),
    "secretariat": (ALL, ALL),
    "controller": (INTERNAL, NOTHING),
    "operator": (INTERNAL, NOTHING),
    "responsible without a post": (ALL, ALL),
    "named editor without a post": (ALL, ALL),
    "named editor with a post elsewhere": (ALL, ALL),
    "deputy of the leader": (ALL, ALL),
    "deputy of the leader until yesterday": (PUBLIC, NOTHING),
    "deputy of a leader who has left": (PUBLIC, NOTHING),
    "deputy of an editor": (ALL, ALL),
    "deputy of a responsible without a post": (PUBLIC, NOTHING),
    "deputy of the secretariat": (PUBLIC, NOTHING),
    "deputy of staff it is shared with": (PUBLIC, NOTHING),
    "deputy of a leader it is shared with": (SHARED, NOTHING),
}

Seen = Callable[[SimpleNamespace, Any], set[str]]


@pytest.fixture
def m(db: None) -> SimpleNamespace:
    """A municipality, one of each standing, and a document of each visibility."""
    world.ensure_words()
    m = SimpleNamespace()
    m.top = world.make_unit("Fjordlund Kommune", kind="Kommune")
    m.schools = world.make_unit("Skoleafdelingen", kind="Afdeling", parent=m.top)
    m.school = world.make_unit("Søparkens Skole", parent=m.schools)
    m.team = world.make_unit("Indskolingen", kind="Team", parent=m.school)
    m.other = world.make_unit("Bakkens Skole", parent=m.schools)
    m.culture = world.make_unit("Kulturcentret", kind="Center", parent=m.top)
    m.museum = world.make_unit("Museet", kind="Afdeling", parent=m.culture)
    m.committee = world.make_forum("Udvalget for Børn", kind="Udvalg")
    m.sports = world.make_forum("Udvalget for Idræt", kind="Udvalg")
    m.med = world.make_forum("Hovedudvalget", kind="Hovedudvalg")
    m.people = _people(m)
    m.documents = [_document(m, visibility) for visibility in Visibility]
    for person in m.people.values():
        person.__dict__.pop("_authority", None)
    return m


def _document(m: SimpleNamespace, visibility: Visibility) -> Document:
    responsible = m.people["responsible without a post"]
    document = world.make_document(
        f"{visibility}", kind="strategy_plan", unit=m.school, visibility=visibility, responsible=responsible
    )
    world.make_element(document)
    for name in ("named editor without a post", "named editor with a post elsewhere"):
        Editorship.objects.create(document=document, person=m.people[name])
    # The rows stand though only what is shared asks for them: one made internal and then a draft again keeps none, but must
    # not become readable if it did.
    Share.objects.create(document=document, unit=m.culture)
    Share.objects.create(document=document, forum=m.committee)
    Share.objects.create(document=document, forum=m.med)
    return document


def _people(m: SimpleNamespace) -> dict[str, Any]:
    yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
    post, leader, seat = world.give_post, world.make_leader, world.give_seat
    someone = world.make_person
    people: dict[str, Any] = {
        "nobody signed in": AnonymousUser(),
        "without post or seat": someone(),
        "left the school yesterday": post(someone(), m.school, "Institutionsleder", ends_on=yesterday),
        "begins at the school tomorrow": post(someone(), m.school, "Institutionsleder", starts_on=tomorrow),
        "leader who has left the municipality": leader("Otto Bro", m.school, is_active=False),
        "staff of the school": post(someone(), m.school),
        "staff of another school": post(someone(), m.other),
        "staff of the unit it is shared with": post(someone(), m.culture),
        "staff below the unit it is shared with": post(someone(), m.museum),
        "staff above the unit it is shared with": post(someone(), m.top),
        "leader of the school": leader("Gerda Holm", m.school),
        "permanent deputy of the school": post(someone(), m.school, "Souschef"),
        "leader above the school": leader("Ida Lund", m.schools),
        "leader below the school": leader("Bo Friis", m.team),
        "leader of another school": leader("Rie Bach", m.other),
        "leader above all": leader("Carl Dam", m.top),
        "leader below the unit it is shared with": leader("Eva Kjær", m.museum),
        "member of the committee it is shared with": seat(someone(), m.committee),
        "member of another committee": seat(someone(), m.sports),
        "former member of the committee": seat(someone(), m.committee, ends_on=yesterday),
        "seat in the MED committee without a post": seat(someone(), m.med),
        "seat in the MED committee with a post": seat(post(someone(), m.other), m.med),
        "secretariat": world.make_secretary(m.top),
        "controller": post(someone(), m.top, "Økonomikonsulent"),
        "operator": post(someone(), m.top, "It-administrator"),
        "responsible without a post": someone(),
        "named editor without a post": someone(),
        "named editor with a post elsewhere": post(someone(), m.museum),
    }
    return people | _deputies(people, yesterday)


def _deputies(people: dict[str, Any], yesterday: date) -> dict[str, Person]:
    absent = {
        "deputy of the leader": "leader of the school",
        "deputy of the leader until yesterday": "leader of the school",
        "deputy of a leader who has left": "leader who has left the municipality",
        "deputy of an editor": "named editor with a post elsewhere",
        "deputy of a responsible without a post": "responsible without a post",
        "deputy of the secretariat": "secretariat",
        "deputy of staff it is shared with": "staff of the unit it is shared with",
        "deputy of a leader it is shared with": "leader below the unit it is shared with",
    }
    deputies = {}
    for name, person in absent.items():
        deputies[name] = world.make_person()
        ends_on = yesterday if name.endswith("yesterday") else None
        Deputyship.objects.create(person=people[person], deputy=deputies[name], ends_on=ends_on)
    return deputies


def by_query(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return set(Document.objects.visible_to(viewer).values_list("visibility", flat=True))


def by_query_from_what_stands_in_it(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return set(Element.objects.visible_to(viewer).values_list("document__visibility", flat=True))


def by_answer_for_one_row(m: SimpleNamespace, viewer: Any) -> set[str]:
    sight = BulkVisibility.of(m.documents)
    return {document.visibility for document in m.documents if sight.sees(viewer, document)}


def _prepared(_given: type[Given], authority: Authority) -> "QuerySet[Any, Any]":
    return Document.objects.filter(seen_with(authority)).order_by().values_list("visibility")


def _prepared_from_within(_given: type[Given], authority: Authority) -> "QuerySet[Any, Any]":
    return Element.objects.filter(seen_with(authority, "document__")).values_list("document__visibility")


PREPARED, PREPARED_FROM_WITHIN = PreparedForViewer(_prepared), PreparedForViewer(_prepared_from_within)


def by_prepared_question(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return {visibility for (visibility,) in PREPARED.ask(viewer)}


def by_prepared_question_from_what_stands_in_it(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return {visibility for (visibility,) in PREPARED_FROM_WITHIN.ask(viewer)}


def table(m: SimpleNamespace, seen: Seen) -> dict[str, str]:
    """What each one sees, in the order in which documents are opened to more."""
    found = {name: seen(m, viewer) for name, viewer in m.people.items()}
    return {name: " ".join(each for each in Visibility.values if each in found[name]) for name in found}


SEES = {name: sees for name, (sees, _edits) in SEES_AND_EDITS.items()}
EDITS = {name: edits for name, (_sees, edits) in SEES_AND_EDITS.items()}


@pytest.mark.parametrize("standings", ["one by one", "for all at once"])
@pytest.mark.parametrize(
    "seen",
    [
        by_query,
        by_query_from_what_stands_in_it,
        by_answer_for_one_row,
        by_prepared_question,
        by_prepared_question_from_what_stands_in_it,
    ],
)
def test_each_standing_sees_what_the_table_says(m: SimpleNamespace, seen: Seen, standings: str) -> None:
    if standings == "for all at once":
        know_authorities([viewer for viewer in m.people.values() if viewer.is_authenticated])
    assert table(m, seen) == SEES


def edited_by_query(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return set(Document.objects.editable_by(viewer).values_list("visibility", flat=True))


def edited_by_answer_for_one_row(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return {document.visibility for document in m.documents if may(viewer, "direction.edit", document)}


@pytest.mark.parametrize("edited", [edited_by_query, edited_by_answer_for_one_row])
def test_each_standing_edits_what_the_table_says(m: SimpleNamespace, edited: Seen) -> None:
    assert table(m, edited) == EDITS

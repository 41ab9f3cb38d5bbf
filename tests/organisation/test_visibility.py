"""The rule of visibility as a table: every visibility, for every standing, in every form in which the rule is asked.

It is asked as a query, as the same query from what stands in a thing, of one row in Python, of many rows and people at
once, and as a question that is put into SQL once. Standings are computed for one person, and for many at once. Documents
have named editors; the cases of a made-up room have none, and get all their forms from the base. All must say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, models, transaction

from pejling.core import request_cache
from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.direction.models import Document, Editorship, Element, Share
from pejling.organisation.authorities import know_authorities
from pejling.organisation.models import Deputyship
from pejling.organisation.visibility import BulkVisibility, PreparedForViewer, Protected, Visibility
from pejling.people.models import Person
from tests import world
from tests.made_up.models import Case, CaseShare, Note

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

NOTHING, PUBLIC, INTERNAL, SHARED, ALL = (
    "",
    "public",
    "internal public",
    "shared internal public",
    "draft shared internal public",
)

# The things are those of Søparkens Skole, which lies under Skoleafdelingen. They are shared with Kulturcentret (with Museet
# below it), with a committee of the council, with a MED committee, and with one person who is called.
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
    "called": ("shared public", NOTHING),
    "called with a post elsewhere": (SHARED, NOTHING),
    "called who has left the municipality": (PUBLIC, NOTHING),
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
    "deputy of one who is called": ("shared public", NOTHING),
}

EDITORS = ("named editor without a post", "named editor with a post elsewhere")
WITHOUT_NAMED_EDITORS = SEES_AND_EDITS | {
    "named editor without a post": (PUBLIC, NOTHING),
    "named editor with a post elsewhere": (SHARED, NOTHING),
    "deputy of an editor": (PUBLIC, NOTHING),
}
"""Where nobody is named, these three stand as anybody with their posts does."""


@dataclass(frozen=True)
class Kind:
    """A protected model, what stands in its rows and how one gets there, and what the table says of it."""

    model: type[Protected]
    inner: type[models.Model]
    way: str
    make: Callable[[SimpleNamespace, Visibility], Protected]
    says: dict[str, tuple[str, str]]
    prepared: list[PreparedForViewer]


def prepared(model: type[Protected], inner: type[models.Model], way: str) -> list[PreparedForViewer]:
    """Questions that are put into SQL once: for the rows themselves, and for what stands in them."""
    return [
        PreparedForViewer(
            lambda _given, authority: model._default_manager.filter(model.seen_with(authority)).values_list(
                "visibility"
            )
        ),
        PreparedForViewer(
            lambda _given, authority: inner._default_manager.filter(
                model.seen_with(authority, way)
            ).values_list(f"{way}visibility")
        ),
    ]


def make_document(m: SimpleNamespace, visibility: Visibility) -> Document:
    responsible = m.people["responsible without a post"]
    document = world.make_document(
        f"{visibility}", kind="strategy_plan", unit=m.school, visibility=visibility, responsible=responsible
    )
    world.make_element(document)
    for name in EDITORS:
        Editorship.objects.create(document=document, person=m.people[name])
    # The rows stand though only what is shared asks for them: one made internal and then a draft again keeps none, but must
    # not become readable if it did.
    for receiver in m.receivers:
        Share.objects.create(document=document, **receiver)
    return document


def make_case(m: SimpleNamespace, visibility: Visibility) -> Case:
    responsible = m.people["responsible without a post"]
    case = Case.objects.create(
        title=f"{visibility}", unit=m.school, visibility=visibility, responsible=responsible
    )
    Note.objects.create(case=case)
    for receiver in m.receivers:
        CaseShare.objects.create(case=case, **receiver)
    return case


KINDS = [
    Kind(
        Document,
        Element,
        "document__",
        make_document,
        SEES_AND_EDITS,
        prepared(Document, Element, "document__"),
    ),
    Kind(Case, Note, "case__", make_case, WITHOUT_NAMED_EDITORS, prepared(Case, Note, "case__")),
]
Seen = Callable[[SimpleNamespace, Any], set[str]]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.model.__name__)
def m(request: pytest.FixtureRequest, db: None) -> SimpleNamespace:
    """A municipality, one of each standing, and a thing of each visibility."""
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
    called = [name for name in m.people if name.startswith("called")]
    m.receivers = [
        {"unit": m.culture},
        {"forum": m.committee},
        {"forum": m.med},
        *({"person": m.people[name]} for name in called),
    ]
    m.kind = request.param
    m.things = [m.kind.make(m, visibility) for visibility in Visibility]
    return m


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
        "called": someone(),
        "called with a post elsewhere": post(someone(), m.other),
        "called who has left the municipality": post(someone(is_active=False), m.other),
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
        "deputy of one who is called": "called with a post elsewhere",
    }
    deputies = {}
    for name, person in absent.items():
        deputies[name] = world.make_person()
        ends_on = yesterday if name.endswith("yesterday") else None
        Deputyship.objects.create(person=people[person], deputy=deputies[name], ends_on=ends_on)
    return deputies


def visibilities(rows: "models.QuerySet[Any]", way: str = "") -> set[str]:
    return set(rows.values_list(f"{way}visibility", flat=True))


def by_query(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return visibilities(m.kind.model.objects.visible_to(viewer))


def by_query_from_what_stands_in_it(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    seen = m.kind.model.seen_by(viewer, m.kind.way)
    return visibilities(m.kind.inner.objects.filter(seen), m.kind.way)


def by_answer_for_one_row(m: SimpleNamespace, viewer: Any) -> set[str]:
    return {thing.visibility for thing in m.things if thing.is_seen_by(viewer)}


def by_answer_for_many_rows(m: SimpleNamespace, viewer: Any) -> set[str]:
    sight = BulkVisibility.of(m.kind.model, m.things)
    return {thing.visibility for thing in m.things if sight.sees(viewer, thing)}


def by_prepared_question(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return {visibility for (visibility,) in m.kind.prepared[0].ask(viewer)}


def by_prepared_question_from_what_stands_in_it(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return {visibility for (visibility,) in m.kind.prepared[1].ask(viewer)}


def table(m: SimpleNamespace, seen: Seen) -> dict[str, str]:
    """What each one sees, in the order in which things are opened to more."""
    found = {name: seen(m, viewer) for name, viewer in m.people.items()}
    return {name: " ".join(each for each in Visibility.values if each in found[name]) for name in found}


@pytest.mark.parametrize("standings", ["one by one", "for all at once"])
@pytest.mark.parametrize(
    "seen",
    [
        by_query,
        by_query_from_what_stands_in_it,
        by_answer_for_one_row,
        by_answer_for_many_rows,
        by_prepared_question,
        by_prepared_question_from_what_stands_in_it,
    ],
)
def test_each_standing_sees_what_the_table_says(m: SimpleNamespace, seen: Seen, standings: str) -> None:
    with request_cache.kept():
        if standings == "for all at once":
            know_authorities([viewer for viewer in m.people.values() if viewer.is_authenticated])
        found = table(m, seen)
    assert found == {name: sees for name, (sees, _edits) in m.kind.says.items()}


def edited_by_query(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return visibilities(m.kind.model.objects.editable_by(viewer))


def edited_by_query_from_what_stands_in_it(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    edited = m.kind.model.edited_by(viewer, m.kind.way)
    return visibilities(m.kind.inner.objects.filter(edited), m.kind.way)


def edited_by_answer_for_one_row(m: SimpleNamespace, viewer: "Viewer") -> set[str]:
    return {thing.visibility for thing in m.things if thing.is_edited_by(viewer)}


@pytest.mark.parametrize(
    "edited", [edited_by_query, edited_by_query_from_what_stands_in_it, edited_by_answer_for_one_row]
)
def test_each_standing_edits_what_the_table_says(m: SimpleNamespace, edited: Seen) -> None:
    assert table(m, edited) == {name: edits for name, (_sees, edits) in m.kind.says.items()}


@pytest.mark.parametrize("m", KINDS[:1], ids=["Document"], indirect=True)
def test_right_to_edit_a_document_is_the_rule_itself(m: SimpleNamespace) -> None:
    for name, viewer in m.people.items():
        allowed = {thing.visibility for thing in m.things if may(viewer, "direction.edit", thing)}
        assert (name, allowed) == (name, edited_by_query(m, viewer))


def test_row_of_sharing_names_one_and_names_it_once(m: SimpleNamespace) -> None:
    shares = m.kind.model._meta.get_field("shares").related_model.objects
    of = m.kind.way.removesuffix("__")
    draft, wrong = m.things[0], [{}, {"unit": m.top, "forum": m.sports}, *m.receivers]
    refused = 0
    for names in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            shares.create(**{of: draft}, **names)
        refused += 1
    assert refused == len(wrong)

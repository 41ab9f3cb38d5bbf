"""The register: everything counted, narrowed, sorted, exported, and what needs tidying pointed out."""

from datetime import date, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from pejling.chain.figures.breaks import Fault, broken_threads
from pejling.core.dates import today
from pejling.direction.actions.bearings import BearingText, set_bearing
from pejling.direction.figures.register import ORDERS, document_list, faults_of, untidy
from pejling.direction.forms.register import RegisterForm
from pejling.direction.models import Document, Visibility
from pejling.direction.models.documents import SETTLING
from pejling.web.list_page import sorter
from tests import world


def faults(w: SimpleNamespace, document: Document) -> list[str]:
    return [str(word) for word in faults_of(document_list(w.secretary).get(pk=document.pk))]


def titles(documents: object) -> list[str]:
    return [document.title for document in documents]  # type: ignore[attr-defined]


def test_tidy_document_has_no_marks(w: SimpleNamespace) -> None:
    vision = world.make_adopted("Vision", kind="vision", forum=w.forum, unit=w.top, responsible=w.owner)
    world.tie(w.aim, world.make_element(vision, "Et godt liv", kind="vision_statement"))
    w.public.responsible = w.owner
    w.public.save()
    assert faults(w, w.public) == []


def test_register_points_out_what_needs_tidying(w: SimpleNamespace) -> None:
    gone = world.make_person("Fratrådt Frans", is_active=False)
    yesterday = today() - timedelta(days=1)
    messy = world.make_adopted(
        "Rodet politik", forum=w.forum, unit=w.top, responsible=gone, ends_on=yesterday, review_on=yesterday
    )
    world.make_element(messy, "Ingen bidrager til mig")
    world.let_documents_settle()
    assert faults(w, messy) == [
        "Udløbet",
        "Skal revideres",
        "Ansvarlig fratrådt",
        "Bidrager ikke til noget",
        "Intet bidrager til det",
    ]


def test_what_has_just_begun_to_bind_may_stand_alone(w: SimpleNamespace) -> None:
    text = BearingText(title="Alle hilser", why="Tonen", starts_on=today() - SETTLING)
    bearing = set_bearing(text, unit=w.top, units=[w.unit], by=w.secretary)
    policy = world.make_adopted("Ny politik", forum=w.forum, unit=w.top, responsible=w.secretary)
    world.make_element(policy, "Ingen bidrager til mig endnu")
    assert (faults(w, bearing), faults(w, policy)) == ([], [])
    assert broken_threads(w.secretary).faults[Fault.UNSUPPORTED] == []
    world.let_documents_settle()
    assert faults(w, bearing) == ["Intet bidrager til det"]
    assert faults(w, policy) == ["Bidrager ikke til noget", "Intet bidrager til det"]
    assert len(broken_threads(w.secretary).faults[Fault.UNSUPPORTED]) == 2


def test_what_only_its_own_points_or_a_draft_contribute_to_is_supported_by_nothing(
    w: SimpleNamespace,
) -> None:
    policy = world.make_adopted("Ny politik", forum=w.forum, unit=w.top, responsible=w.secretary)
    aim = world.make_element(policy, "Alle læser hver dag")
    world.tie(world.make_element(policy, "Alle får en bog"), aim)
    world.let_documents_settle()
    assert "Intet bidrager til det" in faults(w, policy)
    world.tie(world.make_element(w.draft, "Biblioteket holder åbent"), aim)
    assert "Intet bidrager til det" in faults(w, policy)
    world.tie(w.element, aim)
    assert "Intet bidrager til det" not in faults(w, policy)


def test_facts_of_a_document_need_no_support(w: SimpleNamespace) -> None:
    """The aims alone are to be contributed to."""
    policy = world.make_adopted("Ny politik", forum=w.forum, unit=w.top, responsible=w.secretary)
    world.make_element(policy, "Hver femte læser usikkert", kind="challenge")
    world.let_documents_settle()
    assert "Intet bidrager til det" not in faults(w, policy)


def test_document_without_responsible_is_marked(w: SimpleNamespace) -> None:
    assert faults(w, w.document) == ["Ingen ansvarlig"]


def test_responsible_without_post_or_seat_has_left(w: SimpleNamespace) -> None:
    w.document.responsible = world.make_person("Poul Uden Post")
    w.document.save()
    assert faults(w, w.document) == ["Ansvarlig fratrådt"]
    world.give_seat(w.document.responsible, w.forum)
    assert faults(w, w.document) == []


def test_drafts_are_not_tidied(w: SimpleNamespace) -> None:
    w.draft.ends_on = date(2020, 1, 1)
    w.draft.save()
    assert faults(w, w.draft) == []


def test_all_that_needs_tidying_can_be_listed(w: SimpleNamespace) -> None:
    assert titles(ordered(untidy(document_list(w.secretary)), "titel")) == [
        "Politik for børn",
        "Strategiplan for Søparkens Skole",
    ]


ordered = sorter(ORDERS, "sort_key", "pk")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tilstand=kladde", ["Ny læsepolitik"]),
        ("tilstand=gaeldende", ["Politik for børn", "Strategiplan for Søparkens Skole"]),
        ("ryd_op=ownerless", ["Politik for børn", "Strategiplan for Søparkens Skole"]),
        ("ryd_op=expired", []),
        (
            "aar=sludder&type=999999",
            ["Ny læsepolitik", "Politik for børn", "Strategiplan for Søparkens Skole"],
        ),
    ],
)
def test_register_is_narrowed(w: SimpleNamespace, query: str, found: list[str]) -> None:
    form = RegisterForm(QueryDict(query), viewer=w.secretary)
    assert titles(ordered(form.narrow(document_list(w.secretary)), "titel")) == found


def test_unit_counts_those_below_it(w: SimpleNamespace) -> None:
    form = RegisterForm(QueryDict(f"enhed={w.top.pk}"), viewer=w.secretary)
    assert form.narrow(document_list(w.secretary)).count() == 3


def test_documents_without_a_date_come_last_both_ways(w: SimpleNamespace) -> None:
    w.public.ends_on = date(2029, 12, 31)
    w.public.save()
    assert [titles(ordered(document_list(w.secretary), sort))[0] for sort in ("periode", "-periode")] == [
        "Politik for børn"
    ] * 2


def test_register_shows_only_what_the_viewer_may_see(w: SimpleNamespace, client: Client) -> None:
    assert titles(document_list(w.outsider)) == ["Politik for børn"]
    assert "Strategiplan for" not in client.get(reverse("documents")).content.decode()


def test_register_is_exported_with_dates_as_dates_and_no_formulas(w: SimpleNamespace, client: Client) -> None:
    w.public.title = "=1+1"
    w.public.starts_on = date(2025, 1, 1)
    w.public.save()
    client.force_login(w.secretary)
    answer = client.get(reverse("documents"), {"format": "xlsx", "tilstand": "gaeldende"})
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Titel", "=1+1", "Strategiplan for Søparkens Skole"]
    assert rows[1][6] == datetime(2025, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones
    assert load_workbook(BytesIO(answer.content)).worksheets[0]["A2"].data_type == "s"


def test_register_costs_the_same_queries_for_many_documents_as_for_one(
    w: SimpleNamespace, client: Client
) -> None:
    client.force_login(w.secretary)
    client.get(reverse("documents"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("documents"))
    for number in range(5):
        world.make_document(
            f"Plan {number}",
            kind="strategy_plan",
            unit=w.unit,
            visibility=Visibility.PUBLIC,
            responsible=w.owner,
        )
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("documents"))
    assert len(many) == len(few)

"""What direction asks of people: tidying of documents, and answers to bearings. The source answers for many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import FilteredRelation, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pejling.core.prepared import Given, Prepared
from pejling.desk.duties import Duty, DutySource, Urgency
from pejling.direction.figures.bearings import answers_to, current_bearings
from pejling.direction.figures.register import Untidiness, marked, untidiness, untidy
from pejling.direction.models import Document
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit
from pejling.organisation.visibility import FOR_FEW, BulkVisibility

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.people.models import Person

PRESSING = frozenset({"expired", "unreviewed"})
"""Faults that have a day behind them."""


def question_key(question: int) -> str:
    """The key of the duty that a question to a tie makes."""
    return f"direction.question:{question}"


def tidying(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """What needs tidying in one's own documents, for the secretariat in all: a line for each fault, with how many."""
    faults, found = untidiness(), _faults_of(people)
    for person in people:
        for fault in faults:
            if count := len(found[person.pk][fault.key]):
                yield _to_tidy(fault, count, person)


def _to_tidy(fault: Untidiness, count: int, person: "Person") -> Duty:
    documents = ngettext("%(count)s dokument", "%(count)s dokumenter", count) % {"count": count}
    return Duty(
        key=f"direction.tidying:{fault.key}:{person.pk}",
        person=person.pk,
        title=f"{fault.word}: {documents}",
        why=str(fault.advice),
        url=f"{reverse('documents')}?mine=egne&ryd_op={fault.key}",
        act=_("Ryd op"),
        urgency=Urgency.SOON if fault.key in PRESSING else Urgency.WAITING,
        count=count,
        is_personal=authority_of(person).is_secretariat,
    )


_CURRENT_BEARINGS = Prepared(lambda _given: current_bearings())


def unanswered_bearings(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """Bearings that a unit has neither tied anything to nor declined, for those who lead the unit itself."""
    leaders = _leaders(people)
    if not leaders:
        return
    bearings = list(_CURRENT_BEARINGS.rows())
    units = Unit.objects.current().filter(pk__in=leaders)
    answers = answers_to(bearings, units) if bearings else {}
    sight = BulkVisibility.of(Document, bearings)
    known = {person.pk: person for person in people}
    for document in bearings:
        for answer in answers[document.pk].which(silent=True).answers:
            for person in leaders[answer.unit.pk]:
                if answer.unit.pk != document.unit_id and sight.sees(known[person], document):
                    yield _to_answer(document, answer.unit, person)


def _to_answer(document: Document, unit: Unit, person: int) -> Duty:
    return Duty(
        key=f"direction.bearing:{document.pk}:{unit.pk}",
        person=person,
        title=_("Pejling: »%(title)s«") % {"title": document.title},
        why=_("Svar for %(unit)s: hvad bidrager I med, eller hvorfor er den ikke relevant?") % {"unit": unit},
        url=reverse("bearing_contribution", args=[document.pk, unit.pk]),
        act=_("Svar"),
        urgency=Urgency.SOON,
        is_open=document.visibility not in FOR_FEW,
        place=unit.name,
    )


def _untidy(given: type[Given], *, everybodys: bool) -> "QuerySet[Document, Any]":
    known: Any = given("known")
    editing = FilteredRelation("editorships", condition=Q(editorships__person__in=known))
    theirs = Q(responsible__in=known) | Q(unit__in=given("units")) | Q(editing__isnull=False)
    rows = untidy(marked(Document.objects.all())).alias(editing=editing)
    columns = ("pk", "unit_id", "responsible_id", "editing__person_id")
    marks = (f"untidy_{each.key}" for each in untidiness())
    return rows.filter(Q() if everybodys else theirs).order_by().values_list(*columns, *marks)


_UNTIDY = {everybodys: Prepared(partial(_untidy, everybodys=everybodys)) for everybodys in (False, True)}


def _faults_of(people: "Collection[Person]") -> Mapping[int, Mapping[str, set[int]]]:
    """The untidy documents of the people - for the secretariat all - with each fault, by person."""
    known = {person.pk for person in people if authority_of(person).is_internal}
    keepers = [person.pk for person in people if authority_of(person).is_secretariat]
    leaders, faults = _leaders(people), untidiness()
    rows = _UNTIDY[bool(keepers)].rows(known=known, units=list(leaders))
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for pk, unit, responsible, editor, *marks in rows:
        named = {responsible, editor} & known
        for person in {*named, *leaders.get(unit, ()), *keepers}:
            for fault, is_marked in zip(faults, marks, strict=True):
                if is_marked:
                    found[person][fault.key].add(pk)
    return found


def _leaders(people: "Collection[Person]") -> Mapping[int, list[int]]:
    """Who of them leads each unit itself, and not for somebody who is away."""
    leaders: dict[int, list[int]] = defaultdict(list)
    for person in people:
        authority = authority_of(person)
        for unit in authority.led_themselves - authority.acts_for.keys():
            leaders[unit].append(person.pk)
    return leaders


SOURCES = (
    DutySource(
        "direction.tidying",
        gettext_lazy("Trænger til oprydning"),
        gettext_lazy("%(count)s dokumenter trænger til oprydning"),
        tidying,
    ),
    DutySource(
        "direction.bearings",
        gettext_lazy("Pejlinger, I mangler at svare på"),
        gettext_lazy("%(count)s svar på pejlinger mangler"),
        unanswered_bearings,
    ),
)

"""What direction asks of people: answers about ties, and tidying of documents. Each source answers for many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pejling.desk.duties import Duty, DutySource, Urgency
from pejling.direction.figures.inherited import Doubt, Heir, WaitingTie, waiting_ties_of
from pejling.direction.figures.register import Untidiness, marked, untidiness, untidy
from pejling.direction.models import Contribution, Document
from pejling.organisation.authority import authority_of
from pejling.organisation.visibility import FOR_FEW

if TYPE_CHECKING:
    from pejling.people.models import Person

PRESSING = frozenset({"expired", "unreviewed"})
"""Faults that have a day behind them."""


def ties(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """Ties whose aim has changed or lapsed, and ties that the owner of the aim has questioned."""
    for person, waiting in waiting_ties_of(people, on).items():
        for each in waiting:
            yield _about(each, person)


def question_key(question: int) -> str:
    """The key of the duty that a question to a tie makes."""
    return f"direction.question:{question}"


def _about(each: WaitingTie, person: int) -> Duty:
    if each.question:
        return _questioned(each.tie, each.question, person)
    if each.heir:
        return _inherited(each.tie, each.heir, each.fate, person)
    return _lapsed(each.tie, person)


def _titles(tie: Contribution) -> dict[str, str]:
    return {"lower": tie.lower.title, "upper": tie.upper.title}


def _questioned(tie: Contribution, question: Doubt, person: int) -> Duty:
    titles = {**_titles(tie), "person": question.by}
    return Duty(
        key=question_key(question.pk),
        person=person,
        title=_("Svar om »%(lower)s«") % titles,
        why=_("%(person)s spørger, om det bidrager til »%(upper)s«") % titles,
        url=reverse("tie_question", args=[tie.pk]),
        act=_("Svar"),
        urgency=Urgency.SOON,
        is_asked=True,
        is_open=FOR_FEW.isdisjoint({tie.lower.document.visibility, tie.upper.document.visibility}),
        place=tie.lower.document.unit.name,
    )


def _inherited(tie: Contribution, heir: Heir, fate: int, person: int) -> Duty:
    titles = {**_titles(tie), "heir": heir.title}
    return Duty(
        key=f"direction.inherited:{tie.pk}:{fate}",
        person=person,
        title=_("Passer »%(lower)s« stadig?") % titles,
        why=_("Bidrog til »%(upper)s«, som nu er »%(heir)s«. Det tæller halvt, til I har svaret.") % titles,
        url=reverse("inheritance", args=[tie.pk, fate]),
        act=_("Svar"),
        place=tie.lower.document.unit.name,
    )


def _lapsed(tie: Contribution, person: int) -> Duty:
    titles = _titles(tie)
    return Duty(
        key=f"direction.lapsed:{tie.pk}",
        person=person,
        title=_("»%(lower)s« bidrager ikke til noget mere") % titles,
        why=_("»%(upper)s« gælder ikke længere. Knyt det til et andet mål.") % titles,
        url=reverse("element", args=[tie.lower_id]),
        act=_("Se på det"),
        place=tie.lower.document.unit.name,
    )


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


def _faults_of(people: "Collection[Person]") -> Mapping[int, Mapping[str, set[int]]]:
    """The untidy documents of the people - for the secretariat all - with each fault, by person."""
    known, leaders, keepers = _known(people), _leaders(people), _keepers(people)
    editing = FilteredRelation("editorships", condition=Q(editorships__person__in=known))
    theirs = Q(responsible__in=known) | Q(unit__in=list(leaders)) | Q(editing__isnull=False)
    rows = untidy(marked(Document.objects.all())).alias(editing=editing).filter(Q() if keepers else theirs)
    faults = untidiness()
    columns = (
        "pk",
        "unit_id",
        "responsible_id",
        "editing__person_id",
        *(f"untidy_{each.key}" for each in faults),
    )
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for pk, unit, responsible, editor, *marks in rows.order_by().values_list(*columns):
        named = {responsible, editor} & known
        for person in {*named, *leaders.get(unit, ()), *keepers}:
            for fault, is_marked in zip(faults, marks, strict=True):
                if is_marked:
                    found[person][fault.key].add(pk)
    return found


def _known(people: "Collection[Person]") -> set[int]:
    """Those who work here."""
    return {person.pk for person in people if authority_of(person).is_internal}


def _keepers(people: "Collection[Person]") -> list[int]:
    """Those who tidy for everybody."""
    return [person.pk for person in people if authority_of(person).is_secretariat]


def _leaders(people: "Collection[Person]") -> Mapping[int, list[int]]:
    """Who of them leads each unit itself, and not for somebody who is away."""
    leaders: dict[int, list[int]] = defaultdict(list)
    for person in people:
        authority = authority_of(person)
        for unit in (authority.own_units & authority.led_units) - authority.acts_for.keys():
            leaders[unit].append(person.pk)
    return leaders


SOURCES = (
    DutySource(
        "direction.ties",
        gettext_lazy("Passer bidragene stadig?"),
        gettext_lazy("%(count)s bidrag skal du svare på"),
        ties,
    ),
    DutySource(
        "direction.tidying",
        gettext_lazy("Trænger til oprydning"),
        gettext_lazy("%(count)s ting at rydde op i dokumenterne"),
        tidying,
    ),
)

"""What the chain asks of people: answers about ties whose aim has changed or lapsed, or that somebody doubts."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.chain.figures.waiting_ties import Doubt, Heir, WaitingTie, waiting_ties_of
from pejling.desk.duties import Duty, DutySource, Urgency
from pejling.direction.duties import question_key
from pejling.direction.models import Contribution
from pejling.organisation.visibility import FOR_FEW

if TYPE_CHECKING:
    from pejling.people.models import Person


def ties(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """Ties whose aim has changed or lapsed, and ties that the owner of the aim has questioned."""
    for person, waiting in waiting_ties_of(people, on).items():
        for each in waiting:
            yield _about(each, person)


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
        title=_("Bidrager »%(lower)s« nu til »%(heir)s«?") % titles,
        why=_("Bidrog til »%(upper)s«, som er ført videre. Det tæller halvt, til I har svaret.") % titles,
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


SOURCES = (
    DutySource(
        "direction.ties",
        gettext_lazy("Passer bidragene stadig?"),
        gettext_lazy("%(count)s bidrag skal du svare på"),
        ties,
    ),
)

"""What agreements and proposals ask of people, and the days ahead."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.agreements.figures.links import links
from pejling.agreements.models import Commitment, Proposal, ProposalAnswer
from pejling.core.dates import start_of
from pejling.core.prepared import Given, Prepared
from pejling.desk.dates import DateSource, UpcomingDate
from pejling.desk.duties import Duty, DutySource, Urgency
from pejling.initiatives.figures.ownership import Leaders
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Seat
from pejling.organisation.visibility import FOR_FEW

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.people.models import Person

AHEAD = timedelta(days=14)
"""So long before its day a commitment waits on Min side."""
TOLD_FOR = timedelta(days=90)
"""So long an answer waits to be read."""


def at_work(people: "Collection[Person]") -> set[int]:
    """Those who work here or sit in the council."""
    return {person.pk for person in people if authority_of(person).is_internal}


def _due(given: type[Given]) -> "QuerySet[Commitment, Any]":
    rows = Commitment.objects.open().filter(due_on__lte=given("until")).order_by()
    columns = ("pk", "title", "due_on", "said_at", "forum__name", "visibility", "unit_id", "unit__name")
    return rows.values_list(*columns, "responsible_id", "responsible__is_active")


_DUE = Prepared(_due)


def commitments_due(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """What is due soon or late, to whoever is to do it; where nobody is, or has left, to the unit's leader."""
    found = list(_DUE.rows(until=on + AHEAD))
    ids = at_work(people)
    orphaned = any(who is None or not is_here for *_rest, who, is_here in found)
    leaders = Leaders.read() if orphaned else Leaders({}, {})
    for pk, title, due_on, said_at, forum, visibility, unit, place, who, is_here in found:
        is_own = who is not None and is_here
        person = who if is_own else leaders.nearest(unit, besides=None)
        if person in ids and person is not None:
            yield Duty(
                key=f"commitment:{pk}:{due_on.isoformat()}",
                person=person,
                title=title,
                why=_why(is_own=is_own, said_at=said_at or forum or ""),
                url=reverse("commitment_done", args=[pk]),
                act=_("Meld gjort"),
                due_on=due_on,
                urgency=Urgency.LATE if due_on < on else Urgency.SOON,
                place=place,
                is_open=visibility not in FOR_FEW,
            )


def _why(*, is_own: bool, said_at: str) -> str:
    if not is_own:
        return _("Ingen har aftalen lige nu, og du leder enheden eller en over den.")
    return _("Det aftalte du: %(where)s.") % {"where": said_at} if said_at else _("Det har du påtaget dig.")


def _waiting(_given: type[Given]) -> "QuerySet[Proposal, Any]":
    lies_with = ("unit__name", "to_unit_id", "to_forum_id")
    columns = ("pk", "title", "answer_by", "visibility", *lies_with, "responsible__name")
    return Proposal.objects.waiting().order_by().values_list(*columns)


_WAITING = Prepared(_waiting)


def proposals_to_answer(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """A proposal to the leader of the unit with which it lies, or to those who sit in the forum."""
    rows = list(_WAITING.rows())
    if not rows:
        return
    ids, leaders = at_work(people), Leaders.read()
    sitting: dict[int, list[int]] = defaultdict(list)
    for forum, person in (
        Seat.objects.current(on).filter(person__in=ids).order_by().values_list("forum", "person")
    ):
        sitting[forum].append(person)
    for pk, title, answer_by, visibility, place, to_unit, to_forum, name in rows:
        leader = leaders.nearest(to_unit, besides=None) if to_unit else None
        who = {leader} if to_unit else set(sitting[to_forum])
        asked = (
            _("%(name)s, %(place)s, spørger dig.")
            if to_unit
            else _("%(name)s, %(place)s, spørger dit forum.")
        )
        for person in sorted(pk for pk in who if pk in ids and pk is not None):
            yield Duty(
                key=f"proposal:{pk}:{to_unit or 0}:{to_forum or 0}",
                person=person,
                title=title,
                why=asked % {"name": name or _("Ingen"), "place": place},
                url=reverse("proposal_answer", args=[pk]),
                act=_("Svar"),
                due_on=answer_by,
                urgency=Urgency.LATE if answer_by < on else Urgency.SOON,
                is_asked=to_unit is not None,
                place=place,
                is_open=visibility not in FOR_FEW,
            )


def _answers(given: type[Given]) -> "QuerySet[ProposalAnswer, Any]":
    rows = ProposalAnswer.objects.active().exclude(by=None)
    rows = rows.filter(proposal__responsible__in=given("people"), read_at=None, at__gte=given("since"))
    of = ("proposal__title", "proposal__responsible_id", "proposal__visibility")
    columns = ("pk", "answer", "words", "by_id", "proposal_id", *of, "from_unit__name", "from_forum__name")
    return rows.order_by().values_list(*columns)


_ANSWERS = Prepared(_answers)


def answers_to_read(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """An answer to whoever put the proposal forward."""
    rows = _ANSWERS.rows(people=at_work(people), since=start_of(on - TOLD_FOR))
    for pk, _answer, words, by, proposal, title, person, visibility, unit, forum in rows:
        if by != person:
            yield Duty(
                key=f"proposal-answer:{pk}",
                person=person,
                title=title,
                why=_("%(who)s har svaret: %(words)s") % {"who": unit or forum, "words": words[:200]},
                url=reverse("proposal", args=[proposal]),
                act=_("Læs svaret"),
                is_asked=True,
                is_open=visibility not in FOR_FEW,
            )


def days_ahead(viewer: "Viewer", first: date, last: date) -> Iterator[UpcomingDate]:
    """When what the viewer has taken on is due, and when they are to answer; nothing to who has left."""
    authority = authority_of(viewer)
    if not authority.is_internal:
        return
    mine = Commitment.objects.open().filter(responsible__in=authority.people, due_on__range=(first, last))
    for pk, title, on in mine.order_by().values_list("pk", "title", "due_on"):
        url = reverse("commitment", args=[pk])
        yield UpcomingDate(on, title, _("Aftalen skal være gjort"), url, f"agreements.commitment:{pk}")
    asked = Proposal.objects.waiting().filter(
        answer_by__range=(first, last), to_unit__in=authority.led_themselves
    )
    for pk, title, on in asked.order_by().values_list("pk", "title", "answer_by"):
        url = reverse("proposal", args=[pk])
        yield UpcomingDate(on, title, _("Forslaget skal have svar"), url, f"agreements.proposal:{pk}")


SOURCES = (
    DutySource(
        "agreements.due",
        gettext_lazy("Aftaler"),
        gettext_lazy("%(count)s aftaler skal gøres"),
        commitments_due,
        mail_links=links,
    ),
    DutySource(
        "agreements.to_answer",
        gettext_lazy("Forslag, der venter på svar"),
        gettext_lazy("%(count)s forslag venter på svar"),
        proposals_to_answer,
    ),
    DutySource(
        "agreements.answers",
        gettext_lazy("Svar på dine forslag"),
        gettext_lazy("%(count)s svar på dine forslag"),
        answers_to_read,
    ),
    DateSource("agreements.days", days_ahead),
)

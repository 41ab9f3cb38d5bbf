"""What initiatives ask of people: status that is owed, reports to see, answers to read, approvals, and late milestones."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core.formats import day
from pejling.desk.duties import Duty, DutySource, Urgency, register_duties
from pejling.initiatives.actions.requests import Question, ask_all
from pejling.initiatives.figures.owing import Owed, owed_by
from pejling.initiatives.figures.ownership import Leaders
from pejling.initiatives.models import (
    Approver,
    Initiative,
    Level,
    Milestone,
    Phase,
    ReportReply,
)
from pejling.organisation.models import Seat, Unit
from pejling.organisation.standing import below, unit_parents

if TYPE_CHECKING:
    from pejling.people.models import Person

STATUS = "initiatives.status"
SEEN_WITHIN = timedelta(days=90)
"""So long a report waits for its leader to take note of it; after that the next status is what counts."""


def owed_reports(people: "Collection[Person]", on: date) -> Iterable[Duty]:
    """A status for each initiative of which one is due, to whoever counts as its owner."""
    owed = owed_by(people, on)
    places = _units({each.heard.unit for each in owed})
    return [_owed(each, places[each.heard.unit], on) for each in owed]


def _owed(owed: Owed, place: str, on: date) -> Duty:
    assert owed.owner.person is not None
    return Duty(
        key=f"status:{owed.heard.pk}:{owed.period_from.isoformat()}",
        person=owed.owner.person,
        title=owed.heard.title,
        why=f"{owed.owner.why.value} {_last_said(owed)}",
        url=reverse("report_new", args=[owed.heard.pk]),
        act=_("Giv status"),
        due_on=owed.period_from,
        urgency=Urgency.LATE if owed.period_from < on else Urgency.SOON,
        place=place,
    )


def _last_said(owed: Owed) -> str:
    if not owed.heard.level:
        return _("Der er ikke givet status endnu.")
    return _("Sidste status var den %(day)s.") % {"day": day(owed.heard.silence.since)}


def links(duties: Collection[Duty]) -> Mapping[Duty, str]:
    """The addresses by which a status is given from a mail without signing in."""
    questions = {duty: _question(duty) for duty in duties if duty.key.startswith("status:")}
    addresses = ask_all(list(questions.values()))
    return {duty: addresses[question] for duty, question in questions.items()}


def _question(duty: Duty) -> Question:
    _status, initiative, period = duty.key.split(":")
    return Question(int(initiative), duty.person, date.fromisoformat(period))


def reports_to_see(people: "Collection[Person]", on: date) -> Iterable[Duty]:
    """The latest reports off track that the nearest leader above who gave them has not yet taken note of or answered."""
    ids = {person.pk for person in people}
    rows = list(_unseen_below(ids, on))
    leaders = Leaders.read() if rows else Leaders({}, {})
    for row in rows:
        leader = leaders.nearest(row["unit_id"], besides=row["by"])
        if leader in ids and leader is not None:
            yield Duty(
                key=f"report:{row['report']}",
                person=leader,
                title=row["title"],
                why=_("%(name)s har meldt »%(level)s«, og du er nærmeste leder.")
                % {"name": row["name"] or _("Ingen"), "level": Level(row["level"]).label},
                url=reverse("report_reply", args=[row["report"]]),
                act=_("Se og svar"),
                urgency=Urgency.SOON,
                place=row["place"],
            )


def _unseen_below(people: set[int], on: date) -> Iterable[Any]:
    led = below(Leaders.read().led_by(people), unit_parents())
    seen = ReportReply.objects.values("report")
    rows = Initiative.objects.unfinished().filter(
        unit__in=led,
        latest_report__level=Level.OFF_TRACK,
        latest_report__at__date__gte=on - SEEN_WITHIN,
    )
    return rows.exclude(latest_report__in=seen).values(
        "unit_id",
        title=F("element__title"),
        place=F("unit__name"),
        report=F("latest_report_id"),
        level=F("latest_report__level"),
        by=F("latest_report__by_id"),
        name=F("latest_report__by__name"),
    )


def answers_to_read(people: "Collection[Person]", on: date) -> Iterable[Duty]:
    """Leaders' words to a status, until the one who gave it has read them."""
    ids = {person.pk for person in people}
    rows = ReportReply.objects.filter(
        Q(report__by__in=ids, report__on_behalf_of=None) | Q(report__on_behalf_of__in=ids),
        read_at=None,
        report__withdrawn_at=None,
        at__date__gte=on - SEEN_WITHIN,
    ).exclude(text="")
    told = rows.values_list(
        "pk",
        "report__by",
        "report__on_behalf_of",
        "by__name",
        "text",
        "report__initiative",
        "report__initiative__element__title",
    )
    for pk, by, absent, name, text, initiative, title in told:
        yield Duty(
            key=f"answer:{pk}",
            person=absent or by,
            title=title,
            why=_("%(name)s har svaret på din status: %(text)s") % {"name": name, "text": text[:200]},
            url=reverse("initiative", args=[initiative]) + "#status",
            act=_("Læs svaret"),
            is_asked=True,
        )


def approvals(people: "Collection[Person]", _on: date) -> Iterable[Duty]:
    """Initiatives that are proposed, to whom the plan names: a person, or who sits in the forum. Else the unit's leader."""
    proposed = list(
        Initiative.objects.filter(phase=Phase.PROPOSED, element__ended_on=None).values_list(
            "pk", "element__title", "unit__name", "element__document", "element__document__unit"
        )
    )
    if not proposed:
        return
    approvers = _approvers({document for _pk, _title, _place, document, _unit in proposed})
    leaders = Leaders.read()
    ids = {person.pk for person in people}
    for pk, title, place, document, unit in proposed:
        named = approvers.get(document)
        leader = leaders.nearest(unit, besides=None)
        who = named if named is not None else {leader} if leader else set()
        for person in sorted(who & ids):
            why = _("Planen nævner dig som godkender.") if named is not None else _("Du leder planens enhed.")
            yield Duty(
                key=f"approval:{pk}",
                person=person,
                title=title,
                why=why,
                url=reverse("initiative", args=[pk]),
                act=_("Godkend eller svar"),
                is_asked=True,
                place=place,
            )


def _approvers(documents: set[int]) -> dict[int, set[int]]:
    """The people who approve the initiatives of each plan that names somebody."""
    rows = list(Approver.objects.filter(document__in=documents).values_list("document", "person", "forum"))
    seated: dict[int, set[int]] = {}
    seats = Seat.objects.current().filter(forum__in=[forum for _document, _person, forum in rows if forum])
    for forum, person in seats.values_list("forum", "person"):
        seated.setdefault(forum, set()).add(person)
    return {
        document: {person} if person else seated.get(forum or 0, set()) for document, person, forum in rows
    }


def late_milestones(people: "Collection[Person]", on: date) -> Iterable[Duty]:
    """Milestones whose day has passed, to whoever leads the initiative."""
    rows = Milestone.objects.overdue(on).filter(
        initiative__lead__in=[person.pk for person in people],
        initiative__phase__in=[Phase.APPROVED, Phase.UNDER_WAY],
        initiative__element__ended_on=None,
    )
    told = rows.values_list(
        "pk", "title", "due_on", "initiative", "initiative__lead", "initiative__element__title"
    )
    for pk, title, due_on, initiative, lead, whole in told:
        assert lead is not None
        yield Duty(
            key=f"milestone:{pk}:{due_on.isoformat()}",
            person=lead,
            title=title,
            why=_("Delmål i »%(title)s«, som du leder.") % {"title": whole},
            url=reverse("initiative", args=[initiative]) + "#delmaal",
            act=_("Meld nået, eller flyt dagen"),
            due_on=due_on,
            urgency=Urgency.LATE,
        )


def _units(pks: set[int]) -> dict[int, str]:
    return dict(Unit.objects.filter(pk__in=pks).values_list("pk", "name"))


SOURCES = (
    DutySource(
        STATUS,
        gettext_lazy("Status"),
        gettext_lazy("%(count)s statusmeldinger mangler"),
        owed_reports,
        url="/status/",
        mail_links=links,
        hands_on=True,
    ),
    DutySource(
        "initiatives.reports",
        gettext_lazy("Status at se på"),
        gettext_lazy("%(count)s indsatser er af sporet"),
        reports_to_see,
    ),
    DutySource(
        "initiatives.answers",
        gettext_lazy("Svar på din status"),
        gettext_lazy("%(count)s svar på din status"),
        answers_to_read,
    ),
    DutySource(
        "initiatives.approvals",
        gettext_lazy("Godkendelser"),
        gettext_lazy("%(count)s indsatser venter på godkendelse"),
        approvals,
    ),
    DutySource(
        "initiatives.milestones",
        gettext_lazy("Delmål"),
        gettext_lazy("%(count)s delmål er ikke nået til tiden"),
        late_milestones,
    ),
)


def register() -> None:
    """Put them in everybody's list."""
    for source in SOURCES:
        register_duties(source)

"""What initiatives ask of people: status that is owed, reports to see, answers to read, approvals, and late milestones."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core.dates import start_of
from pejling.core.formats import day
from pejling.core.prepared import Given, Prepared
from pejling.desk.duties import Duty, DutySource, Urgency
from pejling.direction.models import Document
from pejling.initiatives.actions.requests import StatusPrompt, ask_all
from pejling.initiatives.figures.leader_requests import AskedStatus, asked_already, asked_of, request_key
from pejling.initiatives.figures.owing import Owed, owed_by, units_led_by
from pejling.initiatives.figures.ownership import Leaders, Why
from pejling.initiatives.models import Initiative, Level, Milestone, Phase, PhaseStep, ReportReply
from pejling.initiatives.models.initiatives import ways_to_take_part
from pejling.organisation.authority import authority_of
from pejling.organisation.visibility import FOR_FEW, BulkVisibility, ThingFacts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.people.models import Person

STATUS = "initiatives.status"
SEEN_WITHIN = timedelta(days=90)
"""So long a report waits for its leader to take note of it; after that the next status is what counts."""


def at_work(people: "Collection[Person]") -> set[int]:
    """Those who work here or sit in the council: the others see no initiative, and so nothing of one waits for them."""
    return {person.pk for person in people if authority_of(person).is_internal}


def owed_reports(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """A status for each initiative of which one is due, to whoever counts as its owner, and what a leader has asked for.

    Where the one who leads it is silent, the leader above is to ask, not to write another's status.
    """
    asked, owed = asked_of(people), owed_by(people, on)
    silent = [each.heard.pk for each in owed if each.owner.why is Why.SILENT]
    waiting = asked_already(silent) if silent else set()
    for each in owed:
        if each.owner.why is Why.SILENT:
            if each.heard.pk not in waiting:
                yield _to_ask(each)
        elif each.heard.pk not in asked:
            yield _owed(each, on)
    yield from (_asked(each, on) for each in asked.values())


def _to_ask(owed: Owed) -> Duty:
    assert owed.owner.person is not None
    return Duty(
        key=f"ask:{owed.heard.pk}:{owed.period_from.isoformat()}",
        person=owed.owner.person,
        title=owed.heard.title,
        why=f"{owed.owner.why.value} {_last_said(owed)}",
        url=reverse("status_asking", args=[owed.heard.pk]),
        act=_("Bed om status"),
        urgency=Urgency.SOON,
        place=owed.heard.place,
    )


def _asked(asked: AskedStatus, on: date) -> Duty:
    facts = {"name": asked.by, "day": day(asked.on)}
    return Duty(
        key=request_key(asked.initiative, asked.at),
        person=asked.person,
        title=asked.title,
        why=_("%(name)s bad den %(day)s om status.") % facts,
        url=reverse("report_new", args=[asked.initiative]),
        act=_("Giv status"),
        due_on=asked.on,
        urgency=Urgency.LATE if asked.on < on else Urgency.SOON,
        is_asked=True,
        place=asked.place,
    )


def _owed(owed: Owed, on: date) -> Duty:
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
        place=owed.heard.place,
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


def _question(duty: Duty) -> StatusPrompt:
    _status, initiative, period = duty.key.split(":")
    return StatusPrompt(int(initiative), duty.person, date.fromisoformat(period))


def report_key(report: int) -> str:
    """The key of the duty to look at a status."""
    return f"report:{report}"


def _unseen(given: type[Given]) -> "QuerySet[Initiative, Any]":
    calls = Q(latest_report__level=Level.OFF_TRACK) | Q(latest_report__asks_leader=True)
    within = Q(unit__in=given("units"), latest_report__at__gte=given("since"))
    replies = ReportReply.objects.filter(report=OuterRef("latest_report"))
    report = [f"latest_report__{name}" for name in ("pk", "by_id", "by__name", "asks_leader", "sentence")]
    rows = Initiative.objects.unfinished().filter(calls, within).exclude(Exists(replies)).order_by()
    return rows.values_list("unit_id", "unit__name", "element__title", *report)


_UNSEEN = Prepared(_unseen)


def reports_to_see(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """The latest reports that are off track or ask the leader, and of which nobody has taken note yet.

    They are for the nearest leader above who gave them.
    """
    if not units_led_by(people):
        return
    leaders, ids = Leaders.read(), {person.pk for person in people}
    rows = _UNSEEN.rows(units=leaders.units_that_fall_to(ids), since=start_of(on - SEEN_WITHIN))
    for unit, place, title, report_pk, by, name, is_asked, sentence in rows:
        leader = leaders.nearest(unit, besides=by)
        if leader in ids and leader is not None:
            asked = _("%(name)s beder dig se på det: %(sentence)s")
            called = _("%(name)s har meldt »%(level)s«, og du er nærmeste leder.")
            facts = {"name": name or _("Ingen"), "level": Level.OFF_TRACK.label, "sentence": sentence[:200]}
            yield Duty(
                key=report_key(report_pk),
                person=leader,
                title=title,
                why=(asked if is_asked else called) % facts,
                is_asked=is_asked,
                url=reverse("report_reply", args=[report_pk]),
                act=_("Se og svar"),
                urgency=Urgency.SOON,
                place=place,
            )


class Answer(NamedTuple):
    """A leader's words to a report, with whose part the work is and which plan it stands in."""

    pk: int
    name: str
    text: str
    by: int
    reported_by: int
    absent: int | None
    initiative: int
    title: str
    lead_id: int | None
    unit_id: int
    plan: ThingFacts

    @property
    def whose(self) -> int:
        """In whose name the status was given; the deputy who gave it, when that one answered."""
        return self.reported_by if self.absent in (None, self.by) else self.absent

    def is_seen_by(self, person: "Person", sight: BulkVisibility) -> bool:
        """Whether who once gave the status may still see the work; who only approves it for the plan never gave one."""
        authority = authority_of(person)
        takes_part = any(way.holds(self) for way in ways_to_take_part(authority))
        return authority.is_internal and (takes_part or sight.sees(person, self.plan))


def answer_key(answer: int) -> str:
    """The key of the duty to read an answer."""
    return f"answer:{answer}"


def _unread(given: type[Given]) -> "QuerySet[ReportReply, Any]":
    ids: Any = given("ids")
    by_another = Q(report__on_behalf_of__in=ids) & ~Q(by=F("report__on_behalf_of"))
    by_the_absent = Q(report__by__in=ids, by=F("report__on_behalf_of"))
    rows = ReportReply.objects.filter(
        Q(report__by__in=ids, report__on_behalf_of=None) | by_another | by_the_absent,
        read_at=None,
        report__withdrawn_at=None,
        at__gte=given("since"),
    ).exclude(text="")
    work = "report__initiative__"
    plan = tuple(f"{work}element__document__{name}" for name in ThingFacts._fields)
    part = ("report__initiative_id", f"{work}element__title", f"{work}lead_id", f"{work}unit_id")
    columns = ("pk", "by__name", "text", "by_id", "report__by_id", "report__on_behalf_of_id", *part, *plan)
    return rows.order_by().values_list(*columns)


_UNREAD = Prepared(_unread)


def _unread_answers(people: "Collection[Person]", on: date) -> list[Answer]:
    """Leaders' words to the people's reports, which they have not read yet."""
    found = _UNREAD.rows(ids={person.pk for person in people}, since=start_of(on - SEEN_WITHIN))
    size = len(ThingFacts._fields)
    return [Answer._make([*row[:-size], ThingFacts._make(row[-size:])]) for row in found]


def answers_to_read(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """They are for the one in whose name the status was given, as long as that one may see the work."""
    known = {person.pk: person for person in people}
    answers = _unread_answers(people, on)
    sight = BulkVisibility.of(Document, [answer.plan for answer in answers])
    for answer in answers:
        if answer.is_seen_by(known[answer.whose], sight):
            facts = {"name": answer.name, "text": answer.text[:200]}
            yield Duty(
                key=answer_key(answer.pk),
                person=answer.whose,
                title=answer.title,
                why=_("%(name)s har svaret på din status: %(text)s") % facts,
                url=reverse("initiative", args=[answer.initiative]) + "#status",
                act=_("Læs svaret"),
                is_asked=True,
                is_open=answer.plan.visibility not in FOR_FEW,
            )


def approval_key(initiative: int, step: int) -> str:
    """The key of the duty to approve what was proposed by this step; proposed again it is another."""
    return f"approval:{initiative}:{step}"


def _proposed(_given: type[Given]) -> "QuerySet[Initiative, Any]":
    plan = "element__document__"
    still_here = Case(
        When(Q(**{f"{plan}approver__person__is_active": True}), then=F(f"{plan}approver__person"))
    )
    steps = PhaseStep.objects.filter(initiative=OuterRef("pk"), after=Phase.PROPOSED).order_by("-at", "-pk")
    proposed = Initiative.objects.filter(phase=Phase.PROPOSED, element__ended_on=None).order_by()
    of_plan = (f"{plan}unit_id", f"{plan}visibility", still_here, f"{plan}approver__forum_id")
    columns = ("pk", Subquery(steps.values("pk")[:1]), "element__title", "unit__name", *of_plan)
    return proposed.values_list(*columns)


_PROPOSED = Prepared(_proposed)


def approvals(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """Initiatives that are proposed, for the person whom the plan names as approver, or for all who sit in the forum that
    it names; where none is named, or the named one has left, for the leader of the plan's unit.

    A forum is not asked directly: it decides when it meets.
    """
    rows = list(_PROPOSED.rows())
    ids = at_work(people)
    is_named = all(person or forum for *_columns, person, forum in rows)
    leaders = Leaders({}, {}) if is_named else Leaders.read()
    for pk, step, title, place, unit, visibility, named, forum in rows:
        if named or forum:
            why = _("Planen nævner dig som godkender.")
            who = {named} if named else {each.pk for each in people if forum in authority_of(each).forums}
        else:
            why, who = _("Du leder planens enhed."), {leaders.nearest(unit, besides=None)}
        for person in sorted(who & ids):
            yield Duty(
                key=approval_key(pk, step),
                person=person,
                title=title,
                why=why,
                url=reverse("initiative", args=[pk]),
                act=_("Se og godkend"),
                is_asked=not forum,
                place=place,
                is_open=visibility not in FOR_FEW,
            )


def late_milestones(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """Milestones whose day has passed, for whoever leads the initiative."""
    rows = Milestone.objects.overdue(on).filter(
        initiative__lead__in=at_work(people),
        initiative__phase__in=[Phase.APPROVED, Phase.UNDER_WAY],
        initiative__element__ended_on=None,
    )
    of = ("lead_id", "element__title", "element__document__visibility")
    columns = ("pk", "title", "due_on", "initiative_id", *(f"initiative__{name}" for name in of))
    found = rows.order_by().values_list(*columns)
    for pk, title, due_on, initiative, lead, whole, visibility in found:
        yield Duty(
            key=f"milestone:{pk}:{due_on.isoformat()}",
            person=lead,
            title=title,
            why=_("Delmål i »%(title)s«, som du leder.") % {"title": whole},
            url=reverse("initiative", args=[initiative]) + "#delmaal",
            act=_("Se delmålet"),
            due_on=due_on,
            urgency=Urgency.LATE,
            is_open=visibility not in FOR_FEW,
        )


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
        gettext_lazy("%(count)s statusmeldinger at se på"),
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

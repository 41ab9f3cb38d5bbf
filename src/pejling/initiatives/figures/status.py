"""The status of one initiative as its page shows it: how it goes, how it has gone, and what speaks against it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.formats import day
from pejling.core.permissions import may
from pejling.core.prepared import Prepared
from pejling.direction.marks import Mark, Shape, Tone
from pejling.initiatives.figures.ownership import Owner, owners_of
from pejling.initiatives.figures.signs import LEVELS
from pejling.initiatives.figures.silence import Silence, summary_of
from pejling.initiatives.figures.watermelon import watermelons
from pejling.initiatives.models import Initiative, LeaderRequest, Level, ReportReply, StatusReport
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

SILENT: tuple[Tone, Shape] = ("neutral", "clock")
"""What stands where nothing has been said."""


def mark_of(level: str) -> Mark:
    """A level as word, shape and tone; silence where there is none."""
    if not level:
        return Mark(_("Ingen status"), *SILENT)
    return Mark(Level(level).label, *LEVELS[Level(level)])


def silence_in_words(level: str, silence: Silence) -> str:
    """What is said of silence: nothing while a status is fresh."""
    if not level:
        return _("Ingen status endnu. Den første ventes senest den %(day)s.") % {"day": day(silence.due_on)}
    if silence.is_stale:
        return _("Ingen status siden %(day)s.") % {"day": day(silence.since)}
    return ""


@dataclass(frozen=True)
class ReportLine:
    """One report in the row of reports: `moved_to` is the new expected date, when this report moved it."""

    report: StatusReport
    mark: Mark
    moved_to: date | None
    replies: list[ReportReply]
    has_unread: bool
    may_withdraw: bool
    may_answer: bool


@dataclass(frozen=True)
class Status:
    """Everything about the status of one initiative, as one viewer may know and do it."""

    initiative: Initiative
    latest: ReportLine | None
    earlier: list[ReportLine]
    mark: Mark
    silence: Silence
    words: str
    doubts: list[str]
    owner: Owner
    may_report: bool
    may_ask: bool
    asked: LeaderRequest | None

    @property
    def reports(self) -> list[StatusReport]:
        """All of them, newest first."""
        return [each.report for each in ((self.latest,) if self.latest else ()) + tuple(self.earlier)]


def status_of(initiative: Initiative, viewer: "Viewer", on: date | None = None) -> Status:
    """The status of an initiative, in five queries where all is well, however many reports it has.

    Each thing that speaks against it is asked for only where it can: doubts about what is on track, and who leads above
    where the lead is missing or silent.
    """
    on = on or today()
    heard = summary_of(initiative, on)
    owner = owners_of([heard])[heard.pk]
    lines = _report_lines(initiative, viewer)
    standing = [each for each in lines if each.report.withdrawn_at is None]
    expects = initiative.expects_reports
    may_know = authority_of(viewer).is_internal and expects
    asked = _waiting_request(initiative) if may_know else None
    return Status(
        initiative=initiative,
        latest=standing[0] if standing else None,
        earlier=[each for each in lines if not standing or each is not standing[0]],
        mark=mark_of(heard.level),
        silence=heard.silence,
        words=silence_in_words(heard.level, heard.silence) if expects else "",
        doubts=watermelons([heard], on).get(heard.pk, []) if expects else [],
        owner=owner,
        may_report=expects and may(viewer, "initiatives.report", initiative),
        may_ask=_may_ask(initiative, viewer) if expects and not asked else False,
        asked=asked,
    )


def _may_ask(initiative: Initiative, viewer: "Viewer") -> bool:
    """Whether there is somebody else to ask, and one may."""
    is_led_by_another = initiative.lead_id is not None and initiative.lead_id != viewer.pk
    return is_led_by_another and may(viewer, "initiatives.ask", initiative)


def _waiting_request(initiative: Initiative) -> LeaderRequest | None:
    found: LeaderRequest | None = next(iter(_ASKED.rows(initiative=initiative.pk)), None)
    if found:
        found.initiative = initiative
    return found


_ASKED = Prepared(
    lambda given: (
        LeaderRequest.objects.open()
        .filter(initiative=given("initiative"))
        .select_related("by", "person")
        .order_by("-at", "-pk")[:1]
    )
)
_REPORTS = Prepared(lambda given: StatusReport.objects.filter(initiative=given("initiative")).newest_first())
_REPLIES = Prepared(
    lambda given: ReportReply.objects.filter(report__initiative=given("initiative")).select_related(
        "by", "on_behalf_of"
    )
)


def _has_unread(replies: list[ReportReply], viewer: "Viewer") -> bool:
    """Whether somebody else has answered with words that have not been read."""
    return any(reply.text and not reply.read_at and reply.by_id != viewer.pk for reply in replies)


def _report_lines(initiative: Initiative, viewer: "Viewer") -> list[ReportLine]:
    """Newest first. Whether a date was moved shows beside the one before it."""
    reports: list[StatusReport] = list(_REPORTS.rows(initiative=initiative.pk))
    for report in reports:
        report.initiative = initiative
    replies: dict[int, list[ReportReply]] = {}
    for reply in _REPLIES.rows(initiative=initiative.pk) if reports else ():
        replies.setdefault(reply.report_id, []).append(reply)
    may_reply = may(viewer, "initiatives.reply", initiative)
    found, before = [], initiative.ends_on
    for report in reversed(reports):
        moved = report.expected_on if report.expected_on != before else None
        before = (report.expected_on or initiative.ends_on) if report.withdrawn_at is None else before
        stands = report.withdrawn_at is None
        found.append(
            ReportLine(
                report=report,
                mark=mark_of(report.level),
                moved_to=moved,
                replies=replies.get(report.pk, []),
                has_unread=_has_unread(replies.get(report.pk, []), viewer),
                may_withdraw=stands and may(viewer, "initiatives.withdraw_report", report),
                may_answer=stands and may_reply and report.by_id != getattr(viewer, "pk", None),
            )
        )
    return found[::-1]

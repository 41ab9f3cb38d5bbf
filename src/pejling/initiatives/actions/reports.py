"""Giving status, taking it back, and answering it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.locking import lock, lock_all, require_locked
from pejling.core.many import NotSaved
from pejling.core.permissions import Refused, may, require
from pejling.initiatives import tasks
from pejling.initiatives.actions.asking import ask_to_look, ask_to_read
from pejling.initiatives.actions.noting import absent, absent_leader, note, note_for
from pejling.initiatives.actions.requests import use_up
from pejling.initiatives.models import Initiative, Level, ReportReply, StatusReport, StatusRequest, Way

if TYPE_CHECKING:
    from pejling.people.models import Person

SAYS_WHY = frozenset({Level.PRESSED, Level.OFF_TRACK})
"""Levels that are told with a sentence."""
UNASKED = -1
"""What was the latest report when one began to write does not matter."""


@dataclass(frozen=True)
class ReportInput:
    """What somebody tells of one initiative; `seen` is the id of the latest report they knew of, 0 for none."""

    initiative: int
    level: str
    sentence: str = ""
    expected_on: date | None = None
    asks_leader: bool = False
    seen: int = UNASKED


@transaction.atomic
def report(
    initiative: Initiative,
    *,
    level: str,
    sentence: str = "",
    expected_on: date | None = None,
    asks_leader: bool = False,
    way: Way = Way.PAGE,
    by: "Person",
    request: StatusRequest | None = None,
) -> StatusReport:
    """Give status. Two who do so at once both stand; the later is the latest. The nearest leader may be asked to look at it.

    With a request it is an answer through a mail's link, which is used up by it.
    """
    require(by, "initiatives.report", initiative)
    if request is not None:
        # The initiative first, as every report holds it: in the other order two would wait for each other for good.
        lock(initiative)
        use_up(request)
    typed = ReportInput(initiative.pk, level, sentence, expected_on, asks_leader)
    try:
        (given,) = report_all([typed], way=way, by=by)
    except NotSaved as refused:
        raise refused.errors[initiative.pk] from refused
    if asks_leader:
        ask_to_look(given)
    if request is not None:
        StatusRequest.objects.filter(pk=request.pk).update(report=given)
        tasks.send_receipt.enqueue(given.pk)
    return given


@transaction.atomic
def report_all(inputs: Sequence[ReportInput], *, way: Way, by: "Person") -> list[StatusReport]:
    """Give status of many at once: all of them, or none. Raises `NotSaved`."""
    told = {typed.initiative: typed for typed in inputs}
    rows = _locked(list(told))
    missing = {pk: ValidationError(_gone()) for pk in told.keys() - rows.keys()}
    errors = missing | {
        pk: problem for pk, row in rows.items() if (problem := _problem(row, told[pk], by)) is not None
    }
    overtaken = {
        pk
        for pk, row in rows.items()
        if told[pk].seen != UNASKED and told[pk].seen != (row.latest_report_id or 0)
    }
    if errors or overtaken:
        words = _("En anden har givet status imens. Se den, og skriv din igen, hvis den stadig gælder.")
        raise NotSaved({pk: ValidationError(words) for pk in overtaken} | errors, overtaken)
    reports = [_written(row, told[pk], way, by) for pk, row in rows.items()]
    StatusReport.objects.bulk_create(reports, batch_size=500)
    _take_note(reports, by)
    return reports


def _locked(pks: Collection[int]) -> dict[int, Initiative]:
    """In one order for everybody, so that two who save the same rows wait for each other and not in a ring."""
    rows = Initiative.objects.select_related("element__document", "latest_report").filter(pk__in=pks)
    return {row.pk: row for row in lock_all(rows)}


def _gone() -> str:
    return _("Indsatsen findes ikke, eller du kan ikke give status på den.")


def _problem(row: Initiative, typed: ReportInput, by: "Person") -> ValidationError | None:
    if not may(by, "initiatives.report", row):
        return ValidationError(_gone())
    if not row.expects_reports:
        return ValidationError(_("Der gives kun status på det, der er godkendt og ikke er slut."))
    errors: dict[str, str] = {}
    if typed.level not in Level.values:
        errors["level"] = _("Vælg, hvordan det går.")
    if typed.level in SAYS_WHY and not typed.sentence.strip():
        errors["sentence"] = _("Skriv en sætning om, hvad der er i vejen, eller hvad I gør ved det.")
    if typed.asks_leader and not typed.sentence.strip():
        errors["sentence"] = _("Skriv en sætning om, hvad du beder din leder se på.")
    if len(typed.sentence) > LONGEST:
        errors["sentence"] = _("Skriv højst %(most)s tegn.") % {"most": LONGEST}
    if typed.expected_on and row.starts_on and typed.expected_on < row.starts_on:
        errors["expected_on"] = _("Datoen ligger, før indsatsen begynder.")
    return ValidationError(errors) if errors else None


LONGEST = 1_000


def _written(row: Initiative, typed: ReportInput, way: Way, by: "Person") -> StatusReport:
    """A date once moved stays moved until a report says otherwise."""
    moved = typed.expected_on if typed.expected_on != row.ends_on else None
    if typed.expected_on is None and row.latest_report is not None:
        moved = row.latest_report.expected_on
    return StatusReport(
        initiative=row,
        level=typed.level,
        sentence=typed.sentence,
        expected_on=moved,
        asks_leader=typed.asks_leader,
        way=way,
        by=by,
        on_behalf_of=absent(row, by),
    )


def _take_note(reports: list[StatusReport], by: "Person") -> None:
    """Each is the latest now, what was asked of the same person is answered, and the log has a line for each."""
    rows = [given.initiative for given in reports]
    for row, given in zip(rows, reports, strict=True):
        row.latest_report = given
        note_for(given.on_behalf_of, "reported", row, by=by, level=given.level)
    Initiative.objects.bulk_update(rows, ["latest_report"], batch_size=500)
    asked = StatusRequest.objects.open().filter(person=by, initiative__in=[row.pk for row in rows])
    asked.update(answered_at=timezone.now())


@transaction.atomic
def withdraw_report(given: StatusReport, *, by: "Person") -> None:
    """Take a status back. It stays in the history; the one before it is the latest again."""
    initiative = lock(given.initiative)
    require_locked(by, "initiatives.withdraw_report", given)
    if given.withdrawn_at:
        raise ValidationError(_("Statusmeldingen er allerede taget tilbage."))
    given.withdrawn_at, given.withdrawn_by = timezone.now(), by
    given.save(update_fields=["withdrawn_at", "withdrawn_by"])
    latest = initiative.reports.active().order_by("-at", "-pk").first()
    Initiative.objects.filter(pk=initiative.pk).update(latest_report=latest)
    note("report_withdrawn", initiative, by=by, level=given.level)


@transaction.atomic
def reply(given: StatusReport, *, text: str = "", by: "Person") -> ReportReply:
    """A leader takes note of a status or, with words, answers it; the one who gave it is told of an answer at once."""
    initiative = require_locked(by, "initiatives.reply", given.initiative)
    if lock(given).withdrawn_at:
        raise ValidationError(_("Statusmeldingen er taget tilbage imens."))
    if given.by_id == by.pk:
        raise ValidationError(_("Du har selv givet denne status. Giv en ny i stedet for at svare."))
    text = text.strip()
    if not text and given.replies.filter(by=by, text="").exists():
        raise ValidationError(_("Du har allerede taget den til efterretning."))
    answer = ReportReply(report=given, text=text, by=by, on_behalf_of=absent_leader(initiative, by))
    answer.full_clean(exclude=["on_behalf_of"])
    answer.save()
    verb = "report_answered" if text else "report_acknowledged"
    note_for(answer.on_behalf_of, verb, initiative, by=by)
    ask_to_read(answer)
    return answer


@transaction.atomic
def read_replies(given: StatusReport, *, by: "Person") -> None:
    """The one who gave a status has read what was answered. Refused for everybody else."""
    if not may(by, "initiatives.withdraw_report", given):
        raise Refused(_("Kun den, der har givet status, kan kvittere for svaret."))
    given.replies.filter(read_at=None).update(read_at=timezone.now())

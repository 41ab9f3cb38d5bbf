"""The ledger as a workbook that goes out, is filled in, and comes back: who, by when, and what was done."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pejling.agreements.actions.commitments import drop, edit, finish
from pejling.agreements.figures.ledger import state_of
from pejling.agreements.models import Commitment, Outcome, Way
from pejling.agreements.words import STATE_WORDS
from pejling.core.many import save_each
from pejling.core.tables import Change, Column, RoundTrip
from pejling.core.tables.cells import BadCell, as_choice, as_day, as_text
from pejling.direction.models import Document
from pejling.people.cells import PersonNames

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.people.models import Person

LONGEST = 1_000


def ledger_sheet(viewer: "Viewer") -> RoundTrip[Commitment]:
    """What is agreed, who does it and by when, in cells that hold what stands; beside them empty cells for how it ended."""
    outcomes = {outcome.value: str(outcome.label) for outcome in Outcome}
    visible = set(Document.objects.visible_to(viewer).order_by().values_list("pk", flat=True))

    def about(row: Commitment) -> str:
        return row.element.title if row.element and row.element.document_id in visible else ""

    return RoundTrip(
        title=_("Aftaler"),
        key=lambda row: row.pk,
        version=lambda row: row.version,
        columns=[
            Column("Enhed", lambda row: row.unit.name, 28),
            Column("Handler om", about, 40),
            Column("Hvor", lambda row: row.said_at or (row.forum.name if row.forum else ""), 28),
            Column("Aftalt den", lambda row: row.agreed_on, 14),
            Column("Står", lambda row: str(STATE_WORDS[state_of(row)]), 14),
            Column("Aftale", lambda row: row.title, 50, name="title", read=_title),
            Column(
                "Hvem",
                lambda row: row.responsible,
                28,
                plain=lambda person: person.name if person else "",
                name="responsible",
                read=PersonNames(),
            ),
            Column("Senest", lambda row: row.due_on, 14, name="due_on", read=_due),
            Column(
                "Afslut",
                _nothing,
                14,
                plain=lambda outcome: outcomes.get(outcome, ""),
                name="outcome",
                read=partial(as_choice, choices=outcomes),
                choices=list(outcomes.values()),
            ),
            Column("Den", lambda _row: None, 14, name="on", read=as_day),
            Column("Med en sætning", _nothing, 50, name="words", read=partial(as_text, longest=LONGEST)),
        ],
        rows=lambda pks: ledger_rows(viewer, pks),
        save=_save,
        unknown=_("Der er ingen aftale med det id, som du kan ændre, og som ikke er afsluttet."),
    )


def ledger_rows(viewer: "Viewer", pks: "Collection[int] | QuerySet[Any, Any]") -> list[Commitment]:
    """Those of the commitments that are not over and that the viewer may change, by the day they are due."""
    rows = Commitment.objects.visible_to(viewer).editable_by(viewer).open()
    return list(rows.filter(pk__in=pks).for_list().order_by("due_on", "pk"))


def _nothing(_row: Commitment) -> str:
    """A cell for what is new goes out empty."""
    return ""


def _title(cell: Any) -> str:
    if not (title := as_text(cell, 250)):
        raise BadCell(_("Skriv, hvad der er aftalt."))
    return title


def _due(cell: Any) -> "date":
    if (day := as_day(cell)) is None:
        raise BadCell(_("Skriv, hvornår aftalen senest skal være gjort."))
    return day


def _save(changes: Sequence[Change[Commitment]], by: "Person") -> None:
    save_each((each.row.pk, partial(_save_one, each, by)) for each in changes)


def _save_one(change: Change[Commitment], by: "Person") -> None:
    """What was put right first, then how it ended."""
    row, typed = change.row, dict(change.typed)
    outcome, on, words = typed.pop("outcome"), typed.pop("on"), typed.pop("words")
    if (on or words) and not outcome:
        raise ValidationError(_("Vælg i kolonnen »Afslut«, om aftalen er gjort eller opgivet."))
    if any(getattr(row, name) != value for name, value in typed.items()):
        row = edit(row, opened=change.opened, unit=row.unit, by=by, **typed)
    if outcome == Outcome.DONE:
        finish(row, words=words, on=on, way=Way.SHEET, by=by)
    elif outcome:
        drop(row, words=words, on=on, way=Way.SHEET, by=by)

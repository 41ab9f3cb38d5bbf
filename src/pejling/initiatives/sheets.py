"""Initiatives as workbooks that go out, are filled in, and come back: status, and who leads and from when to when."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.many import save_each
from pejling.core.tables import Change, Column, RoundTrip
from pejling.core.tables.cells import as_choice, as_day, as_text
from pejling.initiatives.actions.initiatives import edit
from pejling.initiatives.actions.reports import LONGEST, ReportInput, report_all
from pejling.initiatives.figures.rows import StatusRow, editable_by, in_order, rows_by_pk
from pejling.initiatives.models import Initiative, Intent, Level, Way
from pejling.people.cells import PersonNames
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def status_sheet(viewer: "Viewer") -> RoundTrip[StatusRow]:
    """What stands now, and beside it empty cells for what is new; `version` is the status that it was made on."""
    levels = {level.value: str(level.label) for level in Level}
    return RoundTrip(
        title=_("Status"),
        key=lambda row: row.pk,
        version=lambda row: row.latest,
        columns=[
            Column("Indsats", lambda row: row.title, 45),
            Column("Plan", lambda row: row.document, 30),
            Column("Enhed", lambda row: row.unit, 25),
            Column("Leder", lambda row: row.lead, 22),
            Column("Status nu", lambda row: str(row.mark.word), 15),
            Column("Givet", lambda row: timezone.localdate(row.at) if row.at else None, 12),
            Column("Sætning nu", lambda row: row.sentence, 45),
            Column("Ventes færdig", lambda row: row.expected_on, 14),
            Column(
                "Ny status",
                _nothing,
                15,
                plain=lambda level: levels.get(level, ""),
                name="level",
                read=partial(as_choice, choices=levels),
                choices=list(levels.values()),
            ),
            Column("Ny sætning", _nothing, 45, name="sentence", read=partial(as_text, longest=LONGEST)),
            Column("Ny dato", lambda _row: None, 14, name="expected_on", read=as_day),
        ],
        rows=lambda pks: rows_by_pk(pks, viewer),
        save=_report,
        unknown=_("Der er ingen indsats med det id, som du kan give status på."),
    )


def _nothing(_row: StatusRow) -> str:
    """A cell for what is new goes out empty."""
    return ""


def _report(changes: Sequence[Change[StatusRow]], by: Person) -> None:
    report_all(
        [ReportInput(each.row.pk, **each.typed, seen=each.opened) for each in changes], way=Way.SHEET, by=by
    )


def facts_sheet(viewer: "Viewer") -> RoundTrip[Initiative]:
    """Who leads each initiative, from when to when, and to what end: in cells that hold what stands."""
    intents = {intent.value: str(intent.label) for intent in Intent}
    return RoundTrip(
        title=_("Indsatser"),
        key=lambda row: row.pk,
        version=lambda row: row.version,
        columns=[
            Column("Indsats", lambda row: row.element.title, 45),
            Column("Plan", lambda row: row.element.document.title, 30),
            Column("Enhed", lambda row: row.unit.name, 25),
            Column(
                "Leder",
                lambda row: row.lead,
                28,
                plain=lambda person: person.name if person else "",
                name="lead",
                read=PersonNames(),
            ),
            Column("Begynder", lambda row: row.starts_on, 14, name="starts_on", read=as_day),
            Column("Slutter", lambda row: row.ends_on, 14, name="ends_on", read=as_day),
            Column(
                "Hensigt",
                lambda row: row.intent,
                18,
                plain=lambda intent: intents.get(intent, ""),
                name="intent",
                read=partial(as_choice, choices=intents),
                choices=list(intents.values()),
            ),
        ],
        rows=lambda pks: facts_rows(viewer, pks),
        save=_edit,
        unknown=_("Der er ingen indsats med det id, som du kan ændre."),
    )


def facts_rows(viewer: "Viewer", pks: Collection[int]) -> list[Initiative]:
    """Those of the initiatives that the viewer may change, plan by plan."""
    rows = in_order(editable_by(viewer).filter(pk__in=pks))
    return list(rows.select_related("element__document", "unit", "lead").prefetch_related("partners__unit"))


def _edit(changes: Sequence[Change[Initiative]], by: Person) -> None:
    save_each((each.row.pk, partial(_edit_one, each, by)) for each in changes)


def _edit_one(change: Change[Initiative], by: Person) -> None:
    row = change.row
    partners = [partner.unit for partner in row.partners.all()]
    edit(row, opened=change.opened, unit=row.unit, partners=partners, by=by, **change.typed)

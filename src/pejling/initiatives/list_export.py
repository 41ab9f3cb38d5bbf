"""Initiatives as files for other programs."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from pejling.core.sheets import Value, workbook
from pejling.initiatives.figures.listing import Line
from pejling.initiatives.models import Intent, Level, Phase, Scope

Column = tuple[str, int, Callable[[Line], Value]]


def list_sheet(lines: Iterable[Line]) -> bytes:
    """The list as an Excel workbook, a row for each line."""
    columns = _columns()
    rows = ([value(line) for _heading, _width, value in columns] for line in lines)
    return workbook(_("Indsatser"), [(heading, width) for heading, width, _value in columns], rows)


def _columns() -> list[Column]:
    return [
        (_("Indsats"), 50, lambda line: line.title),
        (_("Plan"), 35, lambda line: line.document),
        (_("Enhed"), 30, lambda line: line.unit),
        (_("Leder"), 25, lambda line: line.leader[0]),
        (_("Fase"), 14, lambda line: str(Phase(line.phase).label)),
        (_("Status"), 14, lambda line: str(Level(line.level).label) if line.level else ""),
        (_("Sidste status"), 12, lambda line: line.said[0]),
        (_("Mangler status"), 12, lambda line: _("ja") if line.said[1] else ""),
        (_("Hensigt"), 12, lambda line: str(Intent(line.intent).label)),
        (_("Gælder"), 25, lambda line: str(Scope(line.scope).label)),
        (_("Begynder"), 12, lambda line: line.starts_on),
        (_("Forventet slut"), 12, lambda line: line.expected[0]),
    ]

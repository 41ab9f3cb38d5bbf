"""A file that is handed in, as a table; what is packed or large is read in a process of its own.

A table of text is not packed: it unfolds to some sixty times its size at most. What is small can do no harm here.
"""

from django.utils.translation import gettext as _

from pejling.core.apart import Unreadable, apart
from pejling.core.tables import UnreadableSheet
from pejling.core.tables.encodings import UnsureEncoding
from pejling.organisation.imports.plan import Plan
from pejling.organisation.imports.tables import Table, table_from

SMALL = 1024 * 1024
PACKED = b"PK\x03\x04"


def read_table(data: bytes, plan: Plan, *, encoding: str = "") -> Table | None:
    """The lines of the file, none when it cannot be read; the plan is told what is wrong. No database is asked."""
    match _read(data, encoding):
        case UnreadableSheet() as refused:
            plan.problem(refused.line, refused.words)
        case UnsureEncoding() as unsure:
            plan.readings = unsure.readings
            plan.problem(None, _("Det kan ikke ses på filen, hvordan dens æ, ø og å er skrevet."))
        case Table() as table:
            plan.kind, plan.unused = table.kind, table.unused
            plan.problems, plan.warnings = list(table.problems), list(table.warnings)
            plan.encoding, plan.examples = table.encoding, table.examples
            return table
    return None


def _read(data: bytes, encoding: str) -> Table | UnreadableSheet | UnsureEncoding:
    if len(data) <= SMALL and not data.startswith(PACKED):
        return _table_of(data, encoding)
    try:
        return apart(_table_of, data, encoding)
    except Unreadable as refusal:
        return UnreadableSheet(str(refusal))


def _table_of(data: bytes, encoding: str) -> Table | UnreadableSheet | UnsureEncoding:
    """The table, or why there is none: both must find their way out of another process."""
    try:
        return table_from(data, encoding)
    except (UnreadableSheet, UnsureEncoding) as why:
        return why

"""What stands in a cell: a day, an address, a name that fits."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model
from django.utils.translation import gettext as _

from pejling.core import formats
from pejling.core.tables.cells import day_from
from pejling.organisation.imports.columns import LABELS
from pejling.organisation.imports.plan import Change, Plan
from pejling.organisation.imports.tables import Line

EARLIEST, LATEST = date(1900, 1, 1), date(9999, 12, 31)


def day_in(plan: Plan, line: Line, column: str) -> date | None:
    """The day in a cell; 31.12.9999, as other systems write "until further notice", is none."""
    text = line.get(column).removesuffix(" 00:00").removesuffix(" 00:00:00")
    if not text:
        return None
    if (day := day_from(text)) and day >= EARLIEST:
        return None if day == LATEST else day
    words = _("%(column)s: »%(text)s« er ikke en dato. Skriv fx 01-08-2026.")
    plan.problem(line.number, words % {"column": LABELS[column], "text": text[:40]})
    return None


def period_in(plan: Plan, line: Line) -> tuple[date | None, date | None]:
    """From and to; a period that ends before it begins is a problem."""
    starts_on, ends_on = day_in(plan, line, "starts_on"), day_in(plan, line, "ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        plan.problem(line.number, _("Perioden slutter, før den begynder."))
        return starts_on, None
    return starts_on, ends_on


def email_in(plan: Plan, line: Line) -> str:
    """The address in small letters; an impossible one is a problem."""
    address = line.get("email").lower()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        plan.problem(line.number, _("»%(address)s« er ikke en e-mailadresse.") % {"address": address[:80]})
        return ""
    if len(address) > 254:
        plan.problem(line.number, _("E-mailadressen er for lang."))
    return address


def text_in(plan: Plan, line: Line, column: str, longest: int) -> str:
    """The text of a cell; one that does not fit is a problem."""
    text = line.get(column)
    if len(text) > longest:
        words = _("%(column)s er for lang: højst %(longest)s tegn.")
        plan.problem(line.number, words % {"column": LABELS[column], "longest": longest})
    return text[:longest]


def put(row: Model, label: str, field: str, value: object) -> Change | None:
    """Give a row a new value, and say what changed. An empty cell changes nothing."""
    before = getattr(row, field)
    if value in ("", None) or value == before:
        return None
    setattr(row, field, value)
    return Change(label, _in_words(before), _in_words(value))


def _in_words(value: object) -> str:
    if isinstance(value, date):
        return formats.day(value)
    return str(value) if value else "–"

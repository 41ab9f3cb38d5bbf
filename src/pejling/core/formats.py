"""Dates, numbers and money as they are written in Denmark. Templates get them from here and nowhere else."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_datetime, get_month_names
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

DAY = "%d.%m.%Y"
DAYS = (DAY, "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")
"""How a day may be written, by a Dane or a machine; the first is how we write it."""
MOMENTS = (
    f"{DAY} %H.%M", f"{DAY} %H:%M", f"{DAY} kl. %H.%M", "%d-%m-%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M",
)  # fmt: skip
"""The same of a moment."""


def _locale() -> str:
    return "en_GB" if (get_language() or "da").startswith("en") else "da_DK"


def _as_day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime | None) -> str:
    """20.11.2026, and nothing for no date."""
    return _as_day(value).strftime(DAY) if value else ""


def long_day(value: date | datetime) -> str:
    """20. november 2026."""
    return format_date(_as_day(value), "d. MMMM y" if _locale() == "da_DK" else "d MMMM y", locale=_locale())


def weekday(value: date | datetime) -> str:
    """fredag den 20. november 2026."""
    return format_date(
        _as_day(value), "EEEE 'den' d. MMMM y" if _locale() == "da_DK" else "EEEE d MMMM y", locale=_locale()
    )


def weekday_name(value: date | datetime) -> str:
    """fredag."""
    return format_date(_as_day(value), "EEEE", locale=_locale())


def moment(value: datetime) -> str:
    """20.11.2026 kl. 14.05."""
    pattern = "dd.MM.y 'kl.' HH.mm" if _locale() == "da_DK" else "dd.MM.y HH:mm"
    return format_datetime(timezone.localtime(value), pattern, locale=_locale())


def clock(value: datetime) -> str:
    """17.24, by the Danish clock."""
    return timezone.localtime(value).strftime("%H.%M")


def week(value: date | datetime) -> str:
    """uge 47, by ISO 8601."""
    return _("uge %(number)s") % {"number": _as_day(value).isocalendar().week}


def month_name(month: int) -> str:
    """A month by its number: september."""
    return str(get_month_names("wide", locale=_locale())[month])


def period(starts: date | None, ends: date | None) -> str:
    """01.01.2026-31.12.2029, whole years as 2026-2029, an open end in words."""
    if starts and ends and (starts.month, starts.day, ends.month, ends.day) == (1, 1, 12, 31):
        return str(starts.year) if starts.year == ends.year else f"{starts.year}–{ends.year}"
    if starts and ends:
        return f"{day(starts)}–{day(ends)}"
    if starts:
        return _("fra %(day)s") % {"day": day(starts)}
    return _("til %(day)s") % {"day": day(ends)} if ends else ""


def number(value: int | Decimal, decimals: int | None = None) -> str:
    """1.234,5: `decimals` fixes how many stand after the comma; what is below nought has a minus, no hyphen."""
    pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return _written(value, pattern, _locale())


@lru_cache(maxsize=1_000)
def _written(value: int | Decimal, pattern: str, locale: str) -> str:
    """Kept, because a page of five hundred lines counts to the same few numbers over and over."""
    return format_decimal(value, pattern, locale=locale).replace("-", "−")


def in_words(count: int, *, neuter: bool = False) -> str:
    """A small number as it is written within a sentence: én (ét mål), to, tre ... tolv; a larger one in figures."""
    if neuter and count == 1:
        return pgettext("antal", "ét")
    words = (
        pgettext("antal", "ingen"),
        pgettext("antal", "én"),
        pgettext("antal", "to"),
        pgettext("antal", "tre"),
        pgettext("antal", "fire"),
        pgettext("antal", "fem"),
        pgettext("antal", "seks"),
        pgettext("antal", "syv"),
        pgettext("antal", "otte"),
        pgettext("antal", "ni"),
        pgettext("antal", "ti"),
        pgettext("antal", "elleve"),
        pgettext("antal", "tolv"),
    )
    return words[count] if 0 <= count < len(words) else number(count)


def named(names: Sequence[str], most: int) -> str:
    """The first of the names, and how many more there are: A, B, C og 2 til."""
    shown, more = ", ".join(names[:most]), len(names) - most
    return _("%(names)s og %(count)s til") % {"names": shown, "count": number(more)} if more > 0 else shown


def money(oere: int) -> str:
    """1.234.567 kr. from an amount in øre; øre are shown only when there are some."""
    kroner = Decimal(oere) / 100
    return number(kroner, 2 if oere % 100 else 0) + " kr."


def percent(part: int | Decimal, whole: int | Decimal) -> str:
    """12,3 %; a dash when there is nothing to be a part of."""
    return f"{number(Decimal(part) * 100 / Decimal(whole), 1)} %" if whole else "–"

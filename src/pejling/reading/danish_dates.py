"""Days and hours as Danes write them in agendas and minutes: "14. september 2026", "14-09-2026 kl. 16.00"."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_NAMES = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    rf"(?:\d{{1,2}}\.? ?{_MONTH}\.?,? (?:19|20)\d\d|\d{{1,2}}[-. ]{_MONTH}[-. ](?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d)(?!\d)"
)
"""A pattern for a day with its year, to be used without regard to capitals."""
_IN_WORDS = re.compile(rf"(\d{{1,2}})\.?[-. ]?({_MONTH})[-. ,]+((?:19|20)\d\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d-])(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)?\d\d)(?!\d)")
_HOUR = re.compile(r"(?<![\d.:-])(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?![\d])")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_EARLIEST = "1900"
"""Some programs write the first year there is for no date at all."""
_LONGEST = 200


def day_in(text: str) -> date | None:
    """The first day that a text names."""
    found = _place_of_day(text[:_LONGEST])
    return found[0] if found else None


def _place_of_day(text: str) -> tuple[date, int] | None:
    if match := _YEAR_FIRST.search(text):
        return _day(match[1], match[2], match[3], match.end())
    if match := _IN_WORDS.search(text):
        return _day(match[3], str(_NAMES.index(match[2][:3].casefold()) + 1), match[1], match.end())
    if match := _YEAR_LAST.search(text):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return _day(year, match[2], match[1], match.end())
    return None


def _day(year: str, month: str, day: str, end: int) -> tuple[date, int] | None:
    try:
        return date(int(year), int(month), int(day)), end
    except ValueError:
        return None


def moment_in(text: str, hour: str = "") -> str:
    """A moment by the Danish clock as 2026-09-14T16:00:00, or the day alone where no hour is told; nothing for no day."""
    text = " ".join(text.split())[:_LONGEST]
    if exact := _exact(text):
        return exact
    found = _place_of_day(text)
    if not found:
        return ""
    day, end = found
    clock = _clock(hour) or _clock(text[end:])
    return f"{day.isoformat()}T{clock}" if clock else day.isoformat()


def _exact(text: str) -> str:
    """A moment as programs write it; one of another zone is moved to the Danish clock."""
    if not _ISO.match(text) or text[:4] < _EARLIEST:
        return ""
    try:
        # Seven decimals of a second are more than Python reads.
        moment = datetime.fromisoformat(re.sub(r"\.\d+", "", text))
    except ValueError:
        return ""
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(_COPENHAGEN)
        except OverflowError:
            return ""
    return moment.replace(tzinfo=None, microsecond=0).isoformat()


def _clock(text: str) -> str:
    match = _HOUR.search(f" {text[:_LONGEST]}")
    if not match:
        return ""
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    return f"{hours:02}:{minutes:02}:{seconds:02}" if hours < 24 and minutes < 60 and seconds < 60 else ""

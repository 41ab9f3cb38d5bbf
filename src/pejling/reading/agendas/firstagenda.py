"""FirstAgenda: what the public page of a municipality asks its server for, an agenda or the list of committees."""

import json
import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from pejling.core.apart import Unreadable
from pejling.reading.agendas.agenda import Agenda, File, Found, Item, Listed, State, Text
from pejling.reading.agendas.texts import texts_of
from pejling.reading.danish_dates import moment_in
from pejling.reading.markup_as_text import one_line
from pejling.reading.plain_text import decoded

_CLOSED_TITLE = re.compile(r"\s*lukket(?: punkt| sag)?\s*[:–-]\s*(?=\S)", re.IGNORECASE)
_NOBODY = re.compile(r"[0-]*")
_DECISION = "Beslutning"


def read(data: bytes, found: Found) -> None:
    """Take in the agendas and the lists of a JSON file."""
    try:
        told = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            _("JSON-filen er beskadiget og kan ikke læses. Hent den igen fra det system, den kommer fra.")
        ) from error
    for each in told if isinstance(told, list) else [told]:
        if isinstance(each, dict):
            _take(each, found)


def _take(told: dict[str, Any], found: Found) -> None:
    if isinstance(told.get("Dagsordenpunkter"), list):
        found.agendas.append(_agenda(told))
        return
    committees = told.get("Udvalg")
    periods = committees.values() if isinstance(committees, dict) else [committees]
    for period in periods:
        for committee in _dicts(period):
            found.listed += [_listed(committee, each) for each in _dicts(committee.get("Moeder"))]


def _dicts(told: object) -> list[dict[str, Any]]:
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []


def _dict(told: object) -> dict[str, Any]:
    return told if isinstance(told, dict) else {}


def _word(told: dict[str, Any], *names: str) -> str:
    for name in names:
        value = told.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and (word := one_line(str(value))):
            return word
    return ""


def _key(told: dict[str, Any], *names: str) -> str:
    """An id; one of nothing but zeros is none."""
    return next((word for name in names if (word := _word(told, name)) and not _NOBODY.fullmatch(word)), "")


def _flag(told: dict[str, Any], *names: str) -> bool | None:
    return next((told[name] for name in names if isinstance(told.get(name), bool)), None)


def _is_supplement(told: dict[str, Any]) -> bool:
    flagged = _flag(told, "TillaegsDagsorden"), _flag(told, "IsSupplementaryAgenda")
    return True in flagged or "tillæg" in _word(told, "Navn").casefold()


def _state(told: dict[str, Any], has_decisions: bool) -> State:
    name = _word(told, "Navn").casefold()
    is_held = _flag(told, "Afsluttet") is True
    return State.MINUTES if "referat" in name or (is_held and has_decisions) else State.AGENDA


def _listed(committee: dict[str, Any], meeting: dict[str, Any]) -> Listed:
    return Listed(
        key=_key(meeting, "Id"),
        committee=_word(committee, "Navn"),
        start=moment_in(_word(meeting, "Dato", "MeetingBeginUtc")),
        state=_state(meeting, has_decisions=False),
        is_supplement=_is_supplement(meeting),
    )


def _agenda(told: dict[str, Any]) -> Agenda:
    meeting, committee = _dict(told.get("Moede")), _dict(told.get("Udvalg"))
    items = [_item(each, place) for place, each in enumerate(_dicts(told.get("Dagsordenpunkter")), start=1)]
    decided = any(text.heading.casefold().startswith("beslutning") for item in items for text in item.texts)
    return Agenda(
        system="firstagenda",
        key=_key(told, "Id"),
        meeting=_key(meeting, "SourceId", "Id"),
        committee=_word(committee, "Navn"),
        start=moment_in(_word(meeting, "Dato", "MeetingBeginUtc")),
        state=_state(meeting, decided),
        items=tuple(items),
        is_supplement=_is_supplement(told) or _is_supplement(meeting),
        issued=_word(meeting, "ReleasedDate"),
    )


def _item(item: dict[str, Any], place: int) -> Item:
    title, is_open = _word(item, "Caption", "Navn"), _flag(item, "IsOpen")
    if _CLOSED_TITLE.match(title):
        is_open = False
    return Item(
        key=_key(item, "SourceId", "Id"),
        number=_word(item, "Number", "Punktnummer", "Sorting") or str(place),
        title=_CLOSED_TITLE.sub("", title, count=1),
        case=_word(item, "CaseNumber", "SagsNummer"),
        is_open=is_open,
        texts=(*_texts(item), *_decision(item)),
        files=tuple(_file(each, is_open) for each in _dicts(item.get("Bilag"))),
    )


def _texts(item: dict[str, Any]) -> list[Text]:
    found: list[Text] = []
    for field in _dicts(item.get("Felter")):
        markup = next(
            (told for name in ("Html", "Tekst") if isinstance(told := field.get(name), str) and told), ""
        )
        found += texts_of(_word(field, "Navn"), markup)
    return found


def _decision(item: dict[str, Any]) -> tuple[Text, ...]:
    told = item.get("ItemDecision")
    if isinstance(told, dict):
        told = next(
            (told[name] for name in ("Html", "Tekst", "Text", "Decision") if isinstance(told.get(name), str)),
            "",
        )
    return texts_of(_DECISION, told) if isinstance(told, str) else ()


def _file(enclosure: dict[str, Any], in_open_item: bool | None) -> File:
    """The public page is only told of the enclosures that are open, unless one is said to be closed."""
    title = _word(enclosure, "Navn", "Title", "Caption")
    is_open = _flag(enclosure, "IsOpen", "IsPublic", "ErAaben", "Aaben")
    closed = _flag(enclosure, "Lukket", "ErLukket", "IsClosed", "IsConfidential")
    if closed is not None:
        is_open = not closed
    if _CLOSED_TITLE.match(title):
        is_open = False
    return File(
        title=_CLOSED_TITLE.sub("", title, count=1),
        is_open=in_open_item if is_open is None else is_open,
        key=_key(enclosure, "SourceId", "Id"),
    )

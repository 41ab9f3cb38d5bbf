"""Acadre: tables of named fields, and a manifest beside them that says what each agenda is."""

import re

from pejling.reading.agendas.agenda import Agenda, File, Found, Item, Manifest, State
from pejling.reading.agendas.texts import texts_of
from pejling.reading.agendas.tree import Node, yes
from pejling.reading.danish_dates import moment_in
from pejling.reading.markup_as_text import one_line

_OPEN = "1"
_STATES = {"0": State.DRAFT, "1": State.AGENDA, "2": State.MINUTES}
_STEM = re.compile(r"([^\\/]+?)(?:\.\w+)?$")


def read(root: Node, found: Found) -> None:
    """Take in the agendas of the file, or what a manifest says of them."""
    tables = [root, *root.below("table")]
    for table in tables:
        named = table.attribute("name").casefold()
        if named == "producedagenda":
            found.manifests.append(_manifest(table))
        elif named == "agenda":
            found.agendas.append(_agenda(table))


def _manifest(table: Node) -> Manifest:
    """Each field of a manifest has one attribute, and that is its name."""
    told: dict[str, str] = {}
    for fields in table.children("fields"):
        for field in fields:
            told |= {name.casefold(): one_line(value) for name, value in field.element.attrib.items()}
            if name := field.attribute("name"):
                told.setdefault(name.casefold(), one_line(field.markup))
    stem = _STEM.search(told.get("xmlfilename", ""))
    return Manifest(
        key=stem[1] if stem else "",
        state=_STATES.get(told.get("type", "")),
        is_closed=told.get("accessid", _OPEN) != _OPEN,
        is_published=yes(told.get("publish", "")) is not False,
    )


def _agenda(table: Node) -> Agenda:
    meeting, committee = _tables(table, "meeting"), _tables(table, "committee")
    parents = _tables(table, "agendaitemparents")
    items = [
        _item(item, _field(parent, "sort") or str(place))
        for place, parent in enumerate(parents, start=1)
        for item in _tables(parent, "agendaitem")
    ]
    return Agenda(
        system="acadre",
        key=_field(table, "sysid"),
        meeting=_field(meeting[0], "sysid") if meeting else "",
        committee=(_field(committee[0], "name") if committee else "")
        or (_field(meeting[0], "name") if meeting else ""),
        start=moment_in(_field(meeting[0], "date")) if meeting else "",
        state=_STATES.get(_field(table, "type"), State.AGENDA),
        items=tuple(items),
        issued=_field(table, "producedate"),
    )


def _tables(parent: Node, name: str) -> list[Node]:
    return [each for each in parent.children("table") if each.attribute("name").casefold() == name]


def _field(table: Node, name: str) -> str:
    return one_line(_raw(table, name))


def _raw(table: Node, name: str) -> str:
    for fields in table.children("fields"):
        for field in fields.children("field"):
            if field.attribute("name").casefold() == name:
                return field.markup
    return ""


def _item(item: Node, number: str) -> Item:
    return Item(
        key=_field(item, "sysid"),
        number=number,
        title=_field(item, "name"),
        case=_field(item, "caseno"),
        is_open=_is_open(item),
        texts=tuple(
            text
            for bullet in _tables(item, "bullet")
            for text in texts_of(_field(bullet, "bulletname"), _raw(bullet, "bulletcontent"))
        ),
        files=tuple(
            File(_field(each, "name"), _is_open(each), _field(each, "sysid"))
            for each in _tables(item, "enclosure")
        ),
    )


def _is_open(table: Node) -> bool | None:
    told = _field(table, "access")
    return told == _OPEN if told else None

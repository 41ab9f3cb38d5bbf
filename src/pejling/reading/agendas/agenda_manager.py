"""Agenda Manager: a `Publication` whose items say whether they are public, its enclosures whether they are protected."""

from pejling.reading.agendas.agenda import Agenda, File, Found, Item, State, Text
from pejling.reading.agendas.texts import texts_of
from pejling.reading.agendas.tree import Node, yes
from pejling.reading.danish_dates import day_in, moment_in
from pejling.reading.markup_as_text import plain_text

_STATES = {"0": State.DRAFT, "1": State.AGENDA}
_HISTORY = "Beslutningshistorik"
_CASE = ("CaseNumber", "CaseNo", "CaseNr", "CaseID", "Sagsnummer", "Sagsnr", "JournalNumber")


def read(root: Node, found: Found) -> None:
    """Take in every agenda of the publication."""
    told = root.value("PublicationTypeAsValue")
    words = root.value("PublicationTypeAsText").casefold()
    state = _STATES.get(told, State.MINUTES if told or "referat" in words else State.AGENDA)
    found.agendas += [_agenda(each, state) for each in root.below("Agenda")]


def _agenda(agenda: Node, state: State) -> Agenda:
    meeting, committee = agenda.child("Meeting"), agenda.child("Committee")
    items = agenda.child("Items")
    return Agenda(
        system="agenda_manager",
        key=agenda.attribute("ID"),
        meeting=meeting.attribute("ID") if meeting else "",
        committee=committee.value("Name") if committee else "",
        start=moment_in(meeting.value("When")) if meeting else "",
        state=state,
        items=tuple(
            _item(each, place) for place, each in enumerate(items.below("Item") if items else (), start=1)
        ),
        is_supplement=bool(yes(agenda.value("IsSupplementary", "IsAddendum")))
        or "tillæg" in agenda.value("Caption", "Name").casefold(),
    )


def _item(item: Node, place: int) -> Item:
    fields, enclosures, history = item.child("Fields"), item.child("Enclosures"), item.child("ItemHistory")
    texts = [
        text
        for each in (fields.children("ItemField") if fields else ())
        for text in texts_of(each.value("Caption"), _content(each))
    ]
    decided = [_decided(each) for each in (history.children("ItemField") if history else ())]
    if told := "\n".join(each for each in decided if each):
        texts.append(Text(_HISTORY, told))
    return Item(
        key=item.attribute("ID"),
        number=item.value("Nummer", "Number") or str(place),
        title=item.value("Caption"),
        case=item.value(*_CASE) or item.word("Case", "Number"),
        is_open=yes(item.value("IsPublic")),
        texts=tuple(texts),
        files=tuple(_file(each) for each in (enclosures.children("Enclosure") if enclosures else ())),
    )


def _content(field: Node) -> str:
    content = field.child("Content")
    return content.markup if content and yes(field.value("HasContent")) is not False else ""


def _decided(field: Node) -> str:
    """What an earlier body decided, in a line: what it is, who, when, and the words."""
    words = plain_text(_content(field))
    meeting = field.child("MeetingDetails")
    day = day_in(meeting.value("MeetingDueDate")) if meeting else None
    who = meeting.value("CommitteeName") if meeting else ""
    head = ", ".join(part for part in (field.value("Caption"), who, day.isoformat() if day else "") if part)
    return f"{head}: {words}" if words and head else words


def _file(enclosure: Node) -> File:
    protected = yes(enclosure.value("IsProtected"))
    return File(
        title=enclosure.value("Name", "Title"),
        is_open=None if protected is None else not protected,
        key=enclosure.attribute("ID"),
    )

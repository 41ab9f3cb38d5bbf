"""eDoc, both kinds: meetings with one merged text for each item, and Fujitsu's with a text for each heading."""

from pejling.reading.agendas.agenda import Agenda, File, Found, Item, Manifest, State
from pejling.reading.agendas.texts import texts_of
from pejling.reading.agendas.tree import Node, yes
from pejling.reading.danish_dates import moment_in

_TO_BE_PUBLISHED = "skal publiceres"
_UNFINISHED = ("ikke", "under", "kladde", "udkast")
_CASE = ("CaseNumber", "CaseNo", "CaseNr", "Sagsnummer", "Sagsnr")
_CLOSED = ("lukket", "lukkede", "fortrolig")


def read_meetings(root: Node, found: Found) -> None:
    """The kind with `Meeting` at its root."""
    meetings = [root] if root.name == "meeting" else root.below("Meeting")
    for meeting in meetings:
        found.agendas += _parts_of(meeting)


def _parts_of(meeting: Node) -> list[Agenda]:
    """An agenda for each type that the meeting has: the open one, the closed one."""
    types = meeting.below("MeetingAgendaType")
    committee = meeting.word("Committee", "Name") or meeting.value("Committee")
    start = moment_in(
        meeting.value("MeetingDate"), meeting.value("MeetingTime", "MeetingStartTime", "StartTime")
    )
    key = meeting.value("MeetingID", "MeetingIdentifier", "ID")
    found = []
    for each in types or [meeting]:
        kind = each.word("AgendaType").casefold()
        items = each.below("MeetingAgendaItem")
        found.append(
            Agenda(
                system="edoc",
                key=each.value("AgendaID", "AgendaIdentifier"),
                meeting=key,
                committee=committee,
                start=start,
                state=_state(meeting.value("MeetingState")),
                items=tuple(_item(item, place) for place, item in enumerate(items, start=1)),
                is_supplement="tillæg" in kind,
                is_closed=any(word in kind for word in _CLOSED),
            )
        )
    return found


def _state(told: str) -> State:
    word = told.casefold()
    if "referat" in word or "protokol" in word:
        return State.DRAFT if any(each in word for each in _UNFINISHED) else State.MINUTES
    return State.DRAFT if "kladde" in word or "udkast" in word else State.AGENDA


def _item(item: Node, place: int) -> Item:
    document = item.child("Document") or item
    return Item(
        key=document.attribute("documentid"),
        number=item.value("AgendaItemNumber") or str(place),
        title=document.value("Title") or item.value("Title"),
        case=item.value(*_CASE) or document.value(*_CASE) or document.word("Case", "CaseNumber"),
        is_open=_is_published(document.value("PublishingType") or item.value("PublishingType")),
        texts=texts_of("", _markup(item, "FullText")),
        files=tuple(_file(each) for each in _enclosures(document) or _enclosures(item)),
    )


def _enclosures(node: Node) -> list[Node]:
    """Each stands in a list of them, or beside the others under the list's own name."""
    found: list[Node] = []
    for each in node.children("Attachments", "Attachment"):
        found += [each] if each.attribute("attachmentid") or each.has("Title") else list(each)
    return found


def _is_published(told: str) -> bool | None:
    return told.casefold() == _TO_BE_PUBLISHED if told else None


def _file(enclosure: Node) -> File:
    told = _is_published(enclosure.value("PublishingType"))
    allowed = yes(enclosure.value("MaaPubliceres"))
    return File(
        title=enclosure.value("Title", "Name"),
        is_open=told if told is not None else allowed,
        key=enclosure.attribute("attachmentid", "ID"),
    )


def _markup(node: Node, name: str) -> str:
    found = node.child(name)
    return found.markup if found else ""


def read_fujitsu(root: Node, found: Found) -> None:
    """The kind with a `Committee` at its root, and the notifications that say where its files are."""
    for notification in root.children("Notification"):
        found.manifests.append(
            Manifest(
                key=notification.value("AgendaIdentifier"),
                state=None,
                is_closed=False,
                is_published=yes(notification.value("Publish")) is not False,
            )
        )
    kind = root.value("OutputTypeEnumName")
    for committee in root.children("Committee"):
        for meeting in committee.children("Meeting"):
            for agenda in meeting.children("Agenda"):
                found.agendas.append(_fujitsu(committee, meeting, agenda, kind))


def _fujitsu(committee: Node, meeting: Node, agenda: Node, kind: str) -> Agenda:
    elements = agenda.below("AgendaElement")
    told = agenda.value("IsSupplementary", "IsSupplementaryAgenda")
    return Agenda(
        system="edoc_fujitsu",
        key=agenda.value("Identifier"),
        meeting=meeting.value("MeetingIdentifier"),
        committee=committee.value("Name"),
        start=moment_in(meeting.value("MeetingDateTime")),
        state=State.AGENDA if kind.casefold() in {"agenda", ""} else State.MINUTES,
        items=tuple(
            item
            for place, each in enumerate(elements, start=1)
            if (item := _fujitsu_item(each, place)) is not None
        ),
        is_supplement=bool(yes(told)) or "tillæg" in agenda.value("Name", "Title").casefold(),
    )


def _fujitsu_item(element: Node, place: int) -> Item | None:
    handling = element.child("HandlingItem")
    if handling is None:
        return None
    texts, enclosures = handling.child("CasePresentations"), handling.child("Attachments")
    return Item(
        key=element.value("Identifier"),
        number=handling.value("SerialNo") or str(place),
        title=handling.value("Title"),
        case=handling.value(*_CASE),
        is_open=yes(element.value("AccessIsPublic") or handling.value("AccessIsPublic")),
        texts=tuple(
            text
            for each in (texts.children("CasePresentation") if texts else ())
            for text in texts_of(each.value("Title"), _markup(each, "Content"))
        ),
        files=tuple(
            File(
                title=each.value("Title"),
                is_open=yes(each.value("AccessIsPublic", "IsPublic")),
                key=each.value("Identifier"),
            )
            for each in (enclosures.children("Attachment") if enclosures else ())
        ),
    )

"""Agendas of a made-up municipality, written in the shapes of six systems by the names that their readers look for."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pejling.reading.agendas import Agendas, Meeting, read_agendas


@dataclass(frozen=True)
class Point:
    """An item as a test wants it; None for what the file is not to say."""

    no: int | None
    title: str
    open: bool | None = True
    case: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, bool | None], ...] = ()
    key: str = ""

    @property
    def id(self) -> str:
        return self.key or f"{5000 + (self.no or 0)}"


def read(*files: bytes) -> Agendas:
    """The meetings of some files."""
    return read_agendas([(f"fil{at}", data) for at, data in enumerate(files)])


def only(*files: bytes) -> Meeting:
    """The one meeting of some files."""
    (meeting,) = read(*files).meetings
    return meeting


def rows(meeting: Meeting) -> list[tuple[int, str, str, bool]]:
    """Number, title, case and openness of each item."""
    return [(each.number, each.title, each.case, each.is_open) for each in meeting.items]


def _flag(name: str, told: bool | None, yes: str = "true", no: str = "false") -> str:
    return "" if told is None else f' {name}="{yes if told else no}"'


def _element(name: str, told: bool | None, yes: str = "true", no: str = "false") -> str:
    return "" if told is None else f"<{name}>{yes if told else no}</{name}>"


def sbsys(
    points: Sequence[Point], *, agenda: str = "90210", kind: str = "dagsorden", access: str = "true"
) -> bytes:
    items = "".join(
        f'<Dagsordenpunkt DagsordenpunktID="{each.id}" Nummer="{each.no}"{_flag("Åbent", each.open)}>'
        f"<Overskrift>{escape(each.title)}</Overskrift><Indhold>"
        + "".join(f"<{name}>{escape(text)}</{name}>" for name, text in each.texts)
        + "</Indhold><Bilagsliste>"
        + "".join(
            f'<Bilag BilagID="{name}" Navn="{name}"{_flag("MaaPubliceres", is_open)}/>'
            for name, is_open in each.files
        )
        + "</Bilagsliste></Dagsordenpunkt>"
        for each in points
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Dagsorden DagsordenID="{agenda}" Åben="{access}" Dagsordentype="{kind}">'
        '<Møde MødeID="4711" Udvalg="Økonomiudvalget" UdvalgID="12" Mødedato="14. september 2026" Mødetid="16:00"/>'
        f"<Dagsordenpunkter>{items}</Dagsordenpunkter></Dagsorden>"
    ).encode()


def _fields(**told: str) -> str:
    return (
        "<fields>"
        + "".join(f'<field name="{name}">{escape(text)}</field>' for name, text in told.items())
        + "</fields>"
    )


def _access(told: bool | None) -> dict[str, str]:
    return {} if told is None else {"access": "1" if told else "2"}


def acadre(points: Sequence[Point], *, agenda: str = "90210", produced: str = "2026-09-08T10:00:00") -> bytes:
    items = "".join(
        f'<table name="agendaitemparents">{_fields(sort=str(each.no))}<table name="agendaitem">'
        + _fields(sysid=each.id, name=each.title, caseno=each.case, **_access(each.open))
        + "".join(
            f'<table name="bullet">{_fields(sysid="1", bulletname=name, bulletcontent=text)}</table>'
            for name, text in each.texts
        )
        + "".join(
            f'<table name="enclosure">{_fields(sysid=name, name=name, **_access(is_open))}</table>'
            for name, is_open in each.files
        )
        + "</table></table>"
        for each in points
    )
    return (
        f'<root><table name="agenda">{_fields(sysid=agenda, producedate=produced)}'
        f'<table name="meeting">{_fields(sysid="4711", name="Økonomiudvalget", date="2026-09-14T16:00:00")}</table>'
        f'<table name="committee">{_fields(sysid="12", name="Økonomiudvalget")}</table>{items}</table></root>'
    ).encode()


def acadre_manifest(
    *, agenda: str = "90210", kind: str = "1", access: str = "1", publish: str = "true"
) -> bytes:
    return (
        f'<root><table name="producedAgenda"><fields><field publish="{publish}"/><field filesfolder="Files_12_4711"/>'
        f'<field xmlfilename="{agenda}.xml"/><field type="{kind}"/><field accessid="{access}"/></fields></table></root>'
    ).encode()


def edoc(
    points: Sequence[Point], *, state: str = "Dagsorden endeligt godkendt", kind: str = "Åben dagsorden"
) -> bytes:
    items = "".join(
        f"<MeetingAgendaItem><AgendaItemNumber>{each.no}</AgendaItemNumber>"
        f"<FullText>{escape(each.texts[0][1] if each.texts else '')}</FullText>"
        f'<Document documentid="{each.id}"><Title>{escape(each.title)}</Title>'
        + _element("PublishingType", each.open, "SKAL PUBLICERES", "MÅ IKKE PUBLICERES")
        + "<Attachments>"
        + "".join(
            f'<Attachment attachmentid="{name}"><Title>{name}</Title><PDFDocument>{name}</PDFDocument></Attachment>'
            for name, _open in each.files
        )
        + "</Attachments></Document></MeetingAgendaItem>"
        for each in points
    )
    return (
        f"<Meeting><MeetingState>{state}</MeetingState><Committee>Økonomiudvalget</Committee>"
        "<MeetingDate>14-09-2026 16:00:00</MeetingDate>"
        f"<MeetingAgendaTypes><MeetingAgendaType><AgendaType>{kind}</AgendaType><MeetingAgendaItems>{items}</MeetingAgendaItems>"
        "</MeetingAgendaType></MeetingAgendaTypes></Meeting>"
    ).encode()


_FUJITSU = "http://www.fujitsu.dk/agenda/xml/schemas/2009/03/31/"


def edoc_fujitsu(points: Sequence[Point], *, agenda: str = "90210", kind: str = "Agenda") -> bytes:
    items = "".join(
        f"<AgendaElement><Identifier>{each.id}</Identifier>{_element('AccessIsPublic', each.open)}<HandlingItem>"
        f"<Title>{escape(each.title)}</Title><SerialNo>{each.no}</SerialNo><CaseNumber>{each.case}</CaseNumber><CasePresentations>"
        + "".join(
            f"<CasePresentation><Title>{name}</Title><Content>{escape(text)}</Content></CasePresentation>"
            for name, text in each.texts
        )
        + "</CasePresentations><Attachments>"
        + "".join(
            f"<Attachment><Identifier>{name}</Identifier><Title>{name}</Title><Link>{name}</Link></Attachment>"
            for name, _open in each.files
        )
        + "</Attachments></HandlingItem></AgendaElement>"
        for each in points
    )
    return (
        f'<Root xmlns="{_FUJITSU}"><OutputTypeEnumName>{kind}</OutputTypeEnumName>'
        "<OutputFilterIsPublic>true</OutputFilterIsPublic>"
        "<Committee><Identifier>12</Identifier><Name>Økonomiudvalget</Name><Meeting><MeetingIdentifier>4711</MeetingIdentifier>"
        f"<MeetingDateTime>14-09-2026 "
        f"16:00</MeetingDateTime><Agenda><Identifier>{agenda}</Identifier><AgendaElements>{items}</AgendaElements>"
        "</Agenda></Meeting></Committee></Root>"
    ).encode()


def agenda_manager(points: Sequence[Point], *, agenda: str = "90210", kind: str = "1") -> bytes:
    items = "".join(
        f'<Item ID="{each.id}"{_flag("Nummer", each.no is not None or None, str(each.no))}>'
        f"<Caption>{escape(each.title)}</Caption>"
        + _element("IsPublic", each.open, "True", "False")
        + "<Fields>"
        + "".join(
            f'<ItemField ID="1"><Caption>{name}</Caption><HasContent>True</HasContent>'
            f"<Content>{escape(text)}</Content></ItemField>"
            for name, text in each.texts
        )
        + "</Fields><Enclosures>"
        + "".join(
            f'<Enclosure ID="{name}"><Name>{name}</Name>'
            + _element("IsProtected", None if is_open is None else not is_open, "True", "False")
            + "</Enclosure>"
            for name, is_open in each.files
        )
        + "</Enclosures></Item>"
        for each in points
    )
    return (
        f'<Publication><PublicationTypeAsValue>{kind}</PublicationTypeAsValue><Agendas><Agenda ID="{agenda}">'
        '<Committee ID="12"><Name>Økonomiudvalget</Name></Committee>'
        '<Meeting ID="4711"><When>14. september 2026 16:00</When></Meeting>'
        f"<Items>{items}</Items></Agenda></Agendas></Publication>"
    ).encode()


def firstagenda(
    points: Sequence[Point], *, agenda: str = "00090210-0000-4000-8000-000000090210", **moede: Any
) -> bytes:
    items = [
        {
            "Felter": [
                {
                    "Navn": "",
                    "Html": "".join(f"<h3>{name}</h3><span>{text}</span>" for name, text in each.texts),
                    "Tekst": None,
                }
            ],
            "ItemDecision": None,
            "Navn": each.title,
            "Punktnummer": str(each.no),
            "Bilag": [{"Id": f"{name}-1", "Navn": name} for name, _open in each.files],
            "Number": str(each.no),
            "CaseNumber": each.case,
            "SourceId": each.id,
            "Caption": each.title,
        }
        | ({} if each.open is None else {"IsOpen": each.open})
        for each in points
    ]
    meeting = {
        "Dato": "2026-09-14T16:00:00+02:00",
        "Navn": "Dagsorden",
        "SourceId": "4711",
        "Afsluttet": False,
    } | moede
    return json.dumps(
        {
            "Dagsordenpunkter": items,
            "Udvalg": {"Navn": "Økonomiudvalget"},
            "Moede": meeting,
            "TillaegsDagsorden": False,
            "Id": agenda,
        }
    ).encode()


SYSTEMS: dict[str, Callable[..., bytes]] = {
    "sbsys": sbsys,
    "acadre": acadre,
    "edoc": edoc,
    "edoc_fujitsu": edoc_fujitsu,
    "agenda_manager": agenda_manager,
    "firstagenda": firstagenda,
}

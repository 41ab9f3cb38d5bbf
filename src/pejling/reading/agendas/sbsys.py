"""SBSYS: a `Dagsorden` whose items and enclosures say in attributes whether they are open."""

import re

from pejling.reading.agendas.agenda import Agenda, File, Found, Item, State, Text
from pejling.reading.agendas.texts import texts_of
from pejling.reading.agendas.tree import Node, yes
from pejling.reading.danish_dates import moment_in

_SPACES = re.compile(r"_x0020_|_+")
_NAMES = ("Navn", "Overskrift", "Titel", "Name")


def read(root: Node, found: Found) -> None:
    """Take in every agenda of the file."""
    roots = [root] if root.name == "dagsorden" else root.below("Dagsorden")
    found.agendas += [_agenda(each) for each in roots if each.has("Dagsordenpunkter") or each.has("Møde")]


def _agenda(root: Node) -> Agenda:
    meeting = root.child("Møde") or root
    kind = root.attribute("Dagsordentype", "Type").casefold()
    listed = root.child("Dagsordenpunkter")
    return Agenda(
        system="sbsys",
        key=root.attribute("DagsordenID", "ID"),
        meeting=meeting.attribute("MødeID"),
        committee=meeting.value("Udvalg", "Udvalgsnavn"),
        start=moment_in(meeting.value("Mødedato"), meeting.value("Mødetid")),
        state=State.MINUTES if "referat" in kind else State.DRAFT if "kladde" in kind else State.AGENDA,
        items=tuple(
            _item(each, place)
            for place, each in enumerate(listed.below("Dagsordenpunkt") if listed else (), start=1)
        ),
        is_supplement="tillæg" in kind,
        is_closed=yes(root.attribute("Åben", "Åbent")) is False,
        issued=root.attribute("Udgivet", "Publiceret", "Oprettet"),
    )


def _item(item: Node, place: int) -> Item:
    content, enclosures = item.child("Indhold"), item.child("Bilagsliste")
    return Item(
        key=item.attribute("DagsordenpunktID", "ID"),
        number=item.attribute("Nummer") or str(place),
        title=item.value("Overskrift", "Titel"),
        case=item.value("Sagsnummer", "Sagsnr", "SagNr", "SagsID"),
        is_open=yes(item.attribute("Åbent", "Åben")),
        texts=tuple(text for each in content or () for text in _texts(each)),
        files=tuple(_file(each) for each in enclosures or () if each.name == "bilag"),
    )


def _texts(section: Node) -> tuple[Text, ...]:
    """A section is named by its tag, in which a space cannot stand, or by an attribute."""
    tag = section.element.tag.rpartition("}")[2]
    heading = section.attribute(*_NAMES) or _SPACES.sub(" ", tag).strip()
    return texts_of(heading, section.markup)


def _file(enclosure: Node) -> File:
    return File(
        title=enclosure.value(*_NAMES),
        is_open=yes(enclosure.value("MaaPubliceres", "MåPubliceres")),
        key=enclosure.attribute("BilagID", "ID"),
    )

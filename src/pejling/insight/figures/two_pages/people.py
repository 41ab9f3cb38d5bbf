"""Who answers for it, and who works for it."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import in_words
from pejling.insight.figures.two_pages.wants import contributing
from pejling.organisation.models import Forum
from pejling.papers.two_pages import Item, Layout, Part

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.about import About


MOST_PEOPLE = 12


def answers(about: "About") -> Part:
    """Who answers for the whole, who adopts it, and who leads most of the work."""
    people: dict[str, list[str]] = {}
    for name, what in (*_owners(about), *_workers(about)):
        if name and what not in people.setdefault(name, []):
            people[name].append(what)
    items = [
        Item(name, _said(roles), weight=-place)
        for place, (name, roles) in enumerate(list(people.items())[:MOST_PEOPLE])
    ]
    return Part(
        "answers",
        _("Hvem svarer for det?"),
        Layout.LIST,
        lead="" if items else _("Der er ikke skrevet, hvem der svarer."),
        items=tuple(items),
        breadth="narrow",
        left_out=max(len(people) - MOST_PEOPLE, 0),
        more=_("Og %(count)s til."),
    )


def _owners(about: "About") -> Iterator[tuple[str, str]]:
    """Who answers for the thing itself, or for the documents in it."""
    document = about.document
    if document:
        yield about.responsible, _("svarer for dokumentet")
        yield about.leader, _("leder %(unit)s") % {"unit": document.unit.name}
        if not about.knows_us:
            yield document.unit.name, _("ejer dokumentet og svarer på spørgsmål om det")
        adoption = about.adoptions.get(document.pk)
        if adoption:
            yield str(adoption.forum), _("har vedtaget dokumentet")
        elif document.forum:
            yield str(document.forum), _("skal vedtage dokumentet")
        return
    if isinstance(about.thing, Forum):
        yield about.title, _("har vedtaget det og følger det op")
    else:
        yield about.leader, _("leder %(unit)s") % {"unit": about.title}
    for each in about.documents if about.knows_us else ():
        if each.responsible:
            yield each.responsible.name, _("svarer for »%(title)s«") % {"title": each.title}


def _workers(about: "About") -> Iterator[tuple[str, str]]:
    """Who leads the work: the initiatives, or the units that do it."""
    if about.is_told_by_row:
        for row in about.subject.rows:
            yield row.leader.name if row.leader else "", row.label
        return
    leads = Counter(row.lead.name for row in about.work if row.lead)
    for name, count in leads.most_common(6):
        words = ngettext("leder %(count)s indsats", "leder %(count)s indsatser", count)
        yield name, words % {"count": in_words(count)}


def _said(roles: list[str]) -> str:
    said = ", ".join(roles[:3])
    return f"{said[:1].upper()}{said[1:]}."


def contributors(about: "About") -> Part:
    """The documents whose points contribute to the aims."""
    items = contributing(about)
    return Part(
        "contributors",
        _("Hvem arbejder for det?"),
        Layout.COLUMNS,
        lead=""
        if items
        else _(
            "Ingen dokumenter, der gælder i dag, har punkter, som bidrager. "
            "De kommer frem her, når nogen knytter et punkt til et af målene."
        ),
        items=tuple(items),
        more=_("Og %(count)s til."),
    )

"""What nobody has written, tied or decided yet, each as a sentence."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import in_words, named
from pejling.direction.models import (
    ChainColumn,
    Document,
    Nature,
)
from pejling.papers.two_pages import Item, Layout, Part

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.about import About


def gaps(about: "About") -> Part:
    """What nobody has written, tied or decided yet, each as a sentence."""
    found = _gaps_of_document(about, about.document) if about.document else _gaps_of_many(about)
    found += _gaps_of_work(about)
    return Part(
        "gaps",
        _("Hvad mangler?"),
        Layout.LIST,
        lead=""
        if found
        else _("Alle mål har noget, der bidrager, og nogen, der svarer. Her mangler ikke noget."),
        items=tuple(Item("", words, weight=-place) for place, words in enumerate(found)),
        breadth="wide",
        more=_("Og %(count)s til."),
    )


def _gaps_of_document(about: "About", document: Document) -> list[str]:
    found = _gaps_of_aims(about)
    facts = {"title": document.title}
    if not about.elements:
        found.insert(
            0,
            _(
                "Ingen mål peger endnu på »%(title)s«, for det har ingen mål "
                "eller andre punkter, de kan pege på."
            )
            % facts,
        )
    elif not about.aim_count:
        found.insert(0, _("Ingen mål peger endnu på »%(title)s«, for der står ingen mål i det.") % facts)
    if document.responsible is None:
        found.append(_("Der er ikke valgt en ansvarlig for dokumentet."))
    if document.is_draft:
        found.append(
            _("Dokumentet er ikke taget i brug endnu, og det tæller først med i kæden, når det er det.")
        )
    if not (document.starts_on or document.ends_on):
        found.append(_("Der er ikke skrevet en periode, så man kan ikke se, hvornår det skal fornyes."))
    if not document.review_on:
        found.append(_("Der er ikke sat en dag, hvor dokumentet skal ses igennem igen."))
    if not document.summary:
        found.append(_("Der er ikke skrevet kort, hvad dokumentet handler om."))
    return found


def _gaps_of_many(about: "About") -> list[str]:
    found = _gaps_of_aims(about)
    if not about.documents:
        found.append(_("Der er ingen plan eller noget andet dokument herfra, der gælder i dag."))
    elif not about.aim_count:
        found.append(_("Ingen mål peger endnu herpå, for der er ingen mål i det, der gælder."))
    unanswered = [f"»{each.title}«" for each in about.documents if each.responsible is None]
    if unanswered:
        found.append(_("Ingen står som ansvarlig for %(titles)s.") % {"titles": named(unanswered, 3)})
    expired = [f"»{each.title}«" for each in about.documents if each.is_expired(about.on)]
    if expired:
        found.append(_("Perioden er udløbet for %(titles)s.") % {"titles": named(expired, 3)})
    return found


def _gaps_of_aims(about: "About") -> list[str]:
    found = []
    alone = [each for each in about.aims if not each.contributors]
    if alone:
        titles = ", ".join(f"»{each.element.title}«" for each in alone[:2])
        words = ngettext(
            "Ingen mål eller indsatser peger endnu på %(titles)s.",
            "Ingen mål eller indsatser peger endnu på %(count)s af målene, blandt dem %(titles)s.",
            len(alone),
        )
        found.append(words % {"count": in_words(len(alone), neuter=True), "titles": titles})
    loose = [
        each
        for each in about.aims
        if not each.above and each.element.document.kind.column != ChainColumn.VISION
    ]
    if loose:
        words = ngettext(
            "%(count)s mål peger ikke på et mål længere oppe.",
            "%(count)s mål peger ikke på et mål længere oppe.",
            len(loose),
        )
        found.append(words % {"count": in_words(len(loose), neuter=True).capitalize()})
    unseen = [each for each in about.aims if not each.criteria]
    if unseen:
        words = ngettext(
            "For %(count)s mål er det ikke skrevet, hvordan man kan se, om det er nået.",
            "For %(count)s mål er det ikke skrevet, hvordan man kan se, om de er nået.",
            len(unseen),
        )
        found.append(words % {"count": in_words(len(unseen), neuter=True)})
    return found


def _gaps_of_work(about: "About") -> list[str]:
    if about.is_told_by_row or not about.knows_us:
        return []
    found = []
    if not about.work and not about.of_nature(Nature.WORK):
        found.append(_("Ingen indsatser er skrevet, så ingen har endnu påtaget sig at gøre noget ved det."))
    leaderless = [row for row in about.work if row.lead is None]
    if leaderless:
        words = ngettext(
            "%(count)s indsats har ingen, der leder den.",
            "%(count)s indsatser har ingen, der leder dem.",
            len(leaderless),
        )
        found.append(words % {"count": in_words(len(leaderless)).capitalize()})
    endless = [row for row in about.work if row.expected_on is None]
    if endless:
        words = ngettext(
            "%(count)s indsats har ingen slutdato.", "%(count)s indsatser har ingen slutdato.", len(endless)
        )
        found.append(words % {"count": in_words(len(endless)).capitalize()})
    return found

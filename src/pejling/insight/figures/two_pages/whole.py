"""The two pages as they are shown: the parts that were chosen, in the chosen order, under the chosen headings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings
from django.utils.translation import gettext as _

from pejling.core.formats import period
from pejling.core.sentences import clipped
from pejling.direction.models import Document
from pejling.insight.figures.two_pages.about import About, about
from pejling.insight.figures.two_pages.goes import goes
from pejling.insight.figures.two_pages.status import headline as headline_of_course
from pejling.insight.figures.two_pages.wants import headline as headline_of_wants
from pejling.insight.figures.two_pages.wants import wants
from pejling.insight.models import Thing, TwoPagesChoices
from pejling.papers.two_pages import Part, Side, TwoPages, bounded, bounded_head

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class ChosenHeading(TypedDict):
    """What was chosen for one heading: whether it is shown, what it is called, and an own text with what it shortened."""

    code: str
    shown: bool
    title: str
    text: str
    source: str


@dataclass(frozen=True)
class Heading:
    """A heading as it can be chosen: Pejling's own part, what was chosen, and whether it is shown."""

    part: Part
    chosen: ChosenHeading | None
    is_shown: bool

    @property
    def is_outdated(self) -> bool:
        """Whether what an own text shortened has changed since."""
        return bool(self.chosen and self.chosen["text"] and self.chosen["source"] != self.part.words)

    @property
    def shown(self) -> Part:
        """The part as it is shown."""
        if self.chosen is None:
            return bounded(self.part)
        part = replace(self.part, title=self.chosen["title"] or self.part.title)
        if not self.chosen["text"]:
            return bounded(part)
        own = replace(part, lead=self.chosen["text"], items=(), left_out=0, headings=(), times=())
        return bounded(replace(own, own=True, is_outdated=self.is_outdated), text=OWN_LENGTH)


OWN_LENGTH = 600
"""So many characters has an own text at most, so that all of them find room together."""


def headings_of(known: About, choices: TwoPagesChoices | None) -> tuple[list[Heading], list[Heading]]:
    """The headings of both pages in the order in which they stand, also those that are not shown."""
    chosen: Sequence[ChosenHeading] = choices.headings if choices else []
    return _in_order(wants(known), chosen, known), _in_order(goes(known), chosen, known)


def _in_order(parts: list[Part], chosen: Sequence[ChosenHeading], known: About) -> list[Heading]:
    place = {each["code"]: number for number, each in enumerate(chosen)}
    texts = {part.code: part.words for part in parts}
    by_code: dict[str, ChosenHeading] = {}
    for each in chosen:
        is_read = known.reads_own_text(each["source"], texts.get(each["code"]))
        by_code[each["code"]] = each if is_read else {**each, "text": "", "source": ""}
    parts = sorted(parts, key=lambda part: place.get(part.code, len(place)))
    return [
        Heading(
            part,
            by_code.get(part.code),
            by_code[part.code]["shown"] if part.code in by_code else _is_told(part, known),
        )
        for part in parts
    ]


def _is_told(part: Part, known: About) -> bool:
    """Whether a part is shown while nobody has chosen: where it has something to tell, or what is missing should be told."""
    match part.code:
        case "words":
            return bool(part.items) and known.aim_count < 3
        case "gaps":
            return bool(part.items) or not known.course.total
        case "attention":
            return bool(part.items) or bool(part.lead and known.course.total)
        case "contributors":
            return bool(part.items) and not known.course.total
        case "answers":
            return True
    return bool(part.items or part.lead or part.chart)


def two_pages(thing: Thing, viewer: "Viewer") -> TwoPages:
    """The two pages of a thing as the viewer may read them, not yet fitted to a page."""
    known = about(thing, viewer)
    return put_together(known, headings_of(known, TwoPagesChoices.of(thing)))


def put_together(known: About, headings: tuple[list[Heading], list[Heading]]) -> TwoPages:
    """What stands on the pages, of what they are about and the headings that were chosen."""
    heads = (headline_of_wants(known), headline_of_course(known))
    first, second = (
        bounded_head(Side(head, lead, tuple(each.shown for each in side if each.is_shown)))
        for (head, lead), side in zip(heads, headings, strict=True)
    )
    ask = known.responsible or known.leader
    whole = _("Det hele: %(address)s") % {"address": f"{settings.BASE_URL}{known.url}".partition("://")[2]}
    asked = _("Spørg %(name)s.") % {"name": ask}
    return TwoPages(
        title=_title(known),
        owner=str(known.thing.unit) if isinstance(known.thing, Document) else known.title,
        sides=(first, second),
        unshown=_("Der var ikke plads til: %(titles)s."),
        footers=(whole, f"{asked} {whole}" if ask else whole),
        dated=known.on,
    )


def _title(known: About) -> str:
    document = known.document
    if document is None:
        return _("%(name)s på to sider") % {"name": known.title}
    held, title = period(document.starts_on, document.ends_on), clipped(document.title, 70)
    if held and len(held) <= 9 and not any(sign.isdecimal() for sign in title):
        title = f"{title} {held}"
    return _("%(name)s på to sider") % {"name": title}

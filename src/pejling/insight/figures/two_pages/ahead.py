"""What comes within a year."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pejling.core.formats import day
from pejling.insight.figures.ahead import dates_ahead
from pejling.papers.two_pages import Item, Layout, Part

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.about import About

YEAR = timedelta(days=365)
MOST_DATES = 9


def ahead(about: "About") -> Part:
    """The dates of the next year: milestones, ends of initiatives and of periods, and when it is to be revised."""
    last = about.on + YEAR
    found = [
        (
            each.on,
            each.what,
            f"{each.title}, {each.lead}" if each.lead and about.knows_us else each.title,
            bool(each.asks_first),
        )
        for each in dates_ahead(about.subject, about.course, about.viewer, about.on, last)
    ]
    known = {(on, what) for on, what, _title, _first in found}
    for document in about.documents:
        if document.review_on and about.on <= document.review_on <= last:
            found.append((document.review_on, _("Skal være revideret"), document.title, True))
        ends = (document.ends_on, _("Perioden slutter"))
        if document.ends_on and about.on <= document.ends_on <= last and ends not in known:
            found.append((document.ends_on, _("Perioden slutter"), document.title, True))
    found.sort(key=lambda each: each[:3])
    items = [
        Item(day(on), what, title, weight=(1000 if first else 500) - place)
        for place, (on, what, title, first) in enumerate(found[:MOST_DATES])
    ]
    return Part(
        "ahead",
        _("Hvad sker der nu?"),
        Layout.DATES,
        lead=""
        if items
        else _(
            "Der er ikke sat datoer for det næste år: hverken delmål, slutdatoer eller en dag for revision."
        ),
        items=tuple(items),
        left_out=max(len(found) - MOST_DATES, 0),
        more=_("Og %(count)s til."),
    )

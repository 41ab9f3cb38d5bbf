"""What is off track, pressed and silent: since when, why, and who answers."""

from collections import Counter
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import day, in_words
from pejling.initiatives.figures.levels_on import WorkState
from pejling.initiatives.models import Initiative
from pejling.insight.figures.attention import OffTrack, off_track, off_track_lines
from pejling.insight.figures.two_pages.status import sign_of
from pejling.papers.two_pages import Item, Layout, Part

if TYPE_CHECKING:
    from pejling.insight.figures.two_pages.about import About


MOST_PRESSED = 10


def attention(about: "About") -> Part:
    """What is off track, pressed and silent: since when, why in the words of who leads it, and who answers."""
    off = off_track(off_track_lines(about.course, about.viewer, about.on))
    pressed = [pk for pk, state in about.course.now.items() if state is WorkState.PRESSED]
    items = [_off(each, place) for place, each in enumerate(off)]
    items += _pressed(about, pressed) + _silent(about)
    lead = ""
    if not about.course.now:
        lead = _("Her er ingen indsats, der kan være af sporet endnu.") if about.knows_us else ""
    elif not items:
        lead = _("Ingen indsats er meldt af sporet eller presset, og alle har en frisk status.")
    return Part(
        "attention",
        _("Hvad er ude af sporet, og hvorfor?"),
        Layout.LIST,
        lead=lead,
        items=tuple(items),
        breadth="wide",
        left_out=max(len(pressed) - MOST_PRESSED, 0),
        more=_("Og %(count)s til, som står i Overblik."),
    )


def _off(each: OffTrack, place: int) -> Item:
    facts = {"title": each.initiative.element.title, "day": day(each.since)}
    answer = (
        _("%(who)s har svaret: %(text)s") % {"who": each.answer.who, "text": each.answer.text}
        if each.answer
        else _("Ingen har svaret på meldingen endnu.")
        if each.waits_for
        else ""
    )
    return Item(
        _("%(title)s er af sporet siden den %(day)s") % facts,
        each.report.sentence,
        f"{_leads(each.initiative)} {answer}".strip(),
        now=sign_of(WorkState.OFF_TRACK),
        weight=100_000 - place,
    )


def _leads(row: Initiative) -> str:
    return _("%(name)s svarer.") % {"name": row.lead.name} if row.lead else _("Ingen leder indsatsen.")


def _pressed(about: "About", pks: list[int]) -> list[Item]:
    rows = (
        Initiative.objects.visible_to(about.viewer)
        .filter(pk__in=pks)
        .for_list()
        .order_by("latest_report__at", "pk")
    )
    return [
        Item(
            _("%(title)s er presset") % {"title": row.element.title},
            row.latest_report.sentence if row.latest_report else "",
            _leads(row),
            now=sign_of(WorkState.PRESSED),
            weight=10_000 - place,
        )
        for place, row in enumerate(rows[:MOST_PRESSED])
    ]


def _silent(about: "About") -> list[Item]:
    """All that has no fresh status, as one line with those who lead the most of it."""
    pks = [pk for pk, state in about.course.now.items() if state is WorkState.UNKNOWN]
    if not pks:
        return []
    rows = (
        Initiative.objects.visible_to(about.viewer)
        .filter(pk__in=pks)
        .select_related("element", "lead")
        .order_by("pk")
    )
    found = list(rows)
    title = ngettext(
        "%(count)s indsats har ingen frisk status", "%(count)s indsatser har ingen frisk status", len(found)
    )
    named = ", ".join(f"»{row.element.title}«" for row in found[:3])
    leads = Counter(row.lead.name for row in found if row.lead).most_common(3)
    said = _("Det gælder %(titles)s.") if len(found) <= 3 else _("Det gælder blandt andre %(titles)s.")
    who = _("Spørg %(names)s.") % {"names": ", ".join(name for name, _count in leads)} if leads else ""
    return [
        Item(
            title % {"count": in_words(len(found)).capitalize()},
            said % {"titles": named},
            who,
            now=sign_of(WorkState.UNKNOWN),
            weight=9_000,
        )
    ]

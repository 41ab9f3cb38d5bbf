"""The ring in words: why a condition stands as it does for one aim, and what would fill it. Nothing hidden is named."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import FilteredRelation, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.chain.anchors import AimSet, AimViewer, Explanation, Reason, Remedy
from pejling.chain.figures.tie_search import possible_contributors
from pejling.chain.graph import FULL, HALF, NONE, Edge, Graph, Strength
from pejling.core import request_cache
from pejling.core.formats import day
from pejling.direction.models import Document, Element, Life

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_NAMED, MOST_LOOKED_UP = 5, 60


class NamedDocument(NamedTuple):
    """What is said of the document that an element stands in; `forum` and `decided_on` where a decision holds it."""

    title: str
    ends_on: date | None
    life: str
    forum: str | None
    decided_on: date | None


class NamedElement(NamedTuple):
    """An element that the reader may see, as far as it is named."""

    pk: int
    title: str
    document_id: int
    document: NamedDocument


Named = dict[int, NamedElement]


def explain_decision(reader: AimViewer, strength: Strength, aims: AimSet) -> Explanation:
    """Which political decisions hold the aim, and where the way to them is weak."""
    aim, graph = reader.aim, aims.graph
    if aim.pk not in graph.nodes:
        return _not_counting(reader)
    if strength == NONE:
        return _undecided(reader)
    weak = weak_above(aim.pk, graph) if strength == HALF else []
    named = _named(reader, aims)
    reasons = [*_decisions(aim, deciding(aim.pk, graph), named), *weaknesses(aim, weak, named, graph)]
    return Explanation(tuple(reasons), tuple(mendings(reader, weak)))


def _undecided(reader: AimViewer) -> Explanation:
    reason = _("Hverken dokumentet eller noget, det bidrager til, er besluttet af byrådet eller et udvalg.")
    tie = _("Knyt det til et mål, som byrådet eller et udvalg har vedtaget.")
    address = reverse("tie_new", args=[reader.aim.pk]) if reader.may_tie else ""
    remedy = Remedy(tie, address, editors(reader))
    return Explanation((Reason(reason),), (remedy, *mendings(reader, [])))


def _decisions(aim: Element, decisive: list[int], named: Named) -> Iterable[Reason]:
    """A sentence for each document that decides, and one for those that the reader may not see."""
    seen = [named[pk] for pk in decisive if pk in named]
    for element in seen[:MOST_NAMED]:
        yield Reason(_decision(aim, element), reverse("document", args=[element.document_id]))
    more, hidden = len(seen[MOST_NAMED:]), len(decisive) - len(seen)
    if more:
        yield Reason(
            ngettext("… og %(count)s dokument mere.", "… og %(count)s dokumenter mere.", more)
            % {"count": more}
        )
    if hidden:
        yield Reason(_("Det bidrager til et internt dokument, der er besluttet politisk."))


def _decision(aim: Element, element: NamedElement) -> str:
    document = element.document
    facts = {"document": document.title, "element": element.title, "decision": _how_decided(document)}
    if element.document_id == aim.document_id:
        return _("Det står i »%(document)s«, som %(decision)s.") % facts
    return _("Det bidrager til »%(element)s« i »%(document)s«, som %(decision)s.") % facts


def _how_decided(document: NamedDocument) -> str:
    if document.life == Life.EXTERNAL:
        return _("er lov eller krav udefra")
    return _("%(forum)s vedtog den %(day)s") % {"forum": document.forum, "day": day(document.decided_on)}


def weaknesses(aim: Element, weak: Iterable[Edge], named: Named, graph: Graph) -> Iterable[Reason]:
    """Why ways are worth no more than half: inherited, questioned, or of a document whose period has run out."""
    told: dict[str, Reason] = {}
    if graph.worth(aim.pk) < FULL:
        told["own"] = Reason(_expired(aim.document), reverse("document", args=[aim.document_id]))
    for edge in weak:
        for sentence, url in _weakness(edge, named, graph):
            told.setdefault(sentence, Reason(sentence, url))
    return list(told.values())[:MOST_NAMED]


def _weakness(edge: Edge, named: Named, graph: Graph) -> Iterable[tuple[str, str]]:
    both = {"lower": _title(named.get(edge.lower)), "upper": _title(named.get(edge.upper))}
    there = reverse("element", args=[edge.lower]) if edge.lower in named else ""
    if edge.fate:
        yield (
            _("Bidraget fra %(lower)s til %(upper)s er arvet og tæller halvt, til det er bekræftet.") % both,
            there,
        )
    if edge.is_questioned:
        yield (
            _("Der er stillet spørgsmål til bidraget fra %(lower)s til %(upper)s, så det tæller halvt.")
            % both,
            there,
        )
    for pk in (edge.lower, edge.upper):
        if pk in named and graph.worth(pk) < FULL:
            yield _expired(named[pk].document), reverse("document", args=[named[pk].document_id])


def _expired(document: Document | NamedDocument) -> str:
    facts = {"document": document.title, "day": day(document.ends_on)}
    return _("Perioden for »%(document)s« udløb den %(day)s, så det tæller kun halvt.") % facts


def _title(element: NamedElement | None) -> str:
    return f"»{element.title}«" if element else _("noget i et internt dokument")


def mendings(reader: AimViewer, weak: Iterable[Edge]) -> Iterable[Remedy]:
    """What would make half a way whole."""
    weak = list(weak)
    if any(edge.fate for edge in weak):
        own = [edge for edge in weak if edge.fate and edge.lower == reader.aim.pk]
        url = reverse("element", args=[reader.aim.pk]) + "#arvede" if own and reader.may_tie else ""
        who = editors(reader) if own else _("Det kan den, der svarer for det punkt, der bidrager.")
        yield Remedy(
            _("Bekræft de arvede bidrag, peg dem et andet sted hen, eller lad dem ophøre."), url, who
        )
    if any(edge.is_questioned for edge in weak):
        yield Remedy(_("Få spørgsmålet til bidraget afklaret."), reverse("element", args=[reader.aim.pk]))
    if reader.aim.document.is_expired():
        url = reverse("document", args=[reader.aim.document_id]) if reader.may_edit else ""
        yield Remedy(_("Forny dokumentet, eller lad et nyt afløse det."), url, editors(reader))


def explain_answering(reader: AimViewer, strength: Strength, aims: AimSet) -> Explanation:
    """Who answers for the aim, and whether that person still holds a post."""
    aim = reader.aim
    if aim.pk not in aims.graph.nodes:
        return _not_counting(reader)
    reason = Reason(_who_answers(reader, strength))
    if strength == FULL:
        return Explanation((reason,))
    if strength == HALF:
        return Explanation((reason, *weaknesses(aim, (), {}, aims.graph)), tuple(mendings(reader, ())))
    url = reverse("element_edit", args=[aim.pk]) if reader.may_edit else ""
    choose = Remedy(_("Vælg en ansvarlig, der er i en post i dag."), url, editors(reader))
    return Explanation((reason,), (choose,))


def _who_answers(reader: AimViewer, strength: Strength) -> str:
    aim = reader.aim
    person = aim.responsible or aim.document.responsible
    if person is None:
        return _("Ingen er sat til at svare for det, heller ikke for dokumentet.")
    if strength == NONE:
        sentence = _("%(person)s står som ansvarlig, men har ingen post eller plads i dag.")
    elif aim.responsible:
        sentence = _("%(person)s svarer for det.")
    else:
        sentence = _("%(person)s svarer for hele dokumentet.")
    return sentence % {"person": person if reader.may_know_people else _("En person")}


def explain_contributors(reader: AimViewer, strength: Strength, aims: AimSet) -> Explanation:
    """What contributes to the aim from other documents."""
    aim, graph = reader.aim, aims.graph
    if aim.pk not in graph.nodes:
        return _not_counting(reader)
    _below, arriving = graph.within(aim.pk)
    if not arriving:
        sentence = _("Intet i andre dokumenter bidrager til det.")
        return Explanation((Reason(sentence),), (_invitation(reader),))
    named = _named(reader, aims)
    reasons = list(_contributors(arriving, named))
    weak = [edge for edge in arriving if edge.strength < FULL] if strength < FULL else []
    return Explanation((*reasons, *weaknesses(aim, weak, named, graph)), tuple(mendings(reader, weak)))


def _invitation(reader: AimViewer) -> Remedy:
    """Tie something to the aim: those who write in other documents can, and the others hear who they are."""
    url = (
        reverse("contributors", args=[reader.aim.pk])
        if possible_contributors(reader.aim, reader.viewer).exists()
        else ""
    )
    who = _("Det kan den, der skriver i planen: enhedens leder, planens redaktører og sekretariatet.")
    return Remedy(_("Knyt et punkt i en plan hertil, som udmønter det."), url, who)


def _contributors(arriving: list[Edge], named: Named) -> Iterable[Reason]:
    seen = list({edge.lower: named[edge.lower] for edge in arriving if edge.lower in named}.values())
    for element in seen[:MOST_NAMED]:
        facts = {"element": element.title, "document": element.document.title}
        yield Reason(
            _("»%(element)s« i »%(document)s« bidrager.") % facts, reverse("element", args=[element.pk])
        )
    more = len(
        {edge.lower for edge in arriving[MOST_LOOKED_UP:]} | {element.pk for element in seen[MOST_NAMED:]}
    )
    if more:
        yield Reason(ngettext("… og ét mere.", "… og %(count)s mere.", more) % {"count": more})
    if any(edge.lower not in named for edge in arriving[:MOST_LOOKED_UP]):
        yield Reason(_("Noget i et internt dokument bidrager."))


def _not_counting(reader: AimViewer) -> Explanation:
    if reader.aim.ended_on:
        sentence = _("Det er ophørt og tæller ikke mere.")
    elif reader.aim.document.is_draft:
        sentence = _("»%(document)s« er en kladde. Det tæller med, når dokumentet gælder.")
    elif reader.aim.document.is_in_force():
        sentence = _("»%(document)s« er ikke offentligt, så det tæller kun for ansatte og byrådsmedlemmer.")
    else:
        sentence = _("»%(document)s« gælder ikke, så det tæller ikke.")
    return Explanation((Reason(sentence % {"document": reader.aim.document.title}),))


def editors(reader: AimViewer) -> str:
    """Who can do something about the aim's own document."""
    facts = {"unit": reader.aim.document.unit}
    return _("Det kan dokumentets redaktører, lederen af %(unit)s og sekretariatet.") % facts


def _named(reader: AimViewer, aims: AimSet) -> Named:
    """What the explanations of the aim's ring name, as far as the reader may see it: read once for all of them."""
    key = "named elements", reader.aim.pk, reader.viewer.pk, aims.key
    return request_cache.get_or_set(key, lambda: named_elements(reader.aim.pk, aims.graph, reader.viewer))


def named_elements(aim: int, graph: Graph, viewer: "Viewer") -> Named:
    """Those among what decides an aim, what is weak above it, and what arrives at it, that the viewer may see."""
    _below, arriving = graph.within(aim)
    ids = {*deciding(aim, graph), *ends(weak_above(aim, graph)), *ends(arriving[:MOST_LOOKED_UP]), aim}
    decision = FilteredRelation("document__adoptions", condition=Q(document__adoptions__withdrawn_at=None))
    rows = Element.objects.visible_to(viewer).filter(pk__in=ids).annotate(decision=decision).order_by()
    own = ("pk", "title", "document_id")
    of_document = ("title", "ends_on", "kind__life")
    of_decision = ("forum__name", "decided_on")
    found = rows.values_list(
        *own, *(f"document__{name}" for name in of_document), *(f"decision__{name}" for name in of_decision)
    )
    return {row[0]: NamedElement(row[0], row[1], row[2], NamedDocument._make(row[3:])) for row in found}


def deciding(aim: int, graph: Graph) -> list[int]:
    """Of each document that decides the aim the element that is nearest above it, the nearest document first."""
    nearest: dict[int, int] = {}
    for pk in graph.reach([aim], upwards=True):
        if pk in graph.authority:
            nearest.setdefault(graph.nodes[pk].document, pk)
    return list(nearest.values())


def weak_above(aim: int, graph: Graph) -> list[Edge]:
    """The ways upwards from the aim that are worth no more than half."""
    above = graph.reach([aim], upwards=True)
    return [edge for pk in above for edge in graph.ups.get(pk, ()) if edge.strength < FULL]


def ends(edges: Iterable[Edge]) -> list[int]:
    """The elements at both ends of ways."""
    return [pk for edge in edges for pk in (edge.lower, edge.upper)]

"""Finding the other end of a tie: the aim that an element contributes to, or what contributes to an aim."""

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When

from pejling.core.richtext import to_plain
from pejling.direction.models import Column, Contribution, Document, Element, Life, Nature
from pejling.direction.models.documents import OUT_OF_FORCE
from pejling.direction.models.elements import ElementQuerySet
from pejling.organisation.authority import authority_of
from pejling.search.figures import bring_up_to_date, search
from pejling.search.likeness import SAYS_LITTLE, likest, sought_in

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_FOUND = 12
MOST_SUGGESTED = 8
MOST_ALIKE = 5
"""So many are suggested for their words before those that others chose."""
WORDS_OF_A_POINT = 12
NEWEST_TIES, MOST_LIKELY = 1_000, 100


def candidates(element: Element, viewer: "Viewer") -> ElementQuerySet:
    """The aims that it could be tied to: in documents not superseded, that it is not tied to already."""
    tied = Contribution.objects.active().filter(lower=element).values("upper")
    live = Document.objects.visible_to(viewer).exclude(phase__in=OUT_OF_FORCE)
    aims = Element.objects.aims().active().filter(document__in=live)
    return aims.exclude(pk=element.pk).exclude(pk__in=tied)


def find_aims(element: Element, text: str, viewer: "Viewer") -> list[Element]:
    """The best matches for what was typed."""
    hits = search(
        text, viewer, sources=["element"], limit=MOST_FOUND, within={"element": candidates(element, viewer)}
    ).hits
    found = Element.objects.for_list().in_bulk([hit.pk for hit in hits])
    return [found[hit.pk] for hit in hits if hit.pk in found]


def suggest_aims(element: Element, viewer: "Viewer") -> list[Element]:
    """Aims of a higher level that say the same in their words; then those that others chose; then the like of its own level.

    So the policy's aim on reading comes before the points of sibling schools.
    """
    aims = candidates(element, viewer).exclude(document=element.document_id)
    above, beside = _alike(element, aims)
    chosen = _chosen_by_others(element, aims)
    ranked = list(dict.fromkeys([*above[:MOST_ALIKE], *chosen, *above, *beside]))[:MOST_SUGGESTED]
    suggested = Element.objects.for_list().in_bulk(ranked)
    return [suggested[pk] for pk in ranked]


def _alike(element: Element, aims: ElementQuerySet) -> tuple[list[int], list[int]]:
    """The aims that share words with the element, the likest first: those of a level above its own, and the others.

    The wording counts before what is said about it.
    """
    levels = [column.value for column in Column]
    own = levels.index(element.document.kind.column)
    bring_up_to_date()
    said = ((element.title, 1), (to_plain(element.text), 2))
    found = [
        each.pk
        for text, least in said
        for each in likest(
            sought_in(text, most=WORDS_OF_A_POINT, besides=SAYS_LITTLE), "element", aims, least=least
        )[:MOST_LIKELY]
    ]
    alike = list(dict.fromkeys(found))
    columns = dict(aims.filter(pk__in=alike).order_by().values_list("pk", "document__kind__column"))
    is_above = {pk: levels.index(columns[pk]) < own for pk in alike if pk in columns}
    return [pk for pk, above in is_above.items() if above], [
        pk for pk, above in is_above.items() if not above
    ]


def _chosen_by_others(element: Element, aims: ElementQuerySet) -> list[int]:
    """Aims that the rest of the document contributes to, then those that most others do, then what the vision says.

    What others do is read from the newest ties: to count them all would take longer with every tie in the municipality.
    """
    standing = Contribution.objects.active().order_by()
    beside = Counter(standing.filter(lower__document=element.document_id).values_list("upper", flat=True))
    newest = standing.order_by("-pk").values_list("upper", flat=True)[:NEWEST_TIES]
    ties = Counter(newest) | beside
    likely = {pk for pk, _count in ties.most_common(MOST_LIKELY)} | beside.keys()
    of_vision = Q(document__kind__column=Column.VISION, document__in=Document.objects.in_force())
    found = aims.filter(Q(pk__in=likely) | of_vision).order_by("pk").values_list("pk", flat=True)
    return sorted(found, key=lambda pk: (-beside[pk], -ties[pk], pk))


def find_elements(text: str, viewer: "Viewer") -> list[Element]:
    """Elements of any kind, for choosing what the chain is seen from."""
    hits = search(text, viewer, sources=["element"], limit=2 * MOST_FOUND).hits
    found = Element.objects.for_list().in_bulk([hit.pk for hit in hits])
    return [found[hit.pk] for hit in hits if hit.pk in found]


def possible_contributors(aim: Element, viewer: "Viewer") -> ElementQuerySet:
    """Aims and work in other documents, not out of force, that the viewer may tie and that are not tied to it already."""
    people = authority_of(viewer).people
    if not people:
        return Element.objects.none()
    seen = Document.objects.visible_to(viewer).filter(in_force_until=None)
    own = Q(document__in=Document.objects.editable_by(viewer)) | Q(responsible__in=people, document__in=seen)
    tied = Contribution.objects.active().filter(upper=aim).values("lower")
    rows = Element.objects.active().filter(own, kind__nature__in=(Nature.AIM, Nature.WORK))
    rows = rows.filter(document__in_force_until=None).exclude(document=aim.document_id)
    return rows.exclude(pk__in=tied)


def find_contributors(aim: Element, text: str, viewer: "Viewer") -> list[Element]:
    """The best matches for what was typed; without words what stands in plans first, the last touched at the top."""
    rows = possible_contributors(aim, viewer)
    if not text:
        plans = When(document__kind__column=Column.ACTION, document__kind__life=Life.LIVING, then=Value(0))
        first = Case(plans, default=Value(1), output_field=IntegerField())
        ordered = rows.for_list().order_by(first, "-document__touched_at", "position", "pk")
        return list(ordered[:MOST_FOUND])
    hits = search(text, viewer, sources=["element"], limit=MOST_FOUND, within={"element": rows}).hits
    found = Element.objects.for_list().in_bulk([hit.pk for hit in hits])
    return [found[hit.pk] for hit in hits if hit.pk in found]

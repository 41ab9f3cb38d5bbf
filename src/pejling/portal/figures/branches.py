"""What we do, as a small tree from the promise through the policies down to a school."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from pejling.direction.models import Column, Element
from pejling.initiatives.figures.public import PublicWork
from pejling.portal.figures.promises import Promise
from pejling.portal.figures.ways import Ways

WIDTHS = (3, 1, 2, 1, 1)
"""So many branches are drawn at each step down; the list beside the tree has all the work."""


@dataclass(frozen=True)
class Branch:
    """A line of a document on the way down, or the work at its end; `count` is how much work hangs under it in all."""

    element: Element
    work: PublicWork | None
    count: int
    branches: tuple["Branch", ...] = ()

    @property
    def kicker(self) -> str:
        """Whose it is: the unit that does it, or the document that says it and who decided that."""
        document = self.element.document
        if self.work:
            return self.work.unit
        if document.kind.column == Column.ACTION:
            return document.unit.name
        return f"{document.kind} · {document.forum or document.unit}"


def branches_of(promise: Promise, ways: Ways) -> tuple[Branch, ...]:
    """The tree under a promise, what something was told about first; where no work can be followed, the nearest aims."""
    tree = ways.tree_below(promise.pk)
    work = {each.element: each for each in promise.work}
    weights: dict[int, tuple[int, int]] = {}

    def weigh(pk: int) -> tuple[int, int]:
        """How much work under way hangs here in all, and how much of it something was written about for citizens."""
        if pk not in weights:
            own = work.get(pk)
            is_running = own is not None and own.is_under_way
            is_told = is_running and own is not None and bool(own.progress or own.reached)
            below = [weigh(lower) for lower in tree.get(pk, ())]
            weights[pk] = (
                is_running + sum(count for count, _told in below),
                is_told + sum(told for _count, told in below),
            )
        return weights[pk]

    def order(pk: int) -> tuple[bool, int, int]:
        count, told = weigh(pk)
        return (not told, -count, pk)

    def chosen(pk: int, depth: int) -> list[int]:
        if depth >= len(WIDTHS):
            return []
        below = [
            lower for lower in tree.get(pk, ()) if weigh(lower)[0] or (not promise.running and not depth)
        ]
        return sorted(below, key=order)[: WIDTHS[depth]]

    found: dict[int, list[int]] = {}
    waiting = [(promise.pk, 0)]
    for pk, depth in waiting:
        found[pk] = chosen(pk, depth)
        waiting.extend((lower, depth + 1) for lower in found[pk])
    rows = Element.objects.visible_to(AnonymousUser()).for_list().select_related("document__forum")
    elements = rows.in_bulk({pk for below in found.values() for pk in below})

    def branch(pk: int) -> Branch:
        under = tuple(branch(lower) for lower in found.get(pk, ()) if lower in elements)
        return Branch(elements[pk], work.get(pk), weigh(pk)[0], under)

    return tuple(branch(pk) for pk in found.get(promise.pk, ()) if pk in elements)

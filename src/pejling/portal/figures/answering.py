"""Who answers for a promise, by what they are and not by name: who decides, and who carries it out."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pejling.direction.models import Adoption, Document, Element
from pejling.organisation.models import Capacity, Forum, Post


@dataclass(frozen=True)
class Answerer:
    """One who answers: what they do about it, and who that is."""

    does: str
    who: str
    where: str = ""


def answerers_of(aim: Element, adoption: Adoption | None, on: date) -> list[Answerer]:
    """The forum that decided it, and the post of who answers for it; without one, whoever leads the document's unit."""
    document = aim.document
    forum: Forum | None = adoption.forum if adoption else document.forum
    found = [Answerer(_("Beslutter"), forum.name)] if forum else []
    post = _post_of(aim.responsible_id or document.responsible_id, on) or _leader_of(document, on)
    if post:
        found.append(Answerer(_("Svarer for det"), post.role.name, post.unit.name))
    else:
        found.append(Answerer(_("Svarer for det"), document.unit.name))
    return found


def _post_of(person: int | None, on: date) -> Post | None:
    posts = Post.objects.current(on).filter(person=person).select_related("role", "unit")
    # A post that leads is what one answers as, before one in which one is a member of staff.
    return posts.order_by("role__capacity", "pk").first() if person else None


def _leader_of(document: Document, on: date) -> Post | None:
    leading = Post.objects.current(on).filter(unit=document.unit_id, role__capacity=Capacity.LEADER)
    return leading.select_related("role", "unit").order_by("pk").first()

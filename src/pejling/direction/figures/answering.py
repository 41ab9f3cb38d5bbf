"""Who answers for an element."""

from typing import TYPE_CHECKING

from pejling.direction.models import Element
from pejling.organisation.models import Post

if TYPE_CHECKING:
    from pejling.people.models import Person


def answering(element: Element) -> "list[Person]":
    """The nearest who answers for an element: by name, else for the whole document, else as leader of its unit."""
    named = element.responsible or element.document.responsible
    if named is not None and named.is_active:
        return [named]
    leading = Post.objects.leading().filter(unit=element.document.unit_id, person__is_active=True)
    return [post.person for post in leading.select_related("person").order_by("pk")]

"""What a case may rest on in the municipality's direction: the aims and the documents that bind today."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pejling.core.formats import day
from pejling.direction.models import Document, Element
from pejling.search.grounds import Grounds

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def aims_in_force(viewer: "Viewer") -> QuerySet[Element]:
    """Aims that stand in a document that binds today."""
    return Element.objects.visible_to(viewer).aims().counting()


def why_aims(ids: Collection[int]) -> dict[int, str]:
    """Where each aim stands, and what holds it."""
    columns = ("pk", "document__title", "document__forum__name", "document__in_force_from")
    rows = Element.objects.filter(pk__in=ids).order_by().values_list(*columns)
    return {
        pk: _("Står i »%(title)s«: %(binds)s") % {"title": title, "binds": _binds(forum, begins)}
        for pk, title, forum, begins in rows
    }


def documents_in_force(viewer: "Viewer") -> QuerySet[Document]:
    """Documents that bind today."""
    return Document.objects.visible_to(viewer).in_force()


def why_documents(ids: Collection[int]) -> dict[int, str]:
    """What each document is, and what holds it."""
    columns = ("pk", "kind__name", "forum__name", "in_force_from")
    rows = Document.objects.filter(pk__in=ids).order_by().values_list(*columns)
    return {pk: f"{kind}: {_binds(forum, begins)}" for pk, kind, forum, begins in rows}


def _binds(forum: str | None, begins: date) -> str:
    if forum:
        return _("vedtaget af %(forum)s, gælder fra %(day)s") % {"forum": forum, "day": day(begins)}
    return _("gælder fra %(day)s") % {"day": day(begins)}


GROUNDS = (
    Grounds("direction.aims", "element", aims_in_force, why_aims),
    Grounds("direction.documents", "document", documents_in_force, why_documents),
)

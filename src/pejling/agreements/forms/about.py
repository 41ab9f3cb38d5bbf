"""A choice among the aims and the work that something can be about."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from pejling.direction.models import Element, Nature
from pejling.web.controls import NameField

if TYPE_CHECKING:
    from django.forms import ModelForm

    from pejling.core.permissions import Viewer


def elements_to_choose(viewer: "Viewer", *, besides: int | None = None) -> QuerySet[Element]:
    """The aims and work that stand in documents in force, of what the viewer may see, and what is chosen already."""
    seen = Element.objects.visible_to(viewer).filter(kind__nature__in=(Nature.AIM, Nature.WORK))
    counting = Q(pk__in=Element.objects.counting().values("pk"))
    return seen.filter(counting | Q(pk=besides)).order_by("title", "pk")


def offer_elements(form: "ModelForm[Any]", viewer: "Viewer") -> None:
    """Offer them in the form's field `element`. Who may not see what stands there already is not asked, and it stays."""
    standing = form.instance.element_id
    if standing and not Element.objects.visible_to(viewer).filter(pk=standing).exists():
        del form.fields["element"]
        return
    chosen = form.initial.get("element") or standing
    form.fields["element"].queryset = elements_to_choose(viewer, besides=chosen)  # type: ignore[attr-defined]


class ElementChoice(NameField):
    """A choice among lines by their wording and where they stand, for many have the same words."""

    named_by = ("title", "document__title", "document__unit__name")

    def name(self, *named_by: str | None) -> str:
        """The wording, and the document."""
        title, document, unit = named_by
        place = document if not unit or unit in (document or "") else f"{document}, {unit}"
        return f"{title} ({place})"

    def label_from_instance(self, obj: Element) -> str:
        """The same, of a line that is at hand."""
        return self.name(obj.title, obj.document.title, obj.document.unit.name)

"""What a kind is called, and what it is to the chain."""

from typing import TYPE_CHECKING, Any, ClassVar

from pejling.direction.models import DocumentKind, ElementKind
from pejling.web.forms import ModelForm

if TYPE_CHECKING:
    from django.db.models import Model


class DocumentKindForm(ModelForm[DocumentKind]):
    """A kind of document."""

    class Meta:
        model: "type[Model]" = DocumentKind
        fields: ClassVar = (
            "name",
            "plural",
            "description",
            "life",
            "column",
            "frame",
            "shows_progress",
            "position",
            "is_offered",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["life"].disabled = bool(self.instance.code)


class ElementKindForm(ModelForm[ElementKind]):
    """A kind of element."""

    class Meta:
        model: "type[Model]" = ElementKind
        fields: ClassVar = ("name", "plural", "description", "nature", "position", "is_offered")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nature"].disabled = bool(self.instance.code)

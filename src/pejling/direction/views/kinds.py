"""The municipality's own words for kinds of documents and of elements."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.core.permissions import require
from pejling.direction.actions.kinds import Kind, drop_kind, keep_kind
from pejling.direction.forms.kinds import DocumentKindForm, ElementKindForm
from pejling.direction.models import DocumentKind, ElementKind
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page

FORMS: dict[str, type[DocumentKindForm | ElementKindForm]] = {
    "dokumenter": DocumentKindForm,
    "punkter": ElementKindForm,
}


@login_required
def kinds(request: HttpRequest) -> HttpResponse:
    """All kinds, in the order in which they are offered."""
    require(request.user, "direction.kinds")
    context = {"document_kinds": DocumentKind.objects.all(), "element_kinds": ElementKind.objects.all()}
    return page(request, "direction/kinds.html", context)


@login_required
def kind(request: HttpRequest, family: str, pk: int | None = None) -> HttpResponse:
    """Write or change one kind."""
    require(request.user, "direction.kinds")
    form_class, row = _family(family), None if pk is None else _kind(family, pk)
    form, back = form_class(sent(request), instance=row), reverse("kinds")
    screen = Screen(
        row.name if row else _("Ny type"),
        _("Gem"),
        [(_("Typer"), back)],
        back,
        template="direction/kind.html",
        more={"kind": row, "family": family},
    )
    return form_page(
        request,
        form,
        screen,
        lambda: keep_kind(form.save(commit=False), by=signed_in(request)),
        message=_("Typen er gemt."),
    )


@login_required
@require_POST
def kind_dropping(request: HttpRequest, family: str, pk: int) -> HttpResponse:
    """Take away a kind that nothing is of."""
    require(request.user, "direction.kinds")
    row = _kind(family, pk)
    return perform(
        request,
        lambda: drop_kind(row, by=signed_in(request)),
        message=_("Typen »%(name)s« er fjernet.") % {"name": row.name},
        then=reverse("kinds"),
    )


def _family(family: str) -> type[DocumentKindForm | ElementKindForm]:
    if family not in FORMS:
        raise Http404
    return FORMS[family]


def _kind(family: str, pk: int) -> Kind:
    if _family(family) is DocumentKindForm:
        return get_object_or_404(DocumentKind, pk=pk)
    return get_object_or_404(ElementKind, pk=pk)

"""Elements, as they are written: added, worded, moved, called something else, taken away."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pejling.core.permissions import may, require
from pejling.direction.actions.elements import (
    add_element,
    choose_kind,
    keep_standing_words,
    name_responsible,
    put_beside,
    remove_element,
    restore_element,
    step_element,
    word_element,
)
from pejling.direction.figures.clash import element_clash
from pejling.direction.forms.elements import (
    ElementForm,
    KindForm,
    NewElementForm,
    PlaceForm,
    WordingForm,
)
from pejling.direction.models import Element
from pejling.direction.views.fetching import require_writing, seen_document, seen_element, seen_section
from pejling.direction.views.life import life_screen
from pejling.direction.views.sections import write_address
from pejling.people.sessions import signed_in
from pejling.web.form_page import form_page, perform, sent
from pejling.web.requests import Request
from pejling.web.rich_text import markup_in, markup_shown, save_text
from pejling.web.saving import in_place, save, saved


def _line(document_id: int, pk: int) -> str:
    """The writing page, at an element."""
    return write_address(document_id, f"punkt-{pk}")


@require_POST
def section_elements(request: Request, pk: int) -> HttpResponse:
    """Add a line to a section."""
    section = seen_section(request, pk)
    require_writing(request, section.document)
    form = NewElementForm(request.POST)

    def add() -> Element:
        typed = form.values
        lines = section.elements.select_related("parent").in_bulk([typed["after"] or 0, typed["under"] or 0])
        place = {"after": lines.get(typed["after"]), "parent": lines.get(typed["under"])}
        return add_element(section, kind=typed["kind"], title=typed["title"], **place, by=signed_in(request))

    return save(
        request,
        form,
        add,
        then=lambda made: saved(request, made, _line(section.document_id, made.pk), element=made.pk),
    )


@require_POST
def element_wording(request: Request, pk: int) -> HttpResponse:
    """Save an element's words; when somebody was faster, both are shown and nothing is lost."""
    element = seen_element(request, pk)
    require_writing(request, element.document)
    form = WordingForm(request.POST, standing=element.text)
    act = keep_standing_words if request.POST.get("choice") == "theirs" else word_element
    return save_text(
        request,
        form,
        lambda: act(element, **form.wording, opened=form.opened, by=signed_in(request)),
        back=_line(element.document_id, pk),
        clash=lambda current: element_clash(current, **form.wording),
    )


@require_POST
def element_kind(request: Request, pk: int) -> HttpResponse:
    """Say what an element is."""
    element = seen_element(request, pk)
    require(request.user, "direction.edit", element.document)
    form = KindForm(request.POST)
    return save(
        request,
        form,
        lambda: choose_kind(element, form.values["kind"], by=signed_in(request)),
        then=lambda row: saved(request, row, _line(element.document_id, pk)),
    )


@require_POST
def element_place(request: Request, pk: int) -> HttpResponse:
    """Move an element one step in its tree, or to where it was dragged."""
    element = seen_element(request, pk)
    require_writing(request, element.document)
    form = PlaceForm(request.POST)
    return save(
        request,
        form,
        lambda: _put(element, form.values, request),
        then=lambda _moved: _line(element.document_id, pk),
    )


def _put(element: Element, told: dict[str, Any], request: Request) -> None:
    by = signed_in(request)
    if told["step"]:
        step_element(element, told["step"], by=by)
        return
    other = get_object_or_404(element.document.elements, pk=told["after"] or told["before"])
    put_beside(element, other, is_after=bool(told["after"]), by=by)


@require_POST
def element_removal(request: Request, pk: int) -> HttpResponse:
    """Take a line away, with a way back."""
    element = seen_element(request, pk)
    require_writing(request, element.document)
    return perform(
        request,
        lambda: remove_element(element, by=signed_in(request)),
        message=_("»%(title)s« er fjernet.") % {"title": element.title[:80]},
        then=write_address(element.document_id),
        undo=reverse("element_restoration", args=[element.document_id, pk]),
        refused=in_place(request),
    )


@require_POST
def element_restoration(request: Request, pk: int, element_pk: int) -> HttpResponse:
    """Bring a line back."""
    document = seen_document(request, pk)
    require_writing(request, document)
    return perform(
        request,
        lambda: restore_element(document, element_pk, by=signed_in(request)),
        message=_("Punktet er hentet tilbage."),
        then=_line(pk, element_pk),
        refused=in_place(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def element_edit(request: Request, pk: int) -> HttpResponse:
    """Everything about an element in one form: its words, its kind, who answers for it."""
    element = seen_element(request, pk)
    require(request.user, "direction.edit", element.document)
    form = ElementForm(sent(request), viewer=request.user, instance=element)
    more = {"element": element, "document": element.document, "standing": markup_shown(form, element.text)}
    screen = life_screen(
        element.document,
        _("Redigér punktet"),
        _("Gem"),
        back=_back(request, element),
        kicker=f"{element.kind} · {element.document.title}",
        template="direction/element_form.html",
        more=more,
    )
    return form_page(request, form, screen, lambda: _save(request, element, form))


@transaction.atomic
def _save(request: Request, element: Element, form: ElementForm) -> None:
    typed, by = form.values, signed_in(request)
    if "title" in typed:
        text = markup_in(form, element.text)
        element = word_element(element, title=typed["title"], text=text, opened=form.opened, by=by)
    if "kind" in typed:
        choose_kind(element, typed["kind"], by=by)
    name_responsible(element, typed["responsible"], by=by)


def _back(request: Request, element: Element) -> str:
    """The writing page, or the document where one may not write."""
    if may(request.user, "direction.write", element.document):
        return _line(element.document_id, element.pk)
    return reverse("document", args=[element.document_id]) + f"#punkt-{element.pk}"

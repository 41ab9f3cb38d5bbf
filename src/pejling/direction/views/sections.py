"""Sections: where one writes."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.direction.actions.sections import (
    add_section,
    keep_standing_text,
    move_section,
    remove_section,
    restore_section,
    write_section,
)
from pejling.direction.figures.clash import section_clash
from pejling.direction.forms.elements import HeadingForm, SectionForm, StepForm
from pejling.direction.models import Section
from pejling.direction.views.fetching import require_writing, seen_document, seen_section
from pejling.people.sessions import signed_in
from pejling.web.form_page import perform
from pejling.web.requests import Request
from pejling.web.rich_text import save_text
from pejling.web.saving import in_place, save


def write_address(document_id: int, anchor: str = "") -> str:
    """The writing page, at one of its parts."""
    return reverse("document_write", args=[document_id]) + (f"#{anchor}" if anchor else "")


@require_POST
def sections(request: Request, pk: int) -> HttpResponse:
    """Begin a new section."""
    document = seen_document(request, pk)
    require_writing(request, document)
    form = HeadingForm(request.POST)

    def add() -> Section:
        after = document.sections.filter(pk=form.values["after"] or 0).first()
        return add_section(document, title=form.values["title"], after=after, by=signed_in(request))

    return save(request, form, add, then=lambda made: write_address(pk, f"afsnit-{made.pk}"))


@require_POST
def section_text(request: Request, pk: int) -> HttpResponse:
    """Save a heading and a text; when somebody was faster, both are shown and nothing is lost."""
    section = seen_section(request, pk)
    require_writing(request, section.document)
    form = SectionForm(request.POST, standing=section.body)
    act = keep_standing_text if request.POST.get("choice") == "theirs" else write_section
    return save_text(
        request,
        form,
        lambda: act(section, **form.wording, opened=form.opened, by=signed_in(request)),
        back=write_address(section.document_id, f"afsnit-{pk}"),
        clash=lambda current: section_clash(current, **form.wording),
    )


@require_POST
def section_place(request: Request, pk: int) -> HttpResponse:
    """Move a section one step up or down."""
    section = seen_section(request, pk)
    require_writing(request, section.document)
    form = StepForm(request.POST)

    def move() -> None:
        steps = -1 if form.values["step"] == "up" else 1
        move_section(section, steps=steps, by=signed_in(request))

    back = write_address(section.document_id, f"afsnit-{pk}")
    return save(request, form, move, then=lambda _moved: back)


@require_POST
def section_removal(request: Request, pk: int) -> HttpResponse:
    """Take a section away, with a way back."""
    section = seen_section(request, pk)
    require_writing(request, section.document)
    return perform(
        request,
        lambda: remove_section(section, by=signed_in(request)),
        message=_("Afsnittet er fjernet."),
        then=write_address(section.document_id),
        undo=reverse("section_restoration", args=[section.document_id, pk]),
        refused=in_place(request),
    )


@require_POST
def section_restoration(request: Request, pk: int, section_pk: int) -> HttpResponse:
    """Bring a section back."""
    document = seen_document(request, pk)
    require_writing(request, document)
    return perform(
        request,
        lambda: restore_section(document, section_pk, by=signed_in(request)),
        message=_("Afsnittet er hentet tilbage."),
        then=write_address(pk, f"afsnit-{section_pk}"),
        refused=in_place(request),
    )

"""A document's pages: beginning it, reading it, writing in it, its facts, its readers, what happened to it."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pejling.activity.views import happenings_page
from pejling.core.keys import read_key
from pejling.core.permissions import may, require
from pejling.core.text import clean_line
from pejling.desk.figures.following import with_following
from pejling.direction.actions.documents import Origin, create_document, edit_facts, share
from pejling.direction.beginnings import BEGINNINGS, usual_kind
from pejling.direction.exports import document_outline
from pejling.direction.figures.document import (
    happenings,
    lines_of,
    read_document,
    readers_of,
)
from pejling.direction.figures.life import life_links
from pejling.direction.figures.state import sentence, state_of
from pejling.direction.forms.documents import FactsForm, NewDocumentForm, SharingForm
from pejling.direction.models import Document, DocumentKind, ElementKind, Frame, Life
from pejling.direction.views.fetching import adoption_of, require_writing, seen_document
from pejling.direction.views.life import life_screen
from pejling.papers.answers import answer_pdf, answer_word
from pejling.people.sessions import signed_in
from pejling.web.blocks import blocks_at, blocks_beside
from pejling.web.caching import open_to_all
from pejling.web.form_page import Screen, form_page, sent
from pejling.web.pages import page
from pejling.web.requests import Request


@open_to_all
@require_safe
def document(request: Request, pk: int) -> HttpResponse:
    """Read a document."""
    row = seen_document(request, pk, also=lambda rows: with_following(rows, request.user))
    figure = read_document(row, request.user)
    context: dict[str, Any] = {
        "document": row,
        "figure": figure,
        "beside": blocks_beside("element.line", figure.elements, request.user),
        "state": state_of(row),
        "state_in_words": sentence(row, adoption_of(row)),
        "readers": readers_of(row),
        "shown_parts": blocks_at("document", row, request.user),
        "links": life_links(row, request.user),
        "head_parts": blocks_at("document.head", row, request.user),
        "document_links": blocks_at("document.links", row, request.user),
        "is_followed": cast(Any, row).is_followed,
        "may_edit": may(request.user, "direction.edit", row),
        "may_write": may(request.user, "direction.write", row),
        "next_step": _next_step(request, row),
        "may_point_out": may(request.user, "direction.edit", row) and not row.is_out_of_force,
    }
    return page(request, "direction/document.html", context)


def _next_step(request: Request, row: Document) -> tuple[str, str] | None:
    """What a draft waits for, for whoever may do it: to be taken into use, or its adoption to be written in."""
    if not row.is_draft:
        return None
    if row.life == Life.ADOPTED:
        may_adopt = may(request.user, "direction.adopt", row)
        return (_("Skriv vedtagelsen ind"), reverse("adoption", args=[row.pk])) if may_adopt else None
    may_share = may(request.user, "direction.edit", row)
    return (_("Tag i brug"), reverse("document_sharing", args=[row.pk])) if may_share else None


@require_safe
def document_pdf(request: Request, pk: int) -> HttpResponse:
    """The whole document as a tagged PDF."""
    row = seen_document(request, pk)
    return answer_pdf(document_outline(row, request.user, adoption=adoption_of(row)))


@require_safe
def document_word(request: Request, pk: int) -> HttpResponse:
    """The whole document as a Word file."""
    row = seen_document(request, pk)
    return answer_word(document_outline(row, request.user, adoption=adoption_of(row)))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document_new(request: Request) -> HttpResponse:
    """Begin a document, and go straight to writing."""
    require(request.user, "direction.create")
    form = NewDocumentForm(sent(request), viewer=request.user, initial=_suggestions(request))
    more = {"frames": _kinds_by_frame(), "beginnings": BEGINNINGS, "supplemented": _supplemented(request)}
    screen = Screen(
        _("Nyt dokument"),
        _("Opret og begynd at skrive"),
        [(_("Retning"), reverse("documents"))],
        reverse("documents"),
        lead=_(
            "Vælg, hvad det er, og hvem der ejer det. Så kan du begynde at skrive. Kun redaktørerne ser det, indtil "
            "I deler det."
        ),
        template="direction/document_new.html",
        more=more,
    )
    return form_page(
        request,
        form,
        screen,
        lambda: _create(form, request),
        then=lambda begun: reverse("document_write", args=[begun.pk]),
    )


def _suggestions(request: Request) -> dict[str, object]:
    """What an address like ?kind=strategy_plan&unit=12 asks for, else the plan of the unit that one leads."""
    form = NewDocumentForm(viewer=request.user)
    units = list(form.fields["unit"].queryset.values_list("pk", flat=True)[:2])  # type: ignore[attr-defined]
    code = clean_line(request.GET.get("kind", "strategy_plan"))[:40]
    kind = DocumentKind.objects.filter(code=code).values_list("pk", flat=True).first()
    usual = [f"{code}.{each.key}" for code, group in BEGINNINGS.items() for each in group if each.is_usual]
    if supplemented := _supplemented(request):
        return {"kind": supplemented.kind_id, "unit": supplemented.unit_id, "supplements": supplemented.pk}
    unit = request.GET.get("unit") or (units[0] if len(units) == 1 else None)
    return {"kind": kind, "unit": unit, "beginnings": usual}


def _supplemented(request: Request) -> Document | None:
    """The document that the new one is to lay something to, when the address names one."""
    asked = read_key(request.GET.get("tillaeg_til"))
    return Document.objects.visible_to(request.user).filter(pk=asked).first() if asked else None


def _create(form: NewDocumentForm, request: Request) -> Document:
    typed = form.values
    source, day = typed["source"], typed["in_force_from"]
    return create_document(
        typed["kind"],
        title=typed["title"],
        unit=typed["unit"],
        by=signed_in(request),
        headings=typed["headings"],
        origin=Origin(source, day, typed["source_url"]) if source and day else None,
        supplements=typed["supplements"],
    )


def _kinds_by_frame() -> list[tuple[str, list[DocumentKind]]]:
    kinds = list(DocumentKind.objects.filter(is_offered=True).exclude(code="bearing"))
    order = (Frame.CORE_TASK, Frame.LEADERSHIP, Frame.POLITICAL)
    groups = [(str(frame.label), [kind for kind in kinds if kind.frame == frame]) for frame in order]
    return [(label, found) for label, found in groups if found]


@require_safe
def document_write(request: Request, pk: int) -> HttpResponse:
    """The page where one writes: all sections and lines, saved as one goes."""
    row = seen_document(request, pk)
    require_writing(request, row)
    kinds = list(ElementKind.objects.filter(is_offered=True))
    context = {
        "document": row,
        "sections": lines_of(row, request.user),
        "kinds": kinds,
        "usual_kind": usual_kind(row, kinds),
    }
    return page(request, "direction/document_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def document_facts(request: Request, pk: int) -> HttpResponse:
    """Change what is known about the document, and who writes in it."""
    row = seen_document(request, pk)
    require(request.user, "direction.edit", row)
    form = FactsForm(sent(request), viewer=request.user, instance=row)
    more = {"template": "direction/document_facts.html", "more": {"document": row}}
    return form_page(
        request,
        form,
        life_screen(row, _("Oplysninger"), _("Gem"), **more),
        lambda: edit_facts(
            row,
            opened=form.opened,
            by=signed_in(request),
            facts=form.values,
            editors=form.cleaned_data["editors"],
        ),
        message=_("Oplysningerne er gemt."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def document_sharing(request: Request, pk: int) -> HttpResponse:
    """Say who may read the document."""
    row = seen_document(request, pk)
    require(request.user, "direction.edit", row)
    form = SharingForm(sent(request), viewer=request.user, instance=row)
    more = {"template": "direction/document_sharing.html", "more": {"document": row}}
    return form_page(
        request,
        form,
        life_screen(row, _("Synlighed"), _("Gem"), **more),
        lambda: _share(row, form, request),
        message=_("Synligheden er gemt."),
    )


def _share(row: Document, form: SharingForm, request: Request) -> None:
    share(row, **form.values, opened=form.opened, by=signed_in(request))


@require_safe
def document_activity(request: Request, pk: int) -> HttpResponse:
    """Everything that was done with the document, newest first."""
    row = seen_document(request, pk)
    crumbs = [(_("Retning"), reverse("documents")), (row.title, reverse("document", args=[pk]))]
    return happenings_page(request, happenings(row, request.user), row.title, crumbs)

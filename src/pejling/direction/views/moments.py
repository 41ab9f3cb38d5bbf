"""Other moments of a document: named versions, *Siden sidst* and *Tidsrejse*."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pejling.core.dates import end_of, today
from pejling.core.formats import long_day, moment
from pejling.core.keys import read_key
from pejling.core.permissions import require
from pejling.direction.actions.revisions import freeze
from pejling.direction.figures import element_as_of as figures
from pejling.direction.figures.addressed import addressed_then
from pejling.direction.figures.as_of import DocumentThen, document_as_of
from pejling.direction.figures.comparison import compare
from pejling.direction.forms.life import FreezeForm, MomentForm, SpanForm
from pejling.direction.models import Document, Revision
from pejling.direction.views.fetching import seen_document, seen_element
from pejling.direction.views.life import life_screen
from pejling.people.sessions import signed_in
from pejling.web.caching import open_to_all
from pejling.web.form_page import form_page, sent
from pejling.web.pages import page


@open_to_all
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """The named versions of a document; its editors name a new one here."""
    document = seen_document(request, pk)
    if request.method == "POST":
        require(request.user, "direction.edit", document)
    form = FreezeForm(sent(request))
    versions = document.revisions.select_related("by").order_by("-at")
    more = {"template": "direction/revisions.html", "more": {"document": document, "revisions": versions}}
    return form_page(
        request,
        form,
        life_screen(document, _("Versioner"), _("Frys en version"), **more),
        lambda: freeze(document, by=signed_in(request), **form.values),
        message=_("Versionen er frosset."),
        then=reverse("revisions", args=[document.pk]),
    )


@open_to_all
def as_of(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as it stood on a day, or at a named version."""
    document = seen_document(request, pk)
    form = MomentForm(request.GET if "den" in request.GET else None, initial={"den": today()})
    then, label, day = None, "", None
    if revision := _revision(document, request.GET.get("version", "")):
        then, label = document_as_of(document, revision.at, request.user), revision.name
    elif form.is_bound and form.is_valid():
        day = form.values["den"]
        then, label = document_as_of(document, end_of(day), request.user), long_day(day)
    context = {
        "form": form,
        "document": document,
        "then": then,
        "label": label,
        "day_then": day,
        "addressed": addressed_then(document, then.moment) if then else (),
        "asked": bool(label),
    }
    return page(request, "direction/as_of.html", context, status=form.http_status)


@open_to_all
@require_safe
def element_as_of(request: HttpRequest, pk: int) -> HttpResponse:
    """An element as it stood on a day."""
    element = seen_element(request, pk)
    form = MomentForm(request.GET if "den" in request.GET else None, initial={"den": today()})
    then = changes = None
    asked = form.is_bound and form.is_valid()
    if asked:
        day = form.values["den"]
        then = figures.element_as_of(element, day, request.user)
        changes = figures.changes_around(element, day, request.user)
    context = {"form": form, "element": element, "then": then, "changes": changes, "asked": asked}
    return page(request, "direction/element_as_of.html", context, status=form.http_status)


@open_to_all
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """Two moments of a document, word by word; without a choice since the last version, else since a month ago."""
    document = seen_document(request, pk)
    versions = list(document.revisions.order_by("-at"))
    form = SpanForm(request.GET or None)
    before, before_label = _moment(document, request, "fra", form, versions)
    after, after_label = _moment(document, request, "til", form, [])
    context = {
        "form": form,
        "document": document,
        "versions": versions,
        "comparison": compare(before, after) if before and after else None,
        "before_label": before_label,
        "after_label": after_label,
    }
    return page(request, "direction/comparison.html", context, status=form.http_status)


def _moment(
    document: Document, request: HttpRequest, name: str, form: SpanForm, versions: list[Revision]
) -> tuple[DocumentThen | None, str]:
    """The document at one end of the span, and what that end is called."""
    if revision := _revision(document, request.GET.get(f"{name}_version", "")):
        return document_as_of(document, revision.at, request.user), revision.name
    day = form.values.get(name) if form.is_bound and form.is_valid() else None
    if day:
        return document_as_of(document, end_of(day), request.user), long_day(day)
    at, label = _default_moment(document, name, versions)
    return document_as_of(document, at, request.user), label


def _default_moment(document: Document, name: str, versions: list[Revision]) -> tuple[datetime, str]:
    if name == "til":
        return end_of(today()), _("nu")
    if versions:
        return versions[0].at, versions[0].name
    first = document.history.earliest("history_date").history_date
    at = max(first, end_of(today() - timedelta(days=30)))
    return at, moment(at)


def _revision(document: Document, number: str) -> Revision | None:
    """The named version asked for; one of another document does not exist here."""
    if not number:
        return None
    return get_object_or_404(Revision, document=document, pk=read_key(number))

"""An initiative's pages: begun behind a line or together with it, read, and changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pejling.activity.models import Activity
from pejling.activity.views import happenings_page
from pejling.chain.figures.tie_search import suggest_aims
from pejling.core.keys import read_key
from pejling.core.permissions import require
from pejling.core.prepared import Given
from pejling.desk.figures.comments import threads_of
from pejling.desk.figures.following import is_followed
from pejling.direction.actions.ties import tie
from pejling.direction.models import Document, Element
from pejling.direction.views.fetching import require_writing, seen_document, seen_element
from pejling.initiatives.actions.initiatives import begin, begin_new, edit
from pejling.initiatives.actions.phases import require_aim
from pejling.initiatives.figures.initiative import read_initiative
from pejling.initiatives.figures.status import status_of
from pejling.initiatives.forms.initiatives import BeginningForm, InitiativeForm, NewInitiativeForm
from pejling.initiatives.models import Initiative, Phase, StatusReport
from pejling.initiatives.phases import UNAPPROVED
from pejling.organisation.authority import Authority
from pejling.organisation.visibility import PreparedForViewer
from pejling.people.sessions import signed_in
from pejling.web.caching import open_to_all
from pejling.web.form_page import Screen, form_page, sent
from pejling.web.pages import page, see_other
from pejling.web.requests import Request
from pejling.web.toasts import tell

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _seen(given: type[Given], authority: Authority) -> "QuerySet[Initiative]":
    rows = Initiative.objects.seen_with(authority).filter(pk=given("pk")).for_list()
    return rows.select_related(
        "element__section", "element__kind", "element__parent__kind", "element__document__kind",
        "element__document__unit", "unit", "lead", "latest_report",
    )  # fmt: skip


_SEEN = PreparedForViewer(_seen)


def seen_initiative(request: Request, pk: int) -> Initiative:
    """The initiative, if this viewer may see it, with what its head shows and its rules ask for at hand."""
    found: Initiative | None = next(iter(_SEEN.rows(request.user, pk=pk)), None)
    if found is None:
        raise Http404
    return found


def address(pk: int, anchor: str = "") -> str:
    """Where an initiative is read."""
    return reverse("initiative", args=[pk]) + (f"#{anchor}" if anchor else "")


def screen(row: Initiative, title: str, button: str, anchor: str = "", **more: Any) -> Screen:
    """A screen about one initiative; it leads back to the part of its page that `anchor` names."""
    crumbs = [(_("Indsatser"), reverse("initiatives")), (row.element.title, address(row.pk))]
    return Screen(title, button, crumbs, address(row.pk, anchor), kicker=row.element.title, **more)


@open_to_all
@require_safe
def initiative(request: Request, pk: int) -> HttpResponse:
    """Read an initiative."""
    row = seen_initiative(request, pk)
    status = status_of(row, request.user)
    threads = threads_of([row, *status.reports], request.user)
    context: dict[str, Any] = {
        "initiative": row,
        "figure": read_initiative(row, request.user),
        "status": status,
        "thread": threads.get((Initiative, row.pk)),
        "report_threads": {pk: thread for (model, pk), thread in threads.items() if model is StatusReport},
        "is_followed": is_followed(row, request.user),
    }
    return page(request, "initiatives/initiative.html", context)


@require_safe
def initiative_activity(request: Request, pk: int) -> HttpResponse:
    """Everything that was done with an initiative, newest first."""
    row = seen_initiative(request, pk)
    title = row.element.title
    crumbs = [(_("Indsatser"), reverse("initiatives")), (title, address(pk))]
    return happenings_page(request, Activity.objects.about(row), title, crumbs)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def initiative_beginning(request: Request, pk: int) -> HttpResponse:
    """Follow a line that stands in a document as an initiative."""
    element = seen_element(request, pk)
    if found := Initiative.objects.visible_to(request.user).filter(element=element).first():
        return see_other(address(found.pk))
    require(request.user, "initiatives.begin", element)
    instance = Initiative(element=element, unit=element.document.unit, phase=Phase.IDEA)
    form = BeginningForm(
        sent(request), viewer=request.user, instance=instance, aims=suggest_aims(element, request.user),
        initial=_suggestions(request, element.document, element),
    )  # fmt: skip
    return _beginning_page(request, form, element.document, lambda: _begin(request, element, form), element)


def _beginning_page(
    request: Request,
    form: BeginningForm,
    document: Document,
    act: Callable[[], Initiative],
    element: Element | None = None,
) -> HttpResponse:
    """The screen on which an initiative begins, behind a line that stands or with one that is written with it."""
    plan = reverse("document", args=[document.pk])
    shown = Screen(
        _("Følg med delmål og status") if element else _("Ny indsats"),
        _("Opret indsatsen"),
        [(_("Planer"), reverse("plans")), (document.title, plan)],
        reverse("element", args=[element.pk]) if element else plan,
        kicker=document.title,
        template="initiatives/beginning.html",
        more={"element": element},
    )
    message = _("Indsatsen er oprettet. Sæt delmål, og sig, hvad I vil kunne se, når den er lykkedes.")
    return form_page(request, form, shown, act, message=message, then=lambda row: address(row.pk))


@transaction.atomic
def _begin(request: Request, element: Element, form: BeginningForm) -> Initiative:
    by = signed_in(request)
    row = begin(
        seen_element(request, element.pk), by=by, phase=Phase(form.cleaned_data["phase"]), **form.values
    )
    _tie(row, form, request)
    return row


def _tie(row: Initiative, form: BeginningForm, request: Request) -> None:
    """Tie it to the aim that was chosen; what begins as approved needs one, or says why none, as at any approval."""
    if aim := form.cleaned_data.get("aim"):
        tie(row.element, aim, how=form.cleaned_data["how"], by=signed_in(request))
    if row.phase not in UNAPPROVED:
        require_aim(row)


def _suggestions(request: Request, document: Document, element: Element | None = None) -> dict[str, Any]:
    """The unit of the plan, its period, and whoever answers for the line."""
    responsible = element.responsible_id if element else None
    return {
        "unit": document.unit_id,
        "lead": responsible or document.responsible_id or signed_in(request).pk,
        "starts_on": document.starts_on,
        "ends_on": document.ends_on,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def initiative_new(request: Request, pk: int) -> HttpResponse:
    """Write a new line in a plan and follow it as an initiative, in one form."""
    document = seen_document(request, pk)
    require_writing(request, document)
    if not document.sections.exists():
        tell(request, _("Planen har ingen afsnit endnu. Skriv det første, så kan indsatser få plads i det."))
        return see_other(reverse("document_write", args=[pk]))
    # A line that is not written yet has no ties; 0 is the id of none.
    line = Element(pk=0, document=document)
    instance = Initiative(element=line, unit=document.unit, phase=Phase.IDEA)
    form = NewInitiativeForm(
        sent(request), viewer=request.user, instance=instance, document=document,
        aims=suggest_aims(line, request.user), initial=_suggestions(request, document) | _place(request, document),
    )  # fmt: skip
    return _beginning_page(request, form, document, lambda: _begin_new(request, form))


def _place(request: Request, document: Document) -> dict[str, Any]:
    """Under the aim that one came from, in its section."""
    aim = document.elements.filter(pk=read_key(request.GET.get("under")) or 0).first()
    return {"under": aim.pk, "section": aim.section_id} if aim else {}


@transaction.atomic
def _begin_new(request: Request, form: NewInitiativeForm) -> Initiative:
    typed = form.cleaned_data
    row = begin_new(
        typed["section"], title=typed["title"], under=typed["under"], by=signed_in(request),
        phase=Phase(typed["phase"]), **form.values,
    )  # fmt: skip
    _tie(row, form, request)
    return row


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def initiative_edit(request: Request, pk: int) -> HttpResponse:
    """Change what is known of an initiative; its words are changed in the plan."""
    row = seen_initiative(request, pk)
    require(request.user, "initiatives.edit", row)
    form = InitiativeForm(sent(request), viewer=request.user, instance=row)
    template = "initiatives/initiative_form.html"
    shown = screen(row, _("Ændr indsatsen"), _("Gem"), template=template, more={"initiative": row})
    return form_page(
        request,
        form,
        shown,
        lambda: edit(row, opened=form.opened, by=signed_in(request), **form.values),
        message=_("Indsatsen er gemt."),
    )

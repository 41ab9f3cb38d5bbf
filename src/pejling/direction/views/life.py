"""A document's life: hearing, adoption and its withdrawal, correction, retirement."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.core.permissions import require
from pejling.core.richtext import from_form, to_plain
from pejling.direction.actions import adoption as actions
from pejling.direction.figures.life import corrected_wordings
from pejling.direction.figures.succession import leftovers
from pejling.direction.figures.tree import in_reading_order
from pejling.direction.forms.life import AdoptionForm, CorrectionForm, HearingForm, ReasonForm, RetirementForm
from pejling.direction.models import Document, Element, Section, Visibility
from pejling.direction.models.elements import RICH
from pejling.direction.views.fetching import seen_document, seen_element, seen_section
from pejling.people.sessions import signed_in
from pejling.web.asking import form_page, sent
from pejling.web.carrying_out import carry_out
from pejling.web.pages import page, see_other
from pejling.web.toasts import tell


def address(document: Document) -> str:
    """Where the document is read."""
    return reverse("document", args=[document.pk])


@login_required
def hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft out in hearing."""
    document = seen_document(request, pk)
    require(request.user, "direction.edit", document)
    form = HearingForm(sent(request))
    if form.accepts(lambda: actions.open_hearing(document, by=signed_in(request), **form.cleaned_data)):
        tell(request, _("Dokumentet er i høring."))
        return see_other(address(document))
    return form_page(request, "direction/hearing.html", form, document=document)


@login_required
@require_POST
def hearing_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document back from hearing."""
    document = seen_document(request, pk)
    require(request.user, "direction.edit", document)
    return carry_out(
        request,
        lambda: actions.close_hearing(document, by=signed_in(request)),
        told=_("Høringen er lukket. Dokumentet er en kladde igen."),
        then=address(document),
    )


@login_required
def adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an adoption down."""
    document = seen_document(request, pk)
    require(request.user, "direction.adopt", document)
    data = sent(request)
    form = AdoptionForm(data, document=document, viewer=request.user)
    if form.accepts(lambda: _adopt(document, form, request)):
        tell(request, _("Vedtagelsen er skrevet ind."))
        return see_other(address(document))
    return form_page(
        request, "direction/adoption.html", form, document=document, hindrances=actions.hindrances(document)
    )


def _adopt(document: Document, form: AdoptionForm, request: HttpRequest) -> None:
    values = {**form.cleaned_data, "visibility": Visibility(form.cleaned_data["visibility"])}
    actions.adopt(document, by=signed_in(request), **values)


@login_required
def adoption_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an adoption that was written by mistake."""
    document = seen_document(request, pk)
    require(request.user, "direction.adopt", document)
    form = ReasonForm(sent(request))
    if form.accepts(
        lambda: actions.withdraw_adoption(document, why=form.cleaned_data["why"], by=signed_in(request))
    ):
        tell(request, _("Vedtagelsen er trukket tilbage. Dokumentet er en kladde igen."))
        return see_other(address(document))
    return form_page(request, "direction/adoption_withdrawal.html", form, document=document)


@login_required
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document out of force without a successor."""
    document = seen_document(request, pk)
    require(request.user, "direction.retire", document)
    form = RetirementForm(sent(request))
    if form.accepts(lambda: actions.retire(document, by=signed_in(request), **form.cleaned_data)):
        tell(request, _("Dokumentet er udfaset."))
        return see_other(address(document))
    return form_page(
        request,
        "direction/retirement.html",
        form,
        document=document,
        leftovers=leftovers(document, request.user),
    )


def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been mended in the adopted wording; the secretariat begins a correction here."""
    document = seen_document(request, pk)
    lines: dict[int, list[Element]] = {}
    standing = document.elements.standing().select_related("kind", "section")
    for element, _depth in in_reading_order(standing):
        lines.setdefault(element.section_id, []).append(element)
    sections = [(section, lines.get(section.pk, [])) for section in document.sections.all()]
    context = {"document": document, "wordings": corrected_wordings(document), "sections": sections}
    return page(request, "direction/corrections.html", context)


@login_required
def section_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend the adopted wording of a section."""
    section = seen_section(request, pk)
    return _correction(request, section, [("title", _("Overskriften")), ("body", _("Teksten"))])


@login_required
def element_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend the adopted wording of an element."""
    element = seen_element(request, pk)
    return _correction(request, element, [("title", _("Ordlyden")), ("text", _("Uddybningen"))])


def _correction(request: HttpRequest, part: Section | Element, fields: list[tuple[str, str]]) -> HttpResponse:
    require(request.user, "direction.correct", part.document)
    chosen = request.GET.get("felt", fields[0][0])
    chosen = chosen if chosen in dict(fields) else fields[0][0]
    standing = getattr(part, chosen)
    initial = {"field": chosen, "after": to_plain(standing) if chosen in RICH else standing}
    form = CorrectionForm(sent(request), choices=fields, initial=initial)
    if form.accepts(lambda: _correct(part, form, request)):
        tell(request, _("Rettelsen er skrevet ind. Begge tekster kan læses."))
        return see_other(address(part.document))
    return form_page(
        request,
        "direction/correction.html",
        form,
        document=part.document,
        part=part,
        fields=fields,
        chosen=chosen,
    )


def _correct(part: Section | Element, form: CorrectionForm, request: HttpRequest) -> None:
    field, after = form.cleaned_data["field"], form.cleaned_data["after"]
    wording = from_form(after) if field in RICH else after
    actions.correct(part, field, after=wording, why=form.cleaned_data["why"], by=signed_in(request))

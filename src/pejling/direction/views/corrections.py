"""Corrections of adopted wording: what was mended, and mending it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pejling.core.permissions import require
from pejling.direction.actions.correction import Part, correct, home_of
from pejling.direction.figures.life import corrected_wordings, period_changes
from pejling.direction.figures.tree import in_reading_order
from pejling.direction.forms.corrections import CorrectionForm, in_plain_words
from pejling.direction.models import Element
from pejling.direction.views.fetching import seen_document, seen_element, seen_section
from pejling.direction.views.life import life_screen
from pejling.people.sessions import signed_in
from pejling.web.caching import open_to_all
from pejling.web.form_page import form_page, sent
from pejling.web.pages import page

Fields = list[tuple[str, str]]


@open_to_all
def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been mended in the adopted wording, and in the period; the secretariat begins a correction here."""
    document = seen_document(request, pk)
    lines: dict[int, list[Element]] = {}
    standing = document.elements.active().select_related("kind", "section")
    for element, _depth in in_reading_order(standing):
        lines.setdefault(element.section_id, []).append(element)
    context = {
        "document": document,
        "wordings": corrected_wordings(document),
        "changes": period_changes(document),
        "sections": [(section, lines.get(section.pk, [])) for section in document.sections.all()],
    }
    return page(request, "direction/corrections.html", context)


@login_required
def document_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend the adopted title of a document, or the lines that tell it in short."""
    document = seen_document(request, pk)
    return _correction(request, document, [("title", _("Titlen")), ("summary", _("Kort fortalt"))])


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


def _correction(request: HttpRequest, part: Part, fields: Fields) -> HttpResponse:
    document = home_of(part)
    require(request.user, "direction.correct", document)
    chosen = request.GET.get("felt", fields[0][0])
    chosen = chosen if chosen in dict(fields) else fields[0][0]
    initial = {"field": chosen, "after": in_plain_words(part, chosen), "version": part.version}
    form = CorrectionForm(sent(request), choices=fields, initial=initial)
    lead = _(
        "En rettelse er til fejl i ordlyden, ikke til ændrede ønsker. Den gamle tekst, den nye og begrundelsen kan "
        "læses af alle, der kan se dokumentet."
    )
    more = {"template": "direction/correction.html", "more": {"fields": fields, "chosen": chosen}}
    return form_page(
        request,
        form,
        life_screen(document, _("Ret i den vedtagne ordlyd"), _("Skriv rettelsen ind"), lead=lead, **more),
        lambda: _correct(part, form, request),
        message=_("Rettelsen er skrevet ind. Begge tekster kan læses."),
    )


def _correct(part: Part, form: CorrectionForm, request: HttpRequest) -> None:
    correct(
        part,
        form.values["field"],
        after=form.wording,
        why=form.values["why"],
        opened=form.cleaned_data["version"],
        by=signed_in(request),
    )

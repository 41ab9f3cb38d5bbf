"""The lines of a section's text, made points where they stand."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pejling.core.permissions import may, require
from pejling.direction.actions.pointing_out import choose_lines
from pejling.direction.figures.pointing_out import text_of
from pejling.direction.forms.pointing_out import LinesForm
from pejling.direction.models import ElementKind, Section
from pejling.direction.views.fetching import seen_section
from pejling.direction.views.importing import keys_of
from pejling.people.sessions import signed_in
from pejling.reading.review import TEXT
from pejling.web.form_page import perform, sent
from pejling.web.pages import page
from pejling.web.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def section_lines(request: Request, pk: int) -> HttpResponse:
    """Say of each line of a section's text whether it is a point, and of which kind."""
    section = seen_section(request, pk)
    require(request.user, "direction.edit", section.document)
    form = LinesForm(sent(request))
    return perform(
        request,
        lambda: choose_lines(section, form.shown, form.chosen, opened=form.opened, by=signed_in(request)),
        form=form,
        message=_("Punkterne er gemt."),
        then=reverse("document", args=[section.document_id]) + f"#afsnit-{pk}",
        # Read anew: another may have saved the text while one chose.
        refused=lambda _form: _page(request, seen_section(request, pk) if form.is_bound else section, form),
    )


def _page(request: Request, section: Section, form: LinesForm) -> HttpResponse:
    rows = [(line, form.choices.get(line.number, line.chosen)) for line in text_of(section)]
    kinds = list(ElementKind.objects.all())
    context = {
        "section": section,
        "document": section.document,
        "rows": rows,
        "kinds": [(str(kind.pk), kind, key) for kind, key in zip(kinds, keys_of(kinds), strict=True)],
        "kept": sum(choice != TEXT for _line, choice in rows),
        "left": sum(choice == TEXT for _line, choice in rows),
        "may_write": may(request.user, "direction.write", section.document),
        "refusal": form.all_errors,
    }
    return page(request, "direction/section_lines.html", context, status=form.http_status)

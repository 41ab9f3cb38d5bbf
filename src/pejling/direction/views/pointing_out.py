"""The lines of a section's text, made points where they stand."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pejling.core.history import Stale
from pejling.core.permissions import may, require
from pejling.direction.actions.elements import choose_kind, remove_element
from pejling.direction.actions.pointing_out import point_out
from pejling.direction.figures.pointing_out import LineOfText, text_of
from pejling.direction.imports.review import TEXT
from pejling.direction.models import ElementKind, Section
from pejling.direction.views.fetching import seen_section
from pejling.direction.views.importing import keys_of
from pejling.people.sessions import signed_in
from pejling.web.pages import page, see_other
from pejling.web.requests import Request
from pejling.web.toasts import tell


@require_http_methods(["GET", "HEAD", "POST"])
def section_lines(request: Request, pk: int) -> HttpResponse:
    """Say of each line of a section's text whether it is a point, and of which kind."""
    section = seen_section(request, pk)
    require(request.user, "direction.edit", section.document)
    if request.method != "POST":
        return _page(request, section)
    try:
        _save(request, section)
    except Stale:
        words = _("Teksten er ændret imens. Her er den, som den er nu. Vælg igen.")
        return _page(request, seen_section(request, pk), refusal=words, status=409)
    except ValidationError as refused:
        return _page(request, seen_section(request, pk), refusal=" ".join(refused.messages), status=422)
    tell(request, _("Punkterne er gemt."))
    return see_other(reverse("document", args=[section.document_id]) + f"#afsnit-{pk}")


@transaction.atomic
def _save(request: Request, section: Section) -> None:
    """What stands as a point is changed or taken back, and what does not is pointed out."""
    kinds = {str(kind.pk): kind for kind in ElementKind.objects.all()}
    new: dict[int, ElementKind] = {}
    by = signed_in(request)
    for line in text_of(section):
        chosen = request.POST.get(f"line-{line.number}", line.chosen)
        if chosen == line.chosen:
            continue
        if line.element is None:
            if chosen in kinds:
                new[line.number] = kinds[chosen]
        elif chosen == TEXT:
            remove_element(line.element, by=by)
        elif chosen in kinds:
            choose_kind(line.element, kinds[chosen], by=by)
    version = request.POST.get("version", "")
    if not (version.isascii() and version.isdigit() and int(version[:18]) == section.version):
        raise Stale(section)
    point_out(section, new, opened=section.version, by=by)


def _page(request: Request, section: Section, *, refusal: str = "", status: int = 200) -> HttpResponse:
    rows: list[LineOfText] = text_of(section)
    kinds = list(ElementKind.objects.all())
    context = {
        "section": section,
        "document": section.document,
        "rows": rows,
        "kinds": [(str(kind.pk), kind, key) for kind, key in zip(kinds, keys_of(kinds), strict=True)],
        "kept": sum(row.chosen != TEXT for row in rows),
        "left": sum(row.chosen == TEXT for row in rows),
        "may_write": may(request.user, "direction.write", section.document),
        "refusal": refusal,
    }
    return page(request, "direction/section_lines.html", context, status=status)

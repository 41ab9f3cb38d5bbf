"""The lines of a section's text, made points where they stand."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pejling.core.history import Stale
from pejling.core.permissions import may, require
from pejling.direction.actions.pointing_out import choose_lines
from pejling.direction.figures.pointing_out import text_of
from pejling.direction.models import ElementKind, Section
from pejling.direction.views.fetching import seen_section
from pejling.direction.views.importing import keys_of
from pejling.people.sessions import signed_in
from pejling.reading.review import TEXT
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
    shown, chosen = _lines(request, "shown"), _lines(request, "line")
    version = request.POST.get("version", "")
    opened = int(version[:18]) if version.isascii() and version.isdigit() else -1
    try:
        choose_lines(section, shown, chosen, opened=opened, by=signed_in(request))
    except Stale:
        return _overtaken(request, seen_section(request, pk), opened)
    except ValidationError as refused:
        words = " ".join(refused.messages)
        return _page(request, seen_section(request, pk), choices=chosen, refusal=words, status=422)
    tell(request, _("Punkterne er gemt."))
    return see_other(reverse("document", args=[section.document_id]) + f"#afsnit-{pk}")


def _lines(request: Request, name: str) -> dict[int, str]:
    """What the form says of each line, by the line's number."""
    found = (re.fullmatch(rf"{name}-([0-9]{{1,6}})", key) for key in request.POST)
    return {int(match[1]): request.POST[match[0]] for match in found if match}


def _overtaken(request: Request, section: Section, opened: int) -> HttpResponse:
    """Somebody was faster: the text as it is now, with what was chosen here where the lines are still the same."""
    if section.version != opened:
        words = _("Teksten er ændret imens. Her er den, som den er nu. Vælg igen.")
        return _page(request, section, refusal=words, status=409)
    shown, chosen = _lines(request, "shown"), _lines(request, "line")
    own = {number: choice for number, choice in chosen.items() if choice != shown.get(number)}
    words = _(
        "En anden har imens valgt noget andet for en linje, som du også har ændret. Dine valg står her. "
        "Se dem efter, og gem igen."
    )
    return _page(request, section, choices=own, refusal=words, status=409)


def _page(
    request: Request,
    section: Section,
    *,
    choices: Mapping[int, str] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = [(line, (choices or {}).get(line.number, line.chosen)) for line in text_of(section)]
    kinds = list(ElementKind.objects.all())
    context = {
        "section": section,
        "document": section.document,
        "rows": rows,
        "kinds": [(str(kind.pk), kind, key) for kind, key in zip(kinds, keys_of(kinds), strict=True)],
        "kept": sum(choice != TEXT for _line, choice in rows),
        "left": sum(choice == TEXT for _line, choice in rows),
        "may_write": may(request.user, "direction.write", section.document),
        "refusal": refusal,
    }
    return page(request, "direction/section_lines.html", context, status=status)

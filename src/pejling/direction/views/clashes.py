"""The page that two writers of one text meet on."""

from django.http import HttpResponse
from django.urls import reverse

from pejling.direction.figures.clash import Clash
from pejling.direction.figures.document import as_plain, is_plain
from pejling.direction.models import Section
from pejling.web.pages import page
from pejling.web.requests import Request


def clash_page(request: Request, clash: Clash) -> HttpResponse:
    """409: both versions side by side, what was typed kept, and the choice."""
    is_section = isinstance(clash.row, Section)
    name, anchor = ("section_text", "afsnit") if is_section else ("element_wording", "punkt")
    context = {
        "clash": clash,
        "save_url": reverse(name, args=[clash.row.pk]),
        "back_url": reverse("document_write", args=[clash.document.pk]) + f"#{anchor}-{clash.row.pk}",
        "is_plain": is_plain,
        "as_plain": as_plain,
    }
    return page(request, "direction/document_clash.html", context, status=409)

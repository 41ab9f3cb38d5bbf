"""The list of all initiatives: narrowed, sorted, counted and exported."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from pejling.core.dates import today
from pejling.direction.views.register import sheet
from pejling.initiatives.figures.listing import lines, listed, ordered, recurring
from pejling.initiatives.figures.signs import level_sign, phase_sign
from pejling.initiatives.forms.listing import ListForm
from pejling.initiatives.list_export import list_sheet
from pejling.initiatives.models import Level, Phase
from pejling.organisation.authority import authority_of
from pejling.web.caching import open_to_all
from pejling.web.pages import page
from pejling.web.requests import Request

PER_PAGE = 100


@open_to_all
@login_required
@require_safe
def initiatives(request: Request) -> HttpResponse:
    """All initiatives that the viewer may see: a hundred at a time, or all on one page."""
    if not authority_of(request.user).is_internal:
        raise Http404
    every = listed(request.user)
    form = ListForm(request.GET, viewer=request.user)
    sort = request.GET.get("sort", "enhed")
    found = ordered(form.narrow(every), sort)
    if request.GET.get("format") == "xlsx":
        return sheet(list_sheet(lines(found)), f"indsatser-{today().isoformat()}.xlsx")
    shows_all = request.GET.get("vis") == "alle"
    shown = Paginator(found, 1_000_000 if shows_all else PER_PAGE).get_page(request.GET.get("page"))
    found_lines = lines(shown.object_list)
    context = {
        "form": form,
        "shown": shown,
        "lines": found_lines,
        "recurring": recurring(found_lines),
        "phases": {phase.value: phase_sign(phase) for phase in Phase},
        "levels": {"": None, **{level.value: level_sign(level) for level in Level}},
        "shows_all": shows_all,
        "sort": sort,
        "all": every.count() if request.GET else shown.paginator.count,
    }
    return page(request, "initiatives/list.html", context, part="results")

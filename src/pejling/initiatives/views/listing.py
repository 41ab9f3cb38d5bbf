"""The list of all initiatives: narrowed, sorted, counted and exported."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pejling.initiatives.figures.listing import Line, lines, listed, ordered
from pejling.initiatives.figures.signs import level_sign, phase_sign
from pejling.initiatives.forms.listing import ListForm
from pejling.initiatives.models import Intent, Level, Phase, Scope
from pejling.organisation.views.fetching import require_inside
from pejling.web.list_page import Column, ListScreen, list_page
from pejling.web.requests import Request


@login_required
@require_safe
def initiatives(request: Request) -> HttpResponse:
    """All initiatives that the viewer may see: a hundred at a time, or all on one page."""
    require_inside(request)
    screen = ListScreen(
        _("Indsatser"),
        _("indsats"),
        _("indsatser"),
        file="indsatser",
        lead=_("Det, kommunen gør for at nå sine mål, og hvordan det går."),
        crumbs=[(_("Planer"), reverse("plans"))],
        template="initiatives/list.html",
        cells="initiatives/parts/list_cells.html",
        more={
            "phases": {phase.value: phase_sign(phase) for phase in Phase},
            "levels": {level.value: level_sign(level) for level in Level},
        },
    )
    form = ListForm(request.GET, viewer=request.user)
    return list_page(
        request,
        listed(request.user),
        screen,
        _columns(),
        form=form,
        sums=form.sums,
        order=ordered,
        sort="enhed",
        lines=lines,
        may_show_whole=True,
    )


def _columns() -> list[Column[Line]]:
    return [
        Column(
            _("Indsats"),
            lambda line: line.title,
            is_own_words=True,
            sort="titel",
            width=50,
            link=lambda line: line.url,
            under=lambda line: line.document,
        ),
        Column(_("Plan"), lambda line: line.document, width=35, only="file"),
        Column(_("Enhed"), lambda line: line.unit, sort="enhed", width=30, is_own_words=True),
        Column(
            _("Leder"),
            lambda line: line.leader,
            sort="leder",
            cell="leader",
            plain=lambda leader: str(leader[0]),
            width=25,
        ),
        Column(
            _("Fase"),
            lambda line: line.phase,
            sort="fase",
            cell="phase",
            plain=lambda phase: str(Phase(phase).label),
        ),
        Column(
            _("Status"),
            lambda line: line.level,
            sort="status",
            cell="level",
            plain=lambda level: str(Level(level).label) if level else "",
        ),
        Column(
            _("Sidste status"),
            lambda line: line.said,
            sort="sidst",
            cell="said",
            plain=lambda said: said[0],
            kind="nowrap",
        ),
        Column(_("Mangler status"), lambda line: line.said[1], only="file"),
        Column(_("Hensigt"), lambda line: str(Intent(line.intent).label), only="file"),
        Column(_("Gælder"), lambda line: str(Scope(line.scope).label), width=25, only="file"),
        Column(_("Begynder"), lambda line: line.starts_on, only="file"),
        Column(
            _("Forventet slut"),
            lambda line: line.expected,
            sort="slutter",
            cell="expected",
            plain=lambda expected: expected[0],
            kind="nowrap",
        ),
    ]

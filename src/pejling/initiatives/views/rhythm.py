"""How often a unit gives status."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pejling.core.permissions import require
from pejling.initiatives.actions.choices import set_rhythm
from pejling.initiatives.figures.silence import Rhythms
from pejling.initiatives.forms.reports import RhythmForm
from pejling.initiatives.models import USUAL_INTERVAL, Interval
from pejling.organisation.models import Unit
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, sent


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose how often the unit gives status, or follow the unit above."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    require(request.user, "initiatives.rhythm", unit)
    rhythms = Rhythms.read()
    above = rhythms.of(unit.parent_id) if unit.parent_id else USUAL_INTERVAL
    form = RhythmForm(
        sent(request), chosen=rhythms.chosen.get(unit.pk), inherited=str(Interval(above).label).lower()
    )
    back = reverse("unit", args=[unit.pk])
    shown = Screen(
        _("Hvor tit giver I status?"),
        _("Gem"),
        [(_("Enheder"), reverse("units")), (unit.name, back)],
        back,
        lead=_(
            "Rytmen afgør, hvornår den, der leder en indsats, bliver spurgt. "
            "Enheder under jer følger den, når de ikke selv vælger."
        ),
        kicker=unit.name,
    )
    return form_page(
        request,
        form,
        shown,
        lambda: set_rhythm(unit, form.values["interval"], by=signed_in(request)),
        message=_("Rytmen er gemt."),
    )

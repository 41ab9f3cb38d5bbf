"""What citizens see of a plan's work: chosen for the whole plan, and written for one initiative at a time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pejling.core.permissions import require
from pejling.direction.models import Visibility
from pejling.initiatives.actions import publishing as actions
from pejling.initiatives.forms.publishing import PublicStatusForm, PublicTextForm
from pejling.initiatives.models import PublicText
from pejling.initiatives.views.fetching import seen_plan
from pejling.initiatives.views.initiatives import address, screen, seen_initiative
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def public_status(request: Request, pk: int) -> HttpResponse:
    """Choose which of the plan's initiatives anybody may follow."""
    document, by = seen_plan(request, pk), signed_in(request)
    require(by, "initiatives.publish", document)
    form, back = PublicStatusForm(sent(request), plan=document), reverse("plan", args=[pk])
    lead = _("Borgerne ser status og de tekster, I skriver til dem, men aldrig jeres egen sætning om status.")
    if document.visibility != Visibility.PUBLIC:
        lead = _("Planen er ikke offentlig, så borgerne ser intet af den. Valget gælder, når den bliver det.")
    return form_page(
        request,
        form,
        Screen(
            _("Det kan borgerne se"),
            _("Gem valget"),
            [(_("Planer"), reverse("plans")), (document.title, back)],
            back,
            kicker=document.title,
            lead=lead,
        ),
        lambda: actions.choose_public(document, form.cleaned_data["shown"], by=by),
        message=_("Valget er gemt."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def public_text_new(request: Request, pk: int) -> HttpResponse:
    """Write for citizens about one initiative."""
    row = seen_initiative(request, pk)
    require(request.user, "initiatives.edit", row)
    form = PublicTextForm(sent(request))
    lead = _("Alle kan læse det, så længe borgerne kan følge indsatsen.")
    return form_page(
        request,
        form,
        screen(row, _("Skriv til borgerne"), _("Gem"), "borgerne", lead=lead),
        lambda: actions.write_public_text(row, by=signed_in(request), **form.cleaned_data),
        message=_("Teksten er gemt."),
    )


@login_required
@require_POST
def public_text_withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take a text back, so that citizens do not see it any more."""
    told = get_object_or_404(PublicText, pk=pk)
    told.initiative = seen_initiative(request, told.initiative_id)
    require(request.user, "initiatives.edit", told.initiative)
    return perform(
        request,
        lambda: actions.withdraw_public_text(told, by=signed_in(request)),
        message=_("Teksten er taget tilbage."),
        then=address(told.initiative_id, "borgerne"),
    )

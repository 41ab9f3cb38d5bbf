"""What is done with an initiative on its way: steps from phase to phase, and milestones."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pejling.core.permissions import require
from pejling.initiatives.actions import milestones, phases
from pejling.initiatives.figures.aims import has_aim
from pejling.initiatives.figures.initiative import approver_name, loose_ends, names_forum
from pejling.initiatives.forms.work import MilestoneForm, NewMilestoneForm, StepForm, TakingBackForm
from pejling.initiatives.models import Initiative, Milestone, Phase
from pejling.initiatives.phases import Move, move_between
from pejling.initiatives.rules import require_step
from pejling.initiatives.views.initiatives import address, screen, seen_initiative
from pejling.people.sessions import signed_in
from pejling.web.form_page import form_page, perform, sent
from pejling.web.pages import see_other
from pejling.web.requests import Request
from pejling.web.toasts import tell

# --- Phases ----------------------------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def initiative_step(request: Request, pk: int, phase: str) -> HttpResponse:
    """Take an initiative to another phase: asked for with what there is to say, or pressed as a button."""
    row = seen_initiative(request, pk)
    move = _move(request, row, phase)
    if move is None:
        tell(request, _("Indsatsen er i en anden fase nu. Se, hvad der er det næste."))
        return see_other(address(pk))
    is_forum = move.is_approval and names_forum(row)
    form = StepForm(sent(request), move=move, is_forum=is_forum)
    label = _("Skriv godkendelsen ind") if is_forum else str(move.label)
    shown = screen(
        row,
        label,
        label,
        template="initiatives/step.html",
        more={
            "initiative": row,
            "move": move,
            "approver": approver_name(row) if move.is_approval else "",
            "aimless": move.is_approval and not has_aim(row),
            "loose": loose_ends(row, request.user) if move.after == Phase.DONE else None,
        },
    )
    return form_page(
        request,
        form,
        shown,
        lambda: phases.step(row, move.after, **form.values, by=signed_in(request)),
        message=_("Indsatsens fase er nu »%(phase)s«.") % {"phase": move.after.label},
        undo=reverse("initiative_step_back", args=[pk]),
    )


def _move(request: Request, row: Initiative, phase: str) -> Move | None:
    """The step that the address names, if it can be taken from here; refused in words to who may not take it."""
    if phase not in Phase.values:
        raise Http404
    move = move_between(row.phase, phase)
    require_step(request.user, row, move)
    return move


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def initiative_step_back(request: Request, pk: int) -> HttpResponse:
    """Take back the latest step, which was a mistake."""
    row = seen_initiative(request, pk)
    form = TakingBackForm(sent(request))
    mistaken = phases.latest_step(row)
    if mistaken is None:
        require(request.user, "initiatives.edit", row)
        tell(request, _("Der er intet faseskift at fortryde."))
        return see_other(address(pk))
    require_step(request.user, row, move_between(mistaken.before, mistaken.after))
    words = _("Fasen går tilbage fra »%(after)s« til »%(before)s«. Begge skift kan stadig læses.")
    title = _("Fortryd faseskiftet")
    lead = words % {"after": mistaken.get_after_display(), "before": mistaken.get_before_display()}
    return form_page(
        request,
        form,
        screen(row, title, title, lead=lead),
        lambda: phases.take_back(row, why=form.values["why"], by=signed_in(request)),
        message=_("Faseskiftet er taget tilbage."),
    )


# --- Milestones ------------------------------------------------------------------------------------------------------


def seen_milestone(request: Request, pk: int) -> Milestone:
    """The milestone of an initiative that the viewer may see."""
    visible = Initiative.objects.visible_to(request.user).values("pk")
    rows = Milestone.objects.select_related("initiative__element__document__kind", "initiative__unit")
    return get_object_or_404(rows.filter(initiative__in=visible), pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_new(request: Request, pk: int) -> HttpResponse:
    """Set a milestone."""
    row = seen_initiative(request, pk)
    require(request.user, "initiatives.edit", row)
    form = NewMilestoneForm(sent(request))
    lead = _("Et punkt på vejen, som alle kan se, om I har nået.")
    return form_page(
        request,
        form,
        screen(row, _("Nyt delmål"), _("Gem"), "delmaal", lead=lead),
        lambda: milestones.add_milestone(row, by=signed_in(request), **form.values),
        message=_("Delmålet er tilføjet."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_edit(request: Request, pk: int) -> HttpResponse:
    """Change a milestone."""
    milestone = seen_milestone(request, pk)
    row = milestone.initiative
    require(request.user, "initiatives.edit", row)
    form = MilestoneForm(sent(request), instance=milestone)
    shown = screen(
        row,
        _("Ændr delmålet"),
        _("Gem"),
        "delmaal",
        template="initiatives/milestone_form.html",
        more={"milestone": milestone},
    )
    return form_page(
        request,
        form,
        shown,
        lambda: milestones.change_milestone(
            milestone, opened=form.opened, by=signed_in(request), **form.values
        ),
        message=_("Delmålet er gemt."),
    )


def _press(
    request: Request, pk: int, act: Callable[..., Milestone], message: str, *, undo: str = ""
) -> HttpResponse:
    """A button on a milestone: one thing is done with it, and `undo` names the address that takes it back."""
    milestone = seen_milestone(request, pk)
    return perform(
        request,
        lambda: act(milestone, by=signed_in(request)),
        message=message,
        then=address(milestone.initiative_id, "delmaal"),
        undo=reverse(undo, args=[pk]) if undo else "",
    )


@login_required
@require_POST
def milestone_reaching(request: Request, pk: int) -> HttpResponse:
    """Say that a milestone is reached today."""
    told = _("Delmålet er meldt nået i dag.")
    return _press(request, pk, milestones.reach, told, undo="milestone_missing")


@login_required
@require_POST
def milestone_missing(request: Request, pk: int) -> HttpResponse:
    """Take back that a milestone was reached."""
    return _press(request, pk, milestones.miss, _("Delmålet er ikke nået endnu."), undo="milestone_reaching")


@login_required
@require_POST
def milestone_removal(request: Request, pk: int) -> HttpResponse:
    """Take a milestone away; it can be brought back."""
    told = _("Delmålet er fjernet.")
    return _press(request, pk, milestones.remove_milestone, told, undo="milestone_restoration")


@login_required
@require_POST
def milestone_restoration(request: Request, pk: int) -> HttpResponse:
    """Bring a milestone back."""
    return _press(request, pk, milestones.restore_milestone, _("Delmålet er hentet tilbage."))

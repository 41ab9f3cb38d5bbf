"""How long what is said is kept, what is due to go, and the receipts. Nothing of what was written is shown here."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pejling.conversations.actions import keeping as actions
from pejling.conversations.figures.keeping import retention_of, retentions, what_is_due
from pejling.conversations.forms import DisposalForm, RetentionForm
from pejling.conversations.models import Conversation, Disposal, Kept
from pejling.core.permissions import require
from pejling.organisation.views.fetching import require_inside
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, sent
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request

MOST_RECEIPTS = 200


def _kept(word: str) -> Kept:
    try:
        return Kept(word)
    except ValueError as unknown:
        raise Http404 from unknown


@login_required
@require_safe
def keeping(request: "Request") -> HttpResponse:
    """The settings, what is due to go, and what was let go."""
    require_inside(request)
    require(request.user, "conversations.keep")
    context = {
        "retentions": retentions(),
        "due": what_is_due(),
        "receipts": Disposal.objects.select_related("conversation__unit", "by")[:MOST_RECEIPTS],
    }
    return page(request, "conversations/keeping.html", context)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Samtaler"), reverse("conversations")), (_("Opbevaring"), reverse("keeping"))]


@login_required
def retention(request: "Request", kept: str) -> HttpResponse:
    """Say how long one kind is kept, and what the archive asks."""
    require_inside(request)
    require(request.user, "conversations.keep")
    kind = _kept(kept)
    form = RetentionForm(sent(request), instance=retention_of(kind))
    return form_page(
        request,
        form,
        Screen(str(kind.label), _("Gem"), _crumbs(), reverse("keeping"), kicker=_("Hvor længe gemmes det?")),
        lambda: actions.choose_retention(kind, **form.values, opened=form.opened, by=signed_in(request)),
        message=_("Det er gemt."),
    )


@login_required
def disposal(request: "Request", pk: int, kept: str) -> HttpResponse:
    """Let go of one kind of what was said in a conversation."""
    require_inside(request)
    require(request.user, "conversations.keep")
    kind = _kept(kept)
    row = get_object_or_404(Conversation.objects.for_list(), pk=pk)
    rule = retention_of(kind)
    form = DisposalForm(sent(request))
    if not rule.is_delivered_first:
        del form.fields["delivered"]
    return form_page(
        request,
        form,
        Screen(
            _("Slet: %(what)s") % {"what": kind.label},
            _("Slet"),
            _crumbs(),
            reverse("keeping"),
            lead=rule.rule
            or _("Det forsvinder fra siden, historikken og alt, hvad der hentes. Kvitteringen bliver."),
            kicker=str(row),
        ),
        lambda: actions.dispose(
            row, kind, delivered=form.cleaned_data.get("delivered", ""), by=signed_in(request)
        ),
        message=_("Det er slettet. Kvitteringen står under Opbevaring."),
    )

"""The shared screen of a conversation, what is noted and agreed on it, and the confirmation afterwards."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.agreements.forms.commitments import in_three_months
from pejling.agreements.models import Proposal
from pejling.conversations.actions import holding as actions
from pejling.conversations.exports import conversation_outline
from pejling.conversations.figures.conversation import read_conversation, values_to_see
from pejling.conversations.figures.people import participants
from pejling.conversations.figures.turns import turn_times
from pejling.conversations.forms import AgreedForm, NoteForm, PutForwardForm, ValueForm
from pejling.conversations.leadership import leaders_above, leadership_of
from pejling.conversations.models import Conversation, Note, Side, Turn
from pejling.conversations.views.fetching import conversation_page, seen_conversation, way_to
from pejling.core.permissions import may, require
from pejling.direction.models import Element
from pejling.papers.answers import answer_pdf, answer_word
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page
from pejling.web.saving import save, saved

if TYPE_CHECKING:
    from pejling.web.requests import Request


def screen_of(conversation: Conversation) -> str:
    """The address of the shared screen."""
    return reverse("conversation_screen", args=[conversation.pk])


@login_required
@require_safe
def conversation_screen(request: "Request", pk: int) -> HttpResponse:
    """One quiet page for all who sit at the table: three turns, and what is agreed always in sight."""
    row = seen_conversation(request, pk)
    person = signed_in(request)
    own = {(note.turn, note.question): note.text for note in Note.objects.filter(conversation=row, by=person)}
    turn = request.GET.get("runde", "")
    context = {
        "conversation": row,
        "told": read_conversation(row, request.user),
        "turns": list(Turn),
        "turn": Turn(turn) if turn in Turn.values else Turn.ANSWERS,
        "sides": list(Side),
        "own": own,
        "people": participants(row),
        "times": turn_times(row),
        "until": in_three_months(),
        "hosts": set(leadership_of(row.unit_id)),
        "above": set(leaders_above(row.unit_id)),
        "may_note": may(request.user, "conversations.note", row),
        "now": timezone.localtime(),
    }
    return page(request, "conversations/screen.html", context)


@login_required
@require_POST
def conversation_jotting(request: "Request", pk: int) -> HttpResponse:
    """Save what one notes; the page saves it by itself as one types."""
    row = seen_conversation(request, pk)
    form = NoteForm(request.POST, instance=Note(conversation=row, by=signed_in(request)))
    return save(
        request,
        form,
        lambda: actions.note(row, **form.values, by=signed_in(request)),
        then=lambda kept: saved(request, kept, screen_of(row)),
    )


@login_required
def conversation_agreeing(request: "Request", pk: int) -> HttpResponse:
    """Write down what one side takes on."""
    row = seen_conversation(request, pk)
    require(request.user, "conversations.note", row)
    side = request.GET.get("side", "")
    form = AgreedForm(
        sent(request), viewer=request.user, initial={"side": side} if side in Side.values else None
    )
    back = screen_of(row) if not row.is_held else conversation_page(row)
    return form_page(
        request,
        form,
        Screen(_("Ny aftale"), _("Gem aftalen"), way_to(row), back),
        lambda: actions.agree(
            row,
            Side(form.cleaned_data["side"]),
            by=signed_in(request),
            **{name: value for name, value in form.values.items() if name != "side"},
        ),
        message=_("Aftalen er gemt. Begge parter bekræfter den bagefter."),
    )


@login_required
def conversation_putting_forward(request: "Request", pk: int) -> HttpResponse:
    """Send a wish, a solution or an idea on its way."""
    row = seen_conversation(request, pk)
    require(request.user, "conversations.note", row)
    form = PutForwardForm(sent(request), instance=Proposal(), viewer=request.user)
    back = screen_of(row) if not row.is_held else conversation_page(row)
    return form_page(
        request,
        form,
        Screen(_("Ønske, løsning eller idé"), _("Send forslaget"), way_to(row), back),
        lambda: actions.put_forward(row, by=signed_in(request), **form.values),
        message=lambda made: _("Forslaget er sendt til %(receiver)s.") % {"receiver": made.receiver},
    )


@login_required
def value_seeing(request: "Request", pk: int) -> HttpResponse:
    """Write down how a value of the leadership foundation was seen in practice."""
    row = seen_conversation(request, pk)
    require(request.user, "conversations.note", row)
    known = Element.objects.filter(pk__in=[each.pk for each in values_to_see(request.user)])
    form = ValueForm(sent(request), values=known)
    back = screen_of(row) if not row.is_held else conversation_page(row)
    return form_page(
        request,
        form,
        Screen(_("Set i praksis"), _("Gem"), way_to(row), back),
        lambda: actions.see_value(
            row, form.cleaned_data["value"], words=form.cleaned_data["words"], by=signed_in(request)
        ),
        message=_("Det er skrevet ind."),
    )


@login_required
@require_POST
def conversation_beginning(request: "Request", pk: int) -> HttpResponse:
    """Say that it begins now."""
    row = seen_conversation(request, pk)
    return perform(
        request,
        lambda: actions.begin(row, by=signed_in(request)),
        message=_("Nu tæller minutterne for de tre runder."),
        then=screen_of(row),
    )


@login_required
@require_POST
def conversation_holding(request: "Request", pk: int) -> HttpResponse:
    """Say that it has taken place."""
    row = seen_conversation(request, pk)
    return perform(
        request,
        lambda: actions.hold(row, by=signed_in(request)),
        message=_("Samtalen er holdt. Nu bekræfter begge parter det, I aftalte."),
        then=conversation_page(row),
        undo=reverse("conversation_reopening", args=[pk]),
    )


@login_required
@require_POST
def conversation_reopening(request: "Request", pk: int) -> HttpResponse:
    """Take back that it has taken place."""
    row = seen_conversation(request, pk)
    return perform(
        request,
        lambda: actions.reopen(row, by=signed_in(request)),
        message=_("Samtalen er åben igen."),
        then=conversation_page(row),
    )


@login_required
@require_POST
def conversation_confirmation(request: "Request", pk: int) -> HttpResponse:
    """Say for one's side that what was agreed is as written."""
    row = seen_conversation(request, pk)
    return perform(
        request,
        lambda: actions.confirm(row, shown=request.POST.get("shown", ""), by=signed_in(request)),
        message=_("Aftalerne er bekræftet for din side."),
        then=conversation_page(row),
        undo=reverse("conversation_unconfirmation", args=[pk]),
    )


@login_required
@require_POST
def conversation_unconfirmation(request: "Request", pk: int) -> HttpResponse:
    """Take back the confirmation of one's side."""
    row = seen_conversation(request, pk)
    return perform(
        request,
        lambda: actions.withdraw_confirmation(row, by=signed_in(request)),
        message=_("Bekræftelsen er taget tilbage."),
        then=conversation_page(row),
    )


@login_required
@require_safe
def conversation_word(request: "Request", pk: int) -> HttpResponse:
    """The note of the conversation for Word."""
    return answer_word(conversation_outline(seen_conversation(request, pk), request.user))


@login_required
@require_safe
def conversation_pdf(request: "Request", pk: int) -> HttpResponse:
    """The note of the conversation as PDF."""
    return answer_pdf(conversation_outline(seen_conversation(request, pk), request.user))

"""The screens of the meeting while it is held: where it is run from, the wall, and what is written from them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.agreements.forms.proposals import SaidProposalForm
from pejling.agreements.models import Proposal
from pejling.core.keys import read_key
from pejling.core.permissions import may, require
from pejling.meetings.actions import holding as actions
from pejling.meetings.actions import minutes
from pejling.meetings.figures.agenda import Agenda, follow_up, read_agenda, read_item, unanswered
from pejling.meetings.figures.held import clock_of, held_of, present, voters
from pejling.meetings.forms.items import (
    DisqualifiedForm,
    DissentForm,
    ItemAgreedForm,
    NoteForm,
    OutcomeForm,
    PartyForm,
    PresenceForm,
    ReasonForm,
    RecordForm,
    ReferralForm,
    VotesForm,
)
from pejling.meetings.models import Disqualification, Dissent, Item, Meeting, Note, Outcome
from pejling.meetings.views.fetching import (
    inside_meeting,
    item_on_agenda,
    item_page,
    meeting_page,
    run_page,
    way_to,
    way_to_item,
)
from pejling.meetings.words import outcome_sign
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page
from pejling.web.saving import save, saved

if TYPE_CHECKING:
    from pejling.web.forms import BaseForm
    from pejling.web.requests import Request


@login_required
@require_safe
def meeting_run(request: "Request", pk: int) -> HttpResponse:
    """Run the meeting: the agenda with the time, the item that it is at, and what is missing before it can close."""
    row = inside_meeting(request, pk)
    require(request.user, "meetings.edit", row)
    agenda = read_agenda(row, request.user)
    shown = _shown(request, agenda)
    person = signed_in(request)
    readable = [line.item for line in agenda.lines if line.item]
    held = held_of(readable, request.user)
    context = {
        "meeting": row,
        "agenda": agenda,
        "shown": shown,
        "held": held,
        "told": read_item(shown, request.user, with_notes=True) if shown else None,
        "own": Note.objects.filter(item=shown, by=person).first() if shown else None,
        "called": present(row),
        "clock": clock_of(agenda),
        "now": timezone.localtime(),
        "quick": [(each, outcome_sign(each)) for each in _quick(row, shown)],
        "outcome_sign": outcome_sign,
        "follow_up": follow_up(row, request.user) if shown and shown.fills_itself else [],
        "unanswered": unanswered(row, request.user) if shown and shown.fills_itself else [],
        "nothing_said": [
            line for line in agenda.lines if line.item and line.item.is_closed and not line.item.for_public
        ],
    }
    return page(request, "meetings/run.html", context, part="notes")


def _shown(request: "Request", agenda: Agenda) -> Item | None:
    """The item that is looked at: the one asked for, else the one that the meeting is at, else the first."""
    asked = read_key(request.GET.get("punkt")) or agenda.meeting.here_id
    found = next((line.item for line in agenda.lines if line.item and line.pk == asked), None)
    return found or next((line.item for line in agenda.lines if line.item), None)


def _quick(meeting: Meeting, item: Item | None) -> list[Outcome]:
    """The outcomes that are chosen by one key: what is likeliest for the item first."""
    if item is None:
        return []
    is_committee = meeting.forum.kind.nature == "committee"
    usual = {
        "information": [Outcome.NOTED, Outcome.DISCUSSED, Outcome.POSTPONED],
        "discussion": [Outcome.DISCUSSED, Outcome.NOTED, Outcome.POSTPONED],
    }.get(item.kind, [Outcome.ADOPTED, Outcome.REJECTED, Outcome.NOTED, Outcome.POSTPONED])
    return [Outcome.RECOMMENDED, *usual] if is_committee and item.kind == "decision" else usual


@login_required
@require_safe
def meeting_wall(request: "Request", pk: int) -> HttpResponse:
    """The agenda on the wall of the room: where we are, and what comes. Whoever sits there reads no closed title on it."""
    row = inside_meeting(request, pk)
    agenda = read_agenda(row, request.user)
    context = {
        "meeting": row,
        "agenda": agenda,
        "clock": clock_of(agenda),
        "now": timezone.localtime(),
        "outcome_sign": outcome_sign,
    }
    return page(request, "meetings/wall.html", context, part="wall")


@login_required
@require_POST
def meeting_opening(request: "Request", pk: int) -> HttpResponse:
    """Open the meeting."""
    row = inside_meeting(request, pk)
    return perform(
        request,
        lambda: actions.begin(row, by=signed_in(request)),
        message=_("Mødet er åbnet."),
        then=run_page(row),
    )


@login_required
@require_POST
def meeting_closing(request: "Request", pk: int) -> HttpResponse:
    """Close it, when every item has an outcome."""
    row = inside_meeting(request, pk)
    return perform(
        request,
        lambda: actions.close(row, by=signed_in(request)),
        message=_("Mødet er lukket. Nu kan referatet skrives færdigt og godkendes."),
        then=meeting_page(row),
        undo=reverse("meeting_reopening", args=[pk]),
    )


@login_required
@require_POST
def meeting_reopening(request: "Request", pk: int) -> HttpResponse:
    """Take back that it is closed."""
    row = inside_meeting(request, pk)
    return perform(
        request,
        lambda: actions.reopen(row, by=signed_in(request)),
        message=_("Mødet er åbent igen."),
        then=meeting_page(row),
    )


@login_required
@require_POST
def meeting_approval(request: "Request", pk: int) -> HttpResponse:
    """Approve the minutes."""
    row = inside_meeting(request, pk)
    return perform(
        request,
        lambda: actions.approve(row, by=signed_in(request)),
        message=_("Referatet er godkendt."),
        then=meeting_page(row),
    )


@login_required
def meeting_presence(request: "Request", pk: int) -> HttpResponse:
    """Note who came."""
    row = inside_meeting(request, pk)
    require(request.user, "meetings.edit", row)
    form = PresenceForm(sent(request), called=present(row))
    return form_page(
        request,
        form,
        Screen(
            _("Hvem er til stede?"),
            _("Gem"),
            way_to(row),
            _back(request, row),
            template="meetings/rollcall.html",
        ),
        lambda: actions.note_presence(row, form.presence, by=signed_in(request)),
        message=_("Fremmødet er noteret."),
    )


def _back(request: "Request", meeting: Meeting, item: Item | None = None) -> str:
    """The screen that the meeting is run from while it is under way, else the page of the item or the meeting."""
    if meeting.begun_at and not meeting.closed_at and may(request.user, "meetings.edit", meeting):
        return run_page(meeting) + (f"?punkt={item.pk}" if item else "")
    return item_page(item) if item else meeting_page(meeting)


def _item_form(
    request: "Request",
    item: Item,
    meeting: Meeting,
    form: "BaseForm",
    title: str,
    button: str,
    act: Callable[[], Any],
    message: str | Callable[[Any], str],
) -> HttpResponse:
    """A form about an item at the meeting, which leads back to where the meeting is run."""
    return form_page(
        request,
        form,
        Screen(title, button, way_to_item(item), _back(request, meeting, item), kicker=item.title),
        act,
        message=message,
    )


@login_required
@require_POST
def item_here(request: "Request", pk: int) -> HttpResponse:
    """The meeting is at this item now."""
    row, meeting = item_on_agenda(request, pk)
    return perform(
        request,
        lambda: actions.go_to(row, by=signed_in(request)),
        message=_("Nu er vi her."),
        then=f"{run_page(meeting)}?punkt={pk}",
    )


@login_required
def item_outcome(request: "Request", pk: int) -> HttpResponse:
    """Write down what came of it."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    form = OutcomeForm(sent(request), viewer=request.user)
    return _item_form(
        request, row, meeting, form, _("Udfald"), _("Gem udfaldet"),
        lambda: actions.decide(row, by=signed_in(request), **form.values),
        _("Udfaldet er skrevet ind. Punktet er låst."),
    )  # fmt: skip


@login_required
def item_reopening(request: "Request", pk: int) -> HttpResponse:
    """Open a decided item again, with a reason."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    form = ReasonForm(sent(request))
    return _item_form(
        request, row, meeting, form, _("Åbn punktet igen"), _("Åbn igen"),
        lambda: actions.reopen_item(row, because=form.cleaned_data["because"], by=signed_in(request)),
        _("Punktet er åbent igen. Grunden er gemt."),
    )  # fmt: skip


@login_required
def item_votes(request: "Request", pk: int) -> HttpResponse:
    """How each member voted."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    standing = dict(row.ballots.filter(person__isnull=False).values_list("person", "side"))
    form = VotesForm(sent(request), voters=voters(meeting, row), standing=standing)
    way, back = way_to_item(row), _back(request, meeting, row)
    return form_page(
        request,
        form,
        Screen(
            _("Stemmer"), _("Gem stemmerne"), way, back, kicker=row.title, template="meetings/rollcall.html"
        ),
        lambda: actions.vote(row, form.votes, by=signed_in(request)),
        message=_("Stemmerne er gemt."),
    )


@login_required
def item_party_votes(request: "Request", pk: int) -> HttpResponse:
    """How a party or a group voted."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    form = PartyForm(sent(request))
    return _item_form(
        request, row, meeting, form, _("Et partis stemmer"), _("Gem stemmerne"),
        lambda: actions.vote_by_party(row, form.cleaned_data["party"], form.votes, by=signed_in(request)),
        _("Stemmerne er gemt."),
    )  # fmt: skip


@login_required
def item_disqualifying(request: "Request", pk: int) -> HttpResponse:
    """Write down that somebody is disqualified for the item."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    form = DisqualifiedForm(sent(request), meeting=meeting, viewer=request.user)
    return _item_form(
        request, row, meeting, form, _("Hvem er inhabil?"), _("Gem"),
        lambda: minutes.disqualify(row, by=signed_in(request), **form.values), _("Det er skrevet ind."),
    )  # fmt: skip


@login_required
@require_POST
def disqualification_removal(request: "Request", pk: int) -> HttpResponse:
    """Take out what was written by mistake."""
    found = get_object_or_404(
        Disqualification.objects.filter(Item.seen_by(request.user, "item__")).select_related("item__meeting"),
        pk=pk,
    )
    item, meeting = item_on_agenda(request, found.item_id)
    return perform(
        request,
        lambda: minutes.qualify(found, by=signed_in(request)),
        message=_("Det er taget ud."),
        then=_back(request, meeting, item),
    )


@login_required
def item_dissent(request: "Request", pk: int) -> HttpResponse:
    """What a member wants in the minutes, word for word."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    form = DissentForm(sent(request), meeting=meeting, viewer=request.user)
    return _item_form(
        request, row, meeting, form, _("Mindretalsudtalelse"), _("Gem ordret"),
        lambda: minutes.dissent(row, form.cleaned_data["person"], words=form.cleaned_data["words"], by=signed_in(request)),
        _("Udtalelsen er skrevet ind."),
    )  # fmt: skip


@login_required
@require_POST
def dissent_removal(request: "Request", pk: int) -> HttpResponse:
    """Take out what was written by mistake."""
    said = get_object_or_404(
        Dissent.objects.filter(Item.seen_by(request.user, "item__")).select_related("item__meeting"), pk=pk
    )
    item, meeting = item_on_agenda(request, said.item_id)
    return perform(
        request,
        lambda: minutes.remove_dissent(said, by=signed_in(request)),
        message=_("Udtalelsen er taget ud."),
        then=_back(request, meeting, item),
    )


@login_required
def item_referral(request: "Request", pk: int) -> HttpResponse:
    """Take a decision to the council, or record disagreement and send it upward."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.refer", row)
    form = ReferralForm(
        sent(request), meeting=meeting, viewer=request.user, initial={"person": signed_in(request).pk}
    )
    return _item_form(
        request, row, meeting, form, _("Før sagen videre"), _("Før videre"),
        lambda: minutes.refer(row, by=signed_in(request), **form.values), _("Det er skrevet ind."),
    )  # fmt: skip


@login_required
def item_record(request: "Request", pk: int) -> HttpResponse:
    """Write what the minutes say of it."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    notes = "\n".join(each.text for each in row.notes.exclude(text="").order_by("at", "pk"))
    form = RecordForm(sent(request), instance=row)
    if not row.record:
        form.initial["record"] = notes

    def act() -> Item:
        typed = {"for_public": "", **form.values}
        return minutes.write_record(row, opened=form.opened, by=signed_in(request), **typed)

    return _item_form(
        request, row, meeting, form, _("Referat"), _("Gem referatet"), act, _("Referatet er gemt.")
    )


@login_required
@require_POST
def item_jotting(request: "Request", pk: int) -> HttpResponse:
    """Save what one notes for the minutes; the page saves it by itself as one types."""
    row, meeting = item_on_agenda(request, pk)
    form = NoteForm(request.POST)
    return save(
        request,
        form,
        lambda: minutes.jot(row, text=form.cleaned_data["text"], by=signed_in(request)),
        then=lambda kept: saved(request, kept, _back(request, meeting, row)),
    )


@login_required
@require_POST
def item_own_note(request: "Request", pk: int) -> HttpResponse:
    """Save what one notes for oneself."""
    row, _meeting = item_on_agenda(request, pk)
    form = NoteForm(request.POST)
    return save(
        request,
        form,
        lambda: minutes.jot_for_oneself(row, text=form.cleaned_data["text"], by=signed_in(request)),
        then=lambda kept: saved(request, kept, item_page(row)),
    )


@login_required
def item_agreeing(request: "Request", pk: int) -> HttpResponse:
    """Write down what somebody takes on."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    initial = {"unit": meeting.unit_id, "element": row.element_id if row.element_for(request.user) else None}
    form = ItemAgreedForm(sent(request), viewer=request.user, initial=initial)
    return _item_form(
        request, row, meeting, form, _("Ny aftale"), _("Gem aftalen"),
        lambda: minutes.agree(row, by=signed_in(request), **form.values),
        _("Aftalen er gemt. Den kommer igen på Min side og under Opfølgning, til den er gjort."),
    )  # fmt: skip


@login_required
def item_putting_forward(request: "Request", pk: int) -> HttpResponse:
    """Send a wish, a solution or an idea on its way."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    form = SaidProposalForm(sent(request), instance=Proposal(), viewer=request.user)
    return _item_form(
        request, row, meeting, form, _("Ønske, løsning eller idé"), _("Send forslaget"),
        lambda: minutes.put_forward(row, by=signed_in(request), **form.values),
        lambda made: _("Forslaget er sendt til %(receiver)s.") % {"receiver": made.receiver},
    )  # fmt: skip

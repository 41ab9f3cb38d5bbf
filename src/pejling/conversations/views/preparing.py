"""The pages on which a conversation is prepared: its page, and one for each question, also on a phone."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.activity.models import Activity
from pejling.conversations.actions import preparing as actions
from pejling.conversations.exports import pack_outline
from pejling.conversations.figures.conversation import read_conversation
from pejling.conversations.figures.people import participants
from pejling.conversations.figures.plan import plan_of
from pejling.conversations.forms import AnswerForm, BidForm, CarryForm, ReflectionForm, RemarkForm
from pejling.conversations.models import (
    Bid,
    Conversation,
    JointAnswer,
    Question,
    Reflected,
    Reflection,
)
from pejling.conversations.reflection import ROUNDS
from pejling.conversations.rules import hosts
from pejling.conversations.views.fetching import conversation_page, seen_conversation, way_to
from pejling.core.dates import today
from pejling.core.permissions import may, require
from pejling.direction.models import Nature
from pejling.papers.answers import answer_pdf, answer_word
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page
from pejling.web.saving import save, saved
from pejling.web.tiles import TileSubject, tiles_about

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.web.requests import Request


@login_required
@require_safe
def conversation(request: "Request", pk: int) -> HttpResponse:
    """The conversation: where it stands, the answers, what has happened since last time, and what is agreed."""
    row = seen_conversation(request, pk)
    asked = ("prepare", "reflect", "answer", "carry", "read_ahead", "ask", "note", "hold", "share")
    context = {
        "told": read_conversation(row, request.user),
        "conversation": row,
        "people": participants(row),
        "rights": {name: may(request.user, f"conversations.{name}", row) for name in asked},
        "may_plan": may(request.user, "conversations.plan", row.unit),
        "is_due": row.at is None or localdate(row.at) <= today(),
        "owes_confirmation": row.is_held and _owes_confirmation(row, request.user),
        "rounds": ROUNDS,
        "tiles": tiles_about(TileSubject(units=frozenset({row.unit_id})), request.user),
        "remarks": row.remarks.select_related("by"),
        "activities": Activity.objects.about(row)[:20],
    }
    return page(request, "conversations/conversation.html", context)


def _owes_confirmation(row: Conversation, viewer: "Viewer") -> bool:
    """Whether the viewer's side has not confirmed what was agreed."""
    if not may(viewer, "conversations.hold", row):
        return False
    return (row.confirmed_by_host_id if hosts(viewer, row.unit_id) else row.confirmed_above_id) is None


def _question(word: str) -> Question:
    try:
        return Question(word)
    except ValueError as unknown:
        raise Http404 from unknown


def question_page(conversation: Conversation, question: Question) -> str:
    """Where one of the questions is answered."""
    return reverse("conversation_question", args=[conversation.pk, question.value])


@login_required
@require_safe
def conversation_question(request: "Request", pk: int, question: str) -> HttpResponse:
    """One of the four questions: the rounds of reflection, one's own bid, and then those of the others."""
    row, asked = seen_conversation(request, pk), _question(question)
    require(request.user, "conversations.prepare", row)
    told = read_conversation(row, request.user)
    every = list(Question)
    here = every.index(asked)
    person = signed_in(request)
    own = next((each for each in told.questions[here].bids if each.by_id == person.pk), None)
    others = [each for each in told.questions[here].bids if each.by_id != person.pk]
    agreed = {each.pk for each in others if any(one.by_id == person.pk for one in each.supports.all())}
    context = {
        "conversation": row,
        "told": told,
        "here": told.questions[here],
        "form": BidForm(instance=own or Bid(conversation=row, question=asked, by=person)),
        "others": others,
        "agreed": agreed,
        "rounds": ROUNDS,
        "reflected": list(row.reflections.filter(by=person).exclude(text="")),
        "before": every[here - 1] if here else None,
        "after": every[here + 1] if here + 1 < len(every) else None,
        "may_answer": may(request.user, "conversations.answer", row),
    }
    return page(request, "conversations/question.html", context)


@login_required
@require_POST
def bid(request: "Request", pk: int, question: str) -> HttpResponse:
    """Save one's own bid; the page saves it by itself as one types."""
    row, asked = seen_conversation(request, pk), _question(question)
    form = BidForm(request.POST, instance=Bid(conversation=row, question=asked, by=signed_in(request)))
    return save(
        request,
        form,
        lambda: actions.bid(row, asked, **form.values, by=signed_in(request)),
        then=lambda kept: saved(request, kept, question_page(row, asked)),
    )


@login_required
@require_POST
def bid_support(request: "Request", pk: int) -> HttpResponse:
    """Agree with somebody's bid, or no longer."""
    seen = Bid.objects.filter(Conversation.seen_by(request.user, "conversation__")).distinct()
    found = get_object_or_404(seen.select_related("conversation"), pk=pk)
    return perform(
        request,
        lambda: actions.agree_with(found, by=signed_in(request)),
        message=_("Gemt."),
        then=question_page(found.conversation, Question(found.question)),
    )


@login_required
def joint_answer(request: "Request", pk: int, question: str) -> HttpResponse:
    """Gather the bids to what the team answers together."""
    row, asked = seen_conversation(request, pk), _question(question)
    require(request.user, "conversations.answer", row)
    told = read_conversation(row, request.user).questions[list(Question).index(asked)]
    standing = told.answer or JointAnswer(conversation=row, question=asked)
    initial = {} if standing.pk else gathered_from(told.bids)
    form = AnswerForm(sent(request), instance=standing, initial=initial)
    return form_page(
        request,
        form,
        Screen(
            str(asked.label),
            _("Gem svaret"),
            way_to(row),
            conversation_page(row),
            kicker=_("Jeres fælles svar"),
            template="conversations/joint_answer.html",
            more={"here": told},
        ),
        lambda: actions.answer(row, asked, **form.values, opened=form.opened, by=signed_in(request)),
        message=_("Svaret er gemt."),
        then=lambda _kept: _next_to_gather(row, asked),
    )


def gathered_from(bids: list[Bid]) -> dict[str, str]:
    """What the joint answer begins with: what each has written, and the competences that they ask for."""
    return {
        "text": "\n".join(each.text for each in bids),
        "competences": "\n".join(each.competences for each in bids if each.competences),
    }


def _next_to_gather(row: Conversation, asked: Question) -> str:
    """The next question that has no joint answer yet, so that all four are gathered in one go; then the conversation."""
    answered = set(row.answers.exclude(text="").values_list("question", flat=True))
    every = list(Question)
    for each in every[every.index(asked) + 1 :]:
        if each.value not in answered:
            return reverse("joint_answer", args=[row.pk, each.value])
    return conversation_page(row)


@login_required
def reflection(request: "Request", pk: int, asked: str) -> HttpResponse:
    """One round of reflection: its questions, one's own answers and those of the others."""
    row = seen_conversation(request, pk)
    require(request.user, "conversations.reflect", row)
    here = next((number for number, each in enumerate(ROUNDS) if each.key == asked), None)
    if here is None:
        raise Http404
    person = signed_in(request)
    if request.method == "POST":
        form = ReflectionForm(request.POST, instance=Reflection(conversation=row, by=person))
        return save(
            request,
            form,
            lambda: actions.reflect(
                row, Reflected(form.cleaned_data["asked"]), text=form.cleaned_data["text"], by=person
            ),
            then=lambda kept: saved(request, kept, reverse("reflection", args=[pk, asked])),
        )
    written = list(row.reflections.exclude(text="").select_related("by"))
    context = {
        "conversation": row,
        "rounds": ROUNDS,
        "here": ROUNDS[here],
        "own": {each.asked: each.text for each in written if each.by_id == person.pk},
        "others": [each for each in written if each.by_id != person.pk],
        "after": ROUNDS[here + 1] if here + 1 < len(ROUNDS) else None,
        "before": ROUNDS[here - 1] if here else None,
    }
    return page(request, "conversations/reflection.html", context)


@login_required
def answer_carrying(request: "Request", pk: int) -> HttpResponse:
    """Move an answer into the unit's plan; what it says stands in the fields already."""
    answer = _seen_answer(request, pk)
    row = answer.conversation
    require(request.user, "conversations.carry", row)
    plan = plan_of(row)
    if plan is None or not plan.is_seen_by(request.user):
        raise Http404
    first, _break, rest = answer.text.strip().partition("\n")
    wanted = Nature.AIM if answer.question == Question.SUCCEED else Nature.WORK
    form = CarryForm(sent(request), plan=plan, initial={"title": first[:250], "text": rest.strip()})
    kinds = form.fields["kind"].queryset  # type: ignore[attr-defined]
    form.initial["kind"] = next((each for each in kinds if each.nature == wanted), None)
    return form_page(
        request,
        form,
        Screen(
            _("Før svaret ind i planen"),
            _("Før ind"),
            way_to(row),
            conversation_page(row),
            kicker=plan.title,
        ),
        lambda: actions.carry(answer, **form.values, by=signed_in(request)),
        message=_("Svaret står nu i planen."),
        then=lambda made: reverse("element", args=[made.pk]),
    )


@login_required
@require_POST
def conversation_reading(request: "Request", pk: int) -> HttpResponse:
    """The leader above has read what was sent ahead."""
    row = seen_conversation(request, pk)
    return perform(
        request,
        lambda: actions.read_ahead(row, by=signed_in(request)),
        message=_("Nu kan enheden se, at du har læst det."),
        then=conversation_page(row),
    )


@login_required
@require_safe
def pack_word(request: "Request", pk: int) -> HttpResponse:
    """What is sent ahead, for Word."""
    return answer_word(pack_outline(seen_conversation(request, pk), request.user))


@login_required
@require_safe
def pack_pdf(request: "Request", pk: int) -> HttpResponse:
    """What is sent ahead, as PDF."""
    return answer_pdf(pack_outline(seen_conversation(request, pk), request.user))


def _seen_answer(request: "Request", pk: int) -> JointAnswer:
    seen = JointAnswer.objects.filter(Conversation.seen_by(request.user, "conversation__")).distinct()
    return get_object_or_404(seen.select_related("conversation__unit"), pk=pk)


@login_required
@require_POST
def answer_sharing(request: "Request", pk: int) -> HttpResponse:
    """Let the directors read an answer across units, or no longer. The button says which: on a page that is not fresh any
    more, who would take an answer back must not share it."""
    answer = _seen_answer(request, pk)
    is_shared = request.GET.get("delt") == "ja"
    return perform(
        request,
        lambda: actions.share(answer, is_shared=is_shared, by=signed_in(request)),
        message=_("Svaret kan nu læses på tværs.")
        if is_shared
        else _("Svaret kan ikke læses på tværs mere."),
        then=conversation_page(answer.conversation),
        undo=f"{request.path}?delt={'nej' if is_shared else 'ja'}",
    )


@login_required
@require_POST
def conversation_sending(request: "Request", pk: int) -> HttpResponse:
    """Send the plan and the answers ahead."""
    row = seen_conversation(request, pk)
    return perform(
        request,
        lambda: actions.send(row, by=signed_in(request)),
        message=_("Planen er frosset og sendt til lederen over enheden."),
        then=conversation_page(row),
    )


@login_required
def conversation_asking(request: "Request", pk: int) -> HttpResponse:
    """Put a question to the plan ahead."""
    row = seen_conversation(request, pk)
    require(request.user, "conversations.ask", row)
    form = RemarkForm(sent(request))
    return form_page(
        request,
        form,
        Screen(_("Spørg til planen"), _("Send spørgsmålet"), way_to(row), conversation_page(row)),
        lambda: actions.ask(row, text=form.cleaned_data["text"], by=signed_in(request)),
        message=_("Spørgsmålet står på samtalens side."),
    )

"""The list of meetings, the page of one, and the forms by which they are planned, called and called off."""

from functools import partial
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pejling.activity.models import Activity
from pejling.core.dates import start_of, today
from pejling.core.permissions import may, require
from pejling.meetings.actions import planning as actions
from pejling.meetings.actions import practice as practice_actions
from pejling.meetings.exports import meeting_outline, open_outline
from pejling.meetings.figures.agenda import follow_up, notice_of, read_agenda, unanswered
from pejling.meetings.figures.held import held_of, present
from pejling.meetings.forms.planning import (
    CancelForm,
    MeetingFilter,
    MeetingForm,
    PracticeForm,
    SourceForm,
    YearForm,
)
from pejling.meetings.models import (
    ForumPractice,
    ForumSource,
    Item,
    Matter,
    Meeting,
    MeetingKind,
    State,
    Where,
)
from pejling.meetings.models.presiding import practice_of
from pejling.meetings.rules import sides_of
from pejling.meetings.tasks import tell_those_called
from pejling.meetings.views.fetching import (
    asked_forum,
    inside_meeting,
    meeting_page,
    require_inside,
    seen_forum,
    seen_meeting,
    way_to,
    way_to_forum,
)
from pejling.meetings.words import outcome_sign, sign_of
from pejling.organisation.authority import authority_of
from pejling.organisation.models import ForumKind
from pejling.papers.answers import answer_pdf, answer_word
from pejling.people.sessions import signed_in
from pejling.web.blocks import blocks_at
from pejling.web.caching import open_to_all
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.list_page import Column, ListScreen, list_page, sorter
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.people.models import Person
    from pejling.web.requests import Request


@login_required
@require_safe
def meetings(request: "Request") -> HttpResponse:
    """The meetings that the viewer may see: one's own next ones first, and all of them below."""
    require_inside(request)
    rows = Meeting.objects.visible_to(request.user)
    coming = rows.of_viewer(request.user).filter(at__gte=start_of(today()), cancelled_at=None).distinct()
    screen = ListScreen(
        _("Møder"),
        _("møde"),
        _("møder"),
        file="moeder",
        template="meetings/meetings.html",
        cells="meetings/parts/cells.html",
        more={
            "signs": {state.value: sign_of(state) for state in State},
            "coming": [(row, sign_of(row.state)) for row in coming.for_list().order_by("at", "pk")[:4]],
            "head_parts": blocks_at("meetings.head", None, request.user),
            "may_plan": may(request.user, "meetings.plan"),
            "may_set_up": may(request.user, "meetings.set_up"),
        },
    )
    orders = {"tid": "at", "forum": "forum__sort_key"}
    form = MeetingFilter(request.GET, viewer=request.user)
    by = sorter(orders, "pk")
    return list_page(
        request,
        rows.for_list(),
        screen,
        _columns(),
        form=form,
        order=lambda found, sort: by(found, sort or "-tid"),
    )


def _columns() -> list[Column[Meeting]]:
    return [
        Column(
            _("Møde"), lambda row: row.forum.name, sort="forum", width=40, link=meeting_page,
            under=lambda row: str(row.get_kind_display()), is_own_words=True,
        ),
        Column(_("Begynder"), lambda row: row.at, sort="tid", kind="nowrap"),
        Column(_("Sted"), lambda row: row.place, width=30, is_own_words=True),
        Column(
            _("Står"), lambda row: row.state.value, cell="state", plain=lambda state: str(State(state).label)
        ),
    ]  # fmt: skip


@open_to_all
@require_safe
def meeting(request: "Request", pk: int) -> HttpResponse:
    """One meeting: what is on its agenda, how far it has come, who is called, and what came of it."""
    row = seen_meeting(request, pk)
    viewer = request.user
    agenda = read_agenda(row, viewer)
    is_inside = authority_of(viewer).is_internal
    may_edit = may(viewer, "meetings.edit", row)
    readable = [line.item for line in agenda.lines if line.item]
    context = {
        "meeting": row,
        "agenda": agenda,
        "held": held_of(readable, viewer),
        "sign": sign_of(row.state),
        "called": present(row) if is_inside else [],
        "notice": notice_of(row),
        "is_inside": is_inside,
        "outcome_sign": outcome_sign,
        "may_edit": may_edit,
        "may_assent": may(viewer, "meetings.assent", row),
        "assents": _assents(row),
        "own_sides": sides_of(viewer, row) if is_inside else [],
        "by_both": practice_of(row.forum.kind).by_both,
        "backlog": list(Item.objects.visible_to(viewer).in_backlog().filter(forum=row.forum)[:20])
        if may_edit
        else [],
        "follow_up": follow_up(row, viewer)
        if any(item.fills_itself for item in readable) and is_inside
        else [],
        "unanswered": unanswered(row, viewer) if is_inside and row.is_open else [],
        "opens": opening_pages(row) if is_inside else [],
        "activities": Activity.objects.about(row)[:20] if is_inside else [],
    }
    return page(request, "meetings/meeting.html", context, part="agenda")


def _assents(row: Meeting) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {matter.value: [] for matter in Matter}
    for each in row.assents.select_related("by"):
        found[each.matter].append(each)
    return found


def opening_pages(row: Meeting) -> list[tuple[str, str]]:
    """The pages that a theme meeting opens with."""
    everything = (_("Visionen og alt, hvad der gælder"), reverse("documents"))
    chain = (_("Kæden fra vision til indsats"), reverse("chain"))
    undone = (_("Aftaler, der ikke er gjort"), reverse("commitments") + "?staar=uafsluttet")
    pages = {
        MeetingKind.LONG_VIEW: [everything, chain],
        MeetingKind.PRIORITIES: [(_("Planer"), reverse("plans")), chain],
        MeetingKind.BUDGET: [(_("Indsatser"), reverse("initiatives")), undone],
    }
    return pages.get(MeetingKind(row.kind), [])


@login_required
def meeting_new(request: "Request") -> HttpResponse:
    """Begin a meeting as a draft."""
    require_inside(request)
    forum = asked_forum(request)
    require(request.user, "meetings.plan", forum)
    initial = {"forum": forum.pk if forum else None}
    form = MeetingForm(sent(request), instance=Meeting(), viewer=request.user, initial=initial)
    return form_page(
        request,
        form,
        Screen(
            _("Nyt møde"),
            _("Begynd mødet"),
            [(_("Møder"), reverse("meetings"))],
            reverse("meetings"),
            _("Mødet begynder som kladde med forummets faste punkter. Ingen får besked endnu."),
        ),
        lambda: actions.plan(by=signed_in(request), **form.values),
        message=_("Mødet er lagt som kladde."),
        then=meeting_page,
    )


@login_required
def meeting_year(request: "Request") -> HttpResponse:
    """Begin a whole year's meetings of a forum."""
    require_inside(request)
    forum = asked_forum(request)
    require(request.user, "meetings.plan", forum)
    initial = {"forum": forum.pk if forum else None}
    form = YearForm(sent(request), viewer=request.user, initial=initial)
    return form_page(
        request,
        form,
        Screen(
            _("Årets møder"),
            _("Læg møderne"),
            [(_("Møder"), reverse("meetings"))],
            reverse("meetings"),
            _(
                "Er rådhuset lukket den dag, flyttes mødet til den næste hverdag. En dag, der har et møde, får ikke et til."
            ),
        ),
        lambda: actions.plan_year(
            form.cleaned_data["forum"],
            rhythm=form.rhythm,
            minutes=form.cleaned_data["minutes"],
            place=form.cleaned_data["place"],
            by=signed_in(request),
        ),
        message=lambda made: (
            ngettext("%(count)s møde er lagt.", "%(count)s møder er lagt.", len(made)) % {"count": len(made)}
        ),
        then=lambda made: reverse("forum_meetings", args=[made[0].forum_id]),
    )


@login_required
def meeting_edit(request: "Request", pk: int) -> HttpResponse:
    """Change when, where and with whom."""
    row = inside_meeting(request, pk)
    require(request.user, "meetings.edit", row)
    form = MeetingForm(sent(request), instance=row, viewer=request.user)
    return form_page(
        request,
        form,
        Screen(_("Tid, sted og deltagere"), _("Gem"), way_to(row), meeting_page(row)),
        lambda: actions.replan(row, opened=form.opened, by=signed_in(request), **form.values),
        message=_("Mødet er ændret."),
    )


@login_required
@require_POST
def meeting_calling(request: "Request", pk: int) -> HttpResponse:
    """Send the agenda out."""
    row = inside_meeting(request, pk)
    return perform(
        request,
        lambda: _call_and_tell(row, signed_in(request)),
        message=_("Dagsordenen er sendt ud, og medlemmerne er indkaldt."),
        then=meeting_page(row),
    )


def _call_and_tell(row: Meeting, by: "Person") -> Meeting:
    """The mails go out when the call stands, by a worker."""
    called = actions.call(row, by=by)
    transaction.on_commit(partial(tell_those_called.enqueue, called.pk))
    return called


@login_required
@require_POST
def meeting_assent(request: "Request", pk: int) -> HttpResponse:
    """Agree to the agenda or the minutes for one's side."""
    row = inside_meeting(request, pk)
    return perform(
        request,
        lambda: actions.assent(row, shown=request.POST.get("shown", ""), by=signed_in(request)),
        message=_("Din tilslutning er skrevet ind."),
        then=meeting_page(row),
        undo=reverse("meeting_unassent", args=[pk]),
    )


@login_required
@require_POST
def meeting_unassent(request: "Request", pk: int) -> HttpResponse:
    """Agree no longer."""
    row = inside_meeting(request, pk)
    return perform(
        request,
        lambda: actions.withdraw_assent(row, by=signed_in(request)),
        message=_("Din tilslutning er taget tilbage."),
        then=meeting_page(row),
    )


@login_required
def meeting_cancelling(request: "Request", pk: int) -> HttpResponse:
    """Call the meeting off."""
    row = inside_meeting(request, pk)
    require(request.user, "meetings.edit", row)
    form = CancelForm(sent(request))
    return form_page(
        request,
        form,
        Screen(_("Aflys mødet"), _("Aflys"), way_to(row), meeting_page(row)),
        lambda: actions.cancel(row, because=form.cleaned_data["because"], by=signed_in(request)),
        message=_("Mødet er aflyst."),
        undo=reverse("meeting_restoring", args=[pk]),
    )


@login_required
@require_POST
def meeting_restoring(request: "Request", pk: int) -> HttpResponse:
    """Take back that it was called off."""
    row = inside_meeting(request, pk)
    return perform(
        request,
        lambda: actions.restore(row, by=signed_in(request)),
        message=_("Mødet holdes alligevel."),
        then=meeting_page(row),
    )


@login_required
@require_safe
def forum_meetings(request: "Request", pk: int) -> HttpResponse:
    """A forum's meetings and its backlog."""
    forum = seen_forum(request, pk)
    rows = Meeting.objects.visible_to(request.user).filter(forum=forum).for_list()
    backlog = Item.objects.visible_to(request.user).in_backlog().filter(forum=forum).for_page()
    coming = rows.filter(at__gte=start_of(today()), cancelled_at=None).order_by("at", "pk")
    earlier = rows.filter(at__lt=start_of(today())).order_by("-at", "pk")
    context = {
        "forum": forum,
        "coming": [(row, sign_of(row.state)) for row in coming[:24]],
        "earlier": [(row, sign_of(row.state)) for row in earlier[:24]],
        "backlog": list(backlog.order_by("created_at", "pk")),
        "may_read_backlog": may(request.user, "meetings.suggest", forum),
        "source": ForumSource.objects.filter(forum=forum).first(),
        "is_fetched": ForumSource.objects.filter(forum=forum, where=Where.FETCHED).exists(),
        "practice": practice_of(forum.kind),
        "may_plan": may(request.user, "meetings.plan", forum),
        "may_suggest": may(request.user, "meetings.suggest", forum),
        "may_set_up": may(request.user, "meetings.set_up"),
    }
    return page(request, "meetings/forum.html", context)


@login_required
@require_safe
def practices(request: "Request") -> HttpResponse:
    """How forums of each kind hold their meetings."""
    require_inside(request)
    require(request.user, "meetings.set_up")
    lines = [(kind, practice_of(kind)) for kind in ForumKind.objects.all()]
    return page(request, "meetings/practices.html", {"lines": lines})


@login_required
def practice_edit(request: "Request", pk: int) -> HttpResponse:
    """Change how forums of a kind hold their meetings."""
    require_inside(request)
    require(request.user, "meetings.set_up")
    kind = get_object_or_404(ForumKind, pk=pk)
    form = PracticeForm(
        sent(request), instance=ForumPractice.objects.filter(kind=kind).first() or practice_of(kind)
    )
    way = [(_("Møder"), reverse("meetings")), (_("Sådan holder fora møder"), reverse("practices"))]
    return form_page(
        request,
        form,
        Screen(kind.name, _("Gem"), way, reverse("practices"), _("Skriv ét fast punkt på hver linje.")),
        lambda: practice_actions.set_practice(kind, opened=form.opened, by=signed_in(request), **form.values),
        message=_("Det er gemt. Det gælder for nye møder."),
    )


@login_required
def forum_source(request: "Request", pk: int) -> HttpResponse:
    """Say where a forum's meetings are held."""
    forum = seen_forum(request, pk)
    require(request.user, "meetings.set_up")
    row = ForumSource.objects.filter(forum=forum).first() or ForumSource(forum=forum)
    form = SourceForm(sent(request), instance=row)
    return form_page(
        request,
        form,
        Screen(
            _("Hvor holdes møderne?"), _("Gem"), way_to_forum(forum), reverse("forum_meetings", args=[pk])
        ),
        lambda: practice_actions.set_source(forum, by=signed_in(request), **form.values),
        message=_("Det er gemt."),
    )


@open_to_all
@require_safe
def meeting_word(request: "Request", pk: int) -> HttpResponse:
    """The agenda, or the minutes when the meeting is held, for Word: what the viewer may read of it."""
    return answer_word(meeting_outline(seen_meeting(request, pk), request.user))


@open_to_all
@require_safe
def meeting_pdf(request: "Request", pk: int) -> HttpResponse:
    """The same as PDF."""
    return answer_pdf(meeting_outline(seen_meeting(request, pk), request.user))


@open_to_all
@require_safe
def meeting_open_word(request: "Request", pk: int) -> HttpResponse:
    """The open edition, in which a closed item is a number and no more, for Word."""
    return answer_word(open_outline(seen_meeting(request, pk)))


@open_to_all
@require_safe
def meeting_open_pdf(request: "Request", pk: int) -> HttpResponse:
    """The open edition as PDF."""
    return answer_pdf(open_outline(seen_meeting(request, pk)))

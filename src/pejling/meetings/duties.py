"""What meetings ask of people, and the days ahead."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core.dates import end_of, start_of
from pejling.core.formats import day
from pejling.desk.dates import DateSource, UpcomingDate
from pejling.desk.duties import Duty, DutySource, Urgency
from pejling.meetings.figures.year import send_by
from pejling.meetings.models import Matter, Meeting, State
from pejling.meetings.models.presiding import CHAIR, VICE, practice_of, presiders

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.people.models import Person

AHEAD = timedelta(days=45)
"""So long before its day a draft is looked at."""
WARNED = timedelta(days=7)
"""So long before the last day for it one is reminded to send the agenda out."""


def to_call(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """A draft whose agenda must go out soon: to the one who answers for the meeting."""
    ids = {person.pk for person in people}
    rows = Meeting.objects.standing(State.DRAFT).filter(responsible__in=ids)
    for row in rows.between(start_of(on), end_of(on + AHEAD)).for_list():
        last = send_by(row.on, practice_of(row.forum.kind).notice_days)
        if row.responsible_id and on >= last - WARNED:
            yield Duty(
                key=f"meeting-calling:{row.pk}",
                person=row.responsible_id,
                title=_("Send dagsordenen ud"),
                why=_("Mødet er den %(day)s.") % {"day": day(row.at)},
                url=reverse("meeting", args=[row.pk]),
                act=_("Se dagsordenen"),
                due_on=last,
                urgency=Urgency.LATE if on > last else Urgency.SOON,
                place=row.forum.name,
                is_open=False,
            )


def to_finish(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """A meeting that was held and is not closed, or whose minutes nobody has approved: to the one who answers for it."""
    ids = {person.pk for person in people}
    rows = Meeting.objects.standing(State.UNDER_WAY, State.CLOSED).filter(responsible__in=ids)
    for row in rows.filter(at__lt=start_of(on)).for_list():
        waits_for_both = row.state == State.CLOSED and practice_of(row.forum.kind).by_both
        if row.responsible_id and not waits_for_both:
            is_closed = row.state == State.CLOSED
            yield Duty(
                key=f"meeting-minutes:{row.pk}",
                person=row.responsible_id,
                title=_("Gør referatet færdigt") if is_closed else _("Luk mødet"),
                why=_("Mødet var den %(day)s.") % {"day": day(row.at)},
                url=reverse("meeting", args=[row.pk]),
                act=_("Se mødet"),
                urgency=Urgency.SOON,
                place=row.forum.name,
                is_open=False,
            )


def to_agree_to(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """An agenda or minutes that chair and vice-chair agree to together: to the one of them who has not."""
    ids = {person.pk for person in people}
    sides = {CHAIR: False, VICE: True}
    who = [each for each in presiders() if each.part in sides and each.person in ids]
    rows = Meeting.objects.filter(forum__in={each.forum for each in who}).standing(State.DRAFT, State.CLOSED)
    for row in rows.filter(at__lt=end_of(on + AHEAD)).for_list().prefetch_related("assents", "items"):
        if not practice_of(row.forum.kind).by_both:
            continue
        matter = Matter.AGENDA if row.state == State.DRAFT else Matter.MINUTES
        if matter == Matter.AGENDA and all(item.is_standing for item in row.items.all()):
            continue
        given = {each.is_vice for each in row.assents.all() if each.matter == matter}
        for each in who:
            if each.forum == row.forum_id and sides[each.part] not in given:
                yield Duty(
                    key=f"meeting-assent:{row.pk}:{matter.value}:{each.person}",
                    person=each.person,
                    title=_("Vær enig i dagsordenen")
                    if matter == Matter.AGENDA
                    else _("Vær enig i referatet"),
                    why=_("Formand og næstformand gør det sammen."),
                    url=reverse("meeting", args=[row.pk]),
                    act=_("Se og svar"),
                    urgency=Urgency.SOON,
                    place=row.forum.name,
                    is_open=False,
                )


def days_ahead(viewer: "Viewer", first: date, last: date) -> Iterator[UpcomingDate]:
    """The meetings that the viewer has a part in, also those that are drafts as far as the viewer may see them."""
    rows = Meeting.objects.visible_to(viewer).of_viewer(viewer).filter(cancelled_at=None)
    for row in rows.between(start_of(first), end_of(last)).for_list().distinct():
        yield UpcomingDate(
            localdate(row.at),
            row.forum.name,
            str(row.get_kind_display()),
            reverse("meeting", args=[row.pk]),
            f"meetings.held:{row.pk}",
        )


SOURCES = (
    DutySource(
        "meetings.to_call",
        gettext_lazy("Dagsordener, der skal sendes ud"),
        gettext_lazy("%(count)s dagsordener skal sendes ud"),
        to_call,
    ),
    DutySource(
        "meetings.to_finish",
        gettext_lazy("Møder, der skal gøres færdige"),
        gettext_lazy("%(count)s møder skal gøres færdige"),
        to_finish,
    ),
    DutySource(
        "meetings.to_agree_to",
        gettext_lazy("Dagsordener og referater, du skal være enig i"),
        gettext_lazy("%(count)s dagsordener og referater venter på dig"),
        to_agree_to,
    ),
    DateSource("meetings.days", days_ahead),
)

"""What conversations ask of people, and the days ahead. A director is shown the whole picture and is not reminded of it."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pejling.conversations.figures.season import conversing_units, month_of
from pejling.conversations.leadership import leaders_above, leadership_of
from pejling.conversations.models import Bid, Conversation, Invitation, Question
from pejling.core.dates import end_of, start_of
from pejling.core.formats import month_name
from pejling.desk.dates import DateSource, UpcomingDate
from pejling.desk.duties import Duty, DutySource, Urgency
from pejling.organisation.authorities import posts_of_leaders
from pejling.organisation.authority import unit_parents, way_up
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.people.models import Person

AHEAD = timedelta(days=7)
"""A week before the day, what is not sent is asked for."""
MONTHS_AHEAD = 1


def to_begin(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """The month of the unit's conversation is here or next, and nobody has begun it: to the leader of the unit."""
    ids = {person.pk for person in people}
    leading = [(unit, person) for _pk, unit, person, _name in posts_of_leaders() if person in ids]
    units = conversing_units() & {unit for unit, _person in leading}
    begun = set(Conversation.objects.filter(unit__in=units, year=on.year).values_list("unit", flat=True))
    names = dict(Unit.objects.filter(pk__in=units - begun).values_list("pk", "name"))
    for unit, person in leading:
        month = month_of(unit)
        if unit in names and on.month >= month - MONTHS_AHEAD:
            yield Duty(
                key=f"conversation:{unit}:{on.year}",
                person=person,
                title=_("Strategisk samtale %(year)s") % {"year": on.year},
                why=_("Du leder enheden, og samtalen hører til i %(month)s.") % {"month": month_name(month)},
                url=f"{reverse('conversation_new')}?enhed={unit}",
                act=_("Begynd"),
                due_on=_last_of(on.year, month),
                urgency=Urgency.LATE if on > _last_of(on.year, month) else Urgency.SOON,
                place=names[unit],
            )


def _last_of(year: int, month: int) -> date:
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return first_after - timedelta(days=1)


def to_answer(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """A conversation that is being prepared: to each of the team, until there is a bid of theirs to every question or the
    answers are sent. Who leads further up is invited to listen, and is not asked."""
    rows = Conversation.objects.filter(sent_at=None, held_at=None).select_related("unit")
    found = [row for row in rows if row.at is None or on <= localdate(row.at)]
    if not found:
        return
    ids = {person.pk for person in people}
    teams = {row.pk: set(leadership_of(row.unit_id)) for row in found}
    above_us = {row.pk: _leaders_further_up(row.unit_id) for row in found}
    invited = Invitation.objects.filter(conversation__in=teams).order_by()
    for pk, person in invited.values_list("conversation_id", "person_id"):
        if person not in above_us[pk]:
            teams[pk].add(person)
    bids = Bid.objects.filter(conversation__in=teams).exclude(text="").order_by()
    said = set(bids.values_list("conversation_id", "by_id", "question"))
    for row in found:
        for person in sorted(teams[row.pk] & ids):
            left = [each for each in Question if (row.pk, person, each.value) not in said]
            if left:
                yield Duty(
                    key=f"conversation-bid:{row.pk}:{len(left)}",
                    person=person,
                    title=_("Skriv dit bud til den strategiske samtale"),
                    why=ngettext("Du mangler ét spørgsmål.", "Du mangler %(count)s spørgsmål.", len(left))
                    % {"count": len(left)},
                    url=reverse("conversation_question", args=[row.pk, left[0].value]),
                    act=_("Skriv dit bud"),
                    due_on=localdate(row.at) - AHEAD if row.at else None,
                    urgency=Urgency.WAITING,
                    place=row.unit.name,
                    is_open=False,
                )


def _leaders_further_up(unit: int) -> set[int]:
    units = {*way_up(unit, unit_parents())} - {unit}
    return {person for _pk, each, person, _name in posts_of_leaders() if each in units}


def to_prepare(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """A conversation that has a day and is not sent ahead: to the host's leadership."""
    rows = Conversation.objects.filter(sent_at=None, held_at=None, at__isnull=False).select_related("unit")
    ids = {person.pk for person in people}
    for row in rows:
        assert row.at is not None
        day = localdate(row.at)
        for person in leadership_of(row.unit_id) if on <= day else ():
            if person in ids:
                yield Duty(
                    key=f"conversation-sending:{row.pk}",
                    person=person,
                    title=_("Send planen til den strategiske samtale"),
                    why=_("Den skal være sendt en uge før samtalen."),
                    url=reverse("conversation", args=[row.pk]),
                    act=_("Forbered"),
                    due_on=day - AHEAD,
                    urgency=Urgency.LATE if on > day - AHEAD else Urgency.WAITING,
                    place=row.unit.name,
                    is_open=False,
                )


def to_read(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """A plan with its answers that was sent ahead: to the leader above, until it is read or the conversation is held."""
    rows = Conversation.objects.filter(sent_at__isnull=False, read_at=None, held_at=None).select_related(
        "unit"
    )
    ids = {person.pk for person in people}
    for row in rows:
        day = localdate(row.at) if row.at else None
        for person in leaders_above(row.unit_id)[:1] if day is None or on <= day else ():
            if person in ids:
                yield Duty(
                    key=f"conversation-reading:{row.pk}",
                    person=person,
                    title=_("Læs planen til den strategiske samtale"),
                    why=_("Enheden har sendt plan og svar. Du kan stille spørgsmål, før I mødes."),
                    url=reverse("conversation", args=[row.pk]),
                    act=_("Læs"),
                    due_on=day,
                    urgency=Urgency.SOON,
                    place=row.unit.name,
                    is_open=False,
                )


def to_confirm(people: "Collection[Person]", on: date) -> Iterator[Duty]:
    """A conversation that was held and is not confirmed by one's side."""
    rows = Conversation.objects.filter(held_at__gte=start_of(on - timedelta(days=120)))
    ids = {person.pk for person in people}
    for row in rows.select_related("unit"):
        sides = [
            (row.confirmed_by_host_id, leadership_of(row.unit_id)[:1]),
            (row.confirmed_above_id, leaders_above(row.unit_id)[:1]),
        ]
        for confirmed, who in sides:
            for person in who if confirmed is None else ():
                if person in ids:
                    yield Duty(
                        key=f"conversation-confirmation:{row.pk}:{person}",
                        person=person,
                        title=_("Bekræft det, I aftalte"),
                        why=_("Den strategiske samtale er holdt."),
                        url=reverse("conversation", args=[row.pk]),
                        act=_("Se og bekræft"),
                        urgency=Urgency.SOON,
                        place=row.unit.name,
                        is_open=False,
                    )


def days_ahead(viewer: "Viewer", first: date, last: date) -> Iterator[UpcomingDate]:
    """The conversations that the viewer takes part in."""
    rows = Conversation.objects.visible_to(viewer).filter(
        at__gte=start_of(first), at__lt=end_of(last), held_at=None
    )
    for row in rows.select_related("unit"):
        assert row.at is not None
        yield UpcomingDate(
            localdate(row.at),
            row.unit.name,
            _("Strategisk samtale"),
            reverse("conversation", args=[row.pk]),
            f"conversations.held:{row.pk}",
        )


SOURCES = (
    DutySource(
        "conversations.to_begin",
        gettext_lazy("Strategiske samtaler"),
        gettext_lazy("%(count)s strategiske samtaler skal begyndes"),
        to_begin,
    ),
    DutySource(
        "conversations.to_answer",
        gettext_lazy("Bud til samtaler"),
        gettext_lazy("%(count)s samtaler venter på dit bud"),
        to_answer,
    ),
    DutySource(
        "conversations.to_prepare",
        gettext_lazy("Samtaler, der skal forberedes"),
        gettext_lazy("%(count)s samtaler skal forberedes"),
        to_prepare,
    ),
    DutySource(
        "conversations.to_read",
        gettext_lazy("Planer, der er sendt til dig"),
        gettext_lazy("%(count)s planer er sendt til dig"),
        to_read,
    ),
    DutySource(
        "conversations.to_confirm",
        gettext_lazy("Samtaler, der skal bekræftes"),
        gettext_lazy("%(count)s samtaler skal bekræftes"),
        to_confirm,
    ),
    DateSource("conversations.days", days_ahead),
)

"""The agenda and the minutes on paper: as a viewer may read them, and an open edition for everybody."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.formats import clock, day, moment
from pejling.files.owners import Openness
from pejling.meetings.figures.agenda import Agenda, AgendaLine, follow_up, read_agenda
from pejling.meetings.figures.held import Held, held_of, is_stayed, present
from pejling.meetings.models import Item, Meeting, Presence, State
from pejling.organisation.authority import authority_of
from pejling.papers import Outline, plain
from pejling.papers.outline import Heading, ListBlock, OutlineBlock, Paragraph, Quote, Run

if TYPE_CHECKING:
    from pejling.agreements.models import Commitment
    from pejling.core.permissions import Viewer

HELD = (State.CLOSED, State.APPROVED)


def meeting_outline(meeting: Meeting, viewer: "Viewer") -> Outline:
    """The agenda, or the minutes once the meeting is closed, with the items that the viewer may read."""
    agenda = read_agenda(meeting, viewer)
    return _outline(agenda, {line.pk: line.item for line in agenda.lines}, viewer, is_open=False)


def open_outline(meeting: Meeting) -> Outline:
    """The open edition: of a closed or internal item its number, and what citizens may know of the decision."""
    nobody = AnonymousUser()
    agenda = read_agenda(meeting, nobody)
    known = {row.pk: row for row in meeting.items.for_page() if row.openness == Openness.OPEN}
    return _outline(agenda, {line.pk: known.get(line.pk) for line in agenda.lines}, nobody, is_open=True)


def _outline(agenda: Agenda, items: dict[int, Item | None], viewer: "Viewer", *, is_open: bool) -> Outline:
    meeting = agenda.meeting
    is_held = meeting.state in HELD
    tells_who_came = is_held and (is_open or authority_of(viewer).is_internal)
    title = _("Referat") if is_held else _("Dagsorden")
    facts = [
        (_("Tidspunkt"), moment(meeting.at)),
        (_("Sted"), meeting.place),
        (_("Udgave"), _("Åben: lukkede punkter har kun nummer") if is_open else ""),
        (_("Til stede"), ", ".join(_came(meeting, Presence.CAME)) if tells_who_came else ""),
        (_("Afbud"), ", ".join(_came(meeting, Presence.REGRETS)) if tells_who_came else ""),
        (_("Referat godkendt"), day(meeting.approved_at) if meeting.approved_at else ""),
        (_("Aflyst"), meeting.cancelled_because),
    ]
    held = held_of([item for item in items.values() if item], viewer)
    return Outline(
        title=f"{title}, {day(meeting.at)}",
        kicker=meeting.forum.name,
        facts=tuple((label, value) for label, value in facts if value),
        blocks=tuple(_blocks(agenda, items, held, viewer, is_held=is_held)),
        dated=today(),
    )


def _came(meeting: Meeting, presence: Presence) -> list[str]:
    return [each.person.name for each in present(meeting) if each.presence == presence]


def _blocks(
    agenda: Agenda, items: dict[int, Item | None], held: dict[int, Held], viewer: "Viewer", *, is_held: bool
) -> Iterator[OutlineBlock]:
    for line in agenda.lines:
        item = items[line.pk]
        if item is None:
            yield Heading(2, _("%(number)s. Lukket punkt") % {"number": line.number})
            if line.for_public:
                yield plain(line.for_public)
            continue
        yield Heading(2, f"{line.number}. {item.title}")
        yield Paragraph((Run(_facts(line, item, viewer)),), quiet=True)
        yield from _said(item.recommendation, _("Det skal der tages stilling til"))
        yield from _said(item.text, _("Sagen kort"))
        if item.fills_itself and not is_held and authority_of(viewer).is_internal:
            rows = follow_up(agenda.meeting, viewer)
            yield from _list(_agreed(row.commitment) for row in rows)
        if is_held:
            yield from _minutes(item, held[item.pk])


def _facts(line: AgendaLine, item: Item, viewer: "Viewer") -> str:
    found = [
        str(item.get_kind_display()),
        _("kl. %(clock)s") % {"clock": clock(line.starts_at)},
        _("%(minutes)s min.") % {"minutes": item.minutes},
        item.owner.name if item.owner and authority_of(viewer).is_internal else "",
        _("lukket punkt: %(why)s") % {"why": item.openness_because} if item.is_closed else "",
        _("internt punkt") if item.openness == Openness.INTERNAL else "",
    ]
    return " · ".join(each for each in found if each)


def _said(text: str, heading: str) -> Iterator[OutlineBlock]:
    if text:
        yield Heading(3, heading)
        yield from (plain(line) for line in text.splitlines() if line)


def _list(lines: Iterable[str]) -> Iterator[OutlineBlock]:
    rows = tuple((plain(line),) for line in lines)
    if rows:
        yield ListBlock(rows)


def _minutes(item: Item, held: Held) -> Iterator[OutlineBlock]:
    for each in held.disqualified:
        words = _("%(person)s var inhabil: %(why)s. Afgjort af: %(by)s.")
        yield plain(
            words
            % {"person": each.person, "why": each.because.rstrip("."), "by": each.decided_by.rstrip(".")}
        )
    yield from _said(item.record, _("Referat"))
    if item.decision:
        yield Heading(3, _("Beslutning"))
        sent = f", {item.decision.to_forum}" if item.decision.to_forum else ""
        yield Paragraph((Run(f"{item.decision.get_outcome_display()}{sent}", strong=True),))
        yield from (plain(line) for line in item.decision.words.splitlines() if line)
    if held.has_votes:
        yield from _list(
            f"{each.count} {each.side.label}: {', '.join(each.who)}" for each in held.votes if each.count
        )
    for said in held.dissents:
        yield plain(_("%(person)s vil have ført til referat:") % {"person": said.person})
        yield Quote(tuple(plain(line) for line in said.words.splitlines() if line))
    for sent_on in held.referrals:
        where = (
            _("%(person)s har ført sagen videre til %(forum)s.")
            if sent_on.to_forum
            else _("%(person)s fik sin uenighed ført til referat.")
        )
        waits = " " + _("Beslutningen venter.") if is_stayed(sent_on) else ""
        yield plain(where % {"person": sent_on.person, "forum": sent_on.to_forum} + waits)
        yield Quote(tuple(plain(line) for line in sent_on.words.splitlines() if line))
    if held.agreed:
        yield Heading(3, _("Aftalt"))
        yield from _list(_agreed(line.commitment) for line in held.agreed)


def _agreed(commitment: "Commitment") -> str:
    who = f"{commitment.responsible}, " if commitment.responsible else ""
    return f"{commitment.title} ({who}{day(commitment.due_on)})"

"""Hold the files together: agenda, supplements and minutes of one meeting are one, and nothing is there twice.

What no file says is open is closed, and where one says that something is closed, it stays closed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.reading.agendas.agenda import (
    Agenda,
    Agendas,
    File,
    Found,
    Item,
    Listed,
    Manifest,
    Meeting,
    MeetingFile,
    MeetingItem,
    State,
    Text,
)

_PARTS_OF_NUMBER = re.compile(r"\d+|[a-zæøå]+", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_LAST = 10**9
_DAY = len("2026-09-14")
Number = tuple[tuple[int, str], ...]


def joined(found: Sequence[tuple[str, Found]]) -> Agendas:
    """The meetings of all files, in the order of time and committee."""
    warnings: list[str] = []
    manifests = {each.key: each for _name, one in found for each in one.manifests if each.key}
    agendas = [_as_told(agenda, manifests, warnings) for _name, one in found for agenda in one.agendas]
    groups = _Groups()
    for agenda in agendas:
        groups.take(agenda)
    for listed in _once(one.listed for _name, one in found):
        groups.take_listed(listed, warnings)
    meetings = [group.meeting(warnings) for group in groups.every]
    meetings.sort(key=lambda each: (each.start, each.committee.casefold()))
    return Agendas(tuple(meetings), tuple(dict.fromkeys(warnings)))


def _once(lists: Iterable[list[Listed]]) -> list[Listed]:
    every = [each for one in lists for each in one]
    every.sort(key=lambda each: each.is_supplement)
    return list(dict.fromkeys(every))


def _as_told(agenda: Agenda, manifests: dict[str, Manifest], warnings: list[str]) -> Agenda:
    """An agenda with what its manifest says of it."""
    manifest = manifests.get(agenda.key) if agenda.key else None
    if manifest is None:
        if agenda.system == "acadre" and _has_decisions(agenda):
            # Without its manifest the file does not say which of the two it is.
            return replace(agenda, state=State.MINUTES)
        return agenda
    if not manifest.is_published:
        warnings.append(
            _("%(committee)s, %(start)s: dagsordenen skal ikke publiceres. Alt i den regnes for lukket.")
            % {"committee": agenda.committee, "start": agenda.start}
        )
    return replace(
        agenda,
        state=agenda.state if manifest.state is None else manifest.state,
        is_closed=agenda.is_closed or manifest.is_closed or not manifest.is_published,
    )


def _has_decisions(agenda: Agenda) -> bool:
    return any(
        each.heading.casefold().startswith("beslutning") for item in agenda.items for each in item.texts
    )


def _same(left: str, right: str) -> bool:
    return bool(left) and _key(left) == _key(right)


def _key(text: str) -> str:
    return " ".join(_WORDS.findall(text)).casefold()


def _number(text: str) -> Number:
    """A number by which items are sorted: 9 before 10, 2 before 2a."""
    parts = _PARTS_OF_NUMBER.findall(text[:40])
    if not any(part.isdecimal() for part in parts):
        return ((_LAST, ""),)
    while parts and not parts[0].isdecimal():
        parts.pop(0)
    return tuple((int(part), "") if part.isdecimal() else (0, part.casefold()) for part in parts)


@dataclass
class _Group:
    """All that the files say of one meeting."""

    agendas: list[Agenda] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)

    def names(self, listed: Listed) -> bool:
        if listed.key and any(each.key == listed.key for each in self.agendas):
            return True
        times = [(each.committee, each.start) for each in self.agendas]
        times += [(each.committee, each.start) for each in self.listed]
        return any(
            _same(committee, listed.committee) and _same_start(start, listed.start)
            for committee, start in times
        )

    def holds(self, agenda: Agenda) -> bool:
        return any(_one_meeting(each, agenda) for each in self.agendas)

    def meeting(self, warnings: list[str]) -> Meeting:
        ordered = self._ordered()
        mains = [each for each in ordered if not each.is_supplement] or ordered
        newest = list(reversed(mains))
        listed = [each for each in self.listed if not each.is_supplement] or self.listed
        committee = _first([each.committee for each in newest] + [each.committee for each in listed])
        start = _first([each.start for each in newest] + [each.start for each in listed])
        key = _first(
            [each.meeting for each in mains]
            + [each.key for each in mains if each.system == "firstagenda"]
            + [each.key for each in listed]
        )
        meeting = Meeting(
            key=key or f"{committee} {start}".strip(),
            committee=committee,
            start=start,
            state=max([each.state for each in ordered] + [each.state for each in self.listed]),
            items=_items(ordered, warnings),
        )
        if ordered and not (committee and start):
            warnings.append(_("En dagsorden siger ikke, hvilket udvalg den er for, eller hvornår mødet er."))
        return meeting

    def _ordered(self) -> list[Agenda]:
        """Main agendas before supplements, and in each what is newer and says more last."""
        agendas = _with_supplements(self.agendas)
        places = {id(each): place for place, each in enumerate(agendas)}
        return sorted(
            agendas, key=lambda each: (each.is_supplement, each.state, each.issued, places[id(each)])
        )


class _Groups:
    """The meetings found so far, each at hand by what its agendas may share: ids, and committee and time."""

    def __init__(self) -> None:
        self.every: list[_Group] = []
        self.sharing: dict[tuple[str, str], list[_Group]] = {}

    def take(self, agenda: Agenda) -> None:
        marks = [("meeting", agenda.meeting), ("agenda", agenda.key), _time(agenda.committee, agenda.start)]
        group = next((each for each in self._near(marks) if each.holds(agenda)), None) or self._begun()
        group.agendas.append(agenda)
        self._remember(group, marks)

    def take_listed(self, listed: Listed, warnings: list[str]) -> None:
        marks = [("agenda", listed.key), _time(listed.committee, listed.start)]
        group = next((each for each in self._near(marks) if each.names(listed)), None) or self._begun()
        group.listed.append(listed)
        self._remember(group, marks)
        if not any(each.key == listed.key for each in group.agendas):
            words = (
                _("%(committee)s, %(start)s: tillægsdagsordenen står på listen, men dens fil er ikke med.")
                if listed.is_supplement
                else _("%(committee)s, %(start)s: mødet står på listen, men dets dagsorden er ikke med.")
            )
            warnings.append(words % {"committee": listed.committee, "start": listed.start})

    def _near(self, marks: list[tuple[str, str]]) -> list[_Group]:
        return [group for mark in marks if mark[1] for group in self.sharing.get(mark, [])]

    def _begun(self) -> _Group:
        self.every.append(group := _Group())
        return group

    def _remember(self, group: _Group, marks: list[tuple[str, str]]) -> None:
        for mark in marks:
            known = self.sharing.setdefault(mark, [])
            if not any(each is group for each in known):
                known.append(group)


def _time(committee: str, start: str) -> tuple[str, str]:
    return ("time", f"{_key(committee)} {start[:_DAY]}" if committee and start else "")


def _same_start(one: str, other: str) -> bool:
    """Whether two files mean the same time; one that has no hour means the day."""
    return one == other or (one[:_DAY] == other[:_DAY] and _DAY in {len(one), len(other)})


def _one_meeting(left: Agenda, right: Agenda) -> bool:
    same_time = (
        _same(left.committee, right.committee) and bool(left.start) and _same_start(left.start, right.start)
    )
    if left.meeting and right.meeting:
        if left.meeting == right.meeting:
            return not (left.committee and right.committee) or _same(left.committee, right.committee)
        return same_time and (left.is_supplement or right.is_supplement)
    return same_time or bool(left.key and left.key == right.key and left.system == right.system)


def _first(words: Iterable[str]) -> str:
    return next((word for word in words if word), "")


def _with_supplements(agendas: list[Agenda]) -> list[Agenda]:
    """Where a system marks no supplements, the lowest id of a meeting's agendas is the main one."""
    lowest: dict[tuple[str, State], Number] = {}
    for each in agendas:
        if not each.is_supplement and each.key:
            kind = (each.system, each.state)
            lowest[kind] = min(lowest.get(kind, _number(each.key)), _number(each.key))
    return [
        replace(each, is_supplement=True)
        if each.key and not each.is_supplement and _number(each.key) > lowest[each.system, each.state]
        else each
        for each in agendas
    ]


@dataclass
class _Growing:
    """An item to which the files add what they say."""

    keys: set[str]
    """The ids that the files know it by: an agenda and its minutes may each have their own."""
    state: State
    number: Number
    is_open: bool | None
    title: str
    case: str
    texts: list[Text]
    files: list[File]
    follows: bool
    """Whether only a supplement or a closed agenda has it: such items follow the others when they are counted anew."""


def _items(agendas: Sequence[Agenda], warnings: list[str]) -> tuple[MeetingItem, ...]:
    grown: list[_Growing] = []
    for agenda in agendas:
        named = {item.key for item in agenda.items}
        taken = {at for at, each in enumerate(grown) if each.keys & named}
        for item in agenda.items:
            if not (item.title or item.texts or item.files):
                continue
            at = _place_of(item, agenda, grown, taken)
            if at is None:
                taken.add(len(grown))
                grown.append(_begun(item, agenda))
            else:
                taken.add(at)
                _add(grown[at], item, agenda)
    _warn_of_silence(agendas, grown, warnings)
    return tuple(_settled(each, no) for no, each in enumerate(_sorted(grown), start=1))


def _place_of(item: Item, agenda: Agenda, grown: list[_Growing], taken: set[int]) -> int | None:
    """The item that this one is once more: by its id, else by its title and case where another file has them."""
    for at, each in enumerate(grown):
        if item.key in each.keys:
            return at
    for at, each in enumerate(grown):
        if (
            at in taken
            or not _same(item.title, each.title)
            or (item.case and each.case and item.case != each.case)
        ):
            continue
        both_have_ids = bool(item.key and each.keys)
        if not both_have_ids or agenda.state != each.state:
            return at
    return None


def _follows(agenda: Agenda) -> bool:
    return agenda.is_supplement or agenda.is_closed


def _begun(item: Item, agenda: Agenda) -> _Growing:
    closed = agenda.is_closed
    return _Growing(
        keys={item.key} if item.key else set(),
        state=agenda.state,
        number=_number(item.number),
        is_open=False if closed else item.is_open,
        title=item.title,
        case=item.case,
        texts=list(item.texts),
        files=list(_distinct(item.files, closed)),
        follows=_follows(agenda),
    )


def _distinct(files: Iterable[File], closed: bool) -> Iterable[File]:
    known: dict[tuple[str, str], File] = {}
    for each in files:
        place = (each.key, _key(each.title))
        is_open = False if closed else each.is_open
        known[place] = replace(
            each, is_open=_both(known[place].is_open, is_open) if place in known else is_open
        )
    return known.values()


def _both(one: bool | None, other: bool | None) -> bool | None:
    """What two files say together: closed where one says so, and silent where both are."""
    if one is None or other is None:
        return other if one is None else one
    return one and other


def _add(grown: _Growing, item: Item, agenda: Agenda) -> None:
    says_more = agenda.state >= grown.state
    closed = agenda.is_closed
    if item.key:
        grown.keys.add(item.key)
    grown.is_open = _both(grown.is_open, False if closed else item.is_open)
    if says_more:
        grown.state = agenda.state
        grown.title = item.title or grown.title
        grown.case = item.case or grown.case
        if not _follows(agenda) or grown.follows:
            grown.number = _number(item.number)
    else:
        grown.title, grown.case = grown.title or item.title, grown.case or item.case
    grown.follows = grown.follows and _follows(agenda)
    grown.texts = _more_texts(grown.texts, item.texts, says_more)
    grown.files = _more_files(grown.files, list(_distinct(item.files, closed)))


def _more_texts(known: list[Text], new: Sequence[Text], says_more: bool) -> list[Text]:
    """The sections of both: one that is there already is said anew by the later file."""
    found = dict(_counted(known))
    for place, each in _counted(new):
        old = found.get(place)
        if old is None or (each.heading and says_more):
            found[place] = each
        elif not each.heading and _key(each.text) != _key(old.text):
            # All in one text: minutes repeat the agenda's and go on, or have their own alone.
            whole, part = (each, old) if len(each.text) >= len(old.text) else (old, each)
            is_inside = _key(part.text) in _key(whole.text)
            found[place] = whole if is_inside else Text("", f"{old.text}\n{each.text}")
    return list(found.values())


def _counted(texts: Iterable[Text]) -> list[tuple[tuple[str, int], Text]]:
    counts: Counter[str] = Counter()
    found = []
    for each in texts:
        key = _key(each.heading)
        found.append(((key, counts[key]), each))
        counts[key] += 1
    return found


def _more_files(known: list[File], new: Sequence[File]) -> list[File]:
    found = list(known)
    for each in new:
        at = next((place for place, file in enumerate(found) if _one_file(file, each)), None)
        if at is None:
            found.append(each)
        else:
            found[at] = replace(each, is_open=_both(found[at].is_open, each.is_open))
    return found


def _one_file(left: File, right: File) -> bool:
    return (bool(left.key) and left.key == right.key) or _same(left.title, right.title)


def _sorted(grown: list[_Growing]) -> list[_Growing]:
    """By number; the items of a supplement or a closed agenda that counts from 1 again follow the others."""
    own = [each for each in grown if not each.follows]
    extra = [each for each in grown if each.follows]
    counts_anew = {each.number for each in own} & {each.number for each in extra}
    key = _by_number
    return [*sorted(own, key=key), *sorted(extra, key=key)] if counts_anew else sorted(grown, key=key)


def _by_number(grown: _Growing) -> Number:
    return grown.number


def _settled(grown: _Growing, number: int) -> MeetingItem:
    is_open = grown.is_open is True
    return MeetingItem(
        number=number,
        title=grown.title,
        case=grown.case,
        is_open=is_open,
        texts=tuple(grown.texts),
        # Nothing beside a closed item is open.
        files=tuple(MeetingFile(each.title, is_open and each.is_open is True) for each in grown.files),
    )


def _warn_of_silence(agendas: Sequence[Agenda], grown: Sequence[_Growing], warnings: list[str]) -> None:
    """Tell how much is closed only because no file says that it is open."""
    where = {"committee": agendas[0].committee, "start": agendas[0].start} if agendas else {}
    items = sum(each.is_open is None for each in grown)
    if items:
        words = ngettext(
            "%(committee)s, %(start)s: filen siger ikke, om %(count)s punkt er åbent. Det regnes for lukket.",
            "%(committee)s, %(start)s: filen siger ikke, om %(count)s punkter er åbne. De regnes for lukkede.",
            items,
        )
        warnings.append(words % {**where, "count": items})
    files = sum(file.is_open is None for each in grown if each.is_open for file in each.files)
    if files:
        words = ngettext(
            "%(committee)s, %(start)s: filen siger ikke, om %(count)s bilag er åbent. Det regnes for lukket.",
            "%(committee)s, %(start)s: filen siger ikke, om %(count)s bilag er åbne. De regnes for lukkede.",
            files,
        )
        warnings.append(words % {**where, "count": files})

"""The weekly mail, for many people at a time: what they are told is computed in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.desk.duties import Duty
from pejling.desk.figures.waiting import SHOWN, Line, Waiting, line_of, lines_of, waiting_for_all
from pejling.desk.mailing.due import occasion_of
from pejling.desk.mailing.letters import Entry, Letter, Part, absolute, write
from pejling.desk.mailing.posting import Post, hand_over, mail_server
from pejling.desk.mailing.telling import Digest, MailedBefore, digest_of
from pejling.desk.models import MailChoice, MailedDuty, Step
from pejling.organisation.authorities import deputies_of, leaders_above
from pejling.people.models import Person
from pejling.web.models import Identity

KEPT = timedelta(days=400)
"""What was told longer ago than this is not asked about any more."""
Links = Mapping[Duty, str]


def send_digests(people: Collection[Person], on: date) -> int:
    """Send the weekly mails of these people, and answer how many went. Raises `Unreachable` when the mail server is away."""
    languages: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        languages[person.language].append(person)
    return sum(_send(group, language, on) for language, group in languages.items())


def _send(people: list[Person], language: str, on: date) -> int:
    with translation.override(language):
        posts = _posts(people, on)
        if not posts:
            return 0
        with mail_server() as connection:
            return sum(hand_over(post, connection, on) for post in posts)


def _posts(people: list[Person], on: date) -> list[Post]:
    """The mails that have something to say."""
    raised = _raised_to(people)
    silent = {row.about for rows in raised.values() for row in rows if row.about}
    waiting = waiting_for_all([*people, *(silent - set(people))], on)
    told = _told(people, on)
    deaf = set(
        MailChoice.objects.filter(person__in=people, wants_digest=False).values_list("person", flat=True)
    )
    found = {
        person: digest_of(waiting[person.pk], told[person.pk], on, wants_digest=person.pk not in deaf)
        for person in people
    }
    _raise(found, on)
    links = _links(found.values())
    municipality = Identity.current()
    posts = []
    for person, news in found.items():
        passed_on = [] if person.pk in deaf else _authority(raised[person.pk], waiting)
        if news.new or news.reminded or passed_on:
            posts.append(_post(person, news, passed_on, links, municipality, on))
    return posts


def _told(people: list[Person], on: date) -> Mapping[int, MailedBefore]:
    told: dict[int, dict[tuple[str, str], date]] = defaultdict(dict)
    rows = MailedDuty.objects.filter(person__in=people, on__gt=on - KEPT)
    for person, key, step, day in rows.values_list("person", "key", "step", "on"):
        told[person][key, step] = day
    return told


def _raised_to(people: list[Person]) -> Mapping[int, list[MailedDuty]]:
    rows: dict[int, list[MailedDuty]] = defaultdict(list)
    for row in MailedDuty.objects.to_be_raised().filter(person__in=people).select_related("about"):
        rows[row.person_id].append(row)
    return rows


def _authority(
    rows: list[MailedDuty], waiting: Mapping[int, list[Waiting]]
) -> list[tuple[MailedDuty, Waiting]]:
    """Of what was raised to a leader, what has not been done since, and is not only for few to see by now."""
    return [
        (row, each)
        for row in rows
        for each in waiting.get(row.about_id or 0, ())
        if each.duty.key == row.key and each.duty.is_open and not each.on_behalf_of
    ]


def _raise(found: Mapping[Person, Digest], on: date) -> None:
    """Leave to the leaders above what has been silent a second time, where no deputy has it."""
    silent = [person for person, news in found.items() if news.raised]
    if not silent:
        return
    deputies, leaders = deputies_of(silent), leaders_above(silent)
    MailedDuty.objects.bulk_create(
        [
            MailedDuty(person=leaders[person.pk], key=each.duty.key, step=Step.RAISED, about=person, on=on)
            for person in silent
            if person.pk in leaders and person.pk not in deputies
            for each in found[person].raised
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def _links(found: Iterable[Digest]) -> Links:
    """Addresses at which duties are done without signing in, for those of one's own alone: such a link is one person's."""
    duties: dict[str, list[Waiting]] = defaultdict(list)
    for news in found:
        for each in (*news.new, *news.reminded):
            if each.source.mail_links and not each.on_behalf_of:
                duties[each.source.key].append(each)
    links: dict[Duty, str] = {}
    for group in duties.values():
        ask = group[0].source.mail_links
        assert ask
        links.update(ask([each.duty for each in group]))
    return links


def _post(
    person: Person,
    news: Digest,
    passed_on: list[tuple[MailedDuty, Waiting]],
    links: Links,
    municipality: Identity,
    on: date,
) -> Post:
    parts = [
        _part(_("Det venter på dig"), news.new, links, on),
        _part(_("Vi minder om"), news.reminded, links, on),
        _passed_on(passed_on, on),
    ]
    count = len(news.new) + len(news.reminded) + len(passed_on)
    subject = ngettext("Én ting venter på dig", "%(count)s ting venter på dig", count) % {"count": count}
    shown = [part for part in parts if part.entries]
    letter = Letter(person, occasion_of(on), subject, shown, is_weekly=True, still=news.still)
    rows = [row.pk for row, _each in passed_on]
    return Post(person, letter.occasion, write(letter, municipality), news.steps, rows)


def _part(heading: str, waiting: list[Waiting], links: Links, on: date) -> Part:
    """The same lines as on Min side, seven at most."""
    lines = lines_of(waiting, on)
    entries = [Entry(line, absolute(_address(line, links))) for line in lines[:SHOWN]]
    return Part(heading, entries, others=sum(len(line.waiting) for line in lines[SHOWN:]))


def _address(line: Line, links: Links) -> str:
    """A link is for the person who was asked: a deputy does it signed in, under both names."""
    if len(line.waiting) > 1 or line.on_behalf_of:
        return line.url
    return links.get(line.waiting[0].duty, line.url)


def _passed_on(passed_on: list[tuple[MailedDuty, Waiting]], on: date) -> Part:
    entries = [
        Entry(line_of(each, on), absolute(each.duty.url), row.about) for row, each in passed_on[:SHOWN]
    ]
    heading = _("Det har ventet længe hos andre, også efter en påmindelse")
    return Part(heading, entries, others=len(passed_on) - len(entries))

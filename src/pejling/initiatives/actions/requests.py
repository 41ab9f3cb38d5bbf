"""Asking for a status by mail, and the answer that comes through the mail's link.

    links = ask_all([StatusPrompt(initiative.pk, person.pk, duty.due_on)])

A link is the same however often the same is asked: it is made of the request, the address that it is sent to and the
installation's secret key; its fingerprint alone is kept. So a digest that is begun twice sends no link that kills another.
One that went to an address that the person has no longer, or before they left, is dead.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.dates import months_before
from pejling.core.links import fingerprint, key
from pejling.initiatives.figures.silence import Rhythms
from pejling.initiatives.models import Initiative, StatusChoices, StatusRequest
from pejling.people.models import Person

GRACE = timedelta(days=14)
"""So long after its period a link still takes an answer: mails are read late."""
SALT = "pejling.initiatives.requests"


@dataclass(frozen=True)
class StatusPrompt:
    """One person is asked about one initiative in one period, which begins on the day that the status is due."""

    initiative: int
    person: int
    period_from: date


def ask(initiative: Initiative, person: Person, period_from: date) -> str:
    """The address at which the person answers; see `ask_all`."""
    question = StatusPrompt(initiative.pk, person.pk, period_from)
    return ask_all([question])[question]


@transaction.atomic
def ask_all(questions: Collection[StatusPrompt]) -> dict[StatusPrompt, str]:
    """For each question the address at which it is answered without signing in, in a fixed number of queries.

    Asked again in the same period, it is the same address, unless it has been used. Where the municipality takes no
    answers through links, and where the link is used up, it is the address of the form behind sign-in.
    """
    if not StatusChoices.current().takes_links:
        return {question: form_address(question.initiative) for question in questions}
    kept = _kept(questions)
    people = Person.objects.in_bulk({question.person for question in questions})
    tokens = {question: token(question, people[question.person]) for question in questions}
    missing = {question: tokens[question] for question in questions if question not in kept}
    StatusRequest.objects.bulk_create(_requests(missing), batch_size=500, ignore_conflicts=True)
    _renew({kept[question]: link for question, link in tokens.items() if question in kept})
    return {question: _address(question, kept.get(question), tokens[question]) for question in questions}


def _kept(questions: Collection[StatusPrompt]) -> dict[StatusPrompt, StatusRequest]:
    initiatives = {question.initiative for question in questions}
    since = min((question.period_from for question in questions), default=date.max)
    requests = StatusRequest.objects.filter(initiative__in=initiatives, period_from__gte=since)
    found = {StatusPrompt(each.initiative_id, each.person_id, each.period_from): each for each in requests}
    return {question: found[question] for question in questions if question in found}


def _requests(tokens: dict[StatusPrompt, str]) -> list[StatusRequest]:
    rhythms = Rhythms.read()
    initiatives = {question.initiative for question in tokens}
    units = dict(Initiative.objects.filter(pk__in=initiatives).values_list("pk", "unit_id"))
    return [
        StatusRequest(
            initiative_id=question.initiative,
            person_id=question.person,
            period_from=question.period_from,
            expires_on=months_before(question.period_from, -rhythms.of(units[question.initiative])) + GRACE,
            fingerprint=fingerprint(link),
        )
        for question, link in tokens.items()
    ]


def _renew(tokens: dict[StatusRequest, str]) -> None:
    """The installation's key or the person's address has changed: the links that can be made now are the ones that count."""
    changed = [request for request, link in tokens.items() if request.fingerprint != fingerprint(link)]
    for request in changed:
        request.fingerprint = fingerprint(tokens[request])
    StatusRequest.objects.bulk_update(changed, ["fingerprint"], batch_size=500)


def _address(question: StatusPrompt, kept: StatusRequest | None, link: str) -> str:
    if kept is not None and kept.answered_at:
        return form_address(question.initiative)
    return settings.BASE_URL + reverse("status_link", args=[link])


def form_address(initiative: int) -> str:
    """Where a status is given by somebody who signs in."""
    return settings.BASE_URL + reverse("report_new", args=[initiative])


def token(question: StatusPrompt, person: Person) -> str:
    """What the link carries that is sent to the person now."""
    return key(SALT, question.initiative, question.period_from.isoformat(), *person.mailbox)


def still_stands(request: StatusRequest) -> bool:
    """Whether the link was sent to the address that the person has now, who has not signed out everywhere or left since."""
    question = StatusPrompt(request.initiative_id, request.person_id, request.period_from)
    return request.fingerprint == fingerprint(token(question, request.person))


def use_up(request: StatusRequest) -> None:
    """The first answer uses a request up; of two at once the second is told (ValidationError)."""
    used = StatusRequest.objects.open().filter(pk=request.pk).update(answered_at=timezone.now())
    if not used:
        raise ValidationError(_("Linket er allerede brugt. Din nye tekst er ikke gemt."))

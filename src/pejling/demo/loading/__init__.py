"""Fjordlund put into the database: rows written in bulk, with the history that they would have had."""

from collections.abc import Callable, Iterable

from django.db import transaction

from pejling.demo.loading.across import load_across
from pejling.demo.loading.agreements import load_agreements
from pejling.demo.loading.answers import load_answers
from pejling.demo.loading.bearings import load_bearings
from pejling.demo.loading.cast import Cast
from pejling.demo.loading.conversations import load_conversations
from pejling.demo.loading.documents import load_documents
from pejling.demo.loading.initiatives import load_initiatives
from pejling.demo.loading.judging import load_judging
from pejling.demo.loading.life import load_life
from pejling.demo.loading.meetings import load_meetings
from pejling.demo.loading.milestones import load_milestones
from pejling.demo.loading.organisation import load_organisation
from pejling.demo.loading.plans import load_approvers, load_plans
from pejling.demo.loading.public import load_public
from pejling.demo.loading.reports import load_reports, load_rhythms
from pejling.demo.loading.successions import load_successions
from pejling.demo.loading.ties import load_ties
from pejling.demo.loading.writing import load_writing
from pejling.demo.story import Story
from pejling.organisation.models import Unit
from pejling.search.actions import catch_up

Step = Callable[[Cast], None]


def is_loaded() -> bool:
    """Whether the database holds a municipality already, this one or a real one."""
    return Unit.objects.exists()


@transaction.atomic
def load(story: Story, *, shown: Callable[[Iterable[Step]], Iterable[Step]] = iter) -> None:
    """Put the story into an empty database and make it findable; `shown` may wrap the steps in a progress bar."""
    cast = Cast(story)
    for step in shown(STEPS):
        step(cast)


def _write_log(cast: Cast) -> None:
    cast.log.write()


def _make_findable(_cast: Cast) -> None:
    catch_up()


STEPS: tuple[Step, ...] = (
    load_organisation,
    load_documents,
    load_writing,
    load_life,
    load_bearings,
    load_ties,
    load_successions,
    load_approvers,
    load_initiatives,
    load_milestones,
    load_rhythms,
    load_reports,
    load_answers,
    load_judging,
    load_public,
    load_plans,
    load_agreements,
    load_conversations,
    load_meetings,
    load_across,
    _write_log,
    _make_findable,
)

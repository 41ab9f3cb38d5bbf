"""What is done with ties: made, ended, questioned, and - when direction has changed - confirmed, redirected or let go.

A tie is never rewritten. Nothing made here can close a circle: on PostgreSQL whoever changes what hangs on what waits for
the one before (`serialise`); on SQLite every write does.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.history import save
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.desk.actions.notifying import notify
from pejling.direction.actions.noting import absent_answering, note_part
from pejling.direction.duties import question_key
from pejling.direction.figures.answering import answering
from pejling.direction.figures.closure import closes_circle
from pejling.direction.models import (
    Contribution,
    Element,
    Fate,
    InheritanceAnswer,
    InheritanceReply,
    TieQuestion,
)

if TYPE_CHECKING:
    from pejling.people.models import Person

CHAIN_LOCK = 7_435_465
"""The number that all who change what hangs on what agree on; it means nothing beside that."""


def serialise() -> None:
    """Wait until nobody else is changing what hangs on what, and keep the others waiting until this transaction is over."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


@transaction.atomic
def tie(lower: Element, upper: Element, *, how: str, by: "Person") -> Contribution:
    """Let an element contribute to an aim; `how` is the sentence that says how."""
    _lock_ends(lower, upper)
    require(by, "direction.tie", lower)
    _require_sight(upper, by)
    made = _made(lower, upper, how, by)
    _log("tied", made, by=by)
    return made


@transaction.atomic
def end_tie(contribution: Contribution, *, by: "Person") -> None:
    """Let a tie end from today."""
    _lock(contribution)
    require(by, "direction.tie", contribution.lower)
    if contribution.ended_on:
        raise ValidationError(_("Bidraget er allerede ophørt."))
    contribution.ended_on = today()
    save(contribution, by=by)
    _log("tie_ended", contribution, by=by)


@transaction.atomic
def resume_tie(contribution: Contribution, *, by: "Person") -> None:
    """Take back that a tie was ended."""
    _lock(contribution)
    require(by, "direction.tie", contribution.lower)
    if not contribution.ended_on:
        raise ValidationError(_("Bidraget er ikke ophørt."))
    serialise()
    _refuse_tie(contribution.lower, contribution.upper)
    contribution.ended_on = None
    save(contribution, by=by)
    _log("tie_resumed", contribution, by=by)


@transaction.atomic
def question_tie(contribution: Contribution, *, why: str, by: "Person") -> TieQuestion:
    """Doubt a tie to an aim that one answers for; until the doubt is settled the tie counts half."""
    _lock(contribution)
    require(by, "direction.question", contribution)
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvad du er i tvivl om.")})
    if contribution.ended_on:
        raise ValidationError(_("Bidraget er ophørt."))
    if contribution.questions.open().exists():
        raise ValidationError(_("Der er allerede stillet et spørgsmål, som ikke er afsluttet."))
    question = TieQuestion.objects.create(contribution=contribution, why=why, by=by)
    _log("tie_questioned", contribution, by=by)
    for person in answering(contribution.lower):
        notify(person, question_key(question.pk))
    return question


@transaction.atomic
def answer_question(question: TieQuestion, *, answer: str, by: "Person") -> None:
    """Answer for the lower element; the doubt stands until the owner of the aim settles it."""
    _lock(question.contribution)
    require(by, "direction.tie", question.contribution.lower)
    lock(question)
    _refuse_settled(question)
    if question.answer:
        raise ValidationError(_("Der er allerede svaret på spørgsmålet."))
    if not answer.strip():
        raise ValidationError({"answer": _("Skriv et svar.")})
    lower = question.contribution.lower
    question.answer, question.answered_by = answer, by
    question.answered_on_behalf_of = absent_answering(lower, lower.document, by)
    question.save(update_fields=["answer", "answered_by", "answered_on_behalf_of"])
    _log("question_answered", question.contribution, by=by)


@transaction.atomic
def settle_question(question: TieQuestion, *, by: "Person") -> None:
    """The owner of the aim is content: the tie counts in full again."""
    _lock(question.contribution)
    require(by, "direction.question", question.contribution)
    _refuse_settled(question)
    question.settled_by, question.settled_at = by, timezone.now()
    question.save(update_fields=["settled_by", "settled_at"])
    _log("question_settled", question.contribution, by=by)


@transaction.atomic
def confirm_inherited(contribution: Contribution, fate: Fate, *, how: str, by: "Person") -> InheritanceAnswer:
    """Say that an inherited tie holds: it becomes a tie of its own to where the old aim lives on."""
    assert fate.to is not None, "a lapsed aim has no heir to confirm"
    return _answered(contribution, fate, InheritanceReply.CONFIRMED, fate.to, how, by)


@transaction.atomic
def redirect_inherited(
    contribution: Contribution, fate: Fate, *, upper: Element, how: str, by: "Person"
) -> InheritanceAnswer:
    """Point an inherited tie to another aim instead."""
    return _answered(contribution, fate, InheritanceReply.REDIRECTED, upper, how, by)


@transaction.atomic
def end_inherited(contribution: Contribution, fate: Fate, *, by: "Person") -> InheritanceAnswer:
    """Let an inherited tie end."""
    return _answered(contribution, fate, InheritanceReply.ENDED, None, "", by)


@transaction.atomic
def reopen_inherited(answer: InheritanceAnswer, *, by: "Person") -> None:
    """Take back an answer: the tie is inherited again, and what the answer made is ended."""
    contribution = answer.contribution
    _lock(contribution, *([answer.replacement.upper] if answer.replacement else []))
    require(by, "direction.tie", contribution.lower)
    made = lock(answer).replacement
    if answer.withdrawn_at:
        raise ValidationError(_("Svaret er allerede taget tilbage."))
    answer.withdrawn_at, answer.withdrawn_by = timezone.now(), by
    answer.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if made and not made.ended_on:
        made.ended_on = today()
        save(made, by=by)
    _log("inheritance_reopened", contribution, by=by)


def _answered(
    contribution: Contribution,
    fate: Fate,
    reply: InheritanceReply,
    upper: Element | None,
    how: str,
    by: "Person",
) -> InheritanceAnswer:
    _lock(contribution, fate.element, *([upper] if upper else []))
    lock(fate)
    require(by, "direction.tie", contribution.lower)
    if reply is InheritanceReply.REDIRECTED and upper is not None:
        _require_sight(upper, by)
    if InheritanceAnswer.objects.active().filter(contribution=contribution, fate=fate).exists():
        raise ValidationError(_("Der er allerede svaret på det arvede bidrag."))
    if contribution.ended_on or not _leads_through(contribution, fate):
        raise ValidationError(_("Bidraget er ikke arvet på den måde."))
    made = _made_unless_standing(contribution.lower, upper, how, by) if upper else None
    answer = InheritanceAnswer.objects.create(
        contribution=contribution,
        fate=fate,
        reply=reply,
        replacement=made,
        by=by,
        on_behalf_of=absent_answering(contribution.lower, contribution.lower.document, by),
    )
    _log(f"inheritance_{reply.value}", made or contribution, by=by)
    return answer


def _leads_through(contribution: Contribution, fate: Fate) -> bool:
    """Whether the fate lies on the way from the aim of the tie to where it lives on now."""
    seen: set[int] = set()
    olds = {contribution.upper_id}
    while olds:
        seen |= olds
        fates = dict(Fate.objects.effective().filter(element__in=olds).values_list("pk", "to"))
        if fate.pk in fates:
            return True
        olds = {heir for heir in fates.values() if heir} - seen
    return False


def _made_unless_standing(lower: Element, upper: Element, how: str, by: "Person") -> Contribution | None:
    """The tie that an answer makes; none where two old aims became one and the tie already stands."""
    if Contribution.objects.active().filter(lower=lower, upper=upper).exists():
        return None
    return _made(lower, upper, how, by)


def _made(lower: Element, upper: Element, how: str, by: "Person") -> Contribution:
    if not how.strip():
        raise ValidationError({"how": _("Skriv i en sætning, hvordan det bidrager.")})
    serialise()
    _refuse_tie(lower, upper)
    made = Contribution(lower=lower, upper=upper, how=how, by=by)
    made.full_clean(exclude=["by"])
    return save(made, by=by)


def _require_sight(upper: Element, by: "Person") -> None:
    if not Element.objects.visible_to(by).filter(pk=upper.pk).exists():
        raise ValidationError({"upper": _("Målet findes ikke, eller du har ikke adgang til det.")})


def _refuse_tie(lower: Element, upper: Element) -> None:
    """The tie goes to an aim, joins two that stand, and closes no circle."""
    if not upper.kind.is_aim:
        raise ValidationError(
            {
                "upper": _("Man kan kun bidrage til et mål, ikke til %(kind)s.")
                % {"kind": upper.kind.name.lower()}
            }
        )
    for element in (lower, upper):
        if element.ended_on or element.document.is_out_of_force:
            raise ValidationError(
                {"upper": _("»%(title)s« står ikke ved magt mere.") % {"title": element.title}}
            )
    if Contribution.objects.active().filter(lower=lower, upper=upper).exists():
        raise ValidationError({"upper": _("De to punkter er allerede knyttet sammen.")})
    if closes_circle(lower.pk, upper.pk):
        raise ValidationError(
            {
                "upper": _("»%(upper)s« bidrager selv til »%(lower)s«, så bidraget ville gå i ring.")
                % {"upper": upper.title, "lower": lower.title}
            }
        )


def _lock(contribution: Contribution, *others: Element) -> None:
    """The documents at both ends, the elements, and the tie itself, as they stand now."""
    _lock_ends(contribution.lower, contribution.upper, *others)
    lock(contribution)


def _lock_ends(*ends: Element) -> None:
    """A right to a tie depends on the documents in which its ends stand, and whether it can be on the ends themselves."""
    homes = {each.document_id: each.document for each in ends}
    lock(*homes.values())
    elements = {each.pk: each for each in ends}
    lock(*elements.values())


def _refuse_settled(question: TieQuestion) -> None:
    lock(question)
    if question.settled_at:
        raise ValidationError(_("Spørgsmålet er afsluttet."))


def _log(verb: str, contribution: Contribution, *, by: "Person") -> None:
    """The line is about the tie: only who may see both ends reads it."""
    lower, upper = contribution.lower, contribution.upper
    asks = verb in ("tie_questioned", "question_settled")
    note_part(
        verb,
        contribution,
        by=by,
        home=(upper if asks else lower).document,
        lower=lower.title,
        upper=upper.title,
    )

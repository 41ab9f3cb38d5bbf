"""`pejling import`: an organisation or a document from a file."""

from argparse import Namespace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.urls import reverse

from pejling.cli import in_use
from pejling.cli.actors import actor
from pejling.cli.database import require_up_to_date
from pejling.cli.files import content_of, encoding_of
from pejling.cli.terminal import Refusal, complain, say
from pejling.core.keys import read_key
from pejling.core.permissions import Refused
from pejling.core.tables import LARGEST
from pejling.core.tables.cells import Problem
from pejling.core.tables.encodings import label_of
from pejling.direction.actions.importing import convert_intake, upload_intake
from pejling.direction.models import DocumentKind
from pejling.organisation.actions.deliveries import OtherPlan, apply_delivery, deliver
from pejling.organisation.imports.plan import Plan, Step
from pejling.organisation.imports.reading import read
from pejling.organisation.models import Unit
from pejling.reading.source import MAX_BYTES

VERBS = {"create": "opretter", "change": "ændrer", "end": "afslutter"}
NOUNS = {"unit": "enheden", "person": "personen", "post": "posten"}


def import_organisation(arguments: Namespace) -> int:
    """Do what the file of units or people says, all of it or nothing; or only say what that is."""
    content, encoding = content_of(arguments.file, LARGEST), encoding_of(arguments)
    with in_use.shared():
        require_up_to_date()
        plan = read(content, ends_missing=arguments.end_missing, encoding=encoding)
        _tell(plan)
        if plan.problems:
            complain(f"{arguments.file.name} har {len(plan.problems)} fejl. Intet er ændret.")
            return 1
        if arguments.dry_run:
            say("Det var en prøve: intet er ændret.")
            return 0
        delivery = deliver(
            content,
            file_name=arguments.file.name,
            ends_missing=arguments.end_missing,
            encoding=encoding,
            by=None,
        )
        try:
            apply_delivery(delivery, shown=plan.fingerprint, by=None)
        except ValidationError as refusal:
            raise Refusal(" ".join(refusal.messages)) from refusal
        except OtherPlan as other:
            raise Refusal(
                "Nogen har ændret i organisationen imens, så filen ville gøre andet end vist. Intet er ændret. Prøv igen."
            ) from other
    say("Gjort.")
    return 0


def _tell(plan: Plan) -> None:
    for problem in plan.problems:
        complain(_at(problem))
    for warning in plan.warnings:
        complain(f"se efter: {_at(warning)}")
    for reading in plan.readings:
        say(f"--encoding {reading.encoding} læser: {', '.join(reading.examples)}")
    for step in plan.steps:
        say(_sentence(step))
    for words in plan.kept:
        say(f"beholder {words}")
    if plan.unused:
        say(f"Kolonner, der ikke bruges: {', '.join(plan.unused)}.")
    if plan.examples:
        say(f"Læst som {label_of(plan.encoding)}: {', '.join(plan.examples)}.")
    made, changed, ended = (len(plan.of(verb)) for verb in ("create", "change", "end"))
    say(f"{made} nye, {changed} ændrede, {ended} afsluttede, {plan.unchanged} som før.")


def _at(problem: Problem) -> str:
    return f"linje {problem.line}: {problem.words}" if problem.line else problem.words


def _sentence(step: Step) -> str:
    line = f"linje {step.line}: " if step.line else ""
    changes = "; ".join(
        f"{change.label}: {change.before or '-'} → {change.after or '-'}" for change in step.changes
    )
    key = f" [id {step.key}]" if step.key else ""
    return f"{line}{VERBS[step.verb]} {NOUNS[step.noun]} {step.name}{key}{f' ({changes})' if changes else ''}"


def import_document(arguments: Namespace) -> int:
    """Make a document of the file as the rules propose it."""
    content = content_of(arguments.file, MAX_BYTES)
    if not arguments.unit or not arguments.kind:
        raise Refusal("Skriv enheden og typen: pejling import document FIL --unit ENHED --kind TYPE.")
    with in_use.shared():
        require_up_to_date()
        unit, kind = _unit(arguments.unit), _kind(arguments.kind)
        by = actor(arguments.by, unit)
        upload = SimpleUploadedFile(arguments.file.name, content)
        try:
            document = convert_intake(upload_intake(upload, unit=unit, kind=kind, by=by), by=by)
        except ValidationError as refusal:
            raise Refusal(" ".join(refusal.messages)) from refusal
        except Refused as refusal:
            raise Refusal(f"{by} må ikke: {refusal}") from refusal
    say(f"Hentet ind som kladde: {document} ({settings.BASE_URL}{reverse('document', args=[document.pk])})")
    return 0


def _unit(told: str) -> Unit:
    """By its id in the other system, else by its name, else by its number here: what was meant first wins."""
    number = Q(pk=read_key(told) or 0)
    for same in (Q(external_id=told), Q(name__iexact=told), number):
        found = list(Unit.objects.current().filter(same)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise Refusal(
                f"Flere enheder hedder {told}. Skriv dens id i kildesystemet, eller nummeret i dens adresse."
            )
    raise Refusal(f"Der er ingen enhed, der hedder {told}.")


def _kind(told: str) -> DocumentKind:
    kind = DocumentKind.objects.filter(Q(name__iexact=told) | Q(code=told)).first()
    if kind is None:
        names = ", ".join(DocumentKind.objects.filter(is_offered=True).values_list("name", flat=True))
        raise Refusal(f"Der er ingen dokumenttype, der hedder {told}. Vælg mellem: {names}.")
    return kind

"""Units or people from a CSV file, on the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.organisation.actions.deliveries import carry_out, deliver
from pejling.organisation.imports.plan import Plan, Step
from pejling.organisation.imports.reading import read

VERBS = {"create": "+", "change": "~", "end": "-"}


class Command(BaseCommand):
    """`pejling import organisation FILE.csv [--dry-run] [--end-missing]`."""

    help = "Indlæs enheder eller personer fra en CSV-fil. Kolonnerne står i docs/operators/organisation.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to do it or only to show it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Vis kun, hvad der ville ske.")
        parser.add_argument(
            "--end-missing", action="store_true", help="Afslut det, der ikke længere står i filen."
        )

    def handle(self, *args: Any, file: Path, dry_run: bool, end_missing: bool, **options: Any) -> None:
        """Show the plan, and carry it out unless it is a trial."""
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(_("Filen kan ikke læses: %(error)s") % {"error": error}) from error
        plan = read(content, ends_missing=end_missing)
        self._show(plan)
        if plan.problems:
            raise CommandError(_("Filen har fejl. Intet er ændret."))
        if dry_run:
            self.stdout.write(_("Det var en prøve. Intet er ændret."))
            return
        try:
            with transaction.atomic():
                carry_out(deliver(content, file_name=file.name, ends_missing=end_missing, by=None), by=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(self.style.SUCCESS(_("Filen er indlæst.")))

    def _show(self, plan: Plan) -> None:
        for problem in plan.problems:
            where = _("Linje %(line)s: ") % {"line": problem.line} if problem.line else ""
            self.stderr.write(where + problem.words)
        for step in plan.steps:
            self.stdout.write(in_words(step))
        for name in plan.missing:
            self.stdout.write("? " + _("%(name)s står ikke i filen") % {"name": name})
        for reason in plan.kept:
            self.stdout.write("! " + _("afsluttes ikke – %(reason)s") % {"reason": reason})
        counts = {verb: len(plan.of(verb)) for verb in VERBS}
        words = _("%(create)s oprettes, %(change)s ændres, %(end)s afsluttes, %(same)s er uændret.")
        self.stdout.write(words % {**counts, "same": plan.unchanged})


def in_words(step: Step) -> str:
    """One step on a line: its sign, what it is about, what changes, and the line of the file."""
    noun = {"unit": _("enhed"), "person": _("person"), "post": _("post")}[step.noun]
    changes = "; ".join(f"{change.label}: {change.before} → {change.after}" for change in step.changes)
    line = _(" [linje %(line)s]") % {"line": step.line} if step.line else ""
    return f"{VERBS[step.verb]} {noun} {step.name}{' (' + changes + ')' if changes else ''}{line}"

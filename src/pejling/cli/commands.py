"""The commands and their options, as `pejling --help` tells them."""

import argparse
import os
from datetime import date
from pathlib import Path
from typing import NoReturn

from pejling.cli.danish import speak_danish

DEFAULT_PORT = 8000
BASELINE = 12
TEMPLATES = ("budget", "municipal_plan", "plan_strategy", "seminar", "strategy", "unit_plan")
MISUSE = 2


class Parser(argparse.ArgumentParser):
    """A parser that complains in Danish."""

    def error(self, message: str) -> NoReturn:
        """One line, and where to read how it is done."""
        self.exit(MISUSE, f"pejling: Kommandoen kan ikke læses ({message}). Se »{self.prog} --help«.\n")


def parser() -> Parser:
    """Every command; `run` names the function that carries it out."""
    speak_danish()
    top = Parser(prog="pejling", description="Pejling: kommunens styring efter det, den vil.", add_help=True)
    commands = top.add_subparsers(dest="command", required=True, metavar="KOMMANDO", title="kommandoer")
    _serving(commands)
    _importing(commands)
    _exporting(commands)
    _reckoning(commands)
    _keeping(commands)
    commands.add_parser(
        "manage", help="enhver af Djangos kommandoer, fx »pejling manage migrate«", add_help=False
    )
    return top


def _command(commands: "argparse._SubParsersAction[Parser]", name: str, run: str, words: str) -> Parser:
    command = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    command.set_defaults(run=f"pejling.cli.{run}")
    return command


def _serving(commands: "argparse._SubParsersAction[Parser]") -> None:
    demo = _command(commands, "demo", "demo:demo", "vis den opdigtede Fjordlund Kommune på denne maskine")
    demo.add_argument("--fresh", action="store_true", help="begynd forfra: smid den gamle demo ud først")
    start = _command(commands, "start", "starting:start", "begynd en ny, tom kommune, og vis den")
    start.add_argument("--name", help="kommunens navn")
    start.add_argument("--operator", help="navnet på den første it-administrator")
    start.add_argument("--email", help="e-mailen, som it-administratoren logger ind med")
    start.add_argument("--band", help="båndets farve, fx #0b3a5c")
    start.add_argument("--accent", help="farven til links og knapper")
    start.add_argument("--logo", type=Path, help="en PNG-fil med kommunens logo")
    start.add_argument("--no-serve", action="store_true", help="gør kun klar; vis ikke siderne bagefter")
    serve = _command(commands, "serve", "serving:serve", "vis siderne, og udfør opgaverne bag dem")
    for command in (demo, start, serve):
        command.add_argument(
            "--port", type=_port, default=_port_from_environment(), help="porten (ellers PORT eller 8000)"
        )
        command.add_argument(
            "--host", default="localhost", help="adressen, der lyttes på (ellers kun denne maskine)"
        )
        command.add_argument(
            "--processes", type=_positive, help="antal webprocesser (ellers efter maskinens kerner)"
        )
    serve.add_argument(
        "--no-worker", action="store_true", help="lad andre udføre opgaverne: »pejling worker«"
    )
    _command(commands, "worker", "working:work", "udfør opgaver, ud over dem »pejling serve« udfører")


def _importing(commands: "argparse._SubParsersAction[Parser]") -> None:
    bring = commands.add_parser(
        "import",
        help="hent enheder, personer eller et dokument ind fra en fil, eller se, hvordan en sag eller en dagsorden læses",
    )
    what = bring.add_subparsers(dest="what", required=True, metavar="HVAD", title="hvad der hentes ind")
    organisation = what.add_parser(
        "organisation", help="enheder eller personer fra en CSV-fil eller en .xlsx"
    )
    organisation.set_defaults(run="pejling.cli.importing:import_organisation")
    organisation.add_argument("file", type=Path, metavar="FIL")
    organisation.add_argument("--dry-run", action="store_true", help="vis kun, hvad filen ville ændre")
    organisation.add_argument(
        "--end-missing", action="store_true", help="afslut det, der ikke længere står i filen"
    )
    organisation.add_argument(
        "--encoding",
        metavar="TEGNSÆT",
        help="hvordan filens bogstaver er skrevet, når den ikke selv siger det",
    )
    organisation.add_argument(
        "--preview", choices=["json"], help="vis, hvordan filen læses; gem ingenting, og brug ingen database"
    )
    document = what.add_parser("document", help="et dokument fra en .docx, .pdf, .txt eller .md")
    document.set_defaults(run="pejling.cli.importing:import_document")
    document.add_argument("file", type=Path, metavar="FIL")
    document.add_argument("--unit", help="enhedens navn, nummer eller id i kildesystemet")
    document.add_argument("--kind", help="dokumenttypen, fx Strategiplan eller strategy_plan")
    document.add_argument("--by", metavar="E-MAIL", help="den, der henter det ind (ellers enhedens leder)")
    document.add_argument(
        "--preview", choices=["json"], help="vis forslaget; gem ingenting, og brug ingen database"
    )
    case = what.add_parser("case", help="en sag fra en .docx, .pdf eller .txt")
    case.add_argument("file", type=Path, metavar="FIL")
    agenda = what.add_parser(
        "agenda",
        help="dagsordener og referater fra SBSYS, Acadre, eDoc, Agenda Manager og FirstAgenda",
    )
    agenda.add_argument("files", type=Path, metavar="FIL", nargs="+")
    for read_only in (case, agenda):
        read_only.add_argument(
            "--preview",
            choices=["json"],
            required=True,
            help="vis, hvordan det læses; gem ingenting, og brug ingen database",
        )

    ledger = what.add_parser("ledger", help="budget eller forbrug fra en CSV-fil eller en .xlsx")
    ledger.add_argument("file", type=Path, metavar="FIL")
    ledger.add_argument(
        "--mapping", type=Path, required=True, metavar="FIL.json", help="hvilke kolonner der er hvad"
    )
    ledger.add_argument(
        "--preview", choices=["json"], required=True, help="vis, hvordan filen læses; gem ingenting"
    )


def _exporting(commands: "argparse._SubParsersAction[Parser]") -> None:
    take = commands.add_parser("export", help="skriv et dokument ud som Word eller PDF")
    what = take.add_subparsers(dest="what", required=True, metavar="HVAD", title="hvad der skrives ud")
    document = what.add_parser("document", help="et dokument efter nummeret i dets adresse")
    document.set_defaults(run="pejling.cli.exporting:export_document")
    document.add_argument("document", type=_positive, metavar="NUMMER")
    document.add_argument(
        "--as",
        dest="shape",
        choices=["full", "two-pages"],
        default="full",
        help="full: hele dokumentet (ellers det); two-pages: hvad det vil, og hvordan det går, på to sider",
    )
    document.add_argument(
        "--to", type=Path, required=True, metavar="FIL", help="en fil, der ender på .pdf eller .docx"
    )
    document.add_argument(
        "--by",
        metavar="E-MAIL",
        help="den, der læser (ellers borgeren, hvis det er offentligt, ellers enhedens leder)",
    )


def _reckoning(commands: "argparse._SubParsersAction[Parser]") -> None:
    plan = _command(
        commands, "schedule", "previewing:preview", "læg et forløb baglæns fra den dag, det skal besluttes"
    )
    plan.add_argument("template", metavar="FORLØB", choices=TEMPLATES, help=f"et af: {', '.join(TEMPLATES)}")
    plan.add_argument(
        "--decided-on",
        type=_day,
        required=True,
        metavar="DATO",
        help="dagen for den sidste beslutning, 2027-11-23",
    )
    plan.add_argument(
        "--meetings", type=Path, metavar="FIL", help="forums mødedage: en CSV-fil med forum;dato"
    )
    plan.add_argument("--preview", choices=["json"], required=True, help="skriv trinene; gem ingenting")
    signals = _command(
        commands,
        "signals",
        "previewing:preview",
        "find de målinger i en fil, som er et signal og ikke bare udsving",
    )
    signals.add_argument(
        "file", type=Path, metavar="FIL", help="en CSV-fil med dataset, seq, value og evt. phase"
    )
    signals.add_argument(
        "--baseline",
        type=_baseline,
        default=BASELINE,
        metavar="12|all",
        help="så mange målinger sætter grænserne i hver fase, eller all for dem alle (ellers 12)",
    )
    signals.add_argument(
        "--preview", choices=["json"], required=True, help="skriv grænser og signaler; gem ingenting"
    )


def _day(text: str) -> date:
    """A day that a process may end on. Centuries away the calendar is nobody's."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en dato som 2027-11-23") from None
    if not 2000 <= day.year < 2100:
        raise argparse.ArgumentTypeError(f"{text} ligger for langt væk")
    return day


def _baseline(text: str) -> int | None:
    return None if text == "all" else _positive(text)


def _keeping(commands: "argparse._SubParsersAction[Parser]") -> None:
    _command(commands, "check", "checking:check", "se indstillinger, database og mapper efter")
    backup = _command(
        commands, "backup", "backing_up:backup", "gem database og filer i ét arkiv, også mens der arbejdes"
    )
    backup.add_argument("file", type=Path, metavar="FIL", help="arkivet, fx pejling-2026-11-21.zip")
    restore = _command(commands, "restore", "restoring:restore", "sæt database og filer tilbage fra et arkiv")
    restore.add_argument("file", type=Path, metavar="FIL")


def _port_from_environment() -> str:
    """As text, so that the parser judges it as it judges the option."""
    return os.environ.get("PORT") or str(DEFAULT_PORT)


def _port(text: str) -> int:
    number = _whole(text)
    if not 0 < number < 65_536:
        raise argparse.ArgumentTypeError(f"{number} er ikke en port")
    return number


def _positive(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} er mindre end 1")
    return number


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke et tal") from None

"""`pejling`: run an installation from the command line.

A command that goes wrong says so in one Danish line and answers with a code other than 0.
"""

import os
import sys
import traceback
from collections.abc import Sequence

from pejling.cli import environment
from pejling.cli.commands import parser
from pejling.cli.terminal import Refusal, complain

FAILED, INTERRUPTED = 1, 130


def main(words: Sequence[str] | None = None) -> int:
    """Carry out the command and answer with its exit code."""
    words = list(sys.argv[1:] if words is None else words)
    if words[:1] == ["manage"]:
        return _manage(words[1:])
    arguments = parser().parse_args(words)
    try:
        environment.prepare(arguments)
        code: int = environment.found(arguments.run)(arguments)
    except Refusal as refusal:
        complain(str(refusal))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our lines has had enough, as »head« has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        return _unexpected(error)
    return code


def _manage(words: Sequence[str]) -> int:
    """Any of Django's commands, as Django itself answers; what an operator can mend is told in a line."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", environment.SETTINGS)
    try:
        if words[:1] == ["migrate"]:
            _refuse_to_migrate_another_version()
        execute_from_command_line(["pejling manage", *words])
    except Refusal as refusal:
        complain(str(refusal))
        return FAILED
    except Exception as error:
        if environment.known(error):
            return _unexpected(error)
        raise
    return 0


def _refuse_to_migrate_another_version() -> None:
    """Django would begin to make tables that are there already."""
    import django

    django.setup()
    from pejling.cli.database import refuse_another_version

    refuse_another_version()


def _unexpected(error: Exception) -> int:
    """What nobody thought of: one line, and with PEJLING_LOG_LEVEL=DEBUG where it happened."""
    if os.environ.get("PEJLING_LOG_LEVEL") == "DEBUG":
        traceback.print_exc()
    complain(environment.in_words(error))
    return FAILED

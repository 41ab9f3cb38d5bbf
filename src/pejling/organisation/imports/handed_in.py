"""A file that is handed in, as a table; a large one is read in a process of its own.

A table of text is not packed: it unfolds to some sixty times its size at most. What is small can do no harm here.
"""

from pejling.core.apart import Unreadable as TakesTooMuch
from pejling.core.apart import apart
from pejling.organisation.imports.plan import Problem
from pejling.organisation.imports.tables import Table, Unreadable, table_from

SMALL = 1024 * 1024


def table_of(data: bytes) -> Table | Problem:
    """The table; or what is wrong with the file as a whole."""
    if len(data) <= SMALL:
        return _table_of(data)
    try:
        return apart(_table_of, data)
    except TakesTooMuch as refusal:
        return Problem(None, str(refusal))


def _table_of(data: bytes) -> Table | Problem:
    try:
        return table_from(data)
    except Unreadable as error:
        return error.problem

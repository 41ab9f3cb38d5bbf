"""From bytes to a plan."""

from typing import TYPE_CHECKING

from pejling.organisation.imports.columns import FileKind
from pejling.organisation.imports.handed_in import table_of
from pejling.organisation.imports.people import plan_people
from pejling.organisation.imports.plan import Plan, Problem
from pejling.organisation.imports.units import plan_units

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def read(data: bytes, *, by: "Viewer | None" = None, ends_missing: bool = False) -> Plan:
    """What the file would do. Never fails: what is wrong with it stands in the plan, each with its line.

    `by` is who would do it, nobody on the command line; `ends_missing` also ends what came from the other system before
    and is no longer in the file.
    """
    plan = Plan(ends_missing=ends_missing)
    table = table_of(data)
    if isinstance(table, Problem):
        plan.problems.append(table)
        return plan
    plan.kind, plan.unused, plan.problems = table.kind, table.unused, list(table.problems)
    if table.kind is FileKind.UNITS:
        plan_units(table, plan)
    else:
        plan_people(table, plan, by=by)
    plan.problems.sort(key=lambda problem: problem.line or 0)
    return plan

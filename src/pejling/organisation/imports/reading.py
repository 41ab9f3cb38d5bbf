"""From bytes to a plan."""

from typing import TYPE_CHECKING

from pejling.organisation.imports.columns import FileKind
from pejling.organisation.imports.handed_in import read_table
from pejling.organisation.imports.people import plan_people
from pejling.organisation.imports.plan import Plan
from pejling.organisation.imports.tables import Table
from pejling.organisation.imports.units import plan_units

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def read(data: bytes, *, by: "Viewer | None" = None, ends_missing: bool = False, encoding: str = "") -> Plan:
    """What the file would do. Never fails: what is wrong with it stands in the plan, each with its line.

    `by` is who would do it, nobody on the command line; `ends_missing` also ends what came from the other system before
    and is no longer in the file; `encoding` is how its letters are written, where somebody has said so.
    """
    plan = Plan(ends_missing=ends_missing)
    return planned(plan, read_table(data, plan, encoding=encoding), by=by)


def planned(plan: Plan, table: Table | None, *, by: "Viewer | None") -> Plan:
    """The plan that was told what is wrong with the file, with what its lines would do to the organisation as it stands."""
    if table is None:
        return plan
    if table.kind is FileKind.UNITS:
        plan_units(table, plan, by=by)
    else:
        plan_people(table, plan, by=by)
    plan.problems.sort(key=lambda problem: problem.line or 0)
    plan.warnings.sort(key=lambda problem: problem.line or 0)
    return plan

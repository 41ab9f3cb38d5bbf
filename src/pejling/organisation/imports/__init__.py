"""Units and people from the municipality's other systems, as Danish Excel writes them.

`read` answers a plan: what would be made, changed and ended, and what is wrong, each with its line. Nothing is written.
`apply` carries the whole plan out, or nothing of it.
"""

from pejling.organisation.imports.applying import apply
from pejling.organisation.imports.plan import Change, Plan, Problem, Step
from pejling.organisation.imports.preview import preview
from pejling.organisation.imports.reading import read

__all__ = ["Change", "Plan", "Problem", "Step", "apply", "preview", "read"]

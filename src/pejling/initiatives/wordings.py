"""How the details of this room's lines in the log are said: codes are kept, the reader's language words them."""

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from pejling.activity.verbs import Wording
from pejling.initiatives.models import Initiative, Interval, Level, Partner, Phase, Verdict


def _choice(choices: type[TextChoices]) -> Wording:
    labels = dict(choices.choices)
    return lambda code: str(labels.get(code, code))


def _facts(names: str) -> str:
    """The columns of an initiative by their own names."""
    return ", ".join(_fact(name) for name in names.split())


def _fact(name: str) -> str:
    if name == "partners":
        return str(Partner._meta.verbose_name_plural)
    return str(Initiative._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _interval(months: int) -> str:
    """How often a unit reports; 0 where it follows the unit above."""
    return str(Interval(months).label).lower() if months else _("som enheden over")


WORDINGS: dict[str, Wording] = {
    "approver": lambda name: name or _("enhedens leder"),
    "facts": _facts,
    "interval": _interval,
    "level": _choice(Level),
    "phase": _choice(Phase),
    "verdict": lambda code: _choice(Verdict)(code).lower(),
}

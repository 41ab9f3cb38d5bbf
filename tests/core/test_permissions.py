"""The one place that answers whether a person may."""

from types import SimpleNamespace

import pytest

from pejling.core.permissions import Refused, may, permission, permissions, require
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def test_refusal_says_why_in_words(w: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="Kun enhedens leder og sekretariatet"):
        require(w.colleague, "direction.create", w.unit)


def test_who_may_is_let_through(w: SimpleNamespace) -> None:
    require(w.owner, "direction.create", w.unit)
    assert may(w.owner, "direction.create", w.unit)


def test_permission_has_one_rule() -> None:
    with pytest.raises(AssertionError, match="two rules"):
        permission("direction.create", reason="x")(lambda person, thing: True)
    assert len(permissions) == len({each.name for each in permissions.values()})

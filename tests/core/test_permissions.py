"""The one place that answers whether a person may."""

from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

import pejling
from pejling.core.permissions import Permissions, Refused, may, permission, permissions, require
from pejling.core.rooms import Room
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


def marked(*names: str) -> ModuleType:
    """A module of rules that answers these."""
    rules = ModuleType("rules")
    for at, name in enumerate(names):
        rule = permission(name, reason="x")(lambda person, thing: True)
        rule.__module__ = "rules"
        setattr(rules, f"rule_{at}", rule)
    return rules


def test_permission_has_one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room(Permissions(marked("notes.edit", "notes.edit")))
    monkeypatch.setattr("pejling.core.rooms.rooms", lambda: (room,))
    with pytest.raises(ImproperlyConfigured, match=r"Two rules answer notes\.edit"):
        permissions.__wrapped__()


def test_room_tells_every_rule_that_is_marked_and_one_that_marks_none_is_refused() -> None:
    folders = sorted(path.parent.name for path in Path(pejling.__file__).parent.glob("*/rules.py"))
    modules = [import_module(f"pejling.{folder}.rules") for folder in folders]
    assert len(modules) > 5
    assert [rules.__name__ for rules in modules if not Permissions(rules).marked] == []
    expected = {each.name: each for rules in modules for each in Permissions(rules).marked}
    assert permissions() == expected, "a room has rules that its ROOM does not tell by `Permissions(rules)`"
    assert "marks no rule" in Permissions(marked()).fault()

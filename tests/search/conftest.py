"""The small municipality that the searches run in."""

from types import SimpleNamespace

import pytest

from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """Two schools, their leaders, the secretariat, a living plan, a draft and a public policy."""
    return make_world()

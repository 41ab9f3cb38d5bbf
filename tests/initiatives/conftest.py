"""What tests of initiatives start from."""

from types import SimpleNamespace

import pytest

from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small municipality."""
    return make_world()

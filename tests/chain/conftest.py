"""What tests of the chain start from."""

from types import SimpleNamespace

import pytest

from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small municipality."""
    return make_world()

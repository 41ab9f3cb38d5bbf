"""What the tests of the pages share."""

import pytest
from pytest_django import Settings


@pytest.fixture
def components(settings: Settings, db: None) -> str:
    """The address of the component page, which is there in the demo."""
    settings.DEMO = True
    return "/komponenter"

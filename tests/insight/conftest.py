"""What tests of the overview start from: a small municipality with work under way."""

from types import SimpleNamespace

import pytest

from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small municipality; Dorte leads it, Gerda a school with two initiatives, Bo another one with one."""
    w = make_world()
    w.dorte = world.make_leader("Dorte Dam", w.top)
    w.reading = world.make_initiative("Læsebånd", document=w.document, lead=w.owner)
    w.maths = world.make_initiative("Regnebånd", document=w.document, lead=w.owner)
    w.other_document = world.make_document("Plan for Bakkens Skole", kind="strategy_plan", unit=w.other_unit)
    w.music = world.make_initiative("Musik til alle", document=w.other_document, lead=w.colleague)
    return w

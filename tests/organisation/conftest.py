"""A centre with two schools, a secretary and an operator, for the tests of the organisation."""

from types import SimpleNamespace

import pytest

from tests import world
from tests.beginnings import written_again


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The municipality that these tests begin with."""
    return make_centre()


@written_again
def make_centre() -> SimpleNamespace:
    """The municipality, a centre, two schools, their leaders, the secretariat and the operator."""
    world.ensure_words()
    w = SimpleNamespace()
    w.top = world.make_unit("Fjordlund Kommune", kind="Kommune", external_id="1")
    w.centre = world.make_unit("Center for Børn", kind="Center", parent=w.top, external_id="10")
    w.school = world.make_unit("Søparkens Skole", parent=w.centre, external_id="100")
    w.other = world.make_unit("Bakkens Skole", parent=w.centre, external_id="101")
    w.gerda = world.make_leader("Gerda Holm", w.school, external_id="gh")
    w.bo = world.make_leader("Bo Friis", w.other, external_id="bf")
    w.secretary = world.make_secretary(w.top)
    w.operator = world.give_post(world.make_person("Otto Bang"), w.top, "It-administrator")
    w.council = world.make_forum()
    return w

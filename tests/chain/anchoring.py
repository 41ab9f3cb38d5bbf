"""A council's vision, a board's strategy below it, and a school's plan below that: what the ring is tried on."""

from datetime import date, timedelta
from types import SimpleNamespace

from pejling.chain.anchors import RingQuarter
from pejling.chain.figures.ring import RingState, rings
from pejling.chain.graph import Strength
from pejling.core.dates import today
from pejling.direction.models import Document, Element, Fate, FateKind, Phase, Visibility
from tests import world


def make_direction() -> SimpleNamespace:
    """A council's vision, a board's strategy below it, and a school's plan below that."""
    world.ensure_words()
    w = SimpleNamespace()
    w.top = world.make_unit("Fjordlund Kommune", kind="Kommune")
    w.school = world.make_unit(parent=w.top)
    w.leader = world.make_leader("Gerda Holm", w.school)
    w.secretary = world.make_secretary(w.top)
    w.council, w.board = world.make_forum(), world.make_forum("Direktionen", kind="Direktion")
    w.vision = world.make_adopted(
        "Vision 2034",
        kind="vision",
        forum=w.council,
        unit=w.top,
        on=date(2025, 6, 24),
        visibility=Visibility.PUBLIC,
    )
    w.strategy = world.make_adopted(
        "Skolestrategi", kind="strategy", forum=w.board, unit=w.top, on=date(2025, 6, 24)
    )
    w.plan = world.make_document("Strategiplan", kind="strategy_plan", unit=w.school)
    w.high = world.make_element(w.vision, "Alle er med", kind="vision_statement")
    w.middle = world.make_element(w.strategy, "Flere læser")
    w.low = world.make_element(w.plan, "Læsning hver dag")
    return w


def succeed(w: SimpleNamespace) -> SimpleNamespace:
    """The strategy has been succeeded by another, decided by the council; the plan was tied to the old one."""
    w.tie = world.tie(w.low, w.middle)
    w.new = world.make_adopted("Ny strategi", kind="strategy", forum=w.council, unit=w.top, on=today())
    w.heir = world.make_element(w.new, "Alle læser")
    Document.objects.filter(pk=w.strategy.pk).update(
        phase=Phase.SUCCEEDED, in_force_until=today() - timedelta(days=1)
    )
    w.fate = Fate.objects.create(element=w.middle, kind=FateKind.CARRIED_ON, to=w.heir, effective_on=today())
    return w


def quarter(aim: Element, which: RingQuarter, *, public_only: bool = False) -> RingState:
    return rings([aim.pk], public_only=public_only)[aim.pk][which].state


def strength(aim: Element, key: str) -> Strength:
    """How far one condition holds, asked of the anchor as registered."""
    for each in rings([aim.pk])[aim.pk].quarters:
        for condition in each.conditions:
            if condition.anchor.key == key:
                assert condition.strength is not None
                return condition.strength
    raise AssertionError(key)


def decided(aim: Element) -> Strength:
    return strength(aim, "chain.decided")


def contributed(aim: Element) -> Strength:
    return strength(aim, "chain.contributed_to")


def answered(aim: Element) -> Strength:
    return strength(aim, "chain.answered")

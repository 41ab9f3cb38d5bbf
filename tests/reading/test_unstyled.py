"""Plans written in Word without a single style are read as a person reads them."""

from collections.abc import Iterable, Iterator

import pytest

from pejling.reading import ProposedElement, propose, read_source
from tests.reading.reading import saved, words_of_proposal, words_of_source
from tests.reading.unstyled import PLANS


def told(elements: Iterable[ProposedElement], depth: int = 0) -> Iterator[tuple[str, str, int]]:
    """Kind, title and depth of each point."""
    for element in elements:
        yield element.kind, element.title, depth
        yield from told(element.children, depth + 1)


@pytest.mark.parametrize("name", PLANS)
def test_plan_without_styles_is_read_right(name: str) -> None:
    plan = PLANS[name]()
    read = propose(read_source(saved(plan.document), f"{name}.docx"))
    assert list(told(read.elements)) == plan.points
    assert (read.title, [section.title for section in read.sections]) == (plan.title, plan.sections)


@pytest.mark.parametrize("name", PLANS)
def test_plan_without_styles_loses_no_word(name: str) -> None:
    source = read_source(saved(PLANS[name]().document), f"{name}.docx")
    assert words_of_source(source) - words_of_proposal(propose(source)) == {}

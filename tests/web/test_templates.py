"""What the templates and the styles of all rooms heed, and what nobody sees in one of them alone."""

import re
from pathlib import Path

import pytest

import pejling

SOURCE = Path(pejling.__file__).parent
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
STYLES = sorted(SOURCE.glob("*/static/*/*.css"))
RUN_TOGETHER = re.compile(
    r"""(?:\{%\ endtrans\ %\}|[.:;]\{%\ end(?:if|for)\ %\}|</a>\{%\ endif\ %\})\n  # words end with their line
    (?P<next>\s*\{%\ (?:if|for|trans)\ [^\n]*)""",
    re.VERBOSE,
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_sentence_that_goes_on_in_the_next_line_keeps_its_space(template: Path) -> None:
    text = template.read_text()
    paragraphs = re.findall(r"<p\b[^>]*>.*?</p>", text, re.DOTALL)
    assert [found["next"] for each in paragraphs for found in RUN_TOGETHER.finditer(each)] == []


def test_ground_of_a_list_to_choose_from_leaves_its_arrow() -> None:
    grounds = [
        rule
        for style in STYLES
        for rule in re.findall(r"[^{}]*\{[^{}]*\}", style.read_text())
        if re.search(r"(?:\bselect\b|\.form-select)[^{]*\{[^}]*\bbackground:(?![^;]*url)", rule)
    ]
    assert (len(STYLES) > 5, grounds) == (True, [])

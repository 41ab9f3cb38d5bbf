"""A text in csv that a spreadsheet would take for a formula. A workbook says itself that a cell is a text; csv cannot."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet would reckon out, also as wide signs, and behind apostrophes that would be taken away."""
_APOSTROPHE = "'"


def disarmed(text: str) -> str:
    """The text with an apostrophe before what would be reckoned out, which says to a spreadsheet that it is a text."""
    return f"{_APOSTROPHE}{text}" if _FORMULA.match(text) else text


def as_meant(cell: str) -> str:
    """The text of a cell of csv, without the apostrophe that kept it from being reckoned out."""
    if cell.startswith(_APOSTROPHE) and _FORMULA.match(cell[1:]):
        return cell[1:]
    return cell

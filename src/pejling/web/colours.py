"""Whether a colour can be read: contrast as WCAG 2.2 defines it."""

import re

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
WHITE = "#ffffff"
ENOUGH_FOR_TEXT = 4.5


def is_colour(value: str) -> bool:
    """Whether it is written as #rrggbb."""
    return bool(_HEX.fullmatch(value))


def luminance(colour: str) -> float:
    """Relative luminance between 0 (black) and 1 (white) of a colour #rrggbb."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)

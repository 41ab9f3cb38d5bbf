"""Dice that fall the same for the same key every time."""

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

Choice = TypeVar("Choice")


def draw(key: str, sides: int) -> int:
    """A throw of dice that falls the same for the same key every time."""
    return crc32(key.encode()) % sides


def one_of(weights: dict[Choice, int], key: str) -> Choice:
    """One of the choices, each as often as its weight says."""
    left = draw(key, sum(weights.values()))
    for choice, weight in weights.items():
        left -= weight
        if left < 0:
            return choice
    raise AssertionError(key)


def pick(choices: Sequence[Choice], key: str) -> Choice:
    """One of the choices, all equally often."""
    return choices[draw(key, len(choices))]

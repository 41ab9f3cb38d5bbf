"""The real texts and lists that lie beside the repository, not in it: who has them tries more."""

from pathlib import Path

import pytest

from tests.provision import REPOSITORY

SHARED_IS_MISSING = "is not at hand"
"""How a reason ends that the suite merely names, for not everybody has those files."""
SHARED = REPOSITORY.parent / "shared"


def at_hand(folder: Path) -> Path:
    """The folder; without it the test is left out, in the words by which the suite knows that nobody need have it."""
    if not folder.is_dir():
        pytest.skip(f"../shared/{folder.name} {SHARED_IS_MISSING}")
    return folder

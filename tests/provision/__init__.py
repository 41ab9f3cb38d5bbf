"""What the suite brings along so that a bare machine can run all of it: a Chromium and a PostgreSQL.

Nothing here touches what the machine already runs. What is fetched is pinned by its hash and kept in `.tools/`.
"""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
TOOLS = REPOSITORY / ".tools"


class Missing(Exception):
    """A part that could not be brought; its text tells the developer what was tried."""

"""What initiatives tell the rooms below them: their place in the menu, on front and unit pages, in ring and lines."""


def register() -> None:
    """Tell them all; told again, nothing is doubled."""

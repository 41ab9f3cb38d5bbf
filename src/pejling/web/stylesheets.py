"""Stylesheets that rooms bring for every page, because other rooms show parts of theirs."""

stylesheets: list[str] = []


def register_stylesheet(path: str) -> None:
    """Link a static stylesheet from every page; named again, it is linked once."""
    if path not in stylesheets:
        stylesheets.append(path)

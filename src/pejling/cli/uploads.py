"""What is told of uploaded files that the disk no longer has as they were stored."""

from pejling.core.uploads import called


def missing_file(name: str) -> str:
    """A row names it, and it is not there."""
    return f"Filen uploads/{name} mangler ({called(name)}). Hent den fra en sikkerhedskopi."


def changed_file(name: str) -> str:
    """It is there, with other bytes."""
    return f"Filen uploads/{name} er ikke, som da den blev gemt ({called(name)}). Hent den fra en sikkerhedskopi."

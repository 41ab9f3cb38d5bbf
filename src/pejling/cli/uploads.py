"""What is told of uploaded files that the disk no longer has as they were stored."""

from pejling.files.uploads import Fault, Shown, called, damaged

WORDS = {
    Fault.MISSING: "Filen uploads/{name} mangler ({called}). Hent den fra en sikkerhedskopi.",
    Fault.CHANGED: "Filen uploads/{name} er ikke, som da den blev gemt ({called}). Hent den fra en sikkerhedskopi.",
    Fault.UNKNOWN: "Filen uploads/{name} har ingen kontrolsum, så ingen ved, om den er, som da den blev gemt ({called}).",
}


def faults_of_uploads(shown: Shown) -> list[str]:
    """A line for each file that is not there as it was stored."""
    return [WORDS[fault].format(name=name, called=called(name)) for name, fault in damaged(shown).items()]

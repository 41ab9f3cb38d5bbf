"""Words of municipal Danish that mean nearly the same: what a new municipality starts with, to change as it likes."""

from django.db import transaction

from pejling.core.history import create_all
from pejling.search.models import Synonyms

SYNONYMS = (
    "affald, renovation, skrald",
    "aldersvenlig, ældrevenlig, seniorvenlig",
    "arbejdsløs, ledig, jobsøgende",
    "beskæftigelse, arbejdsmarked, job",
    "biodiversitet, artsrigdom",
    "borger, indbygger",
    "botilbud, bosted",
    "byråd, kommunalbestyrelse",
    "børnehave, dagtilbud, daginstitution, vuggestue",
    "cykel, cyklist",
    "effektivisering, besparelse",
    "erhverv, virksomhed",
    "flygtning, indvandrer, nydansker",
    "forælder, forældre",
    "fravær, skolefravær, skolevægring",
    "frivillig, civilsamfund",
    "genanvendelse, genbrug, cirkulær",
    "genoptræning, rehabilitering",
    "handicap, funktionsnedsættelse",
    "hjemmehjælp, hjemmepleje",
    "integration, medborgerskab",
    "klima, drivhusgas, CO2",
    "landdistrikt, landsby",
    "læsning, læse, læselyst",
    "mad, måltid, kost",
    "medarbejder, personale, ansat",
    "misbrug, rusmiddel",
    "mistrivsel, ensomhed",
    "mobning, drilleri",
    "motion, bevægelse, idræt",
    "oversvømmelse, skybrud, regnvand",
    "plejebolig, plejecenter, plejehjem, ældrecenter",
    "psykiatri, sindslidelse",
    "samarbejde, partnerskab",
    "SFO, fritidsordning, skolefritidsordning",
    "skole, folkeskole",
    "specialundervisning, støttebehov",
    "sundhedsfremme, forebyggelse",
    "sygefravær, sygdom",
    "tilgængelighed, fremkommelighed",
    "trafik, transport, mobilitet",
    "trivsel, velbefindende",
    "udsat, sårbar",
    "unge, teenager",
    "vedligehold, renovering",
    "vuggestue, dagpleje",
    "ældre, senior, pensionist",
)
"""Each line is a group. A word may stand in several."""


@transaction.atomic
def ensure_default_synonyms() -> None:
    """Write the groups where they are missing."""
    known = {*Synonyms.objects.values_list("name", flat=True)}
    create_all(Synonyms, [Synonyms(name=name) for name in SYNONYMS if name not in known], by=None)

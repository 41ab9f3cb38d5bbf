"""Ten searches in Fjordlund, each with the first three things that it finds."""

import re
from itertools import islice

import pytest
from django.contrib.auth.models import AnonymousUser

from pejling.demo.story import Story
from pejling.direction.models import Document
from pejling.people.models import Person
from pejling.search.figures import search

FIRST_THREE = {
    "affald": [
        ("Mindre affald og mere genbrug", "Klima- og naturpolitik: Før vandet kommer"),
        ("Affald, der bliver til noget", "Børnehuset Kløvermarken: hvor vi vil hen"),
        ("Affald, der bliver til noget", "Plan for Børnehuset Spiren"),
    ],
    "klima": [
        ("Klima- og naturpolitik: Før vandet kommer", "Fjordlund Kommune"),
        ("Strategiplan for Natur og Klima", "Natur og Klima"),
        ("Klimaet er med, når vi køber ind", "Strategiplan, Sundhedshuset"),
    ],
    "afald": [
        ("Mindre affald og mere genbrug", "Klima- og naturpolitik: Før vandet kommer"),
        ("Restaffaldet er halveret", "Strategiplan for Sygedagpenge og Fastholdelse"),
        ("Restaffaldet er halveret", "Strategiplan for Team Bostøtte"),
    ],
    "plejehjem": [
        ("Køkken på de sidste to plejecentre", "Budgetaftale: Ro om velfærden, værn mod vandet"),
        ("En god afslutning på livet", "Ældre- og værdighedspolitik: Dit liv, din dag"),
        ("Maden er noget at glæde sig til", "Ældre- og værdighedspolitik: Dit liv, din dag"),
    ],
    "skolefravær": [
        ("Færre sygedage i ældreplejen", "Center for Ældre og Sundhed"),
        ("Ro og trivsel hører med til en god skole", "Aftalen om folkeskolens kvalitetsprogram"),
        ("Forældrenetværk om skolevægring", "Strategiplan for Nørremose Skole"),
    ],
    "frivillige": [
        ("Frivilligpolitik: Vi gør det sammen", "Fjordlund Kommune"),
        (
            "Strategiplan, Team Frivillighed og Landdistrikter",
            "Team Frivillighed og Landdistrikter",
        ),
        ("Flere unge og nye borgere bliver frivillige", "Frivilligpolitik: Vi gør det sammen"),
    ],
    "cykelstier": [
        ("Cykelstier, hvor uheldene sker", "Cykelstrategi"),
        ("Cykelsti mellem Åbylille og Nørremose", "Budgetaftale: Ro om velfærden, værn mod vandet"),
        ("Matematik i Kildemark", "Kildemarkskolen: vores plan"),
    ],
    "læse": [
        (
            "Flere læser og regner sikkert, når de forlader 9. klasse",
            "Børne- og ungepolitik: Set, hørt og holdt fast",
        ),
        ("Tre ud af fire elever læser i fritiden", "Strategiplan, Tranholm Skole"),
        ("Tre ud af fire elever læser i fritiden", "Strategiplan for Gammelvig Skole"),
    ],
    "ældrepleje": [
        ("Færre sygedage i ældreplejen", "Center for Ældre og Sundhed"),
        ("Færre ansigter og mere hverdag i ældreplejen", "Direktionens kontrakt med Byrådet"),
        ("Faste teams i hele ældreplejen", "Budgetaftale: Ro om velfærden, værn mod vandet"),
    ],
    "Fjordlund Byskole": [
        ("Plan for Fjordlund Byskole", "Fjordlund Byskole"),
        ("Fjordlund Byskole", "Center for Dagtilbud og Skole"),
        ("Opgaven", "Plan for Fjordlund Byskole"),
    ],
}


def timeless(name: str) -> str:
    """The name without its years, which follow the day on which the demo is loaded."""
    return re.sub(r" \d{4}(–\d{4})?", "", name)


@pytest.mark.parametrize("asked", FIRST_THREE)
def test_what_sets_direction_is_found_first(fjordlund: Story, db: None, asked: str) -> None:
    found = search(asked, Person.objects.get(name="Camilla Nymand"), limit=3)
    hits = (hit for _source, hits in found.by_source for hit in hits)
    assert [(timeless(hit.name), timeless(hit.place.where)) for hit in islice(hits, 3)] == FIRST_THREE[asked]


def test_public_finds_the_policy_first_too(fjordlund: Story, db: None) -> None:
    policy = Document.objects.get(title__startswith="Klima- og naturpolitik")
    aim, document = (search(asked, AnonymousUser()).by_source[0][1][0].place for asked in ("affald", "klima"))
    assert (aim.where, document.name) == (policy.title, policy.title)

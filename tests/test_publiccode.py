"""publiccode.yml, by which public bodies find software: what version 0.4 of the standard asks for, and what it says."""

import re
import tomllib

from tests.provision import REPOSITORY

TEXT = (REPOSITORY / "publiccode.yml").read_text()
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]


def under(key: str) -> str:
    """The lines that belong to the key, which stands at the margin."""
    found = re.search(rf"^{key}:(.*\n(?:[ #].*\n|\n)*)", TEXT, re.MULTILINE)
    return found.group(1) if found else ""


def test_what_the_standard_asks_for_is_said_but_the_address_that_nobody_has_given() -> None:
    keys = re.findall(r"^(\w+):", TEXT, re.MULTILINE)
    assert keys == [
        "publiccodeYmlVersion",
        "name",
        "platforms",
        "categories",
        "developmentStatus",
        "softwareType",
        "intendedAudience",
        "description",
        "legal",
        "localisation",
        "maintenance",
        "dependsOn",
    ]
    assert re.findall(r"^  (\w+):", under("localisation"), re.MULTILINE) == [
        "localisationReady",
        "availableLanguages",
    ]
    assert re.findall(r"^  (\w+):", under("maintenance"), re.MULTILINE) == ["type", "contacts"]


def test_descriptions_have_the_lengths_of_the_standard() -> None:
    short = re.findall(r"shortDescription: (.*)", TEXT)
    long = re.findall(r"longDescription: >\n((?: {6}.*\n)+)", TEXT)
    assert [len(each) <= 150 for each in short] == [True, True]
    assert [150 <= len(" ".join(each.split())) <= 10_000 for each in long] == [True, True]
    assert TEXT.count("    features:\n") == 2


def test_licence_and_pictures_are_those_of_the_repository() -> None:
    pictures = re.findall(r"- (docs/pictures/.*)", TEXT)
    assert re.findall(r"license: (.*)", under("legal")) == [PROJECT["license"]]
    assert [(REPOSITORY / each).exists() for each in pictures] == [True] * 4

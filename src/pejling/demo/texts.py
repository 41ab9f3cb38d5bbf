"""The whole story of Fjordlund Kommune: everything the content files hold, read, put together and checked.

story = load_story()              # as written, around 21 November 2026
story = load_story(date.today())      # moved so that it happens now
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from pejling.demo.breadth import breadth
from pejling.demo.checks import faults
from pejling.demo.people import CONTENT, Organisation, organisation, toml
from pejling.demo.reading import TextError, read_document
from pejling.demo.shifting import moved_to
from pejling.demo.story import Document, Fate, NotRelevant, Story, Succession, Tie

FATES = {
    "videreført": "carried_on",
    "samlet": "merged",
    "delt": "split",
    "flyttet": "moved",
    "bortfaldet": "lapsed",
}


def load_story(today: date | None = None) -> Story:
    """The municipality on the story's own day, or moved to another. Raises TextError if a reference leads nowhere."""
    story = _written_story()
    return story if today is None else moved_to(story, today)


@cache
def _written_story() -> Story:
    people, facts = organisation(), toml("kommune.toml")
    by_hand, hand_ties = _documents()
    by_rule, rule_ties = breadth(people, facts["dagen"])
    ends = toml("afloesninger.toml")
    story = Story(
        name=facts["navn"], today=facts["dagen"], documents=(*by_hand, *by_rule), ties=(*hand_ties, *rule_ties),
        successions=tuple(_successions(ends)), not_relevant=tuple(_answers(ends)), **_authority(people),
    )  # fmt: skip
    if wrong := faults(story):
        raise TextError("\n".join(wrong))
    return story


def _authority(people: Organisation) -> dict[str, tuple]:  # type: ignore[type-arg]
    return {
        "roles": people.roles, "unit_kinds": people.unit_kinds, "units": people.units,
        "people": tuple(people.people.values()), "posts": tuple(people.posts), "forums": tuple(people.forums),
        "seats": tuple(people.seats), "deputyships": tuple(people.deputyships),
    }  # fmt: skip


def _documents() -> tuple[list[Document], list[Tie]]:
    documents: list[Document] = []
    ties: list[Tie] = []
    for path in sorted((CONTENT / "dokumenter").glob("*.md")):
        document, its_ties = read_document(path)
        documents.append(document)
        ties.extend(its_ties)
    return documents, ties


def _successions(ends: dict[str, list[dict[str, object]]]) -> Iterator[Succession]:
    for row in ends["afloesninger"]:
        fates = row["skaebner"]
        assert isinstance(fates, list)
        yield Succession(str(row["ny"]), _words(row["gamle"]), tuple(_fate(fate) for fate in fates))


def _fate(row: dict[str, object]) -> Fate:
    return Fate(
        str(row["punkt"]), FATES[str(row["skaebne"])], _words(row.get("til", [])), str(row.get("grund", ""))
    )


def _words(value: object) -> tuple[str, ...]:
    assert isinstance(value, list)
    return tuple(str(one) for one in value)


def _answers(ends: dict[str, list[dict[str, object]]]) -> Iterator[NotRelevant]:
    for row in ends["ikke_relevant"]:
        answered = row["svaret"]
        assert isinstance(answered, date)
        yield NotRelevant(str(row["enhed"]), str(row["pejling"]), str(row["grund"]), answered)

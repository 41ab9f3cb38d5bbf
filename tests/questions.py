"""Ten questions for each role of the demo, each with one right answer that is read from the database as it is today.

`PEJLING_DATA=... .venv/bin/python -m tests.questions` prints them with their answers, for whoever asks somebody who never
saw Pejling (docs/contributors/questions.md). `tests/demo/test_questions.py` sees that each answer stands where it says.
"""

from collections.abc import Callable
from dataclasses import dataclass

ROLES = {
    "leader": ("Leder", "trine.falkenberg"),
    "employee": ("Medarbejder", "sofie.bang"),
    "centre_head": ("Centerchef", "jakob.thyregod"),
    "director": ("Kommunaldirektør", "henriette.brink"),
    "secretariat": ("Sekretariatet", "camilla.nymand"),
    "council_member": ("Byrådsmedlem", "kirsten.overby"),
    "citizen": ("Borger", ""),
}
"""What each is called, and as whom one signs in; a citizen does not."""


@dataclass(frozen=True)
class Question:
    """What is asked of whom; `answer` reads what is right today, `where` is a page on which it can be read."""

    role: str
    asks: str
    answer: Callable[[], str]
    where: Callable[[], str]


def questions() -> list[Question]:
    """All of them, ten for each role. Django is set up by whoever calls."""
    from tests import questions_asked

    return questions_asked.QUESTIONS


def main() -> None:
    """Print the questions with today's answers."""
    import django

    django.setup()
    for role, (name, login) in ROLES.items():
        print(f"\n{name}" + (f" ({login}@fjordlund.example)" if login else " (uden login)"))
        for number, each in enumerate((each for each in questions() if each.role == role), 1):
            print(f"  {number:2}. {each.asks}\n      {each.answer()}   [{each.where()}]")


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pejling.settings")
    main()

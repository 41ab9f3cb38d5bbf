"""The words that lead in to a recommendation, and its points, in many forms."""

import pytest

from tests.reading.cases.forms import Word, read_text

HEAD = "Ny vej\nÅben sag\n\nBaggrund\nVejen er slidt.\n\nIndstilling\n"


@pytest.mark.parametrize(
    ("text", "lead", "points"),
    [
        (
            "Det indstilles, at Direktionen:\n- Følger op på indsatserne\n- Drøfter programmet\n",
            "Det indstilles, at Direktionen:",
            ("Følger op på indsatserne", "Drøfter programmet"),
        ),
        (
            "Direktionen indstiller, at vejen anlægges.\n",
            "Direktionen indstiller,",
            ("at vejen anlægges.",),
        ),
        (
            "Forvaltningen indstiller til Byrådet at sende planen i høring.\n",
            "Forvaltningen indstiller til Byrådet",
            ("at sende planen i høring.",),
        ),
        (
            "Det indstilles:\nat vejen anlægges,\nat stien anlægges, og\nat der orienteres.\n",
            "Det indstilles:",
            ("at vejen anlægges,", "at stien anlægges, og", "at der orienteres."),
        ),
        (
            "Administrationen indstiller, at\n1) vejen anlægges\n2) stien anlægges\n",
            "Administrationen indstiller, at",
            ("vejen anlægges", "stien anlægges"),
        ),
        (
            "1. Udvalget godkender vejen\n2. Udvalget orienterer Byrådet\n",
            "",
            ("Udvalget godkender vejen", "Udvalget orienterer Byrådet"),
        ),
        (
            "Forvaltningen indstiller, at Teknisk Udvalg over for Byrådet anbefaler,\n• at vejen anlægges\n• at "
            "stien anlægges\n",
            "Forvaltningen indstiller, at Teknisk Udvalg over for Byrådet anbefaler,",
            ("at vejen anlægges", "at stien anlægges"),
        ),
        (
            "Forvaltningen indstiller, at det godkendes, at rammen hæves.\n",
            "Forvaltningen indstiller,",
            ("at det godkendes, at rammen hæves.",),
        ),
        (
            "Kommunaldirektøren indstiller, at vejen anlægges, at stien anlægges, og at naboerne orienteres.\n",
            "Kommunaldirektøren indstiller,",
            ("at vejen anlægges", "at stien anlægges", "at naboerne orienteres."),
        ),
        (
            "Det indstilles, at orienteringen tages til efterretning.\n",
            "Det indstilles,",
            ("at orienteringen tages til efterretning.",),
        ),
        (
            "Direktionen indstiller,\nat Byrådet:\n1. godkender vejen\n2. giver bevillingen\n",
            "Direktionen indstiller, at Byrådet:",
            ("godkender vejen", "giver bevillingen"),
        ),
        (
            "Sagen til orientering.\n",
            "",
            ("Sagen til orientering.",),
        ),
        (
            "Det indstilles,\na) at vejen anlægges\nb) at stien anlægges\n",
            "Det indstilles,",
            ("at vejen anlægges", "at stien anlægges"),
        ),
    ],
)
def test_recommendation(text: str, lead: str, points: tuple[str, ...]) -> None:
    found = read_text(HEAD + text + "\nBilag\nBilag 1 - Kort\n").recommendation
    assert (found.lead, found.points) == (lead, points)


@pytest.mark.parametrize(
    "lead",
    [
        "Det indstilles, at Direktionen:",
        "Forvaltningen indstiller følgende",
        "Det indstilles, at Direktionen",
    ],
)
def test_paragraphs_without_signs_under_words_that_lead_in(lead: str) -> None:
    case = (
        Word()
        .text("Ny vej", "Åben sag")
        .bold("Sagsfremstilling")
        .text("Vejen er slidt.")
        .bold("Indstilling")
        .text(lead, "Godkender vejen", "Drøfter stien")
        .read()
    )
    assert (case.recommendation.lead, case.recommendation.points) == (
        lead,
        ("Godkender vejen", "Drøfter stien"),
    )


def test_bullets_under_a_numbered_point_belong_to_it() -> None:
    found = read_text(
        HEAD + "Det indstilles, at\n1. der laves en vej:\n- fra syd\n- til nord\n2. den får et navn\n"
    )
    assert found.recommendation.points == ("der laves en vej:\n- fra syd\n- til nord", "den får et navn")


def test_recommendation_without_a_heading_of_its_own() -> None:
    case = read_text(
        "Ny vej\nÅben sag\n\nSagsfremstilling\nVejen er slidt.\n\nDirektionen indstiller, at vejen anlægges.\n"
    )
    assert case.recommendation.points == ("at vejen anlægges.",)
    assert [each.text for each in case.sections] == ["Vejen er slidt."]


def test_case_without_a_recommendation_says_so() -> None:
    case = read_text("Ny vej\nÅben sag\n\nSagsfremstilling\nVejen er slidt.\n")
    assert case.recommendation.points == ()
    assert case.warnings == ("Der er ikke fundet nogen indstilling.",)

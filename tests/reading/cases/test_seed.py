"""The real case that the reading was made for, where it is at hand."""

import json
from pathlib import Path

from pejling.reading.cases import read_case_apart
from tests.reading.cases.forms import enclosures, kinds, text_of


def test_case_before_the_board_is_read_whole(seeds: Path) -> None:
    (file,) = seeds.glob("001_*")
    case = read_case_apart(file.read_bytes(), file.name)
    assert (case.number, case.openness) == ("", "open")
    assert case.title == "Opfølgning på direktionsseminardag i marts, samt planlægning af seminar i august"
    assert (case.responsible, case.case_officer) == (
        "Kommunaldirektør Jonas Kroustrup",
        "sagsbehandler Vicki Nygaard Svendsen",
    )
    assert kinds(case) == [("Baggrund", "background"), ("Sagsfremstilling", "statement")]
    statement = text_of(case, "Sagsfremstilling").split("\n")
    topics = [line.partition(":")[0] for line in statement if line[:1].isdigit()]
    assert topics == [
        "1. Overordnet vision vs. politik",
        "2. Organisatorisk parathed",
        "3. Politisk ledelse",
        "4. Styringssiden",
        "5. Udvalgsbetjening",
    ]
    assert "politik, hvad skal vi så bringe ind i udvalgsbetjeningen?”" in text_of(case, "Sagsfremstilling")
    assert case.recommendation.lead == "Det indstilles, at Direktionen:"
    assert case.recommendation.points == (
        "Følger op på de aftalte indsatser fra seminariet d. 14. marts",
        "Drøfter udkastet til program for seminariet d. 7. august, herunder drøfter den strategiske retning for seminariet.",
    )
    assert enclosures(case) == [
        (1, "Bilag 1 - Program d. 14. marts", "3777326", "49583/25", "open"),
        (2, "Bilag 2 - Udkast - program til DIR seminar 7. august", "3777327", "49584/25", "open"),
    ]
    assert (case.decisions, case.warnings) == ((), ())
    assert "Kroustrup" in json.dumps(case.to_json(), ensure_ascii=False)

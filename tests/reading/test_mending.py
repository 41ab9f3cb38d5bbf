"""What the medium did to a text is undone."""

import pytest

from pejling.reading import read_source
from pejling.reading.mending import Mended, mend
from tests.reading.reading import FIXTURES


def mended(text: str) -> Mended:
    return mend(read_source(text.encode(), "plan.txt"))


def texts(text: str) -> list[str]:
    return [block.text for block in mended(text).blocks]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (
            "Vi arbejder for en god organisa-",
            "tion i hele kommunen",
            "Vi arbejder for en god organisation i hele kommunen",
        ),
        ("Vi styrker både by-", "og landdistrikter", "Vi styrker både by- og landdistrikter"),
        ("Vi styrker både by- og landdi-", "strikter", "Vi styrker både by- og landdistrikter"),
        ("Det sker i et tæt MED-", "samspil om driften", "Det sker i et tæt MED-samspil om driften"),
        ("Det sker i et tæt MED-sam-", "spil om driften", "Det sker i et tæt MED-samspil om driften"),
        (
            "Vi læser politik-strategi-",
            "budget i sammenhæng",
            "Vi læser politik-strategi-budget i sammenhæng",
        ),
        ("Vi læser vision-", "politik-strategi-budget", "Vi læser vision-politik-strategi-budget"),
        ("Vi har et godt sam-", "spils-projekt i gang", "Vi har et godt samspils-projekt i gang"),
        ("Vision-politik-strategi-", "budget hænger sammen", "Vision-politik-strategi-budget hænger sammen"),
        ("Det er en Nordea-af-", "tale om lån", "Det er en Nordea-aftale om lån"),
        ("Vi laver en vej-sti-", "plan for byen", "Vi laver en vej-sti-plan for byen"),
        ("Vi har et it-sam-", "arbejde med Odder", "Vi har et it-samarbejde med Odder"),
        ("Vi holder os til 2030-", "planen", "Vi holder os til 2030-planen"),
        ("Sammen med Nord-", "Jylland finder vi svar", "Sammen med Nord-Jylland finder vi svar"),
    ],
)
@pytest.mark.parametrize("between", ["\n", " \n\n"])
def test_word_divided_at_a_line_end_is_put_together(above: str, below: str, whole: str, between: str) -> None:
    assert texts(f"En første linje, der er lang nok.\n\n{above}{between}{below}") == [
        "En første linje, der er lang nok.",
        whole,
    ]


def test_hyphen_stays_where_the_document_writes_the_word_so() -> None:
    assert texts("Vores e-mail-politik er ny.\n\nDen nye mail-\npolitik og e-mail-\npolitik gælder.")[
        1
    ].endswith("e-mail-politik gælder.")


def test_lines_broken_by_empty_lines_are_one_paragraph() -> None:
    text = (
        "Planen er udgangspunkt for den måde, som vi\n\narbejder på, og den gælder alle de steder, hvor\n\n"
    )
    text += "kommunen er.\n\nDen følges op."
    assert texts(text) == [
        "Planen er udgangspunkt for den måde, som vi arbejder på, og den gælder alle de steder, hvor kommunen er.",
        "Den følges op.",
    ]


def test_empty_line_parts_paragraphs_where_lines_are_whole() -> None:
    assert texts("Første afsnit er her\nog går videre.\n\nAndet afsnit") == [
        "Første afsnit er her og går videre.",
        "Andet afsnit",
    ]


@pytest.mark.parametrize(
    "sign", ["\uf0b7", "\uf0a7 ", "\uf0fc ", "• ", "❑ ", "– ", "- ", "* ", "➢ ", "o ", "•"]
)
def test_sign_of_any_font_makes_a_list_item(sign: str) -> None:
    blocks = mended(f"Vi gør:\n{sign}Første ting\n{sign}Anden ting").blocks
    assert [(block.text, block.marker is not None) for block in blocks] == [
        ("Vi gør:", False), ("Første ting", True), ("Anden ting", True),
    ]  # fmt: skip


def test_bullet_alone_on_its_line_belongs_to_the_next() -> None:
    assert texts("Vi gør:\n•\nFørste ting\n•\nAnden ting") == ["Vi gør:", "Første ting", "Anden ting"]


def test_date_at_the_start_of_a_line_is_no_list_item() -> None:
    assert [block.marker for block in mended("Frist\n\n12. september\n\n3. marts holder vi møde").blocks] == [
        None
    ] * 3


@pytest.mark.parametrize(
    "furniture", ["Fjordlund Kommune – havneplan                4", "Side 3 af 12", "side 7", "- 3 -", "3/12"]
)
def test_page_number_in_the_middle_of_a_list_is_taken_out(furniture: str) -> None:
    assert texts(f"Vi gør:\n• Vi bygger nye ramper ved badebro-\n\n{furniture}\n\nen\n• Vi maler") == [
        "Vi gør:", "Vi bygger nye ramper ved badebroen", "Vi maler",
    ]  # fmt: skip


def test_lines_that_repeat_at_the_edges_of_pages_are_taken_out() -> None:
    texts_ = ("Vi bygger en hal", "Hallen bliver stor", "Der er plads til alle")
    pages = (
        f"Fritidspolitik\n{text}.\nMere om det.\n{text} igen.\n{page}\n"
        for page, text in enumerate(texts_, 1)
    )
    result = mended("\f".join(pages))
    assert (result.furniture, len(result.blocks)) == (("Fritidspolitik",), 9)


def test_headings_that_repeat_in_the_text_stay() -> None:
    text = "\n\n".join(f"Område {name}\n\nDet gør vi\n\n- Ting {name}" for name in "ABCD")
    assert texts(text).count("Det gør vi") == 4


def test_numbered_goals_are_no_page_headers() -> None:
    text = "\n\n".join(f"Strategisk mål {number}\n\nTekst om målet." for number in (1, 2, 3, 4))
    assert [line for line in texts(text) if line.startswith("Strategisk")] == [
        f"Strategisk mål {n}" for n in (1, 2, 3, 4)
    ]


def test_words_with_numbers_far_to_the_right_stay_as_text() -> None:
    assert texts("Regnskab\nUdgifter       20\nIndtægter       30") == [
        "Regnskab",
        "Udgifter 20",
        "Indtægter 30",
    ]


def test_source_lines_are_those_of_the_file() -> None:
    blocks = mend(read_source((FIXTURES / "havneplan_fra_slides.txt").read_bytes(), "x")).blocks
    lines = (FIXTURES / "havneplan_fra_slides.txt").read_text("utf-8").split("\n")
    assert [block.text.split()[0] in lines[block.line - 1] for block in blocks if "-" not in block.text] == [
        True for block in blocks if "-" not in block.text
    ]

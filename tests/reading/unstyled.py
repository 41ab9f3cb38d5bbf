"""Plans as they come from the drawer: written in Word by people who never used a style.

Each has what is right written beside it: the title, the titles of its sections, and its points as kind, title and depth.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt

PROSE = (
    "Kommunen har gennem flere år arbejdet tæt sammen med foreninger, skoler og virksomheder, og det arbejde bygger "
    "planen videre på. Planen gælder for hele området og følges op hvert år i udvalget."
)
MORE = (
    "Arbejdet ligger i de enkelte centre, som selv tilrettelægger det i dialog med brugere og medarbejdere."
)


@dataclass
class Plan:
    """A plan, and what is right."""

    title: str
    sections: list[str]
    points: list[tuple[str, str, int]]
    document: Any = field(default_factory=docx.Document)
    """The document that is written to, or a cell of it."""

    def line(
        self,
        text: str,
        *,
        bold: bool = False,
        size: float = 0,
        underline: bool = False,
        indent: float = 0,
        centred: bool = False,
    ) -> None:
        """A paragraph in Normal, set by hand."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.underline = bold or None, underline or None
        if size:
            run.font.size = Pt(size)
        if indent:
            paragraph.paragraph_format.left_indent = Cm(indent)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def lines(self, *texts: str) -> None:
        """Plain paragraphs under each other."""
        for text in texts:
            self.line(text)

    def run_in(self, name: str, text: str) -> None:
        """A name in bold and its text in the same paragraph."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(text)

    def turn_page(self) -> None:
        """A page break set by hand."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def table(self, *rows: tuple[str, ...]) -> None:
        """A table without a style; a line end in a cell is a new paragraph."""
        table = self.document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                first, *rest = text.split("\n")
                cell.paragraphs[0].text = first
                for line in rest:
                    cell.add_paragraph(line)


def bold_lines() -> Plan:
    plan = Plan(
        "Biblioteksplan 2027-2030",
        ["Indledning", "Vision", "Mål", "Indsatser", "Økonomi"],
        [
            ("vision_statement", "Biblioteket er byens fælles stue, hvor alle finder noget nyt.", 0),
            ("goal", "Flere børn låner bøger", 0),
            ("goal", "Bibliotekerne er åbne hver aften", 0),
            ("initiative", "Bogbussen kører til alle landsbyer", 0),
            ("initiative", "Læseklubber på alle skoler", 0),
        ],
    )
    plan.line("Biblioteksplan 2027-2030", bold=True, size=20)
    plan.line("Indledning", bold=True)
    plan.lines(PROSE, MORE)
    plan.line("Vision", bold=True)
    plan.line("Biblioteket er byens fælles stue, hvor alle finder noget nyt.")
    plan.line("Mål", bold=True)
    plan.lines("- Flere børn låner bøger", "- Bibliotekerne er åbne hver aften")
    plan.line("Indsatser", bold=True)
    plan.lines("- Bogbussen kører til alle landsbyer", "- Læseklubber på alle skoler")
    plan.line("Økonomi", bold=True)
    plan.line("Planen holdes inden for de rammer, der er afsat.")
    return plan


def capital_letters() -> Plan:
    plan = Plan(
        "Havnestrategi",
        ["BAGGRUND", "UDFORDRINGER", "FOKUSOMRÅDER", "OPFØLGNING"],
        [
            ("challenge", "Kajen er slidt", 0),
            ("challenge", "Der er få pladser til gæster", 0),
            ("focus_area", "En levende havn", 0),
            ("focus_area", "En tryg havn", 0),
            ("focus_area", "En grøn havn", 0),
        ],
    )
    plan.line("Havnestrategi", size=18)
    plan.line("BAGGRUND")
    plan.lines(PROSE, MORE)
    plan.line("UDFORDRINGER")
    plan.lines("•\tKajen er slidt", "•\tDer er få pladser til gæster")
    plan.line("FOKUSOMRÅDER")
    plan.lines("•\tEn levende havn", "•\tEn tryg havn", "•\tEn grøn havn")
    plan.line("OPFØLGNING")
    plan.line(PROSE)
    return plan


def larger_letters() -> Plan:
    plan = Plan(
        "Politik for idræt og bevægelse",
        ["Vores afsæt", "Indsatsområder", "Sådan følger vi op"],
        [
            ("focus_area", "Bevægelse i hverdagen", 0),
            ("goal", "Alle børn bevæger sig en time om dagen", 1),
            ("goal", "Flere går og cykler", 1),
            ("focus_area", "Stærke foreninger", 0),
            ("goal", "Det er let at være frivillig", 1),
        ],
    )
    plan.line("Politik for idræt og bevægelse", size=24)
    plan.line("Vores afsæt", size=16)
    plan.lines(PROSE, MORE)
    plan.line("Indsatsområder", size=16)
    plan.line("Bevægelse i hverdagen", size=13)
    plan.line(MORE)
    plan.line("Mål", size=12, bold=True)
    plan.lines("- Alle børn bevæger sig en time om dagen", "- Flere går og cykler")
    plan.line("Stærke foreninger", size=13)
    plan.line(MORE)
    plan.line("Mål", size=12, bold=True)
    plan.lines("- Det er let at være frivillig")
    plan.line("Sådan følger vi op", size=16)
    plan.line(PROSE)
    return plan


def numbered_lines() -> Plan:
    plan = Plan(
        "Ældreplan for Fjordlund Kommune",
        ["1. Indledning", "2. Målsætninger", "3. Handlinger", "4. Evaluering"],
        [
            ("goal", "Ældre bor længst muligt i eget hjem", 0),
            ("goal", "Ingen er ufrivilligt ensomme", 0),
            ("initiative", "Besøgsvenner i alle byer", 0),
            ("initiative", "Faste teams i hjemmeplejen", 0),
            ("initiative", "Fællesspisning hver uge", 0),
        ],
    )
    plan.line("Ældreplan for Fjordlund Kommune", bold=True)
    plan.line("1. Indledning", bold=True)
    plan.lines(PROSE, MORE)
    plan.line("2. Målsætninger", bold=True)
    plan.lines("a) Ældre bor længst muligt i eget hjem", "b) Ingen er ufrivilligt ensomme")
    plan.line("3. Handlinger", bold=True)
    plan.lines("• Besøgsvenner i alle byer", "• Faste teams i hjemmeplejen", "• Fællesspisning hver uge")
    plan.line("4. Evaluering", bold=True)
    plan.line(PROSE)
    return plan


def table_for_layout() -> Plan:
    plan = Plan(
        "Virksomhedsplan for Dagtilbud Nord",
        ["Om os", "Målene for året"],
        [
            ("goal", "Alle børn har en ven", 0),
            ("initiative", "Legegrupper på tværs af stuer", 1),
            ("initiative", "Samtaler med forældre", 1),
            ("goal", "Mere tid ude", 0),
            ("initiative", "Ugentlig tur i skoven", 1),
        ],
    )
    plan.line("Virksomhedsplan for Dagtilbud Nord", bold=True, size=16)
    plan.line("Om os", bold=True)
    plan.lines(PROSE, MORE)
    plan.line("Målene for året", bold=True)
    plan.table(
        ("Mål", "Alle børn har en ven"),
        ("Indsatser", "- Legegrupper på tværs af stuer\n- Samtaler med forældre"),
        ("Ansvarlig", "Lederen"),
    )
    plan.line("")
    plan.table(("Mål", "Mere tid ude"), ("Indsatser", "- Ugentlig tur i skoven"), ("Ansvarlig", "Lederen"))
    return plan


def tabs_and_names() -> Plan:
    plan = Plan(
        "Aftale mellem byrådet og Center for Vej",
        ["Formål", "Aftalens mål"],
        [
            ("goal", "Færre huller i vejene", 0),
            ("initiative", "Huller lappes inden en uge", 1),
            ("success_criterion", "90 % lappes til tiden", 2),
            ("goal", "Sikre skoleveje", 0),
            ("initiative", "Stier ved alle skoler", 1),
        ],
    )
    plan.line("Aftale mellem byrådet og Center for Vej", bold=True, size=14)
    plan.line("Formål", bold=True)
    plan.lines(PROSE)
    plan.line("Aftalens mål", bold=True)
    plan.lines(
        "Mål 1:\tFærre huller i vejene",
        "Indsats:\tHuller lappes inden en uge",
        "Succeskriterium:\t90 % lappes til tiden",
    )
    plan.lines("Mål 2:\tSikre skoleveje", "Indsats:\tStier ved alle skoler")
    for index in (0, 3):
        kind, title, depth = plan.points[index]
        plan.points[index] = (kind, f"Mål {1 if index == 0 else 2}: {title}", depth)
    return plan


def circles_and_indents() -> Plan:
    plan = Plan(
        "Klimahandlingsplan 2030",
        ["Hvorfor en plan", "Mål og indsatser", "Kontakt"],
        [
            ("goal", "Bygningerne bruger 30 % mindre energi", 0),
            ("goal", "Al kørsel er fossilfri", 0),
        ],
    )
    plan.line("Klimahandlingsplan 2030", size=22, bold=True, centred=True)
    plan.line("")
    plan.line("Hvorfor en plan", bold=True, size=13)
    plan.lines(PROSE)
    plan.line("")
    plan.line("Mål og indsatser", bold=True, size=13)
    plan.line("Vi har følgende mål:")
    plan.line("• Bygningerne bruger 30 % mindre energi")
    plan.line("o Solceller på hallerne", indent=1.5)
    plan.line("o Nye vinduer på skolerne", indent=1.5)
    plan.line("• Al kørsel er fossilfri")
    plan.line("o 80 elbiler i hjemmeplejen", indent=1.5)
    plan.line("")
    plan.line("Kontakt", bold=True, size=13)
    plan.line("Spørg i Center for Teknik og Miljø.")
    return plan


def run_in_names() -> Plan:
    plan = Plan(
        "Lokal udviklingsplan for Søby",
        ["Byen i dag", "Udfordringer", "Det vil vi"],
        [
            ("challenge", "Butikken er lukket", 0),
            ("challenge", "Skolen har få elever", 0),
            ("goal", "Vi vil have flere børnefamilier til byen.", 0),
            ("goal", "Vi vil have et sted at mødes.", 0),
        ],
    )
    plan.line("Lokal udviklingsplan for Søby", bold=True, size=18)
    plan.line("Byen i dag", underline=True)
    plan.lines(PROSE, MORE)
    plan.line("Udfordringer", underline=True)
    plan.lines("– Butikken er lukket", "– Skolen har få elever")
    plan.line("Det vil vi", underline=True)
    plan.lines("– Vi vil have flere børnefamilier til byen.", "– Vi vil have et sted at mødes.")
    return plan


def labels_over_titles() -> Plan:
    plan = Plan(
        "Sundhedspolitik",
        ["Forord"],
        [
            ("focus_area", "Mental sundhed", 0),
            ("goal", "Færre unge mistrives", 1),
            ("initiative", "Åben rådgivning i alle byer", 1),
            ("focus_area", "Et røgfrit liv", 0),
            ("goal", "Ingen børn begynder at ryge", 1),
            ("initiative", "Røgfri skoletid", 1),
        ],
    )
    plan.line("Sundhedspolitik", bold=True, size=26)
    plan.turn_page()
    plan.line("Forord", bold=True, size=16)
    plan.lines(PROSE)
    plan.turn_page()
    for number, title, goal, initiative in (
        (1, "Mental sundhed", "Færre unge mistrives", "Åben rådgivning i alle byer"),
        (2, "Et røgfrit liv", "Ingen børn begynder at ryge", "Røgfri skoletid"),
    ):
        plan.line(f"Fokusområde {number}", bold=True)
        plan.line(title, bold=True, size=16)
        plan.line(PROSE)
        plan.line("Mål", bold=True)
        plan.line(f"- {goal}")
        plan.line("Indsatser", bold=True)
        plan.line(f"- {initiative}")
    return plan


def contents_and_tables() -> Plan:
    plan = Plan(
        "Beskæftigelsesplan 2027",
        ["Indledning", "Udfordringer", "Mål for 2027"],
        [
            ("challenge", "Mange ledige er uden uddannelse", 0),
            ("challenge", "Virksomhederne mangler hænder", 0),
            ("goal", "Flere ledige i job", 0),
            ("initiative", "Virksomhedsbesøg hver uge", 1),
            ("goal", "Flere unge i uddannelse", 0),
            ("initiative", "Mentor til alle", 1),
        ],
    )
    plan.line("Beskæftigelsesplan 2027", size=20)
    plan.line("Indhold", bold=True)
    plan.lines("Indledning\t2", "Udfordringer\t3", "Mål for 2027\t4")
    plan.turn_page()
    plan.line("Indledning", bold=True)
    plan.lines(PROSE)
    plan.line("Udfordringer", bold=True)
    plan.line("Planen svarer på to udfordringer:")
    plan.lines("1) Mange ledige er uden uddannelse", "2) Virksomhederne mangler hænder")
    plan.line("Mål for 2027", bold=True)
    plan.table(
        ("Mål", "Indsats", "Ansvarlig", "Tid"),
        ("Flere ledige i job", "Virksomhedsbesøg hver uge", "Jobcentret", "Hele året"),
        ("Flere unge i uddannelse", "Mentor til alle", "UU", "August"),
    )
    return plan


def sentences_as_aims() -> Plan:
    plan = Plan(
        "Vision for Fjordlund",
        ["Vision 2035", "Vores værdier", "Derfor vil vi"],
        [
            ("vision_statement", "I 2035 er Fjordlund det bedste sted at vokse op ved vandet.", 0),
            ("value", "Ordentlighed", 0),
            ("value", "Mod", 0),
            ("value", "Fællesskab", 0),
            ("goal", "Skabe flere boliger til unge", 0),
            ("goal", "Give plads til natur", 0),
        ],
    )
    plan.line("VISION FOR FJORDLUND", bold=True, size=24)
    plan.title = "VISION FOR FJORDLUND"
    plan.line("Vision 2035", bold=True, size=14)
    plan.line("I 2035 er Fjordlund det bedste sted at vokse op ved vandet.")
    plan.line("Vores værdier", bold=True, size=14)
    plan.lines("* Ordentlighed", "* Mod", "* Fællesskab")
    plan.line("Derfor vil vi", bold=True, size=14)
    plan.lines("* skabe flere boliger til unge", "* give plads til natur")
    return plan


def soft_line_ends() -> Plan:
    plan = Plan(
        "Kulturstrategi 2027",
        ["Baggrund", "Prioriteter", "Initiativer"],
        [
            ("priority", "Kultur for børn", 0),
            ("priority", "Kultur i landsbyerne", 0),
            ("initiative", "Kulturbus til skolerne", 0),
            ("initiative", "Spillesteder i forsamlingshuse", 0),
        ],
    )
    plan.line("Kulturstrategi 2027", bold=True)
    plan.line("Baggrund", bold=True)
    plan.line(PROSE)
    plan.line("Prioriteter", bold=True)
    plan.line("- Kultur for børn\n- Kultur i landsbyerne")
    plan.line("Initiativer", bold=True)
    plan.line("• Kulturbus til skolerne\n• Spillesteder i forsamlingshuse")
    return plan


def names_with_colons() -> Plan:
    plan = Plan(
        "Handicappolitik",
        ["Indledning", "Politikkens mål", "Politikkens indsatser"],
        [
            ("goal", "Alle kan komme ind i byens huse", 0),
            ("goal", "Flere får et job", 0),
            ("initiative", "Ramper ved alle indgange", 0),
            ("initiative", "Fleksjob i alle forvaltninger", 0),
        ],
    )
    plan.line("Handicappolitik", bold=True, size=16)
    plan.line("Indledning", bold=True)
    plan.line(PROSE)
    plan.line("Politikkens mål:", bold=True)
    plan.lines("- Alle kan komme ind i byens huse", "- Flere får et job")
    plan.line("Politikkens indsatser:", bold=True)
    plan.lines("- Ramper ved alle indgange", "- Fleksjob i alle forvaltninger")
    return plan


def numbered_aims_with_text() -> Plan:
    plan = Plan(
        "Trafiksikkerhedsplan 2027-2031",
        ["Baggrund"],
        [
            ("goal", "Mål 1: Ingen børn kommer til skade på skolevejen", 0),
            ("initiative", "Krydset ved Søparken bygges om", 1),
            ("initiative", "Skolepatruljer på alle skoler", 1),
            ("goal", "Mål 2: Halvt så mange ulykker i byerne", 0),
            ("initiative", "40 km/t i bymidten", 1),
        ],
    )
    plan.line("Trafiksikkerhedsplan 2027-2031", bold=True, size=18)
    plan.line("Baggrund", bold=True)
    plan.lines(PROSE, MORE)
    plan.line("Mål 1: Ingen børn kommer til skade på skolevejen", bold=True)
    plan.line(PROSE)
    plan.line("Indsatser")
    plan.lines("- Krydset ved Søparken bygges om", "- Skolepatruljer på alle skoler")
    plan.line("Mål 2: Halvt så mange ulykker i byerne", bold=True)
    plan.line(PROSE)
    plan.line("Indsatser")
    plan.lines("- 40 km/t i bymidten")
    return plan


def numbers_by_hand_with_tabs() -> Plan:
    plan = Plan(
        "Integrationspolitik",
        ["1 Indledning", "1.1 Baggrund", "2 Udfordringer", "3 Indsatser"],
        [
            ("challenge", "Mange mangler et netværk", 0),
            ("challenge", "For få er i job", 0),
            ("initiative", "Mentorer i foreninger", 0),
            ("initiative", "Sprog på arbejdspladsen", 0),
        ],
    )
    plan.line("Integrationspolitik", size=20)
    plan.line("1\tIndledning", bold=True, size=14)
    plan.line(PROSE)
    plan.line("1.1\tBaggrund", bold=True)
    plan.line(MORE)
    plan.line("2\tUdfordringer", bold=True, size=14)
    plan.lines("-\tMange mangler et netværk", "-\tFor få er i job")
    plan.line("3\tIndsatser", bold=True, size=14)
    plan.lines("-\tMentorer i foreninger", "-\tSprog på arbejdspladsen")
    return plan


def numbers_in_capitals() -> Plan:
    plan = Plan(
        "SPILDEVANDSPLAN",
        ["1. INDLEDNING", "2. MÅL", "3. INDSATSER", "4. ØKONOMI OG OPFØLGNING"],
        [
            ("goal", "Søerne er rene", 0),
            ("goal", "Ingen kældre står under vand", 0),
            ("initiative", "Regnvand skilles fra spildevand", 0),
            ("initiative", "Nyt bassin ved åen", 0),
        ],
    )
    plan.line("SPILDEVANDSPLAN", bold=True)
    plan.line("1. INDLEDNING")
    plan.lines(PROSE, MORE)
    plan.line("2. MÅL")
    plan.lines("• Søerne er rene", "• Ingen kældre står under vand")
    plan.line("3. INDSATSER")
    plan.lines("• Regnvand skilles fra spildevand", "• Nyt bassin ved åen")
    plan.line("4. ØKONOMI OG OPFØLGNING")
    plan.lines(PROSE)
    return plan


def lists_by_the_button() -> Plan:
    plan = Plan(
        "Strategi for frivillighed",
        ["Derfor en strategi", "Strategiens målsætninger", "Sådan gør vi"],
        [
            ("goal", "Flere unge er frivillige", 0),
            ("goal", "Det er let at begynde", 0),
            ("initiative", "En portal med opgaver", 0),
            ("initiative", "En kontaktperson i kommunen", 0),
        ],
    )
    plan.line("Strategi for frivillighed", bold=True, size=22)
    plan.line("Derfor en strategi", bold=True, size=14)
    plan.line(PROSE)
    plan.line("Strategiens målsætninger", bold=True, size=14)
    for text in ("Flere unge er frivillige", "Det er let at begynde"):
        plan.document.add_paragraph(text, style="List Bullet")
    plan.line("Sådan gør vi", bold=True, size=14)
    for text in ("En portal med opgaver", "En kontaktperson i kommunen"):
        plan.document.add_paragraph(text, style="List Number")
    return plan


def aims_as_bold_lines_with_text() -> Plan:
    plan = Plan(
        "Naturpolitik",
        ["Indledning", "Målsætninger", "Opfølgning"],
        [
            ("goal", "Mere vild natur", 0),
            ("goal", "Natur tæt på alle", 0),
            ("goal", "Rene vandløb", 0),
        ],
    )
    plan.line("Naturpolitik", bold=True, size=24)
    plan.line("Indledning", bold=True, size=14)
    plan.line(PROSE)
    plan.line("Målsætninger", bold=True, size=14)
    for title in ("Mere vild natur", "Natur tæt på alle", "Rene vandløb"):
        plan.line(title, bold=True)
        plan.line(MORE)
    plan.line("Opfølgning", bold=True, size=14)
    plan.line(PROSE)
    return plan


def names_beside_the_text() -> Plan:
    plan = Plan(
        "Børne- og ungepolitik",
        [],
        [
            ("vision_statement", "Alle børn og unge har en plads i fællesskabet.", 0),
            ("goal", "Færre børn er alene", 0),
            ("goal", "Flere unge bliver færdige", 0),
            ("initiative", "Venskabsklasser", 0),
        ],
    )
    plan.line("Børne- og ungepolitik", bold=True, size=20)
    plan.table(
        ("Vision", "Alle børn og unge har en plads i fællesskabet."),
        ("Mål", "• Færre børn er alene\n• Flere unge bliver færdige"),
        ("Indsatser", "• Venskabsklasser"),
        ("Opfølgning", "Hvert år i udvalget"),
    )
    plan.sections = ["Indledning"]
    return plan


def frame_around_it_all() -> Plan:
    plan = Plan(
        "Plan for det gode arbejdsmiljø",
        ["Vores værdier", "Vores indsatser"],
        [
            ("value", "Tillid", 0),
            ("value", "Respekt", 0),
            ("initiative", "Samtaler hver måned", 0),
            ("initiative", "Fælles morgenmad", 0),
        ],
    )
    frame = plan.document.add_table(rows=1, cols=1).rows[0].cells[0]
    inside = Plan("", [], [], frame)
    inside.line("Plan for det gode arbejdsmiljø", bold=True, size=16)
    inside.line("Vores værdier", bold=True)
    inside.lines("- Tillid", "- Respekt")
    inside.line("Vores indsatser", bold=True)
    inside.lines("- Samtaler hver måned", "- Fælles morgenmad")
    return plan


def themes_with_aims_and_work() -> Plan:
    points = []
    themes = (
        ("TEMA 1: TRIVSEL", "Alle elever har en voksen at gå til", "Trivselssamtaler"),
        ("TEMA 2: FAGLIGHED", "Alle elever læser sikkert i 3. klasse", "Læsebånd"),
        ("TEMA 3: FÆLLESSKAB", "Ingen elever står udenfor", "Makkerskaber"),
    )
    for title, goal, initiative in themes:
        points += [("focus_area", title, 0), ("goal", goal, 1), ("initiative", initiative, 1)]
    plan = Plan("Udviklingsplan for Søparkens Skole", ["Skolens udgangspunkt", "Evaluering"], points)
    plan.line("Udviklingsplan for Søparkens Skole", bold=True, size=18)
    plan.line("Skolens udgangspunkt", bold=True, size=14)
    plan.line(PROSE)
    for title, goal, initiative in themes:
        plan.line(title, bold=True, size=14)
        plan.line(MORE)
        plan.line("Mål", bold=True)
        plan.line(f"• {goal}")
        plan.line("Handlinger", bold=True)
        plan.line(f"• {initiative}")
    plan.line("Evaluering", bold=True, size=14)
    plan.line(PROSE)
    return plan


def lists_led_in_by_sentences() -> Plan:
    plan = Plan(
        "Erhvervspolitik",
        ["Erhvervslivet i kommunen", "Vækst", "Arbejdskraft"],
        [
            ("goal", "Flere virksomheder flytter til", 0),
            ("goal", "Flere iværksættere lykkes", 0),
            ("initiative", "Jobmesse hvert forår", 0),
            ("initiative", "Praktik i alle virksomheder", 0),
        ],
    )
    plan.line("Erhvervspolitik", bold=True, size=24)
    plan.line("Erhvervslivet i kommunen", bold=True)
    plan.line(PROSE)
    plan.line("Vækst", bold=True)
    plan.line("Vi arbejder efter disse mål:")
    plan.lines("o\tFlere virksomheder flytter til", "o\tFlere iværksættere lykkes")
    plan.line("Arbejdskraft", bold=True)
    plan.line("Vi sætter følgende indsatser i gang:")
    plan.lines("o\tJobmesse hvert forår", "o\tPraktik i alle virksomheder")
    return plan


PLANS: dict[str, Callable[[], Plan]] = {
    each.__name__: each
    for each in (
        *(bold_lines, capital_letters, larger_letters, numbered_lines, table_for_layout, tabs_and_names),
        *(
            circles_and_indents,
            run_in_names,
            labels_over_titles,
            contents_and_tables,
            sentences_as_aims,
            soft_line_ends,
        ),
        *(names_with_colons, numbered_aims_with_text, numbers_by_hand_with_tabs, numbers_in_capitals),
        *(lists_by_the_button, aims_as_bold_lines_with_text, names_beside_the_text, frame_around_it_all),
        *(themes_with_aims_and_work, lists_led_in_by_sentences),
    )
}

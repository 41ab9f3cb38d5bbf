"""Whole cases in the forms of other municipalities than the one whose case came first."""

import docx

from tests.reading.cases.forms import Word, decisions, enclosures, kinds, pdf, read, read_text, text_of
from tests.reading.reading import saved
from tests.reading.small_pdf import Text, pdf_of

OF_A_COUNCIL = """\
7.     Ny aftale om havnebad (B)

Sagsnr.: 330-2025-3619                 Dok.nr.: 330-2025-500301                                          Åbent
Kompetence: Byrådet
Beslutningstema
Byrådet skal tage stilling til en ny aftale om havnebadet.
Indstilling
Direktionen indstiller,
1.    at aftalen godkendes
2.    at der gives en anlægsbevilling på 1,2 mio. kr. til et nyt
      dæk på badet
3.    at borgmesteren bemyndiges til at underskrive aftalen
Sagsfremstilling
Badet blev åbnet i 2012. Der kommer 20.000 gæster om året.

Aftalen med foreningen udløber den 31. december 2025.
Økonomiske konsekvenser
Udgiften afholdes af kassen.
Lovgrundlag
Kommunalfuldmagten.
Bilag
1. Aftale om havnebad (dok.nr. 330-2025-500299) - åben
2. Notat om foreningens økonomi (dok.nr. 330-2025-500300) - lukket
Beslutning i Teknisk Udvalg den 3. juni 2025:
Fraværende: Ingen.
Indstilles godkendt.
Beslutning i Økonomiudvalget den 11. juni 2025:
Fraværende: Bo Holm
Anbefales.
"""


def test_case_of_a_council_with_numbered_points_and_two_earlier_bodies() -> None:
    case = read_text(OF_A_COUNCIL)
    assert (case.title, case.number, case.openness) == ("Ny aftale om havnebad (B)", "330-2025-3619", "open")
    assert kinds(case) == [
        ("Beslutningstema", "summary"),
        ("Sagsfremstilling", "statement"),
        ("Økonomiske konsekvenser", "economy"),
        ("Lovgrundlag", "legal_basis"),
    ]
    assert case.recommendation.lead == "Direktionen indstiller,"
    assert case.recommendation.points == (
        "at aftalen godkendes",
        "at der gives en anlægsbevilling på 1,2 mio. kr. til et nyt dæk på badet",
        "at borgmesteren bemyndiges til at underskrive aftalen",
    )
    assert enclosures(case) == [
        (1, "Aftale om havnebad", "330-2025-500299", "", "open"),
        (2, "Notat om foreningens økonomi", "330-2025-500300", "", "closed"),
    ]
    assert decisions(case) == [
        ("Teknisk Udvalg", "2025-06-03", "Fraværende: Ingen.\nIndstilles godkendt."),
        ("Økonomiudvalget", "2025-06-11", "Fraværende: Bo Holm\nAnbefales."),
    ]
    assert text_of(case, "Sagsfremstilling").split("\n") == [
        "Badet blev åbnet i 2012. Der kommer 20.000 gæster om året.",
        "Aftalen med foreningen udløber den 31. december 2025.",
    ]


def test_word_file_with_a_table_of_facts_bold_names_and_a_table_of_enclosures() -> None:
    case = (
        Word()
        .head("Strandby Kommune")
        .bold("Salg af grunden ved stationen")
        .table(
            ("Sagsnr.", "82.02.00-G10-7-25"),
            ("Ansvarlig direktør", "Teknisk direktør Hanne Lund"),
            ("Sagsbehandler", "Jurist Per Dam"),
            ("Åben/lukket", "Lukket"),
            ("Mødedato", "12. marts 2025"),
        )
        .bold("Resumé")
        .text("Der er kommet to bud på grunden.")
        .bold("Sagens baggrund")
        .text("Grunden har været udbudt siden januar.")
        .bold("Forvaltningens vurdering")
        .text("Det højeste bud er markedsprisen.")
        .bold("Økonomi og finansiering")
        .table(("År", "Kr."), ("2025", "4.000.000"))
        .bold("Høring")
        .text("Ingen.")
        .bold("Tidsplan og overtagelse")
        .text("Overtagelse sker den 1. maj 2025.")
        .bold("Indstilling")
        .text("Forvaltningen indstiller til Økonomiudvalget, at udvalget godkender")
        .styled("salget til den højestbydende", "List Number")
        .styled("at provenuet lægges i kassen", "List Number")
        .bold("Bilag")
        .table(
            ("Nr.", "Titel", "Dok.nr.", "Åben/lukket"),
            ("1", "Bilag 1 - Kort over grunden", "8812345", "Åben"),
            ("2", "Bilag 2 - Bud", "8812346", "Lukket"),
        )
        .read()
    )
    assert (case.title, case.number) == ("Salg af grunden ved stationen", "82.02.00-G10-7-25")
    assert (case.openness, case.responsible, case.case_officer) == (
        "closed",
        "Teknisk direktør Hanne Lund",
        "Jurist Per Dam",
    )
    assert kinds(case) == [
        ("Resumé", "summary"),
        ("Sagens baggrund", "background"),
        ("Forvaltningens vurdering", "assessment"),
        ("Økonomi og finansiering", "economy"),
        ("Høring", "hearing"),
        ("Tidsplan og overtagelse", "other"),
    ]
    assert text_of(case, "Økonomi og finansiering") == "År | Kr.\n2025 | 4.000.000"
    assert case.recommendation.lead == "Forvaltningen indstiller til Økonomiudvalget, at udvalget godkender"
    assert case.recommendation.points == ("salget til den højestbydende", "at provenuet lægges i kassen")
    assert enclosures(case) == [
        (1, "Bilag 1 - Kort over grunden", "8812345", "", "open"),
        (2, "Bilag 2 - Bud", "8812346", "", "closed"),
    ]


def test_pdf_with_running_heads_capitals_and_broken_lines() -> None:
    first = [
        "LUKKET PUNKT",
        "",
        "Ansættelse af ny skoleleder på Havneskolen",
        "",
        "Sagsnr.: 25/1234",
        "Sagsansvarlig: Skolechef Mette Friis",
        "",
        "SAGSFREMSTILLING",
        "Der har været 14 ansøgere til stillingen, og ansættelsesudval-",
        "get har haft samtaler med fire af dem. Udvalget er enigt om at",
        "pege på én kandidat.",
        "",
        "Kandidaten har ledet en skole i ni år og har en master i ledelse",
    ]
    second = [
        "af offentlige organisationer.",
        "",
        "ØKONOMI",
        "Lønnen holdes inden for skolens ramme.",
        "",
        "INDSTILLING",
        "Direktionen indstiller,",
        "at kandidaten ansættes fra den 1. august 2025 på de vilkår, som",
        "fremgår af bilag 1, og",
        "at ansættelsen meddeles skolens bestyrelse.",
        "",
        "BILAG",
        "Bilag 1 - Udkast til ansættelsesbrev (H) (51200/25)",
        "Bilag 2 - Stillings- og personprofil - åbent (51201/25)",
    ]
    case = read(
        pdf(first, second, head="Strandby Kommune - Økonomiudvalget - 12-03-2025", foot="Side {} af 2"),
        "sag.pdf",
    )
    assert (case.title, case.number, case.openness) == (
        "Ansættelse af ny skoleleder på Havneskolen",
        "25/1234",
        "closed",
    )
    assert (case.responsible, case.case_officer) == ("Skolechef Mette Friis", "")
    assert kinds(case) == [("SAGSFREMSTILLING", "statement"), ("ØKONOMI", "economy")]
    assert text_of(case, "SAGSFREMSTILLING").split("\n") == [
        "Der har været 14 ansøgere til stillingen, og ansættelsesudvalget har haft samtaler med fire af dem. "
        "Udvalget er enigt om at pege på én kandidat.",
        "Kandidaten har ledet en skole i ni år og har en master i ledelse af offentlige organisationer.",
    ]
    assert case.recommendation.lead == "Direktionen indstiller,"
    assert case.recommendation.points == (
        "at kandidaten ansættes fra den 1. august 2025 på de vilkår, som fremgår af bilag 1, og",
        "at ansættelsen meddeles skolens bestyrelse.",
    )
    assert enclosures(case) == [
        (1, "Bilag 1 - Udkast til ansættelsesbrev", "", "51200/25", "closed"),
        (2, "Bilag 2 - Stillings- og personprofil", "", "51201/25", "open"),
    ]
    assert case.warnings == (
        "Tekst, der går igen på siderne, er taget ud: Strandby Kommune - Økonomiudvalget - 12-03-2025; Side 1 af 2",
    ) or any("går igen" in each for each in case.warnings)


def test_word_file_with_styles_for_headings_and_a_route_of_decisions() -> None:
    document = docx.Document()
    document.add_heading("Ny strategi for frivillighed", 1)
    document.add_paragraph("Åbent punkt")
    document.add_paragraph("Sagsid: 2025-012345")
    document.add_heading("Problemstilling", 2)
    document.add_paragraph("Foreningerne mangler frivillige.")
    document.add_heading("Løsning", 2)
    document.add_heading("Hvad vi gør", 3)
    document.add_paragraph("Vi laver en pulje.")
    document.add_heading("Retlige forhold", 2)
    document.add_paragraph("Folkeoplysningsloven.")
    document.add_heading("Sammenhæng til vision og politikker", 2)
    document.add_paragraph("Visionen: Sammen om havnen.")
    document.add_heading("Tidligere beslutninger", 2)
    document.add_paragraph("Direktionen den 3. marts 2025: Tiltrådt.")
    document.add_paragraph("Økonomiudvalget den 12. marts 2025: Anbefales.")
    document.add_heading("Indstilling", 2)
    document.add_paragraph("Direktionen indstiller, at strategien sendes i høring.")
    case = read(saved(document), "sag.docx")
    assert (case.title, case.number, case.openness) == ("Ny strategi for frivillighed", "2025-012345", "open")
    assert kinds(case) == [
        ("Problemstilling", "background"),
        ("Løsning", "statement"),
        ("Retlige forhold", "legal_basis"),
        ("Sammenhæng til vision og politikker", "other"),
    ]
    assert text_of(case, "Løsning") == "Hvad vi gør\nVi laver en pulje."
    assert decisions(case) == [
        ("Direktionen", "2025-03-03", "Tiltrådt."),
        ("Økonomiudvalget", "2025-03-12", "Anbefales."),
    ]
    assert (case.recommendation.lead, case.recommendation.points) == (
        "Direktionen indstiller,",
        ("at strategien sendes i høring.",),
    )


def test_form_that_is_a_table_with_the_names_of_parts_beside_their_texts() -> None:
    case = (
        Word()
        .table(
            ("Emne", "Ny vagtordning i hjemmeplejen"),
            ("Sagsbehandler", "Anne Bak"),
            ("Status", "Åben sag"),
            ("Baggrund", "Ordningen er fra 2015."),
            ("Sagsfremstilling", "Der er tre modeller.\nModel B er billigst."),
            ("Indstilling", "Det indstilles, at:\n- model B vælges\n- ordningen evalueres efter et år"),
            ("Bilag", "Bilag 1: Modeller (Dokument-id: 661234)\nBilag 2: Høringssvar"),
        )
        .read()
    )
    assert (case.title, case.case_officer, case.openness) == (
        "Ny vagtordning i hjemmeplejen",
        "Anne Bak",
        "open",
    )
    assert kinds(case) == [("Baggrund", "background"), ("Sagsfremstilling", "statement")]
    assert text_of(case, "Sagsfremstilling") == "Der er tre modeller.\nModel B er billigst."
    assert (case.recommendation.lead, case.recommendation.points) == (
        "Det indstilles, at:",
        ("model B vælges", "ordningen evalueres efter et år"),
    )
    assert enclosures(case) == [
        (1, "Bilag 1: Modeller", "661234", "", "open"),
        (2, "Bilag 2: Høringssvar", "", "", "open"),
    ]


OF_A_CAPITAL = """\
Tilpasning af ordningen for gårdhaver

Udvalget skal tage stilling til, om ordningen skal tilpasses.

Indstilling

Teknik- og Miljøforvaltningen indstiller over for Teknik- og Miljøudvalget,

1.  at det godkendes, at ordningen fortsætter til 2027,

2.  at rammen hæves, jf. bilag 2.

(Teknik- og Miljøudvalget)

Problemstilling

Der er venteliste.

Løsning

Rammen hæves med 2 mio. kr.

Økonomi

Finansieres af puljen.

Videre proces

Gårdene får besked i maj.

Vedlagte bilag

Bilag 1. Venteliste
Bilag 2. Økonomisk oversigt (fortrolig)
"""


def test_case_with_an_ingress_and_names_of_the_capital() -> None:
    case = read_text(OF_A_CAPITAL)
    assert case.title == "Tilpasning af ordningen for gårdhaver"
    assert kinds(case) == [
        ("", "other"),
        ("Indstilling", "other"),
        ("Problemstilling", "background"),
        ("Løsning", "statement"),
        ("Økonomi", "economy"),
        ("Videre proces", "other"),
    ]
    assert text_of(case, "Indstilling") == "(Teknik- og Miljøudvalget)"
    assert case.recommendation.lead == (
        "Teknik- og Miljøforvaltningen indstiller over for Teknik- og Miljøudvalget,"
    )
    assert case.recommendation.points == (
        "at det godkendes, at ordningen fortsætter til 2027,",
        "at rammen hæves, jf. bilag 2.",
    )
    assert (case.openness, [each.openness for each in case.enclosures]) == ("closed", ["closed", "closed"])
    assert [each.title for each in case.enclosures] == ["Bilag 1. Venteliste", "Bilag 2. Økonomisk oversigt"]
    assert case.warnings == ("Filen siger ikke, om sagen er åben eller lukket. Den regnes for lukket.",)


WITH_NAMES_ON_THE_LINE = """\
Punkt 4: Lukning af biblioteksfilialen
Sagsnummer: S2025-4410
Sagen er åben

Baggrund: Filialen har få lånere.

Indstilling: Kulturdirektøren indstiller, at filialen lukkes, og at lånerne tilbydes bogbus.

Vurdering: Bogbussen dækker behovet.

Bilag: Bilag 1 - Lånertal; Bilag 2 - Køreplan [LUKKET]
"""


def test_names_and_texts_on_the_same_lines() -> None:
    case = read_text(WITH_NAMES_ON_THE_LINE)
    assert (case.title, case.number, case.openness) == ("Lukning af biblioteksfilialen", "S2025-4410", "open")
    assert kinds(case) == [("Baggrund", "background"), ("Vurdering", "assessment")]
    assert case.recommendation.lead == "Kulturdirektøren indstiller,"
    assert case.recommendation.points == ("at filialen lukkes", "at lånerne tilbydes bogbus.")
    assert [(each.title, each.openness) for each in case.enclosures] == [
        ("Bilag 1 - Lånertal", "open"),
        ("Bilag 2 - Køreplan", "closed"),
    ]


FROM_A_SYSTEM = """\
2 (Åben) Budgetopfølgning pr. 31. marts 2025
Sags ID: EMN-2024-00123

Resume
Kort om budgettet.

Forvaltningen indstiller,
1. at opfølgningen tages til efterretning
2. at der omplaceres 2 mio. kr.

Lovgrundlag – link
Styrelsesloven

Bilag
1 (Åben) Bilag 1 - Oversigt
2 (Lukket) Bilag 2 - Personsager
"""


def test_number_and_mark_before_the_title_and_before_each_enclosure() -> None:
    case = read_text(FROM_A_SYSTEM)
    assert (case.title, case.number, case.openness) == (
        "Budgetopfølgning pr. 31. marts 2025",
        "EMN-2024-00123",
        "open",
    )
    assert kinds(case) == [("Resume", "summary"), ("Lovgrundlag – link", "legal_basis")]
    assert case.recommendation.lead == "Forvaltningen indstiller,"
    assert case.recommendation.points == (
        "at opfølgningen tages til efterretning",
        "at der omplaceres 2 mio. kr.",
    )
    assert [(each.title, each.openness) for each in case.enclosures] == [
        ("Bilag 1 - Oversigt", "open"),
        ("Bilag 2 - Personsager", "closed"),
    ]


WITH_NUMBERED_PARTS = """\
Indstilling
Til Byrådet via Magistraten
Dato 12. marts 2025

Ny cykelsti på Strandvejen

1. Resume
Byrådet skal tage stilling til stien.

2. Beslutningspunkter
At 1) stien anlægges
At 2) der gives 4 mio. kr.

3. Baggrund
Der mangler en sti.

4. Effekt
Flere cykler.

5. Ressourcer
Der er penge.

6. Høringer
Naboerne er hørt.
"""


def test_numbered_parts_of_which_one_has_a_name_of_its_own() -> None:
    case = read_text(WITH_NUMBERED_PARTS)
    assert case.title == "Ny cykelsti på Strandvejen"
    assert kinds(case) == [
        ("Resume", "summary"),
        ("Baggrund", "background"),
        ("Effekt", "other"),
        ("Ressourcer", "other"),
        ("Høringer", "hearing"),
    ]
    assert case.recommendation.points == ("At 1) stien anlægges", "At 2) der gives 4 mio. kr.")


WITH_ALL_ON_ONE_LINE = """\
12.   Godkendelse af kvalitetsstandarder 2025

Sag 306-2024-18852    Dok. 306-2025-1234    Initialer: KSO    Åbent

Sagsfremstilling:
Kvalitetsstandarderne er revideret.

Tidsplan:
Standarderne gælder fra den 1. april 2025.

Høring:
Sagen sendes i høring i Ældrerådet.

Administrationens indstilling:
Administrationen indstiller til udvalget at anbefale overfor Byrådet, at kvalitetsstandarderne
godkendes som beskrevet.

Beslutning Omsorgs- og forebyggelsesudvalget den 04-02-2025
Anbefalingen tiltrådt.
Fraværende: Ole Hansen

Byrådet, 25. februar 2025, pkt. 14:

Bilag:
1	Åben	Kvalitetsstandarder 2025	12345/25
2	Lukket	Høringssvar fra Ældrerådet	12399/25
"""


def test_facts_on_one_line_and_enclosures_with_tabs() -> None:
    case = read_text(WITH_ALL_ON_ONE_LINE)
    assert (case.title, case.number, case.openness) == (
        "Godkendelse af kvalitetsstandarder 2025",
        "306-2024-18852",
        "open",
    )
    assert kinds(case) == [("Sagsfremstilling", "statement"), ("Tidsplan", "other"), ("Høring", "hearing")]
    assert case.recommendation.lead == "Administrationen indstiller til udvalget"
    assert case.recommendation.points == (
        "at anbefale overfor Byrådet, at kvalitetsstandarderne godkendes som beskrevet.",
    )
    assert decisions(case) == [
        ("Omsorgs- og forebyggelsesudvalget", "2025-02-04", "Anbefalingen tiltrådt.\nFraværende: Ole Hansen")
    ]
    assert enclosures(case) == [
        (1, "Kvalitetsstandarder 2025", "", "12345/25", "open"),
        (2, "Høringssvar fra Ældrerådet", "", "12399/25", "closed"),
    ]
    assert [(each.label, each.value) for each in case.facts] == [
        ("Initialer", "KSO"),
        ("Behandles", "Byrådet 2025-02-25"),
    ]


def test_table_of_enclosures_on_a_page_whose_titles_run_over_two_lines() -> None:
    page = [
        Text("Salg af grunden", 90, bold=True),
        Text("Åben sag", 114),
        Text("Sagsfremstilling", 140, bold=True),
        Text("Der er kommet to bud på grunden, og det højeste er godt.", 156),
        Text("Bilag", 184, bold=True),
        Text("Nr. Titel Dok.nr. Åben/lukket", 212),
        Text("1 Bilag 1 - Kort", 240),
        Text("over grunden", 254, left=178),
        Text("8812345 Åben", 254, left=306),
        Text("2 Bilag 2 - Bud 8812346 Lukket", 282),
    ]
    assert enclosures(read(pdf_of([page]), "sag.pdf")) == [
        (1, "Bilag 1 - Kort over grunden", "8812345", "", "open"),
        (2, "Bilag 2 - Bud", "8812346", "", "closed"),
    ]


NUMBERED_WITH_A_LIST = """\
Beslutningssag

Overordnet: Fælles ledelsesgrundlag
Sagsfremstiller: HR-chef Tine Bro
Sags-nr.: 2025-0098812
Dato for behandling: 5. juni 2025
Åben/Lukket sag: Lukket sag (§ 10)

1. Kort resumé
Direktionen har bedt HR om et oplæg.

2. Sagsfremstilling
Der har været fem møder.
Deltagerne pegede på tre temaer:
1. Tillid
2. Retning
3. Samarbejde

3. Økonomi og personale
Ingen konsekvenser.

4. Indstilling
Det foreslås at direktionen
1. Drøfter oplægget
2. Beslutter en proces

5. Beslutning

6. Bilag
Bilag A: Oplæg (dok. nr. 2025-0098812-3)
Bilag B: Deltagerliste - intern
"""


def test_numbered_parts_after_a_numbered_list_count_on() -> None:
    case = read_text(NUMBERED_WITH_A_LIST)
    assert (case.title, case.number, case.case_officer, case.openness) == (
        "Overordnet: Fælles ledelsesgrundlag",
        "2025-0098812",
        "HR-chef Tine Bro",
        "closed",
    )
    assert kinds(case) == [
        ("Kort resumé", "summary"),
        ("Sagsfremstilling", "statement"),
        ("Økonomi og personale", "economy"),
    ]
    assert text_of(case, "Sagsfremstilling").endswith("\n1. Tillid\n2. Retning\n3. Samarbejde")
    assert (case.recommendation.lead, case.recommendation.points) == (
        "Det foreslås at direktionen",
        ("Drøfter oplægget", "Beslutter en proces"),
    )
    assert enclosures(case) == [
        (1, "Bilag A: Oplæg", "2025-0098812-3", "", "closed"),
        (2, "Bilag B: Deltagerliste", "", "", "closed"),
    ]


IN_CAPITALS = """\
KOMMUNALBESTYRELSEN

Sag nr. 23. Lokalplan 4.12 for Nordhavnen - endelig vedtagelse

Journalnr: 01.02.05-P16-12-24
Sagsbehandler: arkitekt Jens Vad/Plan
Lovgrundlag: Planlovens § 27
Økonomi: Ingen

SAGSRESUME: Lokalplanen har været i offentlig høring i otte uger, og
der er kommet seks høringssvar.

HØRING:
Forslaget var i høring fra den 3. marts til den 28. april 2025.

ADMINISTRATIONENS BEMÆRKNINGER:
Svarene giver anledning til små ændringer.

INDSTILLING: Administrationen foreslår,
at lokalplanen vedtages endeligt med de ændringer, der står i bilag 3,
at indsigerne får svar.

BESLUTNING I TEKNIK- OG MILJØUDVALGET DEN 02-06-2025
Anbefales.

Afbud: Lis Holm

BESLUTNING I ØKONOMIUDVALGET DEN 10-06-2025
Anbefales.

BILAGSFORTEGNELSE:
1. Lokalplan 4.12 (18331/25)
2. Høringssvar (18400/25)
3. Notat om ændringer (18401/25)
"""


def test_names_in_capitals_with_the_text_on_the_same_line_or_under_it() -> None:
    case = read_text(IN_CAPITALS)
    assert case.title == "Lokalplan 4.12 for Nordhavnen - endelig vedtagelse"
    assert (case.number, case.case_officer) == ("01.02.05-P16-12-24", "arkitekt Jens Vad/Plan")
    assert kinds(case) == [
        ("Lovgrundlag", "legal_basis"),
        ("Økonomi", "economy"),
        ("SAGSRESUME", "summary"),
        ("HØRING", "hearing"),
        ("ADMINISTRATIONENS BEMÆRKNINGER", "assessment"),
    ]
    assert case.recommendation.points == (
        "at lokalplanen vedtages endeligt med de ændringer, der står i bilag 3,",
        "at indsigerne får svar.",
    )
    assert decisions(case) == [
        ("TEKNIK- OG MILJØUDVALGET", "2025-06-02", "Anbefales.\nAfbud: Lis Holm"),
        ("ØKONOMIUDVALGET", "2025-06-10", "Anbefales."),
    ]
    assert [each.record for each in case.enclosures] == ["18331/25", "18400/25", "18401/25"]


def test_word_file_whose_first_line_is_the_kind_of_item_and_whose_facts_have_names_above() -> None:
    case = (
        Word()
        .text("DAGSORDENPUNKT", "Ny vej i Nordby")
        .table(("Forum", "Dato", "Åbent/Lukket"), ("Direktionen", "5. maj 2025", "Åbent"))
        .bold("Sagens baggrund og formål")
        .text("Vejen er slidt.")
        .bold("Sagsfremstilling/vurdering")
        .text("Den bør laves.")
        .bold("Indstilling til direktionen")
        .bold("Stabschef Ib Holm indstiller, at direktionen:")
        .text("1. godkender vejen", "2. drøfter stien")
        .bold("Vedlagte bilag")
        .text("1: Plan (#1234567)", "2: Fortroligt notat (#1234568)")
        .read()
    )
    assert (case.title, case.openness) == ("Ny vej i Nordby", "open")
    assert kinds(case) == [
        ("Sagens baggrund og formål", "background"),
        ("Sagsfremstilling/vurdering", "statement"),
    ]
    assert case.recommendation.lead == "Stabschef Ib Holm indstiller, at direktionen:"
    assert case.recommendation.points == ("godkender vejen", "drøfter stien")
    assert enclosures(case) == [
        (1, "Plan", "1234567", "", "open"),
        (2, "Fortroligt notat", "1234568", "", "closed"),
    ]


def test_names_in_bold_capitals_with_subheadings_in_bold() -> None:
    case = (
        Word()
        .table(("Bilag", "2 stk."), ("Sagsnr.", "25/99"))
        .text("Strandby Kommune")
        .bold("Ny vej i Nordby")
        .text("Lukket punkt")
        .bold("SAGSFREMSTILLING")
        .text("Vejen er slidt.")
        .bold("Trafikken")
        .text("Den er tung.")
        .bold("INDSTILLING")
        .text("at vejen anlægges", "at den betales")
        .bold("BILAG")
        .styled("Kort", "List Bullet")
        .styled("Notat om støj (åbent)", "List Bullet")
        .read()
    )
    assert (case.title, case.number, case.openness) == ("Ny vej i Nordby", "25/99", "closed")
    assert text_of(case, "SAGSFREMSTILLING") == "Vejen er slidt.\nTrafikken\nDen er tung."
    assert case.recommendation.points == ("at vejen anlægges", "at den betales")
    assert enclosures(case) == [(1, "Kort", "", "", "closed"), (2, "Notat om støj", "", "", "open")]


def test_a_kind_of_item_over_the_title_is_no_decision() -> None:
    case = read_text("Beslutning\n\nNy vej i Nordby\n\nÅbent punkt\n\nSagsfremstilling\nVejen er slidt.\n")
    assert (case.title, case.openness, case.decisions) == ("Ny vej i Nordby", "open", ())


FROM_A_TYPEWRITER = """\
                                                                    Fredensø Kommune
                                                                    Direktionssekretariatet

Dagsorden til direktionsmøde den 18. august 2025

Pkt. 3   Ny struktur for ledelsesinformation


Sagsnr.: 25/7781      Dokumentnr.: 25/119220      Sagsbehandler: AKJ

Lukket punkt

BAGGRUND

Direktionen bad i juni 2025 om et oplæg til, hvordan ledelses-
information kan samles ét sted. I dag ligger tallene i fire for-
skellige systemer, og cheferne bruger meget tid på at finde dem.

SAGSFREMSTILLING

Der er tre muligheder:

  a)  at købe et nyt system,
  b)  at samle tallene i det, vi har,
  c)  at lade være.

Tabel 1. Udgifter pr. år

Mulighed        2026      2027
A              800.000   400.000
B              200.000   200.000

ØKONOMISKE KONSEKVENSER

Mulighed B kan holdes inden for rammen.

MED-BEHANDLING

HovedMED orienteres i september.

INDSTILLING

Stabschefen indstiller,

at mulighed B vælges, og at der afsættes 200.000 kr. i 2026 og
   2027 af digitaliseringspuljen,

at HovedMED orienteres.

BILAG

Bilag 1:  Notat om ledelsesinformation    25/119221    Lukket
Bilag 2:  Oversigt over systemer          25/119222    Åben

TIDLIGERE BESLUTNINGER

Chefforum, 4. juni 2025: Chefforum anbefaler mulighed B.
Direktionen, 11. juni 2025: Udsat til august.

Side 1 af 1
"""


def test_letterhead_to_the_right_divided_words_and_columns_of_spaces() -> None:
    case = read_text(FROM_A_TYPEWRITER)
    assert (case.title, case.number, case.case_officer, case.openness) == (
        "Ny struktur for ledelsesinformation",
        "25/7781",
        "AKJ",
        "closed",
    )
    assert kinds(case) == [
        ("BAGGRUND", "background"),
        ("SAGSFREMSTILLING", "statement"),
        ("ØKONOMISKE KONSEKVENSER", "economy"),
        ("MED-BEHANDLING", "hearing"),
    ]
    assert "ledelsesinformation kan samles ét sted. I dag ligger tallene i fire forskellige" in text_of(
        case, "BAGGRUND"
    )
    assert case.recommendation.lead == "Stabschefen indstiller,"
    assert case.recommendation.points == (
        "at mulighed B vælges, og at der afsættes 200.000 kr. i 2026 og 2027 af digitaliseringspuljen,",
        "at HovedMED orienteres.",
    )
    assert enclosures(case) == [
        (1, "Bilag 1: Notat om ledelsesinformation", "", "25/119221", "closed"),
        (2, "Bilag 2: Oversigt over systemer", "", "25/119222", "open"),
    ]
    assert decisions(case) == [
        ("Chefforum", "2025-06-04", "Chefforum anbefaler mulighed B."),
        ("Direktionen", "2025-06-11", "Udsat til august."),
    ]


WITH_QUESTIONS = """\
Sagsnr. 27.00.00-G01-12-25
Direktionsmøde 4/2025

SAG: Fælles visitation på tværs af centre

Status: Til beslutning
Åben/lukket: Åben
Deltager under punktet: Centerchef Pia Lund (kl. 9.30)
Sagsansvarlig og sagsbehandler: Centerchef Pia Lund / konsulent Ib Dahl

Hvad er sagen?
Vi vil samle visitationen.

Hvorfor er sagen på?
Direktionen bad om den.

Indstilling
Centerchefen anbefaler at direktionen
 - godkender modellen
 - afsætter 1 årsværk i en forsøgsperiode på 1 år, som
   evalueres i 2026

Konsekvenser for økonomien
1 årsværk.

Lovgrundlag
SEL § 83

Medinddragelse
Center-MED har drøftet sagen.

Bilag
1 Model for visitation - D2025-55121
2 Referat fra Center-MED - D2025-55190 - LUKKET
"""


def test_names_that_are_questions_and_one_label_for_two_people() -> None:
    case = read_text(WITH_QUESTIONS)
    assert (case.title, case.number, case.openness) == (
        "Fælles visitation på tværs af centre",
        "27.00.00-G01-12-25",
        "open",
    )
    assert (case.responsible, case.case_officer) == ("Centerchef Pia Lund", "konsulent Ib Dahl")
    assert kinds(case)[1:] == [
        ("Hvad er sagen?", "summary"),
        ("Hvorfor er sagen på?", "background"),
        ("Konsekvenser for økonomien", "economy"),
        ("Lovgrundlag", "legal_basis"),
        ("Medinddragelse", "hearing"),
    ]
    assert case.recommendation.points == (
        "godkender modellen",
        "afsætter 1 årsværk i en forsøgsperiode på 1 år, som evalueres i 2026",
    )
    assert enclosures(case) == [
        (1, "Model for visitation", "D2025-55121", "", "open"),
        (2, "Referat fra Center-MED", "D2025-55190", "", "closed"),
    ]

"""The rules of reading: which Danish headings and wordings make a line a point of which kind, and why.

Everything that is a judgement about language stands here, as data; the rest of the package only carries it out.
Each rule has a sentence that says why, shown beside the proposal. How sure a proposal is follows from the rule
that fired: below UNSURE_BELOW the screen marks it, so that a person looks twice.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNSURE_BELOW = 0.7


@dataclass(frozen=True)
class Firing:
    """A way in which a kind can be told, how sure that is, and why."""

    confidence: float
    why: Promise


LABELLED = Firing(0.95, _("Linjen siger selv, hvad den er."))
LED_IN = Firing(0.9, _("Sætningen lige over listen siger, hvad der står i den."))
NAMED_ON_THE_WAY = Firing(
    0.6, _("Sætningen over listen nævner ordet, men siger ikke klart, at listen er det.")
)
UNDER_HEADING = Firing(0.85, _("Overskriften siger, hvad der står under den."))
SUBHEADING = Firing(0.8, _("Den er en underoverskrift, og overskriften over den siger, hvad den samler."))
IN_TABLE = Firing(0.85, _("Kolonnens overskrift i tabellen siger, hvad der står i den."))
FOUNDATION_HEADING = Firing(0.8, _("Afsnittet beskriver det grundlag, som alt andet hviler på."))
MEANING = Firing(0.85, _("Listen folder grundlaget ud i det, som det betyder i hverdagen."))
TELLS_VISION = Firing(0.75, _("Det første afsnit under overskriften vision er oftest visionen selv."))
FURTHER_DOWN = Firing(0.6, _("Overskriften siger det, men der står anden tekst imellem."))
NUMBERED_THEME = Firing(0.75, _("Den er et nummereret tema, og temaer samler oftest mål og indsatser."))
SAYS_AIM = Firing(0.8, _("Sætningen siger selv, at det er målet."))
FLAT_SUBHEADING = Firing(
    0.65, _("Den ligner en underoverskrift, men filen siger ikke selv, hvad der er overskrifter.")
)
PROMISES = Firing(0.6, _("Sætningen lover noget (vi vil), men intet over den siger, om det er et mål."))
LISTED_IN_A_DIRECTION = Firing(
    0.55, _("Punkterne i en vision eller en politik er oftest det, man vil, og intet taler imod det.")
)
SHORT_LINES = Firing(0.5, _("Korte linjer under overskriften ligner en liste, men er ikke skrevet som en."))
TWO_KINDS = Firing(0.45, _("Overskriften nævner flere slags på én gang, så det kan være en anden af dem."))


LISTS_AIMS = frozenset({"vision", "policy"})
"""Kinds of document whose bullets are aims, unless what stands over them or in them speaks against it."""
KIND_NAMES = {"vision": "vision", "politik": "policy"}
"""What these kinds are called in every installation, for who previews a file without one."""
NO_AIMS_UNDER = re.compile(
    r"\b(?:deltag\w*|bidrag(?:et|ydere)\b|part(?:er|nere)\b|kontakt\w*|læs mere|bilag\w*|kilde\w*|links?\b|proces\w*"
    r"|høring\w*|møder?\b|lov(?:e|en|givning\w*)?\b|baggrund\w*|fakta|status\b|historie\w*|indhold\w*|medlemmer\w*"
    r"|består af|gælder for|målgruppe\w*|definition\w*|begreb\w*|ordforklaring\w*|udfordring\w*|i dag\b"
    r"|(?:andre|øvrige|tilknyttede|relaterede|følgende) (?:politikker|strategier|planer|dokumenter))",
    re.IGNORECASE,
)
"""What a heading or a lead-in says over a list of something else: who took part, where to read more, what is so today."""
NO_AIM = re.compile(
    r"[\d.,]+ ?(?:%|pct\.?|procent|kr\.?|mio\.?|mia\.?)?|\S+@\S+|(?:https?://|www\.)\S+|(?:[Tt]lf|[Tt]elefon)\b.*"
    r"|[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w.-]+){1,3}(?:, .*| ?\(.*\))?"
    r"|(?:\S+ ){0,4}\S*(?:politik|strategi|plan|lov|bekendtgørelse)(?:en)?(?: \d{4}(?:[-–]\d{4})?)?",
    re.DOTALL,
)
"""A bullet that is no aim: a figure, an address, a person's or another document's name."""


@dataclass(frozen=True)
class KindWords:
    """The words by which a kind is announced."""

    kind: str
    nouns: str
    """Nouns that a heading, lead-in, label or column has; a regular expression in small letters."""
    rank: int
    """How high the kind stands: a point takes those of a higher number as its children."""
    why: Promise
    phrases: str = r"(?!)"
    """Whole headings or lead-ins that announce the kind without its noun."""


KINDS: tuple[KindWords, ...] = (
    KindWords(
        "vision_statement",
        r"(?:byråds|udviklings|fælles)?vision(?:en|er|erne)?|visionsudsagn(?:et)?",
        0,
        _("Visionen siger, hvor kommunen vil hen."),
    ),
    KindWords(
        "challenge",
        r"(?:hoved|kerne|velfærds)?udfordring(?:en|er|erne)?|barrierer(?:ne)?",
        2,
        _("Udfordringer er vilkår, som planen skal svare på."),
        phrases=r"det udfordrer os|her er vi udfordrede?",
    ),
    KindWords(
        "opportunity",
        r"(?:udviklings)?mulighed(?:en|er|erne)?|potentialer?(?:ne)?",
        2,
        _("Muligheder er det, som planen kan bygge på."),
    ),
    KindWords(
        "value",
        r"(?:kerne|grund|ledelses)?værdi(?:en|er|erne)?",
        3,
        _("Værdier siger, hvordan vi handler hver dag."),
        phrases=r"det står vi for",
    ),
    KindWords(
        "requirement",
        r"(?:lov|myndigheds|minimums)?krav(?:et|ene)?",
        3,
        _("Krav kommer udefra og skal opfyldes."),
        phrases=r"(?:loven|lovgivningen) (?:kræver|siger)(?: at)?",
    ),
    KindWords(
        "landmark",
        r"pejlemærker?(?:ne|t)?",
        1,
        _("Pejlemærker er det faste, som mange mål styrer efter."),
    ),
    KindWords(
        "priority",
        r"(?:hoved)?prioritet(?:en|er|erne)?|prioritering(?:en|er|erne)?",
        1,
        _("Prioriteter er det, der går forud for andet."),
        phrases=r"(?:det|her) prioriterer vi|vi prioriterer",
    ),
    KindWords(
        "focus_area",
        r"(?:indsats|fokus|udviklings|fokus- og indsats)område(?:t|r|rne)?|fokuspunkt(?:et|er|erne)?",
        2,
        _("Indsatsområder samler de mål og indsatser, der hører sammen."),
    ),
    KindWords(
        "goal",
        r"(?:del|hoved|effekt|klima|udviklings|virksomheds)?mål(?:et|ene)?|(?:del)?målsætning(?:en|er|erne)?"
        r"|ambition(?:en|er|erne)?",
        3,
        _("Målsætninger siger, hvad der skal være opnået."),
        phrases=r"(?:det er )?(?:målet|vores mål)(?: er)?(?: at)?"
        r"|(?:det|her|derfor|så|hvad) vil vi(?: gerne)?(?: opnå)?|vi vil(?: gerne)?(?: opnå)?"
        r"|(?:kommunen|byrådet|udvalget|direktionen|\w+ kommune) vil",
    ),
    KindWords(
        "initiative",
        r"initiativ(?:et|er|erne)?|(?:hoved|nøgle|delind|del)?indsats(?:en|er|erne)?|(?:klima|nøgle)?handling(?:en"
        r"|er|erne)?"
        r"|tiltag(?:et|ene)?|aktivitet(?:en|er|erne)?|projekt(?:et|er|erne)?",
        4,
        _("Indsatser er det, der bliver gjort."),
        phrases=r"(?:det|sådan|hvad|hvordan) (?:gør vi|vil vi gøre)(?: det| her)?"
        r"|(?:sådan|hvordan) når vi(?: målet| målene| dertil)?"
        r"|(?:vi|det) (?:går i gang med|sætter vi i gang|igangsætter(?: vi)?)|sådan arbejder vi(?: med det)?",
    ),
    KindWords(
        "success_criterion",
        r"succeskriteri(?:um|et|er|erne|e)|kriteri(?:er|erne|um) for succes|(?:tegn|mål) på succes|resultatmål"
        r"|måltal",
        5,
        _("Succeskriterier siger, hvordan vi ved, at det lykkes."),
        phrases=r"(?:det|sådan|hvordan) (?:måler|ser|ved|mærker) vi(?: det| at det lykkes)?(?: når| på)?"
        r"|vi (?:er lykkedes|lykkes|er i mål|har nået målet) når(?: at)?|tegn",
    ),
)

HOLDERS = frozenset({"foundation", "landmark", "priority", "focus_area", "goal", "initiative"})
"""Kinds that other points stand below; a value or a challenge has said what it has to say."""

RANKS = {words.kind: words.rank for words in KINDS} | {"foundation": 1}

FOUNDATION_NOUNS = r"grundlag(?:et)?|fundament(?:et)?"
"""Chapters on what all else rests on; their subheadings are foundations when they unfold into values."""

FOUNDATION_LABEL = re.compile(
    r"(?P<label>(?:fokus|grundlag|grundsten|fundament)(?: \d{1,2})?)\s*[:–—]\s*(?P<rest>\S.*)", re.IGNORECASE
)
"""How a foundation names itself in its chapter: "Fokus: ...", "Grundsten 2: ..."."""

BARE_THEME = re.compile(
    r"(?:strategisk )?(?:tema|spor|fokus|fyrtårn|ledestjerne|indsatsspor) (?:\d{1,2}|[IVX]{1,4})[:.]?",
    re.IGNORECASE,
)
"""A numbered theme alone on its line; its name stands on the next."""

THEME_LABEL = re.compile(
    r"(?P<label>(?:strategisk )?(?:tema|spor|fokus|fyrtårn|ledestjerne|indsatsspor) \d{1,2})"
    r"\s*[:.–—-]\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
"""Numbered themes go by many names and are all read as focus areas."""

MEANS = re.compile(r"\bbetyder(?:,? at)?(?: for os)?:$", re.IGNORECASE)
"""A lead-in that unfolds what stands above it."""

NEUTRAL = re.compile(
    r"(?:fast |forslag til |udkast til )?"
    r"(?:\w{0,12}dagsorden(?:en)?|\w{0,12}indhold(?:et|sfortegnelse)?|indledning|forord|baggrund(?:en)?"
    r"|formål(?:et)?|ramme(?:r|rne)?(?: og metode)?|deltagere?(?:kreds)?|bilag"
    r"|program(?:met)?|\w{0,8}proces(?:sen)?|tidsplan"
    r"|organisering|økonomi|opfølgning|evaluering|læsevejledning|spørgsmål|referencer|kontakt"
    r"|sagsfremstilling|indstilling|resumé|sammenfatning|metode|afslutning|emner|temaer|status|hvorfor|lovgrundlag"
    r"|arbejdsgrundlag)"
    r"(?: (?:for|til|på|i|af|om|og|med|fra)\b.{0,80})?",
    re.IGNORECASE,
)
"""Headings and lead-ins that every document has and that announce nothing: what stands under them is text."""

PROMISE = re.compile(
    r"(?:vi|(?:[A-ZÆØÅ][\wæøå-]+ )?[Kk]ommunen?|byrådet|udvalget|direktionen) (?:vil|ønsker)\b"
    r"(?! gerne (?:takke|invitere))",
    re.IGNORECASE,
)
"""A sentence that promises something on behalf of the whole."""

AIM = re.compile(
    r"(?:målet|ambitionen|(?:vores|det overordnede|byrådets) (?:mål|ambition)|det er (?:målet|vores mål)) (?:er\b"
    r"|at\b|,)"
    r"|det er målet,",
    re.IGNORECASE,
)
"""A sentence that says itself that it is the aim."""

ATTRIBUTES = re.compile(
    r"(?:ansvarlig(?:e|t)?(?: \w+)?|projektejer|tovholder|tidsfrist|tid|tidsplan|tidspunkt|deadline|frist"
    r"|periode|start|slut|økonomi|ressourcer|budget|finansiering|status|effekt|indikator(?:er)?|baseline"
    r"|opfølgning|samarbejdspartnere?|involverede"
    r"|hvem|hvornår|målgruppe|målemetode|bemærkninger|beskrivelse|forventet effekt|prioritet)",
    re.IGNORECASE,
)
"""What is said about a point rather than being one: it follows the point as text."""

NAMES_A_DOCUMENT = re.compile(
    r"(?:politik(?:ken)?|strategi(?:en)?|plan(?:en)?|vision(?:en)?|aftale(?:n)?|kontrakt(?:en)?|grundlag(?:et)?)\b",
    re.IGNORECASE,
)
"""A title has one of these; a line above it that has none is the name of the unit."""

DASHED_TITLES = frozenset({"initiative", "focus_area", "goal", "landmark", "priority"})
"""Kinds whose lines often are a short name, a dash and an explanation."""

MONTHS = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)"
)

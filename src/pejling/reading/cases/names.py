"""What the parts of a case are called in Danish municipalities, and which kind each is."""

import re
from functools import lru_cache

RECOMMENDATION, ENCLOSURES, DECISIONS, OTHER = "recommendation", "enclosures", "decisions", "other"
SECTION_KINDS = (
    "background", "statement", "summary", "assessment", "economy", "legal_basis", "hearing", OTHER,
)  # fmt: skip

_NAMES = {
    DECISIONS: (
        r"beslutning(?:er)?|beslutningshistorik|beslutningsprotokol|protokol|politisk behandling|sagens (?:gang"
        r"|forløb)|sagsgang"
        r"|tidligere (?:politiske? )?(?:beslutning(?:er)?|behandling(?:er)?)|behandling i (?:andre|øvrige"
        r"|tidligere) (?:udvalg|fora|organer)"
        r"|(?:andre|øvrige) udvalgs (?:beslutninger|behandling)|beslutninger i (?:andre|øvrige"
        r"|tidligere) (?:udvalg|fora)"
    ),
    RECOMMENDATION: (
        r"indstilling(?:en|er)?|anbefaling(?:en|er)?|forslag til beslutning|beslutningsforslag"
        r"|indstilling og beslutning"
        r"|beslutningspunkter"
    ),
    ENCLOSURES: (
        r"bilag(?:sliste|soversigt|sfortegnelse)?|(?:vedlagte|vedhæftede|tilhørende|relaterede|åbne|lukkede"
        r"|offentlige|fortrolige) bilag"
        r"|vedhæftede (?:filer|dokumenter)|vedhæftninger|vedlagte dokumenter|vedlagt|oversigt over bilag"
        r"|liste over bilag|bilag og links"
    ),
    "summary": (
        r"resum[eé]|sagsresum[eé]|sammenfatning|sammendrag|kort om sagen|sagen kort|kort fortalt|beslutningstema"
        r"|sagens kerne"
        r"|overblik|hovedpunkter|sagen i korte træk|kort (?:resum[eé]|beskrivelse)|hvad (?:handler sagen om"
        r"|er sagen|drejer sagen sig om)"
        r"|det korte af det lange"
    ),
    "economy": (
        r"konsekvenser for økonomi(?:en)?|økonomi(?:en)?|økonomiske?(?: og \w+)? (?:konsekvenser|forhold"
        r"|bemærkninger|overvejelser|perspektiver"
        r"|vurdering|rammer?|betydning)"
        r"|finansiering(?:en)?|bevilling(?:er)?|bevillingsmæssige (?:konsekvenser|forhold)"
        r"|budget(?:mæssige konsekvenser|forhold)?"
        r"|anlægsøkonomi|driftsøkonomi|afledte? (?:drift|driftsudgifter)|anlægsbevilling"
    ),
    "legal_basis": (
        r"lovgrundlag(?:et)?(?: ?[-–] ?links?)?|lovgivning(?:en)?|retsgrundlag(?:et)?|hjemmel(?:sgrundlag)?"
        r"|lovhjemmel|jura|legalitet"
        r"|regelgrundlag|love og regler"
        r"|juridiske?(?: og \w+)? (?:grundlag|forhold|konsekvenser|bemærkninger|vurdering|ramme|rammer)"
        r"|retlig(?:e|t) (?:grundlag|forhold|ramme|rammer|konsekvenser)|lovmæssige? (?:grundlag|forhold|rammer)"
        r"|gældende (?:lovgivning|regler|ret)"
    ),
    "hearing": (
        r"høring(?:er|en|ssvar|speriode|sproces)?|partshøring|naboorientering|(?:borger|bruger|med|medarbejder"
        r"|interessent)?-?inddragelse"
        r"|udtalelser?|med-(?:behandling|høring|udtalelse|inddragelse|organisationen)|behandling i med"
        r"|interessenter|borgerdialog|inddragede parter"
        r"|(?:inddragelse|høring) (?:af|i|og) [\w-]+|bemærkninger fra (?:med|høringen|høringsparter)"
    ),
    "assessment": (
        r"vurdering(?:en|er)?|bemærkninger|overvejelser|konklusion(?:en)?|konsekvensvurdering|forvaltningens svar"
        r"|fordele og ulemper|analyse|handlemuligheder|alternativer"
    ),
    "background": (
        r"hvorfor (?:er|kommer|behandles) sagen(?: på| nu)?(?: på dagsordenen)?|baggrund(?:en)?"
        r"|problemstilling(?:en)?|indledning|formål(?:et)?|historik|anledning(?:en)?|forhistorie"
        r"|introduktion|udgangspunkt(?:et)?"
        r"|tidligere forløb|baggrundsinformation"
    ),
    "statement": (
        r"sagsfremstilling(?:en)?|sagsbeskrivelse(?:n)?|fremstilling(?:en)?|redegørelse(?:n)?|sagens indhold"
        r"|beskrivelse(?:n)?(?: af sagen)?"
        r"|løsning(?:en|sforslag)?|sagens oplysninger|uddybning|sagen|oplysninger i sagen|forslaget"
        r"|indhold(?:et)?(?: i sagen)?"
    ),
    OTHER: (
        r"kommunikation(?:en)?|information|presse(?:n)?|(?:den |det )?videre (?:proces|forløb|sagsgang)"
        r"|(?:den )?politiske? proces|proces(?:sen)?|tidsplan(?:en)?"
        r"|(?:proces og )?tidsperspektiv|klima(?:konsekvenser|påvirkning|vurdering)?|bæredygtighed"
        r"|miljø(?:konsekvenser|forhold|vurdering|mæssige \w+)?"
        r"|personalemæssige (?:konsekvenser|forhold)|organisatoriske (?:konsekvenser|forhold)"
        r"|sundhed(?:smæssige \w+)?|ligestilling"
        r"|verdensmål(?:ene)?|fn'?s verdensmål|(?:sammenhæng|relation|kobling) (?:til|med) [\w .,-]{3,50}"
        r"|(?:beslutnings|afgørelses)?kompetence(?:forhold)?"
        r"|delegation|risici|risiko(?:vurdering)?|evaluering|opfølgning|effekt(?:er|vurdering|mål)?|(?:øvrige "
        r"|andre |tværgående |afledte )?konsekvenser(?:ne)?"
        r"|konsekvenser for [\w ,.-]{3,50}|planforhold|planlægningsmæssige forhold|andre (?:forhold|oplysninger)"
        r"|øvrige (?:forhold|oplysninger)"
        r"|supplerende oplysninger|deltagere|fravær|inhabilitet|links?|henvisninger|referencer|politikker"
        r"|strategi og politik|implementering"
        r"|udmøntning|tilgængelighed|børn og unge|landdistrikt(?:er|spolitisk vurdering)?|erhverv|handicap"
        r"|digitalisering|it|gdpr"
    ),
}
_OWNER = (
    r"(?:(?:[\wæøå,-]{3,40}(?: og [\wæøå-]{3,40})?s) )?"
    r"(?:(?:kort|samlet|faglig|supplerende|politisk|uddybende|nærmere|øvrige?|eventuelle?|ny|fornyet|overordnet"
    r"|yderligere) )?"
)
_BESIDE = (
    r"(?:(?: og |/| / | & |, | samt | eller )[\wæøåé-]{2,30}(?: [\wæøåé-]{2,30}){0,3}"
    r"(?:(?: og |, | samt )[\wæøåé-]{2,30}){0,2})?"
)
_SUFFIX = r"(?: (?:for|af|til|i|ved|vedr\.?|vedrørende|på|fra|om|mv\.?|m\.v\.?|m\.m\.?)(?: .{1,70})?)?"
_PLAIN = tuple(
    (kind, re.compile(rf"{_OWNER}(?:{nouns}){_BESIDE}", re.IGNORECASE)) for kind, nouns in _NAMES.items()
)
_SET_APART = tuple(
    (kind, re.compile(rf"{_OWNER}(?:{nouns}){_BESIDE}{_SUFFIX}", re.IGNORECASE))
    for kind, nouns in _NAMES.items()
)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?[.)]?|[A-H][.)]|[IVX]{1,4}\.)\s+(?=[A-ZÆØÅ])")
_COUNT = re.compile(r"\s*\(\d{1,3}(?: stk\.?)?\)$")
_RUN_IN = re.compile(
    rf"((?:{'|'.join(nouns for kind, nouns in _NAMES.items() if kind != OTHER)})(?:(?: og |/)[\wæøå-]{{3,25}})?)"
    r":\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST, _LONGEST_PLAIN = 100, 60
_MOST_WORDS = 6


def without_number(text: str) -> str:
    """A heading without the number that was typed before it."""
    return _NUMBERED.sub("", text, count=1)


def is_numbered(text: str) -> bool:
    """Whether a line begins with a number as chapters have."""
    return bool(_NUMBERED.match(text))


@lru_cache(maxsize=4096)
def kind_of(text: str, *, is_set_apart: bool) -> str:
    """The kind of part that a line heads; nothing for a line that is no such name.

    A line that is set apart by its type may say more than a plain one, for nothing else could have been meant.
    """
    text = _COUNT.sub("", text.strip()).strip(" :?.*_–-" if is_set_apart else " :?*_")
    if not text or len(text) > (_LONGEST if is_set_apart else _LONGEST_PLAIN) or not text[0].isalpha():
        return ""
    if not is_set_apart and (len(text.split()) > _MOST_WORDS or text[0].islower()):
        return ""
    rules = _SET_APART if is_set_apart else _PLAIN
    return next((kind for kind, rule in rules if rule.fullmatch(text)), "")


def run_in(text: str) -> tuple[str, str]:
    """A name and the text that goes on after its colon on the same line; nothing where there is none."""
    match = _RUN_IN.match(text) if text[:1].isupper() else None
    return (match[1], match[2]) if match else ("", "")

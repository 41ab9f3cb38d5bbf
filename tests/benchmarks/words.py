"""Danish wording put together by rule, so that twenty thousand points read like points, and search has words to find."""

from random import Random

PLACES = (
    "Søparken", "Havnen", "Bakkegården", "Møllevang", "Strandby", "Lundby", "Åhaven", "Egebjerg", "Nordmarken", "Fjordbo",
    "Kirkebakken", "Solvang", "Tranholm", "Ellehøj", "Vestermark", "Rønnehaven", "Birkely", "Digterparken",
)  # fmt: skip
FAMILY_NAMES = (
    "Holm", "Krogh", "Lund", "Bech", "Østergaard", "Dahl", "Skov", "Winther", "Bruun", "Toft", "Friis", "Høj", "Mølgaard",
    "Aagaard", "Kjær", "Vestergaard", "Bang", "Riis",
)  # fmt: skip
FIRST_NAMES = (
    "Gerda", "Signe", "Aksel", "Karen", "Yrsa", "Bjarne", "Ida", "Mogens", "Åse", "Peter", "Laila", "Ulla", "Jens", "Mette",
    "Henrik", "Birgit", "Søren", "Ellen", "Troels", "Nanna",
)  # fmt: skip
WHO = (
    "børn", "unge", "ældre borgere", "familier", "medarbejdere", "virksomheder", "foreninger", "borgere med handicap",
    "pårørende", "ledige", "elever", "frivillige", "lokalsamfund", "ledere", "tilflyttere",
)  # fmt: skip
WHAT = (
    "trivsel", "læring", "sundhed", "fællesskab", "tryghed", "arbejdsglæde", "nærvær", "faglighed", "naturoplevelser",
    "medbestemmelse", "rehabilitering", "sprogudvikling", "bosætning", "klimatilpasning", "digitale løsninger",
    "forebyggelse", "rekruttering", "byudvikling", "mobilitet", "kulturtilbud",
)  # fmt: skip
DOING = (
    "styrker", "udvikler", "samler", "gør plads til", "måler på", "taler åbent om", "bygger videre på",
    "prøver nye veje til",
    "deler viden om", "forenkler arbejdet med", "sætter tid af til", "følger op på",
)  # fmt: skip
HOW = (
    "i tæt samarbejde med skolerne", "sammen med de frivillige", "med udgangspunkt i kerneopgaven", "på tværs af centrene",
    "gennem hele året", "med blik for den enkelte", "før problemerne vokser", "tættere på hverdagen", "uden flere skemaer",
    "med små skridt, der kan ses", "så alle kan være med", "i de lokale MED-udvalg",
)  # fmt: skip


def wish(draw: Random) -> str:
    """The wording of a point."""
    return f"Vi {draw.choice(DOING)} {draw.choice(WHAT)} for {draw.choice(WHO)} {draw.choice(HOW)}"


def sentence(draw: Random) -> str:
    """A sentence about it."""
    return (
        f"{draw.choice(WHAT).capitalize()} for {draw.choice(WHO)} {draw.choice(DOING)} vi {draw.choice(HOW)}."
    )


def prose(draw: Random, paragraphs: int, sentences: int = 4) -> str:
    """Rich text of so many paragraphs."""
    each = (" ".join(sentence(draw) for _number in range(sentences)) for _paragraph in range(paragraphs))
    return "".join(f"<p>{text}</p>" for text in each)


def person_name(number: int) -> str:
    """A name; they come back with another middle name when the list has been through."""
    first, last = FIRST_NAMES[number % len(FIRST_NAMES)], FAMILY_NAMES[number // 20 % len(FAMILY_NAMES)]
    middle = f" {FAMILY_NAMES[number // 360 % len(FAMILY_NAMES)]}" if number >= 360 else ""
    return f"{first}{middle} {last}"

"""The kinds of documents and elements that a new municipality starts with; it renames and adds as it likes."""

from django.db import transaction

from pejling.direction.models import ChainColumn, DocumentKind, ElementKind, Frame, Life, Nature

DOCUMENT_KINDS = (
    ("vision", "Vision", "Visioner", Life.ADOPTED, ChainColumn.VISION, Frame.POLITICAL),
    ("policy", "Politik", "Politikker", Life.ADOPTED, ChainColumn.POLICY, Frame.POLITICAL),
    ("municipal_plan", "Kommuneplan", "Kommuneplaner", Life.ADOPTED, ChainColumn.POLICY, Frame.POLITICAL),
    ("law", "Lov eller krav", "Love og krav", Life.EXTERNAL, ChainColumn.POLICY, Frame.POLITICAL),
    (
        "leadership_foundation",
        "Ledelsesgrundlag",
        "Ledelsesgrundlag",
        Life.ADOPTED,
        ChainColumn.POLICY,
        Frame.LEADERSHIP,
    ),
    ("strategy", "Strategi", "Strategier", Life.ADOPTED, ChainColumn.STRATEGY, Frame.POLITICAL),
    ("plan_strategy", "Planstrategi", "Planstrategier", Life.ADOPTED, ChainColumn.STRATEGY, Frame.POLITICAL),
    (
        "directors_contract",
        "Direktionskontrakt",
        "Direktionskontrakter",
        Life.LIVING,
        ChainColumn.STRATEGY,
        Frame.LEADERSHIP,
    ),
    ("bearing", "Pejling", "Pejlinger", Life.LIVING, ChainColumn.STRATEGY, Frame.LEADERSHIP),
    ("budget_agreement", "Budgetaftale", "Budgetaftaler", Life.ADOPTED, ChainColumn.BUDGET, Frame.POLITICAL),
    ("core_task", "Kerneopgave", "Kerneopgaver", Life.LIVING, ChainColumn.ACTION, Frame.CORE_TASK),
    ("strategy_plan", "Strategiplan", "Strategiplaner", Life.LIVING, ChainColumn.ACTION, Frame.CORE_TASK),
)
ELEMENT_KINDS = (
    ("vision_statement", "Visionsudsagn", "Visionsudsagn", Nature.AIM),
    ("foundation", "Grundlag", "Grundlag", Nature.AIM),
    ("value", "Værdi", "Værdier", Nature.AIM),
    ("requirement", "Krav", "Krav", Nature.AIM),
    ("priority", "Prioritet", "Prioriteter", Nature.AIM),
    ("landmark", "Pejlemærke", "Pejlemærker", Nature.AIM),
    ("focus_area", "Indsatsområde", "Indsatsområder", Nature.AIM),
    ("goal", "Målsætning", "Målsætninger", Nature.AIM),
    ("challenge", "Udfordring", "Udfordringer", Nature.FACT),
    ("opportunity", "Mulighed", "Muligheder", Nature.FACT),
    ("initiative", "Indsats", "Indsatser", Nature.WORK),
    ("success_criterion", "Succeskriterium", "Succeskriterier", Nature.EVIDENCE),
)
DESCRIPTIONS = {
    "vision": "Byrådets fælles billede af, hvor kommunen er på vej hen.",
    "policy": "Det, byrådet vil på et område, og det, man lægger vægt på.",
    "municipal_plan": "Rammerne for brugen af arealer og for byernes udvikling.",
    "law": "En lov, en bekendtgørelse eller et andet krav, som kommunen skal leve op til.",
    "leadership_foundation": "Det, ledere har at rette sig efter: opgaver, værdier og fælles kultur.",
    "strategy": "Vejen til det, byrådet vil, over tre til fem år.",
    "plan_strategy": "Byrådets strategi for, hvad der skal ændres i kommuneplanen.",
    "directors_contract": "Det, direktionen har aftalt med byrådet at nå.",
    "bearing": "En retning, der sættes her og nu, for de enheder den vedrører.",
    "budget_agreement": "Det, partierne er blevet enige om at prioritere i budgettet.",
    "core_task": "Hvorfor enheden er her: borgerne, opgaven og fagligheden.",
    "strategy_plan": "Enhedens egen levende plan for kerneopgaven og for det, der skal udvikles.",
}
"""What each kind of document is for, as one is told when one begins one."""


@transaction.atomic
def ensure_default_kinds() -> None:
    """Write the default kinds where they are missing; what the municipality has renamed stays."""
    for position, (code, name, plural, life, column, frame) in enumerate(DOCUMENT_KINDS):
        fresh = {
            "name": name,
            "plural": plural,
            "position": position,
            "life": life,
            "column": column,
            "frame": frame,
            "description": DESCRIPTIONS[code],
        }
        DocumentKind.objects.get_or_create(code=code, defaults=fresh)
    for position, (code, name, plural, nature) in enumerate(ELEMENT_KINDS):
        fresh = {"name": name, "plural": plural, "position": position, "nature": nature}
        ElementKind.objects.get_or_create(code=code, defaults=fresh)

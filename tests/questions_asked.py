"""The questions themselves, each with what is right today. Answers are read from rows.

Of figures, only how work stands and how promises go is asked.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from pejling.agreements.models import Commitment, Proposal
from pejling.conversations.models import Conversation
from pejling.core.dates import today
from pejling.core.formats import day, in_words, long_day
from pejling.direction.models import Adoption, Contribution, Document, Element
from pejling.initiatives.figures.levels_on import WorkState, states_on
from pejling.initiatives.models import Initiative, Milestone
from pejling.organisation.models import Deputyship, Forum, Post, Seat, Unit
from pejling.people.models import Person
from pejling.portal.figures.promises import read_board
from pejling.portal.figures.verdict import Course
from tests.questions import Question

SCHOOL, CENTRE, WHOLE = "Åbylille Skole", "Center for Dagtilbud og Skole", "Fjordlund Kommune"
VISION, CHILDREN = "Vision 2037", "Børne- og ungepolitik"
CAFE, MIDDLE = "Læsecafé hver onsdag", "To voksne i otte timer om ugen på mellemtrinnet"
READING = "Alle elever læser sikkert ved udgangen af 3. klasse"


def unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


def document(begins: str) -> Document:
    return Document.objects.get(title__startswith=begins)


def initiative(title: str) -> Initiative:
    return Initiative.objects.get(element__title=title, unit__name=SCHOOL) if title != CAFE else _cafe()


def _cafe() -> Initiative:
    return Initiative.objects.get(element__title=CAFE)


def plan() -> Document:
    return document(f"Strategiplan for {SCHOOL}")


def aim(title: str) -> Element:
    return Element.objects.get(title=title, document=plan())


def below(name: str) -> set[int]:
    """The keys of a unit and of all under it."""
    found, wave = {unit(name).pk}, {unit(name).pk}
    while wave := set(Unit.objects.filter(parent__in=wave).values_list("pk", flat=True)) - found:
        found |= wave
    return found


def stand(name: str, state: WorkState) -> list[Initiative]:
    """The initiatives of a unit and those below it that stand so today."""
    rows = {
        row.pk: row
        for row in Initiative.objects.filter(unit__in=below(name)).select_related("unit", "lead", "element")
    }
    return [rows[pk] for pk, (now,) in states_on([today()]).items() if now == state and pk in rows]


def counted(name: str, state: WorkState) -> Callable[[], str]:
    return lambda: str(len(stand(name, state)))


def leader(name: str) -> str:
    return str(Post.objects.current().get(unit__name=name, role__capacity="leader").person)


def adopted_by(begins: str) -> str:
    return Adoption.objects.get(document=document(begins)).forum.name


def adopted_on(begins: str) -> str:
    return long_day(Adoption.objects.get(document=document(begins)).decided_on)


def next_conversation(name: str) -> str:
    row = (
        Conversation.objects.filter(unit__name=name, at__gt=timezone.now(), held_at=None)
        .order_by("at")
        .first()
    )
    assert row
    assert row.at
    return long_day(timezone.localdate(row.at))


def next_milestone(row: Initiative) -> Milestone:
    return row.milestones.filter(reached_on=None, due_on__gte=today()).order_by("due_on")[0]


def most_overdue(person: str) -> str:
    mine = Commitment.objects.filter(responsible__name=person, closing=None)
    return mine.order_by("due_on")[0].title


def upward(title: str, begins: str) -> str:
    ties = Contribution.objects.filter(lower=aim(title), upper__document=document(begins), ended_on=None)
    return ties.get().upper.title


def seat(forum: str, role: str) -> str:
    return str(Seat.objects.current().get(forum__name=forum, role__name=role).person)


def members(forum: str) -> str:
    return str(Seat.objects.current().filter(forum__name=forum).values("person").distinct().count())


def bearing_of(begins: str) -> str:
    return str(document(begins).responsible)


def path(name: str, *args: object) -> str:
    return reverse(name, args=args)


def most_off_track() -> str:
    """The centre with most off track: each initiative belongs to the unit right under the whole that it lies below."""
    counts = {
        each.name: len(stand(each.name, WorkState.OFF_TRACK))
        for each in Unit.objects.filter(parent=unit(WHOLE))
    }
    (first, most), (_second, next_most) = Counter(counts).most_common(2)
    assert most > next_most
    return first


def earliest_off_track(name: str) -> Initiative:
    """The one whose latest run of reports off track began first."""

    def since(row: Initiative) -> date:
        began = today()
        for report in row.reports.active().order_by("-at"):
            if report.level != "off_track":
                break
            began = timezone.localdate(report.at)
        return began

    return min(stand(name, WorkState.OFF_TRACK), key=since)


def statements() -> list[Element]:
    return list(
        document(VISION).elements.filter(kind__code="vision_statement", ended_on=None).order_by("position")
    )


def going(course: Course) -> list[str]:
    """The promises that go so; the rule stands in words on the front page, and here it is asked as it is written."""
    return [promise.title for promise in read_board().promises if promise.verdict.course == course]


def oldest_proposal_without_answer() -> Proposal:
    return Proposal.objects.filter(answer=None, withdrawn_at=None).order_by("answer_by")[0]


def awaiting(person: str) -> str:
    """What a plan's named approver has not yet decided on."""
    forums = Seat.objects.current().filter(person__name=person).values("forum")
    plans = Document.objects.filter(Q(approver__person__name=person) | Q(approver__forum__in=forums))
    return str(Initiative.objects.get(element__document__in=plans, phase="proposed"))


def home() -> str:
    return "/"


QUESTIONS = [
    # Who leads a school.
    Question(
        "leader",
        "Hvor mange af skolens indsatser er presset?",
        lambda: f"{len(stand(SCHOOL, WorkState.PRESSED))} er presset",
        home,
    ),
    Question(
        "leader",
        "Hvor mange af skolens indsatser har ingen frisk status?",
        lambda: f"{len(stand(SCHOOL, WorkState.UNKNOWN))} har ingen frisk status",
        home,
    ),
    Question(
        "leader",
        "Hvilken af dine egne aftaler er mest over tiden?",
        lambda: most_overdue("Trine Falkenberg"),
        home,
    ),
    Question(
        "leader",
        "Hvilken dag holder skolen sin næste strategiske samtale?",
        lambda: next_conversation(SCHOOL),
        lambda: path("days"),
    ),
    Question(
        "leader",
        "Hvem er din stedfortræder lige nu?",
        lambda: str(Deputyship.objects.current().get(person__name="Trine Falkenberg").deputy),
        lambda: path("person", Person.objects.get(name="Trine Falkenberg").pk),
    ),
    Question(
        "leader",
        f"Hvornår skal det næste delmål i »{MIDDLE}« nås?",
        lambda: day(next_milestone(initiative(MIDDLE)).due_on),
        lambda: path("initiative", initiative(MIDDLE).pk),
    ),
    Question(
        "leader",
        f"Hvilket mål i Børne- og ungepolitikken bidrager »{READING}« til?",
        lambda: upward(READING, CHILDREN),
        lambda: path("element", aim(READING).pk),
    ),
    Question(
        "leader",
        "Hvem har sat pejlingen »Færre unødige arbejdsgange«?",
        lambda: bearing_of("Færre unødige arbejdsgange"),
        lambda: path("bearings"),
    ),
    Question(
        "leader",
        "Hvornår slutter planens periode?",
        lambda: day(plan().ends_on),
        lambda: path("document", plan().pk),
    ),
    Question(
        "leader",
        "Hvem leder indsatsen »Læsekurser i hold på fire«?",
        lambda: str(initiative("Læsekurser i hold på fire").lead),
        lambda: path("initiative", initiative("Læsekurser i hold på fire").pk),
    ),
    # Who works in a team.
    Question(
        "employee",
        "Hvilken indsats skal du selv give status på?",
        lambda: CAFE if _cafe().lead == Person.objects.get(name="Sofie Bang") else "",
        home,
    ),
    Question("employee", "Hvilken plan er den nærmeste over dig?", lambda: plan().title, home),
    Question(
        "employee",
        f"Hvornår skal det næste delmål i »{CAFE}« nås?",
        lambda: long_day(next_milestone(_cafe()).due_on),
        home,
    ),
    Question(
        "employee",
        "Hvilken dag er skolens næste strategiske samtale?",
        lambda: next_conversation(SCHOOL),
        home,
    ),
    Question("employee", "Hvem leder skolen?", lambda: leader(SCHOOL), lambda: path("unit", unit(SCHOOL).pk)),
    Question(
        "employee",
        "Hvem leder centeret over skolen?",
        lambda: leader(CENTRE),
        lambda: path("unit", unit(CENTRE).pk),
    ),
    Question(
        "employee",
        "Hvem har sat pejlingen »Kunstig intelligens, hvor den hjælper«?",
        lambda: bearing_of("Kunstig intelligens"),
        lambda: path("bearings"),
    ),
    Question(
        "employee",
        "Hvilket udvalg eller råd har vedtaget Børne- og ungepolitikken?",
        lambda: adopted_by(CHILDREN),
        lambda: path("document", document(CHILDREN).pk),
    ),
    Question(
        "employee",
        f"Hvem leder »{MIDDLE}«?",
        lambda: str(initiative(MIDDLE).lead),
        lambda: path("plan", plan().pk),
    ),
    Question(
        "employee",
        "Hvem er MED-repræsentant på skolen?",
        lambda: str(Post.objects.current().get(unit__name=SCHOOL, role__name="MED-repræsentant").person),
        lambda: path("unit", unit(SCHOOL).pk),
    ),
    # Who heads a centre.
    Question(
        "centre_head",
        "Hvor mange indsatser er af sporet i dit center?",
        lambda: f"{len(stand(CENTRE, WorkState.OFF_TRACK))} af",
        home,
    ),
    Question(
        "centre_head",
        "Hvor mange indsatser er presset i dit center?",
        lambda: f"{len(stand(CENTRE, WorkState.PRESSED))} er presset",
        home,
    ),
    Question(
        "centre_head",
        "Hvilken enhed har flest indsatser uden frisk status?",
        lambda: Counter(row.unit.name for row in stand(CENTRE, WorkState.UNKNOWN)).most_common(1)[0][0],
        home,
    ),
    Question(
        "centre_head",
        "Hvem leder den enhed?",
        lambda: leader(
            Counter(row.unit.name for row in stand(CENTRE, WorkState.UNKNOWN)).most_common(1)[0][0]
        ),
        home,
    ),
    Question(
        "centre_head",
        "Hvilken indsats i centeret har været længst af sporet?",
        lambda: str(earliest_off_track(CENTRE)),
        lambda: path("overview_of_unit", unit(CENTRE).pk),
    ),
    Question(
        "centre_head",
        "Hvem leder den indsats?",
        lambda: str(earliest_off_track(CENTRE).lead),
        lambda: path("overview_of_unit", unit(CENTRE).pk),
    ),
    Question(
        "centre_head", "Hvilken dag er samtalen med Åbylille Skole?", lambda: next_conversation(SCHOOL), home
    ),
    Question(
        "centre_head",
        "Hvem har ønsket sig en læsevejleder, der deles af to skoler?",
        lambda: Proposal.objects.get(title__startswith="En læsevejleder").unit.name,
        lambda: path("proposals"),
    ),
    Question(
        "centre_head",
        "Hvornår udløber pejlingen »Sprog, før det bliver svært«?",
        lambda: day(document("Sprog, før det bliver svært").ends_on),
        lambda: path("bearing", document("Sprog, før det bliver svært").pk),
    ),
    Question("centre_head", "Hvem leder Fjordlund Byskole?", lambda: leader("Fjordlund Byskole"), home),
    # Who directs the whole.
    Question("director", "Hvilket center har flest indsatser af sporet?", most_off_track, home),
    Question(
        "director",
        "Hvor mange er af sporet dér?",
        lambda: str(len(stand(most_off_track(), WorkState.OFF_TRACK))),
        home,
    ),
    Question("director", "Hvem leder det center?", lambda: leader(most_off_track()), home),
    Question(
        "director",
        "Hvor mange indsatser er på sporet i hele kommunen?",
        lambda: f"{len(stand(WHOLE, WorkState.ON_TRACK))} er på sporet",
        home,
    ),
    Question(
        "director",
        "Hvor mange indsatser har ingen frisk status i hele kommunen?",
        lambda: f"{len(stand(WHOLE, WorkState.UNKNOWN))} har ingen frisk status",
        home,
    ),
    Question(
        "director",
        "Hvilken dag er din næste strategiske samtale med Center for Kultur, Fritid og Erhverv?",
        lambda: next_conversation("Center for Kultur, Fritid og Erhverv"),
        home,
    ),
    Question(
        "director",
        "Hvornår vedtog Byrådet visionen?",
        lambda: day(Adoption.objects.get(document=document(VISION)).decided_on),
        lambda: path("document", document(VISION).pk),
    ),
    Question(
        "director",
        "Hvornår slutter budgetaftalens periode?",
        lambda: day(document("Budgetaftale 2027").ends_on),
        lambda: path("document", document("Budgetaftale 2027").pk),
    ),
    Question(
        "director",
        "Hvem har sat pejlingen »Klar til vandet denne vinter«?",
        lambda: bearing_of("Klar til vandet"),
        lambda: path("bearings"),
    ),
    Question(
        "director",
        "Hvem svarer for Digitaliseringsstrategien?",
        lambda: str(document("Digitaliseringsstrategi 2025").responsible),
        lambda: path("document", document("Digitaliseringsstrategi 2025").pk),
    ),
    # Who keeps it in order.
    Question(
        "secretariat",
        "Hvor mange dokumenter er der i registret?",
        lambda: (
            f"{Document.objects.visible_to(Person.objects.get(name='Camilla Nymand')).count()} dokumenter"
        ),
        lambda: path("documents"),
    ),
    Question(
        "secretariat",
        "Hvem svarer for Barnets lov?",
        lambda: str(document("Barnets lov").responsible),
        lambda: path("documents"),
    ),
    Question(
        "secretariat",
        "Hvornår udløb Erhvervs- og turismepolitikken?",
        lambda: day(document("Erhvervs- og turismepolitik").ends_on),
        lambda: path("document", document("Erhvervs- og turismepolitik").pk),
    ),
    Question(
        "secretariat",
        "Hvor mange fora er der?",
        lambda: f"{Forum.objects.current().count()} fora",
        lambda: path("forums"),
    ),
    Question(
        "secretariat",
        "Hvor mange sidder i Økonomiudvalget?",
        lambda: members("Økonomiudvalget"),
        lambda: path("forums"),
    ),
    Question(
        "secretariat",
        "Hvor mange personer står i organisationen i dag?",
        lambda: f"{Person.objects.filter(is_active=True).count()} personer",
        lambda: path("people"),
    ),
    Question(
        "secretariat",
        "Hvilket forslag har ventet længst på svar?",
        lambda: oldest_proposal_without_answer().title,
        lambda: path("proposals"),
    ),
    Question(
        "secretariat",
        "Hvem ligger det forslag hos?",
        lambda: str(oldest_proposal_without_answer().to_unit or oldest_proposal_without_answer().to_forum),
        lambda: path("proposals"),
    ),
    Question(
        "secretariat",
        "Hvor mange aftaler er over tiden?",
        lambda: f"{Commitment.objects.filter(closing=None, due_on__lt=today()).count()} over tiden",
        lambda: path("commitments"),
    ),
    Question(
        "secretariat",
        "Hvilken vision er under udarbejdelse?",
        lambda: Document.objects.get(kind__code="vision", phase="draft").title,
        lambda: path("documents") + "?tilstand=kladde",
    ),
    # Who sits in the council.
    Question(
        "council_member", "Hvad venter på, at du godkender det?", lambda: awaiting("Kirsten Overby"), home
    ),
    Question(
        "council_member",
        "Hvornår vedtog Byrådet visionen?",
        lambda: day(Adoption.objects.get(document=document(VISION)).decided_on),
        lambda: path("document", document(VISION).pk),
    ),
    Question(
        "council_member",
        "Hvor mange løfter er der i visionen?",
        lambda: {7: "De syv løfter"}.get(len(statements()), str(len(statements()))),
        lambda: path("promises"),
    ),
    Question(
        "council_member",
        "Hvornår slutter Børne- og ungepolitikkens periode?",
        lambda: day(document(CHILDREN).ends_on),
        lambda: path("document", document(CHILDREN).pk),
    ),
    Question(
        "council_member",
        "Hvor mange indsatser er af sporet i hele kommunen?",
        lambda: f"{len(stand(WHOLE, WorkState.OFF_TRACK))} af",
        lambda: path("overview"),
    ),
    Question(
        "council_member",
        "Hvor mange medlemmer har Byrådet?",
        lambda: members("Byrådet"),
        lambda: path("forums"),
    ),
    Question(
        "council_member",
        "Hvem er formand for Børne- og Ungeudvalget?",
        lambda: seat("Børne- og Ungeudvalget", "Formand"),
        lambda: path("forum", Forum.objects.get(name="Børne- og Ungeudvalget").pk),
    ),
    Question(
        "council_member",
        "Hvem leder Center for Teknik, Klima og Natur?",
        lambda: leader("Center for Teknik, Klima og Natur"),
        lambda: path("overview"),
    ),
    Question(
        "council_member",
        "Hvem svarer for Klima- og naturpolitikken?",
        lambda: str(document("Klima- og naturpolitik").responsible),
        lambda: path("document", document("Klima- og naturpolitik").pk),
    ),
    Question(
        "council_member",
        "Hvilken budgetaftale har Byrådet vedtaget for 2027?",
        lambda: document("Budgetaftale 2027").title,
        home,
    ),
    # Who lives there.
    Question("citizen", "Hvad hedder kommunens vision?", lambda: document(VISION).title, home),
    Question("citizen", "Hvornår blev visionen vedtaget?", lambda: adopted_on(VISION), home),
    Question(
        "citizen",
        "Hvor mange af løfterne går fremad?",
        lambda: f"{in_words(len(going(Course.FORWARD)), neuter=True).capitalize()} går fremad",
        home,
    ),
    Question("citizen", "Hvilket løfte går for langsomt?", lambda: going(Course.TOO_SLOW)[0], home),
    Question(
        "citizen",
        "Hvad lover kommunen om fjorden?",
        lambda: next(each.title for each in statements() if "jord" in each.title and "ren" in each.title),
        home,
    ),
    Question(
        "citizen",
        "Hvornår gælder Børne- og ungepolitikken til?",
        lambda: day(document(CHILDREN).ends_on),
        lambda: path("document", document(CHILDREN).pk),
    ),
    Question(
        "citizen",
        "Hvem har vedtaget Børne- og ungepolitikken?",
        lambda: adopted_by(CHILDREN),
        lambda: path("document", document(CHILDREN).pk),
    ),
    Question(
        "citizen",
        "Hvilken enhed svarer for Klima- og naturpolitikken?",
        lambda: document("Klima- og naturpolitik").unit.name,
        lambda: path("document", document("Klima- og naturpolitik").pk),
    ),
    Question(
        "citizen",
        "Hvornår blev Klima- og naturpolitikken vedtaget?",
        lambda: day(Adoption.objects.get(document=document("Klima- og naturpolitik")).decided_on),
        lambda: path("document", document("Klima- og naturpolitik").pk),
    ),
    Question(
        "citizen",
        "Hvornår udløb Frivilligpolitikken?",
        lambda: day(document("Frivilligpolitik").ends_on),
        lambda: path("document", document("Frivilligpolitik").pk),
    ),
]

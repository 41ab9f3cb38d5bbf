"""A municipality in which every text is a word of its own, and for each word who may ever read it.

Who may is written here by hand from docs/rettigheder.md, and asks nothing of the program.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone

from pejling.activity.actions import log
from pejling.agreements.models import (
    Closing,
    Commitment,
    CommitmentShare,
    Proposal,
    ProposalAnswer,
    ProposalShare,
    SharedTask,
    TaskPart,
)
from pejling.conversations.models import (
    Bid,
    Conversation,
    Disposal,
    Invitation,
    JointAnswer,
    Kept,
    Note,
    Question,
    Reflected,
    Reflection,
    Remark,
    Retention,
    SeenValue,
    Theme,
    Turn,
)
from pejling.core.dates import today
from pejling.desk.models import Comment, Follow
from pejling.direction.models import (
    Adoption,
    Contribution,
    Correction,
    Document,
    DocumentKind,
    Editorship,
    Element,
    Fate,
    FateKind,
    HearingPeriod,
    Intake,
    Irrelevance,
    PeriodChange,
    Phase,
    Retirement,
    Revision,
    Share,
    Succession,
    TieQuestion,
    Visibility,
)
from pejling.files.models import Attachment, FileVersion
from pejling.files.owners import Openness
from pejling.initiatives.models import (
    Approver,
    Confirmation,
    CriterionVerdict,
    Facet,
    FacetScore,
    Initiative,
    Involvement,
    LeaderRequest,
    Level,
    Milestone,
    Partner,
    PhaseStep,
    PublicText,
    PublicTextKind,
    Readiness,
    ReportReply,
    StatusReport,
)
from pejling.initiatives.models import Phase as WorkPhase
from pejling.insight.models import Thing, TwoPagesChoices
from pejling.meetings.models import (
    Attendance,
    Ballot,
    Decision,
    Disqualification,
    Dissent,
    Item,
    Meeting,
    OwnNote,
    Referral,
)
from pejling.meetings.models import Note as MeetingNote
from pejling.organisation.models import Delivery, Deputyship, Unit
from pejling.people.models import Person
from pejling.search.models import Synonyms
from tests import world

# --- Who may read what: docs/rettigheder.md ---------------------------------------------------------------------------

PUBLIC_ALONE = frozenset({"anonymous", "outsider", "former", "coming", "answering", "left_lead", "seat_only"})
"""*Alle*: without a post or a seat in the council or a committee today."""
OWN = frozenset({"secretary", "leader", "leader_above", "deputy", "editor", "responsible"})
"""Who reads a draft of the school: the secretariat, the leaders, the deputy, who answers for it and who edits it."""
SHARED_WITH = frozenset({"shared_unit", "shared_below", "shared_forum"})
STAFF = frozenset(
    {
        "colleague", "leader_beside", "council", "operator", "controller", "lead", "lead_deputy", "work_leader", "partner",
        "approver",
    }
)  # fmt: skip
INTERNAL = OWN | SHARED_WITH | STAFF
EVERYBODY = INTERNAL | PUBLIC_ALONE
PART = frozenset({"lead", "lead_deputy", "work_leader", "leader_above", "approver"})
"""Who has a part in an initiative: leads it or the unit behind it, approves for its plan, or stands in for one of these."""
OWN_INTAKE = frozenset({"secretary", "leader"})
"""A file on its way in is for who has laid it up, and for the secretariat."""
TAKEN_ON = frozenset({"secretary", "leader", "leader_above", "deputy", "responsible", "shared_forum"})
"""What a unit has taken on before few: its leaders, who is to do it, the forum in which it was said, and the secretariat."""
WISHED = frozenset(
    {
        "secretary", "leader", "leader_above", "deputy", "leader_beside", "editor", "responsible", "colleague", "lead",
        "lead_deputy", "approver", "shared_forum",
    }
)  # fmt: skip
"""What the school has sent to the one beside, before few: all who work in the two, and who leads them."""
TALKED = frozenset({"leader", "leader_above", "colleague"})
"""A conversation: who is now in post as the host's leadership and the leader above, and who is invited; nobody else."""
PLANNED = TALKED | {"secretary"}
"""When and where it is held: the secretariat plans it with them, and does not read what is said."""
ACROSS = frozenset({"secretary", "leader", "leader_above", "deputy"})
"""What a unit shares across: those who lead it, also for the one who is absent, and the secretariat."""
SECRETARIAT = frozenset({"secretary"})
READERS = {
    "kladde": OWN,
    "delt": OWN | SHARED_WITH,
    "intern": INTERNAL,
    "offentlig": EVERYBODY,
    "besvaret": INTERNAL | {"answering"},
    "gammel": INTERNAL,
    "nabo": frozenset({"secretary", "leader_beside"}),
}
"""The documents of the school, one of each visibility; one that somebody without a post answers for; one succeeded by the
draft; and a draft of the school beside."""


WORD = re.compile(r"zq(?:\d{9})xv")


@dataclass
class Planted:
    """Every word that was planted: what it is, and who may read it."""

    words: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def word(self, what: str, readers: Iterable[str]) -> str:
        """A new word, found by nothing but itself: three signs away from the next, for search forgives one."""
        word = f"zq{f'{len(self.words):03d}' * 3}xv"
        self.words[word] = (what, frozenset(readers))
        return word


def make_people(w: SimpleNamespace, plant: Planted) -> None:
    """A school and one beside it, the centre above, and one of every kind of person."""
    w.top = world.make_unit("Fjordlund Kommune", kind="Kommune")
    w.centre = world.make_unit("Børnecentret", kind="Center", parent=w.top)
    w.unit = world.make_unit("Søparkens Skole", parent=w.centre)
    w.beside = world.make_unit("Bakkens Skole", parent=w.top)
    w.working = world.make_unit("Læsevejlederne", parent=w.centre)
    w.shared = world.make_unit("Biblioteket", parent=w.top)
    w.assisting = world.make_unit("Musikskolen", parent=w.top)
    w.below = world.make_unit("Børnebiblioteket", parent=w.shared)
    w.council = world.make_forum()
    w.committee = world.make_forum("Lokaludvalget", kind="Lokaludvalg (LMU)", unit=w.unit)
    w.people = {kind: _person(kind, plant) for kind in sorted(EVERYBODY - {"anonymous"})}
    leading, staff = "Institutionsleder", "Medarbejder"
    posts = {
        "secretary": (w.top, "Strategikonsulent"), "operator": (w.top, "It-administrator"),
        "controller": (w.top, "Økonomikonsulent"),
        "leader": (w.unit, leading), "leader_above": (w.centre, leading), "leader_beside": (w.beside, leading),
        "work_leader": (w.working, leading), "partner": (w.assisting, leading), "shared_unit": (w.shared, staff),
        "shared_below": (w.below, staff), "editor": (w.beside, staff), "responsible": (w.beside, staff),
        "colleague": (w.beside, staff), "deputy": (w.beside, staff), "lead": (w.beside, staff),
        "lead_deputy": (w.beside, staff),
        "approver": (w.beside, staff), "shared_forum": (w.beside, staff),
    }  # fmt: skip
    for kind, (unit, role) in posts.items():
        world.give_post(w.people[kind], unit, role)
    yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
    world.give_post(w.people["former"], w.unit, leading, starts_on=date(2020, 1, 1), ends_on=yesterday)
    world.give_post(w.people["coming"], w.unit, leading, starts_on=tomorrow)
    world.give_seat(w.people["council"], w.council)
    for kind in ("shared_forum", "seat_only"):
        world.give_seat(w.people[kind], w.committee)
    for absent, stand_in in (("leader", "deputy"), ("lead", "lead_deputy")):
        Deputyship.objects.create(person=w.people[absent], deputy=w.people[stand_in])


def _person(kind: str, plant: Planted) -> Person:
    """Names, addresses and phones are for staff and council members, and one's own for oneself."""
    name, mail, phone = (
        plant.word(f"{what} of {kind}", INTERNAL | {kind} | _choosing(what, kind))
        for what in ("name", "mail", "phone")
    )
    return world.make_person(name, email=f"{mail}@fjordlund.example", phone=phone)


def _choosing(what: str, kind: str) -> frozenset[str]:
    """Who answers for a document has before them who is chosen on it: its editors, and who answers for its points."""
    return frozenset({"answering"}) if what == "name" and kind in ("editor", "responsible") else frozenset()


# --- What is written --------------------------------------------------------------------------------------------------


def make_document(w: SimpleNamespace, plant: Planted, label: str, visibility: str, **fields: Any) -> Document:
    """A plan with a word in every field, and its readers from the table."""
    readers, unit = READERS[label], fields.pop("unit", w.unit)
    named = readers | (PART if label != "nabo" else frozenset())

    def word(what: str, who: Iterable[str] = readers) -> str:
        return plant.word(f"{label}: {what}", who)

    document = world.make_document(
        word("title", named), kind=fields.pop("kind", "strategy_plan"), unit=unit, visibility=Visibility(visibility),
        summary=word("summary"), source=word("source"),
        responsible=fields.pop("responsible", w.people["responsible"]), **fields,
    )  # fmt: skip
    section = world.make_section(document, word("heading"), f"<p>{word('text')}</p>")
    aim = world.make_element(
        document,
        word("aim"),
        text=f"<p>{word('aim text')}</p>",
        section=section,
        responsible=w.people["responsible"],
    )
    below = world.make_element(document, word("point below"), parent=aim, section=section)
    ended = world.make_element(document, word("ended point"), section=section, ended_on=today())
    Revision.objects.create(
        document=document, name=word("version"), why=word("why version"), by=w.people["editor"]
    )
    stored = ContentFile(word("content of file").encode(), name="bilag.txt")
    file = Attachment.objects.create(owner=document, position=1, document_id=word("document id of file"))
    FileVersion.objects.create(
        attachment=file, name=word("name of file") + ".txt", stored=stored, content_type="text/plain", size=9,
        by=w.people["editor"],
    )  # fmt: skip
    if label != "nabo":
        Editorship.objects.create(document=document, person=w.people["editor"])
        Approver.objects.create(document=document, person=w.people["approver"])
    Confirmation.objects.create(document=document, by=w.people["secretary"])
    Involvement.objects.create(
        document=document, circle="staff", detail=word("with whom"), what_changed=word("what it changed"),
        by=w.people["secretary"],
    )  # fmt: skip
    PeriodChange.objects.create(document=document, why=word("why other period"), by=w.people["secretary"])
    Correction.objects.create(
        document=document, field="title", before=word("before correction"), after=word("after correction"),
        why=word("why correction"), by=w.people["secretary"],
    )  # fmt: skip
    log(
        "direction.editors_named",
        document,
        by=w.people["secretary"],
        editors=word("editors in log", readers & INTERNAL),
    )
    log("direction.element_ended", ended, by=w.people["secretary"], fate=word("fate in log"))
    log("direction.section_removed", document, by=w.people["secretary"], title=word("removed section"))
    row = SimpleNamespace(
        label=label, document=document, section=section, aim=aim, below=below, ended=ended, readers=readers
    )
    said = word("comment", readers & INTERNAL)
    Comment.objects.create(target=aim, text=said, by=w.people["secretary"])
    row.initiative = make_initiative(w, plant, row)
    shorten(plant, document, label, readers, to_write=readers & {"answering"} if label == "besvaret" else ())
    return _kept(w, row)


def _kept(w: SimpleNamespace, row: SimpleNamespace) -> Document:
    w.rows[row.label] = row
    return row.document  # type: ignore[no-any-return]


def make_initiative(w: SimpleNamespace, plant: Planted, row: SimpleNamespace) -> Initiative:
    """Work under the document's aim, with a word in all that is told of it. It is led from another school."""
    part = PART if row.label != "nabo" else frozenset()
    line, work = row.readers | part, (row.readers & INTERNAL) | part
    lead = w.people["lead"] if row.label != "nabo" else w.people["left_lead"]

    def word(what: str, who: frozenset[str] = work) -> str:
        return plant.word(f"{row.label}: {what}", who)

    element = world.make_element(
        row.document, word("initiative", line), kind="initiative", parent=row.aim, section=row.section,
        text=f"<p>{word('text of initiative', row.readers)}</p>",
    )  # fmt: skip
    unit = w.working if row.label != "nabo" else w.beside
    initiative = Initiative.objects.create(
        element=element, lead=lead, unit=unit, phase=WorkPhase.UNDER_WAY, competences=word("competences"),
        outside_partners=word("partners outside"), contributes_to_none_because=word("why no aim"),
        starts_on=date(2020, 1, 1), ends_on=today() + timedelta(days=20),
    )  # fmt: skip
    Partner.objects.create(initiative=initiative, unit=w.assisting)
    PhaseStep.objects.create(
        initiative=initiative,
        after=WorkPhase.UNDER_WAY,
        by=lead,
        why=word("why phase"),
        forum=w.council,
        item=word("item"),
    )
    for days in (-9, 9):
        Milestone.objects.create(
            initiative=initiative, title=word("milestone"), due_on=today() + timedelta(days=days)
        )
    criterion = world.make_element(
        row.document, word("criterion", line), kind="success_criterion", parent=element, section=row.section
    )
    CriterionVerdict.objects.create(
        criterion=criterion, verdict="not_yet", evidence=word("evidence"), by=w.people["secretary"]
    )
    readiness = Readiness.objects.create(initiative=initiative, by=w.people["secretary"])
    for facet in Facet.values:
        FacetScore.objects.create(readiness=readiness, facet=facet, score=3, sentence=word("readiness"))
    report = StatusReport.objects.create(
        initiative=initiative, level=Level.OFF_TRACK, sentence=word("status"), by=lead, asks_leader=True
    )
    ReportReply.objects.create(report=report, text=word("answer to status"), by=w.people["leader_above"])
    initiative.latest_report = report
    initiative.save()
    log("initiatives.milestone_removed", initiative, by=w.people["secretary"], title=word("milestone in log"))
    for thing in (initiative, report):
        Comment.objects.create(target=thing, text=word("comment"), by=w.people["secretary"])
    row.criterion, row.report = criterion, report
    _tell_citizens(plant, row, initiative, work)
    for asked_by in ("leader_above", "secretary"):
        LeaderRequest.objects.create(initiative=initiative, person=lead, by=w.people[asked_by])
    return initiative


def _tell_citizens(
    plant: Planted, row: SimpleNamespace, initiative: Initiative, work: frozenset[str]
) -> None:
    """Texts for citizens: theirs to read where the plan is public, and nobody's once they are taken back."""
    initiative.is_status_public = True
    initiative.save()
    for kind in PublicTextKind:
        text = plant.word(f"{row.label}: told citizens, {kind}", row.readers | work)
        PublicText.objects.create(initiative=initiative, kind=kind, text=text)
    text = plant.word(f"{row.label}: told citizens and taken back", ())
    PublicText.objects.create(initiative=initiative, text=text, withdrawn_at=timezone.now())


def shorten(
    plant: Planted, thing: Thing, label: str, readers: Iterable[str], *, to_write: Iterable[str] = ()
) -> None:
    """An own heading and own words on the two pages of a thing.

    What the words shorten is not what anybody reads today, so they are for staff, and for those who may write them.
    """
    title = plant.word(f"{label}: title on two pages", readers)
    text = plant.word(f"{label}: text on two pages", (frozenset(readers) & INTERNAL) | frozenset(to_write))
    kept = {"code": "aims", "shown": True, "source": "", "title": title, "text": text}
    choices = TwoPagesChoices.beginning(thing)
    choices.version, choices.headings = 1, [kept]
    choices.save()


def tie(
    w: SimpleNamespace, plant: Planted, lower: str, upper: str, *, point: Element | None = None
) -> Contribution:
    """A tie between two documents, with a question: who may read both ends reads what is said of it."""
    low, up = w.rows[lower], w.rows[upper]
    readers = low.readers & up.readers

    def word(what: str) -> str:
        return plant.word(f"{lower} → {upper}: {what}", readers)

    made = world.tie(point or low.aim, up.aim, word("how"), by=w.people["secretary"])
    TieQuestion.objects.create(
        contribution=made, why=word("question"), answer=word("answer"), by=w.people["secretary"],
        answered_by=w.people["secretary"],
    )  # fmt: skip
    log(
        "direction.tied",
        made,
        by=w.people["secretary"],
        lower=word("lower in log"),
        upper=word("upper in log"),
    )
    return made


def make_open(w: SimpleNamespace, plant: Planted) -> None:
    """What the public may read."""
    w.rows = {}
    Synonyms.objects.create(name="skole, læreanstalt", position=1)
    make_document(w, plant, "offentlig", Visibility.PUBLIC)
    for thing in (w.unit, w.council):
        shorten(plant, thing, str(thing), INTERNAL)
    _promise(w, plant)


def _promise(w: SimpleNamespace, plant: Planted) -> None:
    """A vision in force, which promises citizens something; the public plan leads to it."""

    def word(what: str) -> str:
        return plant.word(f"vision: {what}", EVERYBODY)

    w.vision = world.make_adopted(
        word("title"), kind="vision", forum=w.council, on=date(2025, 5, 6), unit=w.top, visibility=Visibility.PUBLIC,
        summary=word("summary"),
    )  # fmt: skip
    w.promise = world.make_element(
        w.vision, word("promise"), kind="vision_statement", text=f"<p>{word('text of promise')}</p>"
    )
    world.tie(w.rows["offentlig"].aim, w.promise, word("how"))


def _keep_promise(w: SimpleNamespace, plant: Planted, label: str) -> None:
    """What a document wants leads to what the vision promises."""
    world.tie(w.rows[label].aim, w.promise, plant.word(f"{label} → vision: how", READERS[label]))


def make_internal(w: SimpleNamespace, plant: Planted) -> None:
    """What staff and council members may read besides."""
    make_document(w, plant, "intern", Visibility.INTERNAL, ends_on=today() - timedelta(days=3))
    make_document(w, plant, "besvaret", Visibility.INTERNAL, responsible=w.people["answering"])
    make_document(w, plant, "gammel", Visibility.INTERNAL, kind="policy", forum=w.council)
    w.bearing = world.make_bearing(
        plant.word("bearing", INTERNAL), unit=w.centre, reaching=[w.unit], is_cross_cutting=True
    )
    Irrelevance.objects.create(
        document=w.bearing, unit=w.unit, why=plant.word("why not relevant", INTERNAL), by=w.people["leader"]
    )
    _let_end(w, plant)
    _hand_in(w, plant)
    tie(w, plant, "intern", "offentlig")
    _keep_promise(w, plant, "intern")
    tie(w, plant, "besvaret", "offentlig")
    tie(w, plant, "offentlig", "intern", point=w.rows["offentlig"].below)


def make_agreed(w: SimpleNamespace, plant: Planted) -> None:
    """What was agreed and wished, before all inside and before few, and what was said in a conversation."""
    hidden, people = w.rows["nabo"].aim, w.people
    for label, readers, visibility in (
        ("aftalt", INTERNAL, Visibility.INTERNAL),
        ("aftalt med få", TAKEN_ON, Visibility.SHARED),
    ):
        _agree(w, plant, label, readers, visibility=visibility, element=hidden)
    for label, readers, visibility in (
        ("ønsket", INTERNAL, Visibility.INTERNAL),
        ("ønsket af få", WISHED, Visibility.SHARED),
    ):
        _wish(w, plant, label, readers, visibility=visibility, element=hidden)
    talk = Conversation.objects.create(
        unit=w.unit, year=today().year, place=plant.word("samtale: place", PLANNED), sent_at=timezone.now()
    )
    Invitation.objects.create(conversation=talk, person=people["colleague"])

    def word(what: str) -> str:
        return plant.word(f"samtale: {what}", TALKED)

    for kind in ("leader", "colleague"):
        Bid.objects.create(
            conversation=talk, question=Question.CHANGE, text=word("bid"), competences=word("competences asked for"),
            by=people[kind],
        )  # fmt: skip
    JointAnswer.objects.create(
        conversation=talk, question=Question.CHANGE, text=word("joint answer"),
        competences=word("competences together"),
    )  # fmt: skip
    Reflection.objects.create(
        conversation=talk, asked=Reflected.LAW, text=word("reflection"), by=people["leader"]
    )
    for turn in Turn:
        question = Question.CHANGE if turn == Turn.ANSWERS else ""
        Note.objects.create(
            conversation=talk, turn=turn, question=question, text=word("note"), by=people["leader_above"]
        )
    shared = JointAnswer.objects.create(
        conversation=talk, question=Question.WORK, is_shared=True,
        text=plant.word("samtale: shared answer", ACROSS | TALKED),
        competences=plant.word("samtale: competences shared", ACROSS | TALKED),
    )  # fmt: skip
    theme = Theme.objects.create(
        unit=w.unit, year=today().year, title=plant.word("tema: title", ACROSS),
        words=plant.word("tema: words", ACROSS), by=people["leader"],
    )  # fmt: skip
    theme.answers.add(shared)
    Retention.objects.create(kept=Kept.NOTES, rule=plant.word("opbevaring: rule", SECRETARIAT))
    Disposal.objects.create(
        conversation=talk, kept=Kept.NOTES, count=1, by=people["secretary"],
        delivered=plant.word("kvittering: delivered", SECRETARIAT), rule=plant.word("kvittering: rule", SECRETARIAT),
    )  # fmt: skip
    task = SharedTask.objects.create(
        title=plant.word("fælles opgave: title", INTERNAL),
        detail=plant.word("fælles opgave: detail", INTERNAL),
    )
    TaskPart.objects.create(
        task=task, unit=w.unit, part="could", words=plant.word("fælles opgave: part", INTERNAL)
    )
    Remark.objects.create(conversation=talk, text=word("remark"), by=people["leader_above"])
    SeenValue.objects.create(
        conversation=talk, value=w.rows["offentlig"].aim, words=word("value seen"), by=people["leader"]
    )


MET = frozenset({"secretary", "leader", "leader_above", "deputy", "shared_forum", "colleague"})
"""A closed item of the school's committee: who sits there now and works here, who is called, who leads, the secretariat."""

OWN_NOTE = frozenset({"shared_forum"})
"""A private note: its writer, and nobody else."""


def make_met(w: SimpleNamespace, plant: Planted) -> None:
    """A meeting of the school's committee, open to staff: an open item, an internal and a closed one, and what waits."""
    people = w.people
    meeting = Meeting.objects.create(
        forum=w.committee, unit=w.unit, at=timezone.now(), place=plant.word("møde: place", INTERNAL),
        visibility=Visibility.INTERNAL, called_at=timezone.now(), begun_at=timezone.now(),
    )  # fmt: skip
    Attendance.objects.create(meeting=meeting, person=people["colleague"], is_guest=True)
    Attendance.objects.create(meeting=meeting, person=people["shared_forum"])
    for number, (openness, readers) in enumerate(
        ((Openness.OPEN, INTERNAL), (Openness.INTERNAL, INTERNAL), (Openness.CLOSED, MET)), 1
    ):
        _put_on(w, plant, meeting, number, openness, readers)
    waiting = frozenset({"secretary", "leader", "leader_above", "deputy", "shared_forum"})
    Item.objects.create(forum=w.committee, title=plant.word("venter: title", waiting))


def _put_on(
    w: SimpleNamespace, plant: Planted, meeting: Meeting, number: int, openness: str, readers: frozenset[str]
) -> None:
    def word(what: str, who: frozenset[str] = readers) -> str:
        return plant.word(f"punkt {openness}: {what}", who)

    row = Item.objects.create(
        forum=meeting.forum, meeting=meeting, position=number, title=word("title"), text=word("text"),
        recommendation=word("recommendation"), record=word("record"), openness=openness,
        openness_because="" if openness == Openness.OPEN else word("why closed"), element=w.rows["offentlig"].aim,
    )  # fmt: skip
    before = Decision.objects.create(
        item=row, outcome="adopted", words="", reopened_at=timezone.now(), by=w.people["leader"],
        reopened_by=w.people["leader"], reopened_because=word("why opened again"),
    )  # fmt: skip
    row.decision = Decision.objects.create(item=row, outcome="adopted", words=word("decided"), by=before.by)
    row.save()
    Disqualification.objects.create(
        item=row,
        person=w.people["shared_forum"],
        because=word("why disqualified"),
        decided_by=word("by whom"),
    )
    Dissent.objects.create(item=row, person=w.people["shared_forum"], words=word("dissent"))
    Ballot.objects.create(item=row, party=word("party"), side="for", count=2)
    Referral.objects.create(
        item=row, kind="member", person=w.people["shared_forum"], words=word("taken further")
    )
    MeetingNote.objects.create(item=row, by=w.people["leader"], text=word("note for the minutes", MET))
    OwnNote.objects.create(item=row, by=w.people["shared_forum"], text=word("own note", OWN_NOTE))


def _agree(w: SimpleNamespace, plant: Planted, label: str, readers: frozenset[str], **fields: Any) -> None:
    def word(what: str) -> str:
        return plant.word(f"{label}: {what}", readers)

    made = Commitment.objects.create(
        unit=w.unit, responsible=w.people["responsible"], title=word("agreed"), detail=word("detail of agreed"),
        said_at=word("where it was said"), forum=w.committee, due_on=today(), **fields,
    )  # fmt: skip
    other = Commitment.objects.create(
        unit=w.unit, title=word("agreed and done"), about_none_because=word("why about nothing"), due_on=today(),
        responsible=w.people["responsible"], visibility=fields["visibility"],
    )  # fmt: skip
    other.closing = Closing.objects.create(commitment=other, outcome="done", words=word("what came of it"))
    other.save()
    if fields["visibility"] == Visibility.SHARED:
        for row in (made, other):
            CommitmentShare.objects.create(commitment=row, unit=w.unit)
            CommitmentShare.objects.create(commitment=row, forum=w.committee)


def _wish(w: SimpleNamespace, plant: Planted, label: str, readers: frozenset[str], **fields: Any) -> None:
    def word(what: str) -> str:
        return plant.word(f"{label}: {what}", readers)

    made = Proposal.objects.create(
        kind="wish", title=word("wish"), text=word("text of wish"), said_at=word("where it was wished"), unit=w.unit,
        responsible=w.people["leader"], to_unit=w.beside, answer_by=today(), **fields,
    )  # fmt: skip
    made.answer = ProposalAnswer.objects.create(
        proposal=made,
        answer="taken_on",
        words=word("answer to wish"),
        from_unit=w.beside,
        by=w.people["leader_beside"],
    )
    made.save()
    if fields["visibility"] == Visibility.SHARED:
        for unit in (w.unit, w.beside):
            ProposalShare.objects.create(proposal=made, unit=unit)


def _let_end(w: SimpleNamespace, plant: Planted) -> None:
    """The old policy was adopted; it will be succeeded by the draft."""
    old = w.rows["gammel"].document
    old.phase, old.in_force_from = Phase.IN_FORCE, date(2020, 1, 1)
    old.save()
    Adoption.objects.create(
        document=old, forum=w.council, decided_on=date(2020, 1, 1), in_force_on=date(2020, 1, 1),
        note=plant.word("note of adoption", INTERNAL), by=w.people["secretary"],
    )  # fmt: skip
    secretary = w.people["secretary"]
    taken_back = {"withdrawn_at": timezone.now(), "by": secretary, "document": old}
    why = plant.word("why adoption withdrawn", INTERNAL)
    Adoption.objects.create(
        forum=w.council, decided_on=date(2020, 1, 1), in_force_on=date(2020, 1, 1), **taken_back, withdrawn_why=why,
    )  # fmt: skip
    log("direction.adoption_withdrawn", old, by=secretary, why=why)
    why = plant.word("why retirement withdrawn", INTERNAL)
    Retirement.objects.create(last_day=date(2022, 1, 1), why="Slut", **taken_back, withdrawn_why=why)
    log("direction.retirement_withdrawn", old, by=secretary, why=why)
    w.retired = world.make_document(
        plant.word("retired: title", INTERNAL), unit=w.unit, visibility=Visibility.INTERNAL, phase=Phase.RETIRED,
        in_force_from=date(2020, 1, 1), in_force_until=date(2022, 1, 1),
    )  # fmt: skip
    Retirement.objects.create(
        document=w.retired, last_day=date(2022, 1, 1), why=plant.word("why retired", INTERNAL), by=secretary
    )


def _hand_in(w: SimpleNamespace, plant: Planted) -> None:
    """A file of units that the secretary has handed in and not carried out."""
    own = {"secretary"}
    rows = f"id;navn;type;hører under\n991;{plant.word('delivery: unit', own)};Skole;\n"
    Delivery.objects.create(
        file_name=plant.word("delivery: name", own) + ".csv",
        content=rows.encode(),
        delivered_by=w.people["secretary"],
    )


def make_shared(w: SimpleNamespace, plant: Planted) -> None:
    """What binds, though only some may read it: that it is there is a fact for all staff, what it says is not."""
    shared = make_document(w, plant, "delt", Visibility.SHARED)
    w.heard = world.make_document(
        plant.word("heard: title", READERS["delt"]), kind="policy", unit=w.unit, visibility=Visibility.SHARED,
        phase=Phase.HEARING, responsible=w.people["responsible"],
    )  # fmt: skip
    Editorship.objects.create(document=w.heard, person=w.people["editor"])
    for document in (shared, w.heard):
        Share.objects.create(document=document, unit=w.shared)
        Share.objects.create(document=document, forum=w.committee)
    HearingPeriod.objects.create(
        document=w.heard, opens_on=today(), closes_on=today() + timedelta(days=9),
        note=plant.word("note of hearing", READERS["delt"]), by=w.people["secretary"],
    )  # fmt: skip
    tie(w, plant, "delt", "offentlig")
    _keep_promise(w, plant, "delt")
    tie(w, plant, "offentlig", "delt", point=w.rows["offentlig"].below)


def make_hidden(w: SimpleNamespace, plant: Planted) -> None:
    """What only few may read, tied to what more may read in every way there is."""
    people = w.people
    draft = make_document(w, plant, "kladde", Visibility.DRAFT)
    make_document(w, plant, "nabo", Visibility.DRAFT, unit=w.beside, responsible=None)
    for lower, upper in (
        ("kladde", "offentlig"),
        ("delt", "kladde"),
        ("nabo", "intern"),
        ("nabo", "offentlig"),
    ):
        tie(w, plant, lower, upper)
    tie(w, plant, "intern", "kladde", point=w.rows["intern"].below)
    for label in ("kladde", "nabo"):
        _keep_promise(w, plant, label)
    # A criterion of the draft beside is tied to work in the others.
    for label in ("kladde", "intern", "offentlig"):
        world.tie(w.rows["nabo"].criterion, w.rows[label].initiative.element)
    succession = Succession.objects.create(new=draft, by=people["secretary"])
    succession.olds.add(w.rows["gammel"].document)
    Fate.objects.create(
        element=w.rows["gammel"].aim, kind=FateKind.CARRIED_ON, to=w.rows["kladde"].aim, by=people["secretary"],
        why=plant.word("gammel → kladde: why fate", INTERNAL),
    )  # fmt: skip
    w.rows["nabo"].document.supplements = w.rows["offentlig"].document
    w.rows["nabo"].document.save()
    Follow.objects.bulk_create(
        Follow(person=people[kind], target_kind=ContentType.objects.get_for_model(row), target_id=row.pk)
        for kind in ("colleague", "outsider", "former")
        for row in (draft, w.rows["delt"].document, w.rows["kladde"].initiative)
    )
    _take_in(w, plant)


def _take_in(w: SimpleNamespace, plant: Planted) -> None:
    """A file on its way in: for who has laid it up, and for the secretariat."""
    own = OWN_INTAKE
    title, text = plant.word("intake: title", own), plant.word("intake: text", own)
    point = {"kind": "goal", "title": plant.word("intake: point", own), "text": "", "section": 1, "source_line": 1,
             "confidence": 0.5, "children": [], "label": "", "why": ""}  # fmt: skip
    section = {
        "title": plant.word("intake: heading", own),
        "text": f"<p>{text}</p>",
        "order": 1,
        "level": 1,
        "source_line": 1,
    }
    w.intake = Intake.objects.create(
        name=plant.word("intake: name", own) + ".txt", stored=ContentFile(b"x", name="x.txt"), content_type="text/plain",
        size=1, unit=w.unit, kind=DocumentKind.objects.get(code="policy"), title=title, by=w.people["leader"],
        lines=[[1, plant.word("intake: line", own)]], proposal={"sections": [section], "elements": [point], "warnings": []},
    )  # fmt: skip


def units(w: SimpleNamespace) -> list[Unit]:
    """The units whose pages are asked for."""
    return [w.top, w.centre, w.unit, w.beside, w.working]

"""Taking a file in: choose it, judge the proposal beside the source, and make the document."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.activity.models import Activity
from pejling.core.permissions import require
from pejling.core.text import clean_line
from pejling.direction.actions import importing as actions
from pejling.direction.forms.importing import IntakeForm, IntakeTitleForm
from pejling.direction.models import ElementKind, Intake
from pejling.people.sessions import signed_in
from pejling.reading.review import TEXT, Point, TextLine, points, text_lines
from pejling.web.form_page import Screen, form_page, perform, pressed, sent, sent_files
from pejling.web.forms import BaseForm
from pejling.web.pages import page, see_other
from pejling.web.toasts import tell

KEYS = "vgærpmiudscnfk"
"""Keys that may stand for kinds, tried after the letters of the kind's own name."""
NEWEST = 5
"""Lines of what was done with the file, for whoever takes it over."""


def seen_intake(request: HttpRequest, pk: int) -> Intake:
    """A file on its way in that this person may judge."""
    intakes = Intake.objects.visible_to(request.user).filter(document=None).select_related("unit", "kind")
    return get_object_or_404(intakes, pk=pk)


@login_required
def import_document(request: HttpRequest) -> HttpResponse:
    """Choose a file; those that wait to be judged are listed."""
    require(request.user, "direction.create")
    form = IntakeForm(sent(request), sent_files(request), viewer=request.user)
    waiting = Intake.objects.visible_to(request.user).waiting().select_related("unit", "kind", "by")
    screen = Screen(
        _("Hent ind fra en fil"),
        _("Læs filen"),
        [(_("Retning"), reverse("documents"))],
        reverse("documents"),
        lead=_(
            "Læg filen op. Vi læser overskrifter, lister og afsnit, foreslår, hvad der er mål, udfordringer og "
            "indsatser, og viser det ved siden af kilden. Du bestemmer, hvad der bliver til hvad."
        ),
        template="direction/import.html",
        more={"waiting": waiting},
    )
    return form_page(
        request,
        form,
        screen,
        lambda: _take_in(form, request),
        then=lambda taken: reverse("import_review", args=[taken.pk]),
    )


def _take_in(form: IntakeForm, request: HttpRequest) -> Intake:
    values = form.values
    return actions.upload_intake(
        values["file"], unit=values["unit"], kind=values["kind"], by=signed_in(request)
    )


@login_required
def import_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge the proposal beside the source: keep, change or drop each point; leave it, or make the document."""
    intake = seen_intake(request, pk)
    form = IntakeTitleForm(sent(request), initial={"title": intake.title})

    def shown(form: BaseForm) -> HttpResponse:
        return page(request, "direction/import_review.html", _review(intake, form), status=form.http_status)

    if request.method != "POST":
        return shown(form)
    # Kept also where the title is missing; not when somebody else has brought the file in.
    title, choices = clean_line(request.POST.get("title", "")), _choices(request, intake)
    keeping = pressed(
        lambda: actions.keep_choices(intake, title=title, choices=choices, by=signed_in(request))
    )
    if not keeping.is_done:
        form.add_error(None, keeping.all_errors)
        return shown(form)
    if request.POST.get("then") == "later":
        tell(request, _("Dine valg er gemt. Du kan fortsætte, når det passer dig."))
        return see_other(reverse("import_document"))
    return perform(
        request,
        lambda: actions.convert_intake(intake, by=signed_in(request)),
        form=form,
        message=_("Dokumentet er hentet ind. Filen ligger ved det."),
        then=lambda document: reverse("document", args=[document.pk]),
        refused=shown,
    )


def _choices(request: HttpRequest, intake: Intake) -> dict[str, str]:
    """What was chosen for each point; a value that makes no sense is as if nothing was chosen."""
    codes = {kind.code for kind in ElementKind.objects.exclude(code=None) if kind.code}
    posted = {
        str(point.number): request.POST.get(f"point-{point.number}", point.chosen)
        for point in points(intake.proposal, intake.choices)
    }
    for line in text_lines(intake.proposal, intake.choices):
        # What stays text needs no word: a long document has thousands of such lines.
        if (chosen := request.POST.get(line.key, line.chosen)) != TEXT:
            posted[line.key] = chosen
    return {key: value for key, value in posted.items() if actions.is_choice(value, codes)}


def _review(intake: Intake, form: BaseForm) -> dict[str, object]:
    every = points(intake.proposal, intake.choices)
    by_section: dict[int, list[Point]] = {}
    for point in every:
        by_section.setdefault(point.section, []).append(point)
    judged: list[Point | TextLine] = [*every]
    lines = text_lines(intake.proposal, intake.choices, intake.lines)
    by_text: dict[tuple[int, int | None], list[TextLine]] = {}
    judged += lines
    for line in lines:
        by_text.setdefault((line.section, line.under), []).append(line)
    kinds = list(ElementKind.objects.exclude(code=None))
    return {
        "intake": intake,
        "form": form,
        "sections": [
            (section, by_section.get(section["order"], [])) for section in intake.proposal["sections"]
        ],
        "texts": by_text,
        "kinds": [(kind.code, kind, key) for kind, key in zip(kinds, keys_of(kinds), strict=True)],
        "kept": sum(row.is_kept for row in judged),
        "left": sum(not row.is_kept for row in judged),
        "unsure": sum(point.is_unsure for point in every),
        "total": len(every),
        "lines": Activity.objects.about(intake)[:NEWEST],
    }


def keys_of(kinds: list[ElementKind]) -> list[str]:
    """A key for each kind: the first letter of its name that is not taken. X is for plain text."""
    taken = {"x"}
    keys = []
    for kind in kinds:
        letters = [letter for letter in kind.name.lower() + KEYS if letter.isalpha()]
        key = next((letter for letter in letters if letter not in taken), "")
        taken.add(key)
        keys.append(key)
    return keys


@login_required
@require_POST
def import_dropping(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a file on its way in up."""
    intake = seen_intake(request, pk)
    return perform(
        request,
        lambda: actions.drop_intake(intake, by=signed_in(request)),
        message=_("Indlæsningen er opgivet."),
        then=reverse("import_document"),
        undo=reverse("import_taking_up", args=[intake.pk]),
    )


@login_required
@require_POST
def import_taking_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it up again."""
    intake = seen_intake(request, pk)
    return perform(
        request,
        lambda: actions.restore_intake(intake, by=signed_in(request)),
        message=_("Indlæsningen er hentet frem igen."),
        then=reverse("import_document"),
    )

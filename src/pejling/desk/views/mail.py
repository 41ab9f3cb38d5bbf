"""Which mails one gets."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pejling.desk.actions.mail_choices import choose_mail, unsubscribing
from pejling.desk.forms import MailChoiceForm
from pejling.desk.models import MailChoice
from pejling.people.limits import note_unknown_link, opened_by_link
from pejling.people.models import Person
from pejling.web.form_page import Screen, form_page, sent
from pejling.web.pages import page
from pejling.web.requests import Request


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request: Request) -> HttpResponse:
    """Choose the day of the weekly mail, or none."""
    person = Person.objects.get(pk=request.user.pk or 0)
    kept = MailChoice.objects.filter(person=person).first() or MailChoice()
    initial = {"wants_digest": kept.wants_digest, "weekday": kept.weekday}
    form = MailChoiceForm(sent(request), initial=initial)
    profile = reverse("profile")
    shown = Screen(
        _("Mails til dig"),
        _("Gem"),
        [(_("Min profil"), profile)],
        profile,
        lead=_("Højst én samlet mail om ugen, og desuden kun det, nogen beder netop dig om."),
        template="desk/mail_choice.html",
        more={"person": person},
    )
    return form_page(
        request,
        form,
        shown,
        lambda: choose_mail(person, **form.values),
        message=_("Dit valg er gemt."),
        then=reverse("mail_choice"),
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_link
def mail_unsubscription(request: Request, token: str) -> HttpResponse:
    """The link at the foot of the weekly mail, for whoever holds it: a button, and what mail programs post to (RFC 8058)."""
    person = unsubscribing(token)
    if person is None:
        note_unknown_link(request)
        raise Http404
    if request.method == "POST":
        choose_mail(person, wants_digest=False)
    context = {"is_done": request.method == "POST", "token": token}
    return page(request, "desk/mail_unsubscription.html", context)

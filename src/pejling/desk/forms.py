"""What one chooses on Min side."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.desk.models import Comment, Weekday
from pejling.web.forms import Form, VersionedForm


class MailChoiceForm(Form):
    """Whether and when the weekly mail comes."""

    wants_digest = forms.BooleanField(
        label=_("Send mig ugens mail"),
        help_text=_("Den samler det, der venter på dig. Venter der ikke noget nyt, kommer der ingen mail."),
        required=False,
    )
    weekday = forms.TypedChoiceField(
        label=_("På hvilken dag?"),
        help_text=_("Er dagen en fridag, kommer mailen den næste arbejdsdag."),
        choices=Weekday.choices,
        coerce=lambda day: Weekday(int(day)),
        widget=forms.RadioSelect,
    )


class CommentForm(Form):
    """What one says beside a thing."""

    text = forms.CharField(
        label=_("Kommentar"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv @ og hele navnet for at nævne en kollega, som så får besked."),
    )


class CommentEditForm(VersionedForm[Comment]):
    """The same of a comment that stands."""

    class Meta:
        model = Comment
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

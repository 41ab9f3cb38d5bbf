"""The front page is for everybody, the lists behind it for who has signed in, an unsubscription for who holds the link."""

from pejling.desk.actions.mail_choices import unsubscription_token
from tests.access import Access

ACCESS = {
    "front": Access(owner=200, colleague=200, outsider=200, anonymous=200),
    "waiting": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "news": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "days": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "follows": Access(owner=200, colleague=200, outsider=403, anonymous="login"),
    "follow": Access(
        owner=303,
        colleague=303,
        outsider=404,
        anonymous="login",
        args=lambda w: ["dokument", w.document.pk],
        method="post",
    ),
    "unfollow": Access(
        owner=303,
        colleague=303,
        outsider=404,
        anonymous="login",
        args=lambda w: ["dokument", w.document.pk],
        method="post",
    ),
    "mail_choice": Access(owner=200, colleague=200, outsider=200, anonymous="login"),
    "mail_unsubscription": Access(
        owner=200,
        colleague=200,
        outsider=200,
        anonymous=200,
        args=lambda w: [unsubscription_token(w.owner)],
    ),
}

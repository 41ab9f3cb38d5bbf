"""The nouns of Min side. Duties are none of them: they are computed (`desk.duties`)."""

from pejling.desk.models.calendar import CalendarEvent, CalendarFeed
from pejling.desk.models.comments import Comment, Mention
from pejling.desk.models.following import BREAK, Follow, Visit
from pejling.desk.models.mail import Delivery, Mail, MailChoice, MailedDuty, Step, Weekday

__all__ = [
    "BREAK",
    "CalendarEvent",
    "CalendarFeed",
    "Comment",
    "Delivery",
    "Follow",
    "Mail",
    "MailChoice",
    "MailedDuty",
    "Mention",
    "Step",
    "Visit",
    "Weekday",
]

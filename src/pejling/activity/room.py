"""What the log tells: it keeps the happenings of the room below, which cannot write lines itself."""

from pejling.activity.actions import log_of_oneself
from pejling.activity.figures import newest_line
from pejling.activity.verbs import Verbs
from pejling.core.rooms import Room
from pejling.people.happenings import VERBS, SignInKeeper
from pejling.web.kept_pages import PublicVersion

ROOM = Room(Verbs("people", VERBS), SignInKeeper(log_of_oneself), PublicVersion(newest_line))

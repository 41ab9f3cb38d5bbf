"""What pages tell: what need not be remembered of forms is forgotten every hour."""

from datetime import time

from pejling.core.periodic import Every, Periodic
from pejling.core.rooms import Room
from pejling.web import tasks

ROOM = Room(Periodic("web.forget_forms", Every.HOUR, at=time(0, 40), run=tasks.forget_forms))

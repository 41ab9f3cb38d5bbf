"""What files tell the others: the words of their log, and that what nobody names is swept away at night."""

from datetime import time

from pejling.activity.verbs import Verbs
from pejling.core.periodic import Every, Periodic
from pejling.core.rooms import Room
from pejling.files import tasks
from pejling.files.verbs import VERBS
from pejling.web.blocks import Stylesheet

ROOM = Room(
    Stylesheet("files/files.css"),
    Verbs("files", VERBS),
    Periodic("files.sweep_uploads", Every.DAY, at=time(3, 10), run=tasks.sweep_uploads),
)

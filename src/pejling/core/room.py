"""What the ground floor tells the house: it is kept clean at night."""

from datetime import time

from pejling.core import tasks
from pejling.core.periodic import Every, Periodic
from pejling.core.rooms import Room

ROOM = Room(
    Periodic("core.clear_away", Every.DAY, at=time(3, 20), run=tasks.clear_away),
)

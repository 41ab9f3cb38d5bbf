"""What search tells: every night the index is brought up to date, so that the day's first search need not."""

from datetime import time

from pejling.core.periodic import Every, Periodic
from pejling.core.rooms import Room
from pejling.search import tasks

ROOM = Room(Periodic("search.catch_up", Every.DAY, at=time(3, 0), run=tasks.catch_up_later))

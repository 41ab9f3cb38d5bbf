"""The door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pejling.settings")
application = get_wsgi_application()
# What is loaded now stays: nothing is gained by looking through it for garbage while somebody waits for a page.
gc.collect()
gc.freeze()

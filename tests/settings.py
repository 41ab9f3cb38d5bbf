"""The settings of a test process: the product's own, with a data folder that goes when the process goes."""

import atexit
import os
import shutil
import sys
import tempfile

if "pytest" in sys.modules:
    os.environ["PEJLING_DATA"] = tempfile.mkdtemp(prefix="pejling-tests-")
    atexit.register(shutil.rmtree, os.environ["PEJLING_DATA"], ignore_errors=True)
else:
    # mypy reads these settings too: it writes nothing, and would not tidy up after itself.
    os.environ["PEJLING_DATA"] = tempfile.gettempdir()
os.environ.setdefault("PEJLING_SECRET_KEY", "only-for-tests")

from pejling.settings import *  # noqa: F403 - the folder must be named before the product's settings read it
from pejling.settings import DATA, DATABASES, INSTALLED_APPS, STATIC_ROOT, STORAGES

# What a base promises to the rooms to come is tried on a room that there is only here.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.made_up"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the municipality, so that threads and the live server have connections of their own; but nothing that
    # a test writes needs to survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
# A connection that outlives its thread would hold the database when pytest-django takes it down.
DATABASES["default"]["CONN_MAX_AGE"] = 0

if "pytest" in sys.modules:
    # Static files come from the source folders; whitenoise warns where the folder of collected ones is missing.
    STATIC_ROOT.mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
# Else each `Client` would look up all three hundred of them, which takes longer than to answer with a page.
WHITENOISE_AUTOREFRESH = True

# A test changes rows without a line in the log, and would be answered what it saw before.
KEEP_PUBLIC_PAGES = False

# The real one takes a tenth of a second on purpose, at every sign-in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

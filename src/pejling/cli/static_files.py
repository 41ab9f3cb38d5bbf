"""The pages' own files (styles, scripts, pictures): collected once for each version, under names that never change."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from pejling.cli.terminal import say

MARK = ".collected"


def collect() -> None:
    """Collect and compress the files unless those of this version lie there already."""
    mark = settings.STATIC_ROOT / MARK
    now = _fingerprint()
    if mark.exists() and mark.read_text() == now:
        return
    say("Gør sidernes filer klar ...")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(now)


def _fingerprint() -> str:
    """What changes when any of the files does, or how they are kept."""
    found = [str(settings.STORAGES["staticfiles"])]
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.append(f"{path} {storage.size(path)} {storage.get_modified_time(path).timestamp()}")
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()

"""All addresses: each app that has a `urls.py` is included, and its paths begin with a noun of its own."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from pejling.web import addresses  # noqa: F401 - it makes `<key:pk>` known to the paths below

handler400 = "pejling.web.errors.malformed"
handler403 = "pejling.web.errors.refused"
handler404 = "pejling.web.errors.missing"
handler429 = "pejling.people.limits.too_often"
handler500 = "pejling.web.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"pejling.{app}.urls")) for app in settings.OWN_APPS if find_spec(f"pejling.{app}.urls")
]

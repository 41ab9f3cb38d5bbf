"""All addresses of the product, and the floor."""

from django.urls import include, path

from pejling.urls import handler400, handler403, handler404, handler429, handler500
from tests.benchmarks.floor import floor

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [path("gulv", floor), path("", include("pejling.urls"))]

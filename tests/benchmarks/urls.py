"""All addresses of the product, and the two floors."""

from django.urls import include, path

from pejling.urls import handler400, handler403, handler404, handler429, handler500
from tests.benchmarks import floor

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [
    path("gulv", floor.statements),
    path("gulv/objekter", floor.objects),
    path("", include("pejling.urls")),
]

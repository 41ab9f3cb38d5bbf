"""The register."""

from django.urls import path

from pejling.direction.views import register

urlpatterns = [path("retning/", register.documents, name="documents")]

"""Addresses of elements; those of a document's editing stand with it."""

from django.urls import path

from pejling.direction.views import elements

urlpatterns = [path("punkter/<key:pk>/", elements.element, name="element")]

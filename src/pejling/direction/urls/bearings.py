"""Bearings."""

from django.urls import path

from pejling.direction.views import bearings

urlpatterns = [
    path("pejlinger/", bearings.bearings, name="bearings"),
    path("pejlinger/ny", bearings.bearing_new, name="bearing_new"),
    path("pejlinger/<key:pk>/", bearings.bearing, name="bearing"),
    path("pejlinger/<key:pk>/aendring", bearings.bearing_change, name="bearing_change"),
    path("pejlinger/<key:pk>/tilbagetraekning", bearings.bearing_withdrawal, name="bearing_withdrawal"),
    path(
        "pejlinger/<key:pk>/bidrag/<key:unit_pk>", bearings.bearing_contribution, name="bearing_contribution"
    ),
    path("pejlinger/<key:pk>/svar/<key:unit_pk>", bearings.bearing_answer, name="bearing_answer"),
    path(
        "pejlinger/<key:pk>/svar/<key:unit_pk>/fortrydelse",
        bearings.bearing_answer_withdrawal,
        name="bearing_answer_withdrawal",
    ),
]

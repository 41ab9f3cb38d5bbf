"""Bearings."""

from django.urls import path

from pejling.direction.views import bearings

urlpatterns = [
    path("pejlinger/", bearings.bearings, name="bearings"),
    path("pejlinger/ny", bearings.bearing_new, name="bearing_new"),
    path("pejlinger/<int:pk>/", bearings.bearing, name="bearing"),
    path("pejlinger/<int:pk>/aendring", bearings.bearing_change, name="bearing_change"),
    path("pejlinger/<int:pk>/tilbagetraekning", bearings.bearing_withdrawal, name="bearing_withdrawal"),
    path("pejlinger/<int:pk>/svar/<int:unit_pk>", bearings.bearing_answer, name="bearing_answer"),
    path(
        "pejlinger/<int:pk>/svar/<int:unit_pk>/fortrydelse",
        bearings.bearing_answer_withdrawal,
        name="bearing_answer_withdrawal",
    ),
]

"""The addresses of the overview."""

from django.urls import path

from pejling.insight import views

urlpatterns = [
    path("overblik/", views.overview, name="overview"),
    path("overblik/enheder/<key:pk>/", views.overview_of_unit, name="overview_of_unit"),
]

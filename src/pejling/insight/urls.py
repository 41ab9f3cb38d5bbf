"""The addresses of the overview."""

from django.urls import path

from pejling.insight import views

urlpatterns = [
    path("overblik/", views.overview, name="overview"),
    path("overblik/enheder/<key:pk>/", views.overview_of_unit, name="overview_of_unit"),
    path("overblik/fora/<key:pk>/", views.overview_of_forum, name="overview_of_forum"),
    path("overblik/dokumenter/<key:pk>/", views.overview_of_document, name="overview_of_document"),
    path("overblik/maal/<key:pk>/", views.overview_of_aim, name="overview_of_aim"),
    path("overblik/maal/<key:pk>/samarbejde", views.coordination_on_aim, name="coordination_on_aim"),
    path(
        "overblik/dokumenter/<key:pk>/samarbejde",
        views.coordination_on_document,
        name="coordination_on_document",
    ),
]

"""Addresses that belong to no room."""

from django.urls import path

from pejling.web import views

urlpatterns = [
    path("identitet.css", views.identity_stylesheet, name="identity_stylesheet"),
    path("identitet/logo.png", views.logo, name="logo"),
    path("sundhed", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("sessionen", views.session, name="session"),
    path("ugemt/kassering", views.unsaved_dropping, name="unsaved_dropping"),
    path("komponenter", views.components, name="components"),
]

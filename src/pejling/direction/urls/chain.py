"""Addresses of the chain, and of what it lacks."""

from django.urls import path

from pejling.direction.views import chain, contributing

urlpatterns = [
    path("kaeden/", chain.chain, name="chain"),
    path("punkter/<key:pk>/bidragydere", contributing.contributors, name="contributors"),
    path("bidrag/<key:pk>/nyt-maal", contributing.tie_redirection, name="tie_redirection"),
    path("kaeden/brud", chain.broken, name="chain_broken"),
]

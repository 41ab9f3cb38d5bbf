"""Addresses of the chain."""

from django.urls import path

from pejling.direction.views import chain

urlpatterns = [
    path("kaeden/", chain.chain, name="chain"),
    path("kaeden/brud", chain.broken, name="chain_broken"),
]

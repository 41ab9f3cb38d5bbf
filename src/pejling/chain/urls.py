"""Addresses of the chain and its breaks, of rings, and of tying."""

from django.urls import path

from pejling.chain.views import chain, contributing, ring, ties

urlpatterns = [
    path("kaeden/", chain.chain, name="chain"),
    path("kaeden/brud", chain.breaks, name="chain_broken"),
    path("kaeden/kolonne/<str:column>", chain.column, name="chain_column"),
    path("kaeden/traade/<str:lower>/<str:upper>", chain.band, name="chain_band"),
    path("punkter/<key:pk>/forankring", ring.ring, name="ring"),
    path("punkter/<key:pk>/bidrag", ties.tie_new, name="tie_new"),
    path("punkter/<key:pk>/bidragydere", contributing.contributors, name="contributors"),
    path("bidrag/<key:pk>/ophoer", ties.tie_ending, name="tie_ending"),
    path("bidrag/<key:pk>/genoptagelse", ties.tie_resumption, name="tie_resumption"),
    path("bidrag/<key:pk>/nyt-maal", contributing.tie_redirection, name="tie_redirection"),
    path("bidrag/<key:pk>/spoergsmaal", ties.tie_question, name="tie_question"),
    path("bidrag/<key:pk>/svar", ties.tie_answer, name="tie_answer"),
    path("bidrag/<key:pk>/afklaring", ties.tie_settlement, name="tie_settlement"),
    path("bidrag/<key:pk>/arv/<key:fate_pk>", ties.inheritance, name="inheritance"),
    path("arv/<key:pk>/genaabning", ties.inheritance_reopening, name="inheritance_reopening"),
]

"""A document's life: hearing, adoption, succession, fates, correction, retirement, and its other moments."""

from django.urls import path

from pejling.direction.views import corrections, life, moments, succession

urlpatterns = [
    path("dokumenter/<key:pk>/hoering", life.hearing, name="hearing"),
    path("dokumenter/<key:pk>/hoering/lukning", life.hearing_closing, name="hearing_closing"),
    path("dokumenter/<key:pk>/vedtagelse", life.adoption, name="adoption"),
    path(
        "dokumenter/<key:pk>/vedtagelse/tilbagetraekning",
        life.adoption_withdrawal,
        name="adoption_withdrawal",
    ),
    path("dokumenter/<key:pk>/udfasning", life.retirement, name="retirement"),
    path(
        "dokumenter/<key:pk>/udfasning/tilbagetraekning",
        life.retirement_withdrawal,
        name="retirement_withdrawal",
    ),
    path("dokumenter/<key:pk>/periode", life.document_period, name="document_period"),
    path("dokumenter/<key:pk>/rettelser", corrections.corrections, name="corrections"),
    path("dokumenter/<key:pk>/rettelse", corrections.document_correction, name="document_correction"),
    path("afsnit/<key:pk>/rettelse", corrections.section_correction, name="section_correction"),
    path("punkter/<key:pk>/rettelse", corrections.element_correction, name="element_correction"),
    path("dokumenter/<key:pk>/afloesning", succession.succession, name="succession"),
    path("dokumenter/<key:pk>/afloesning/gamle", succession.succession_olds, name="succession_olds"),
    path(
        "dokumenter/<key:pk>/afloesning/opgivelse",
        succession.succession_abandonment,
        name="succession_abandonment",
    ),
    path(
        "dokumenter/<key:pk>/afloesning/udtagelse", succession.succession_release, name="succession_release"
    ),
    path(
        "dokumenter/<key:pk>/afloesning/gennemfoerelse",
        succession.succession_completion,
        name="succession_completion",
    ),
    path(
        "dokumenter/<key:pk>/afloesning/fortrydelse",
        succession.succession_undoing,
        name="succession_undoing",
    ),
    path("dokumenter/<key:pk>/afloesning/videre", succession.carrying_on, name="carrying_on"),
    path("punkter/<key:pk>/skaebne", succession.fate, name="fate"),
    path("punkter/<key:pk>/skaebne/fortrydelse", succession.fate_clearing, name="fate_clearing"),
    path("punkter/<key:pk>/ophoer", succession.element_ending, name="element_ending"),
    path("dokumenter/<key:pk>/versioner", moments.revisions, name="revisions"),
    path("dokumenter/<key:pk>/tidsrejse", moments.as_of, name="as_of"),
    path("dokumenter/<key:pk>/siden-sidst", moments.comparison, name="comparison"),
    path("punkter/<key:pk>/tidsrejse", moments.element_as_of, name="element_as_of"),
]

"""A document's life: hearing, adoption, succession, fates, correction, retirement, and its other moments."""

from django.urls import path

from pejling.direction.views import corrections, life, moments, succession

urlpatterns = [
    path("dokumenter/<int:pk>/hoering", life.hearing, name="hearing"),
    path("dokumenter/<int:pk>/hoering/lukning", life.hearing_closing, name="hearing_closing"),
    path("dokumenter/<int:pk>/vedtagelse", life.adoption, name="adoption"),
    path(
        "dokumenter/<int:pk>/vedtagelse/tilbagetraekning",
        life.adoption_withdrawal,
        name="adoption_withdrawal",
    ),
    path("dokumenter/<int:pk>/udfasning", life.retirement, name="retirement"),
    path(
        "dokumenter/<int:pk>/udfasning/tilbagetraekning",
        life.retirement_withdrawal,
        name="retirement_withdrawal",
    ),
    path("dokumenter/<int:pk>/periode", life.document_period, name="document_period"),
    path("dokumenter/<int:pk>/rettelser", corrections.corrections, name="corrections"),
    path("dokumenter/<int:pk>/rettelse", corrections.document_correction, name="document_correction"),
    path("afsnit/<int:pk>/rettelse", corrections.section_correction, name="section_correction"),
    path("punkter/<int:pk>/rettelse", corrections.element_correction, name="element_correction"),
    path("dokumenter/<int:pk>/afloesning", succession.succession, name="succession"),
    path("dokumenter/<int:pk>/afloesning/gamle", succession.succession_olds, name="succession_olds"),
    path(
        "dokumenter/<int:pk>/afloesning/opgivelse",
        succession.succession_abandonment,
        name="succession_abandonment",
    ),
    path(
        "dokumenter/<int:pk>/afloesning/udtagelse", succession.succession_release, name="succession_release"
    ),
    path(
        "dokumenter/<int:pk>/afloesning/gennemfoerelse",
        succession.succession_completion,
        name="succession_completion",
    ),
    path(
        "dokumenter/<int:pk>/afloesning/fortrydelse",
        succession.succession_undoing,
        name="succession_undoing",
    ),
    path("dokumenter/<int:pk>/afloesning/videre", succession.carrying_on, name="carrying_on"),
    path("punkter/<int:pk>/skaebne", succession.fate, name="fate"),
    path("punkter/<int:pk>/skaebne/fortrydelse", succession.fate_clearing, name="fate_clearing"),
    path("punkter/<int:pk>/ophoer", succession.element_ending, name="element_ending"),
    path("dokumenter/<int:pk>/versioner", moments.revisions, name="revisions"),
    path("dokumenter/<int:pk>/tidsrejse", moments.as_of, name="as_of"),
    path("dokumenter/<int:pk>/siden-sidst", moments.comparison, name="comparison"),
    path("punkter/<int:pk>/tidsrejse", moments.element_as_of, name="element_as_of"),
]

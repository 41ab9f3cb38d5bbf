"""Addresses of documents and what stands in them."""

from django.urls import path

from pejling.direction.views import documents, elements_edit, pointing_out, sections

urlpatterns = [
    path("dokumenter/nyt", documents.document_new, name="document_new"),
    path("dokumenter/<key:pk>/", documents.document, name="document"),
    path("dokumenter/<key:pk>/dokument.pdf", documents.document_pdf, name="document_pdf"),
    path("dokumenter/<key:pk>/dokument.docx", documents.document_word, name="document_word"),
    path("dokumenter/<key:pk>/skriv", documents.document_write, name="document_write"),
    path("dokumenter/<key:pk>/oplysninger", documents.document_facts, name="document_facts"),
    path("dokumenter/<key:pk>/synlighed", documents.document_sharing, name="document_sharing"),
    path("dokumenter/<key:pk>/aktivitet", documents.document_activity, name="document_activity"),
    path("dokumenter/<key:pk>/afsnit", sections.sections, name="sections"),
    path(
        "dokumenter/<key:pk>/afsnit/<key:section_pk>/tilbage",
        sections.section_restoration,
        name="section_restoration",
    ),
    path(
        "dokumenter/<key:pk>/punkter/<key:element_pk>/tilbage",
        elements_edit.element_restoration,
        name="element_restoration",
    ),
    path("afsnit/<key:pk>/tekst", sections.section_text, name="section_text"),
    path("afsnit/<key:pk>/plads", sections.section_place, name="section_place"),
    path("afsnit/<key:pk>/fjernelse", sections.section_removal, name="section_removal"),
    path("afsnit/<key:pk>/punkter", elements_edit.section_elements, name="section_elements"),
    path("afsnit/<key:pk>/linjer", pointing_out.section_lines, name="section_lines"),
    path("punkter/<key:pk>/redigering", elements_edit.element_edit, name="element_edit"),
    path("punkter/<key:pk>/ordlyd", elements_edit.element_wording, name="element_wording"),
    path("punkter/<key:pk>/type", elements_edit.element_kind, name="element_kind"),
    path("punkter/<key:pk>/plads", elements_edit.element_place, name="element_place"),
    path("punkter/<key:pk>/fjernelse", elements_edit.element_removal, name="element_removal"),
]

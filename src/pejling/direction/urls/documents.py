"""Addresses of documents and what stands in them."""

from django.urls import path

from pejling.direction.views import documents, elements_edit, files, pointing_out, sections

urlpatterns = [
    path("dokumenter/nyt", documents.document_new, name="document_new"),
    path("dokumenter/<int:pk>/", documents.document, name="document"),
    path("dokumenter/<int:pk>/dokument.pdf", documents.document_pdf, name="document_pdf"),
    path("dokumenter/<int:pk>/dokument.docx", documents.document_word, name="document_word"),
    path("dokumenter/<int:pk>/skriv", documents.document_write, name="document_write"),
    path("dokumenter/<int:pk>/oplysninger", documents.document_facts, name="document_facts"),
    path("dokumenter/<int:pk>/synlighed", documents.document_sharing, name="document_sharing"),
    path("dokumenter/<int:pk>/aktivitet", documents.document_activity, name="document_activity"),
    path("dokumenter/<int:pk>/afsnit", sections.sections, name="sections"),
    path(
        "dokumenter/<int:pk>/afsnit/<int:section_pk>/tilbage",
        sections.section_restoration,
        name="section_restoration",
    ),
    path(
        "dokumenter/<int:pk>/punkter/<int:element_pk>/tilbage",
        elements_edit.element_restoration,
        name="element_restoration",
    ),
    path("dokumenter/<int:pk>/filer", files.files, name="files"),
    path("afsnit/<int:pk>/tekst", sections.section_text, name="section_text"),
    path("afsnit/<int:pk>/plads", sections.section_place, name="section_place"),
    path("afsnit/<int:pk>/fjernelse", sections.section_removal, name="section_removal"),
    path("afsnit/<int:pk>/punkter", elements_edit.section_elements, name="section_elements"),
    path("afsnit/<int:pk>/linjer", pointing_out.section_lines, name="section_lines"),
    path("punkter/<int:pk>/redigering", elements_edit.element_edit, name="element_edit"),
    path("punkter/<int:pk>/ordlyd", elements_edit.element_wording, name="element_wording"),
    path("punkter/<int:pk>/type", elements_edit.element_kind, name="element_kind"),
    path("punkter/<int:pk>/plads", elements_edit.element_place, name="element_place"),
    path("punkter/<int:pk>/fjernelse", elements_edit.element_removal, name="element_removal"),
    path("filer/<int:pk>/", files.file, name="file"),
    path("filer/<int:pk>/erstatning", files.file_replacement, name="file_replacement"),
    path("filer/<int:pk>/fjernelse", files.file_removal, name="file_removal"),
    path("filer/<int:pk>/tilbage", files.file_restoration, name="file_restoration"),
]

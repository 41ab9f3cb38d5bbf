"""Addresses of files."""

from django.urls import path

from pejling.files import views

urlpatterns = [
    path("filer/til/<slug:owner_key>/<key:owner_pk>", views.files, name="files"),
    path("filer/<key:pk>/", views.file, name="file"),
    path("filer/<key:pk>/udgaver/<key:number>", views.file_version, name="file_version"),
    path("filer/<key:pk>/erstatning", views.file_replacement, name="file_replacement"),
    path("filer/<key:pk>/oplysninger", views.file_facts, name="file_facts"),
    path("filer/<key:pk>/fjernelse", views.file_removal, name="file_removal"),
    path("filer/<key:pk>/tilbage", views.file_restoration, name="file_restoration"),
]

"""Kinds of documents and of elements."""

from django.urls import path

from pejling.direction.views import kinds

urlpatterns = [
    path("retning/typer/", kinds.kinds, name="kinds"),
    path("retning/typer/<str:family>/ny", kinds.kind, name="kind_new"),
    path("retning/typer/<str:family>/<key:pk>", kinds.kind, name="kind"),
    path("retning/typer/<str:family>/<key:pk>/fjernelse", kinds.kind_dropping, name="kind_dropping"),
]

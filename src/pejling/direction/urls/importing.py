"""Taking a file in."""

from django.urls import path

from pejling.direction.views import importing

urlpatterns = [
    path("dokumenter/indlaesning", importing.import_document, name="import_document"),
    path("dokumenter/indlaesning/<key:pk>/", importing.import_review, name="import_review"),
    path("dokumenter/indlaesning/<key:pk>/opgivelse", importing.import_dropping, name="import_dropping"),
    path("dokumenter/indlaesning/<key:pk>/genoptagelse", importing.import_taking_up, name="import_taking_up"),
]

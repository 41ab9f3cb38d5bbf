"""Addresses of what citizens see of a plan's work."""

from django.urls import path

from pejling.initiatives.views import publishing

urlpatterns = [
    path("planer/<key:pk>/borgerne", publishing.public_status, name="public_status"),
    path("indsatser/<key:pk>/borgerne", publishing.public_text_new, name="public_text_new"),
    path(
        "offentlige-tekster/<key:pk>/tilbagetagelse",
        publishing.public_text_withdrawal,
        name="public_text_withdrawal",
    ),
]

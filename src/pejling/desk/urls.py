"""The address of the front page."""

from django.urls import path

from pejling.desk import views

urlpatterns = [path("", views.front, name="front")]

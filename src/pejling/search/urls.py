"""Where one searches."""

from django.urls import path

from pejling.search import views

urlpatterns = [path("soeg", views.search_page, name="search")]

"""The addresses of the public face."""

from django.urls import path

from pejling.portal import views

urlpatterns = [
    path("loefter/", views.promises, name="promises"),
    path("loefter/loefter.csv", views.promises_csv, name="promises_csv"),
    path("loefter/loefter.json", views.promises_json, name="promises_json"),
    path("loefter/<key:pk>/", views.promise, name="promise"),
    path("loefter/<key:pk>/<int:year>-<int:month>-<int:day>/", views.promise_on, name="promise_on"),
    path("loefter/<key:pk>/loefte.csv", views.promise_csv, name="promise_csv"),
    path("loefter/<key:pk>/loefte.json", views.promise_json, name="promise_json"),
]

"""The addresses of status. What stands under /status/ in words comes before what is a link's token."""

from django.urls import path

from pejling.initiatives.views import links, reports

urlpatterns = [
    path("indsatser/<int:pk>/status", reports.report_new, name="report_new"),
    path("statusmeldinger/<int:pk>/tilbagetagelse", reports.report_withdrawal, name="report_withdrawal"),
    path("statusmeldinger/<int:pk>/svar", reports.report_reply, name="report_reply"),
    path("statusmeldinger/<int:pk>/laesning", reports.report_reading, name="report_reading"),
    path("status/valg", links.status_choices, name="status_choices"),
    path("status/kvittering/<str:signed>", links.status_receipt, name="status_receipt"),
    path("status/<str:token>", links.status_link, name="status_link"),
]

"""The addresses of status. What stands under /status/ in words comes before what is a link's token."""

from django.urls import path

from pejling.initiatives.views import asking, links, reports, rhythm, sheets, statuses

urlpatterns = [
    path("indsatser/<key:pk>/status", reports.report_new, name="report_new"),
    path("statusmeldinger/<key:pk>/tilbagetagelse", reports.report_withdrawal, name="report_withdrawal"),
    path("statusmeldinger/<key:pk>/svar", reports.report_reply, name="report_reply"),
    path("statusmeldinger/<key:pk>/laesning", reports.report_reading, name="report_reading"),
    path("indsatser/<key:pk>/statusanmodning", asking.status_asking, name="status_asking"),
    path("enheder/<key:pk>/statusanmodninger", asking.statuses_asking, name="statuses_asking"),
    path(
        "statusanmodninger/<key:pk>/tilbagetagelse",
        asking.status_asking_withdrawal,
        name="status_asking_withdrawal",
    ),
    path("enheder/<key:pk>/statusrytme", rhythm.rhythm, name="rhythm"),
    path("status/", statuses.statuses, name="statuses"),
    path("status/regneark", sheets.statuses_sheet, name="statuses_sheet"),
    path("status/indlaesning", sheets.statuses_import, name="statuses_import"),
    path("status/valg", links.status_choices, name="status_choices"),
    path("status/kvittering/<str:signed>", links.status_receipt, name="status_receipt"),
    path("status/<str:token>", links.status_link, name="status_link"),
]

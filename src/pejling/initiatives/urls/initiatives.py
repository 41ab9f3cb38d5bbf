"""Addresses of initiatives, their steps, milestones and judgements."""

from django.urls import path

from pejling.initiatives.views import initiatives, judging, listing, sheets, work

urlpatterns = [
    path("indsatser/", listing.initiatives, name="initiatives"),
    path("indsatser/regneark", sheets.initiatives_sheet, name="initiatives_sheet"),
    path("indsatser/regneark/indlaesning", sheets.initiatives_import, name="initiatives_import"),
    path("dokumenter/<key:pk>/indsatser/ny", initiatives.initiative_new, name="initiative_new"),
    path("dokumenter/<key:pk>/godkender", judging.approver, name="approver"),
    path("punkter/<key:pk>/indsats", initiatives.initiative_beginning, name="initiative_beginning"),
    path("indsatser/<key:pk>/", initiatives.initiative, name="initiative"),
    path("indsatser/<key:pk>/aktivitet", initiatives.initiative_activity, name="initiative_activity"),
    path("indsatser/<key:pk>/oplysninger", initiatives.initiative_edit, name="initiative_edit"),
    path("indsatser/<key:pk>/faser/tilbage", work.initiative_step_back, name="initiative_step_back"),
    path("indsatser/<key:pk>/faser/<str:phase>", work.initiative_step, name="initiative_step"),
    path("indsatser/<key:pk>/delmaal", work.milestone_new, name="milestone_new"),
    path("delmaal/<key:pk>/", work.milestone_edit, name="milestone_edit"),
    path("delmaal/<key:pk>/naaet", work.milestone_reaching, name="milestone_reaching"),
    path("delmaal/<key:pk>/ikke-naaet", work.milestone_missing, name="milestone_missing"),
    path("delmaal/<key:pk>/fjernelse", work.milestone_removal, name="milestone_removal"),
    path("delmaal/<key:pk>/tilbage", work.milestone_restoration, name="milestone_restoration"),
    path("indsatser/<key:pk>/kriterier", judging.criterion_new, name="criterion_new"),
    path(
        "indsatser/<key:pk>/kriterier/<key:criterion_pk>/vurdering", judging.verdict_new, name="verdict_new"
    ),
    path("indsatser/<key:pk>/parathed", judging.readiness_new, name="readiness_new"),
]

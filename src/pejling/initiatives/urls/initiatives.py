"""Addresses of initiatives, their steps, milestones and judgements."""

from django.urls import path

from pejling.initiatives.views import initiatives, judging, listing, work

urlpatterns = [
    path("indsatser/", listing.initiatives, name="initiatives"),
    path("dokumenter/<int:pk>/indsatser/ny", initiatives.initiative_new, name="initiative_new"),
    path("dokumenter/<int:pk>/godkender", judging.approver, name="approver"),
    path("punkter/<int:pk>/indsats", initiatives.initiative_beginning, name="initiative_beginning"),
    path("indsatser/<int:pk>/", initiatives.initiative, name="initiative"),
    path("indsatser/<int:pk>/aktivitet", initiatives.initiative_activity, name="initiative_activity"),
    path("indsatser/<int:pk>/oplysninger", initiatives.initiative_edit, name="initiative_edit"),
    path("indsatser/<int:pk>/faser/tilbage", work.initiative_step_back, name="initiative_step_back"),
    path("indsatser/<int:pk>/faser/<str:phase>", work.initiative_step, name="initiative_step"),
    path("indsatser/<int:pk>/delmaal", work.milestone_new, name="milestone_new"),
    path("delmaal/<int:pk>/", work.milestone_edit, name="milestone_edit"),
    path("delmaal/<int:pk>/naaet", work.milestone_reaching, name="milestone_reaching"),
    path("delmaal/<int:pk>/ikke-naaet", work.milestone_missing, name="milestone_missing"),
    path("delmaal/<int:pk>/fjernelse", work.milestone_removal, name="milestone_removal"),
    path("delmaal/<int:pk>/tilbage", work.milestone_restoration, name="milestone_restoration"),
    path("indsatser/<int:pk>/kriterier", judging.criterion_new, name="criterion_new"),
    path(
        "indsatser/<int:pk>/kriterier/<int:criterion_pk>/vurdering", judging.verdict_new, name="verdict_new"
    ),
    path("indsatser/<int:pk>/parathed", judging.readiness_new, name="readiness_new"),
]

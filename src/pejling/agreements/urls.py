"""The addresses of agreements and proposals."""

from django.urls import path

from pejling.agreements.views import commitments, gathered, links, proposals, sharing, sheets

urlpatterns = [
    path("aftaler/", commitments.commitments, name="commitments"),
    path("aftaler/ny", commitments.commitment_new, name="commitment_new"),
    path("aftaler/fordelt", gathered.commitments_gathered, name="commitments_gathered"),
    path("aftaler/regneark", sheets.commitments_sheet, name="commitments_sheet"),
    path("aftaler/regneark/laes-ind", sheets.commitments_import, name="commitments_import"),
    path("aftaler/<key:pk>/", commitments.commitment, name="commitment"),
    path("aftaler/<key:pk>/ret", commitments.commitment_edit, name="commitment_edit"),
    path("aftaler/<key:pk>/gjort", commitments.commitment_done, name="commitment_done"),
    path("aftaler/<key:pk>/opgivet", commitments.commitment_dropped, name="commitment_dropped"),
    path("aftaler/<key:pk>/i-planen", commitments.commitment_planned, name="commitment_planned"),
    path("aftaler/afslutninger/<key:pk>/tilbage", commitments.closing_withdrawal, name="closing_withdrawal"),
    path("aftale-gjort/<str:signed>", links.commitment_link, name="commitment_link"),
    path("forslag/", proposals.proposals, name="proposals"),
    path("forslag/nyt", proposals.proposal_new, name="proposal_new"),
    path("forslag/<key:pk>/", proposals.proposal, name="proposal"),
    path("forslag/<key:pk>/ret", proposals.proposal_edit, name="proposal_edit"),
    path("forslag/<key:pk>/svar", proposals.proposal_answer, name="proposal_answer"),
    path("forslag/<key:pk>/tilbagetraekning", proposals.proposal_withdrawal, name="proposal_withdrawal"),
    path("forslag/<key:pk>/genstilling", proposals.proposal_restoration, name="proposal_restoration"),
    path("forslag/svar/<key:pk>/tilbage", proposals.answer_withdrawal, name="answer_withdrawal"),
    path("forslag/svar/<key:pk>/laest", proposals.answer_reading, name="answer_reading"),
    path("faelles-opgaver/", sharing.shared_tasks, name="shared_tasks"),
    path("faelles-opgaver/ny", sharing.shared_task_new, name="shared_task_new"),
    path("faelles-opgaver/<key:pk>/", sharing.shared_task, name="shared_task"),
    path("faelles-opgaver/<key:pk>/ret", sharing.shared_task_edit, name="shared_task_edit"),
    path("faelles-opgaver/<key:pk>/del", sharing.task_part_new, name="task_part_new"),
    path("faelles-opgaver/dele/<key:pk>/fjern", sharing.task_part_removal, name="task_part_removal"),
]

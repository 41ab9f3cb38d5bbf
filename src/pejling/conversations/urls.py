"""The addresses of strategic conversations."""

from django.urls import path

from pejling.conversations.views import across, holding, keeping, planning, preparing

urlpatterns = [
    path("samtaler/", planning.conversations, name="conversations"),
    path("samtaler/ny", planning.conversation_new, name="conversation_new"),
    path("samtaler/maaned", planning.plan_month, name="plan_month"),
    path("samtaler/paa-tvaers", across.answers_across, name="answers_across"),
    path("samtaler/paa-tvaers/tema", across.theme_new, name="theme_new"),
    path("samtaler/temaer/<key:pk>/", across.theme_edit, name="theme_edit"),
    path("samtaler/temaer/<key:pk>/fjern", across.theme_removal, name="theme_removal"),
    path("samtaler/opbevaring", keeping.keeping, name="keeping"),
    path("samtaler/opbevaring/<slug:kept>", keeping.retention, name="retention"),
    path("samtaler/<key:pk>/sletning/<slug:kept>", keeping.disposal, name="disposal"),
    path("samtaler/<key:pk>/", preparing.conversation, name="conversation"),
    path("samtaler/<key:pk>/tid-og-sted", planning.conversation_edit, name="conversation_edit"),
    path(
        "samtaler/<key:pk>/svar/<slug:question>",
        preparing.conversation_question,
        name="conversation_question",
    ),
    path("samtaler/<key:pk>/bud/<slug:question>", preparing.bid, name="bid"),
    path("samtaler/<key:pk>/refleksion/<slug:asked>", preparing.reflection, name="reflection"),
    path("samtaler/svar/<key:pk>/i-planen", preparing.answer_carrying, name="answer_carrying"),
    path("samtaler/<key:pk>/laest", preparing.conversation_reading, name="conversation_reading"),
    path("samtaler/<key:pk>/oplaeg.docx", preparing.pack_word, name="pack_word"),
    path("samtaler/<key:pk>/oplaeg.pdf", preparing.pack_pdf, name="pack_pdf"),
    path("samtaler/<key:pk>/begynd", holding.conversation_beginning, name="conversation_beginning"),
    path("samtaler/<key:pk>/dagsorden/<key:proposal>", planning.agenda_placing, name="agenda_placing"),
    path("samtaler/bud/<key:pk>/enig", preparing.bid_support, name="bid_support"),
    path("samtaler/<key:pk>/faelles-svar/<slug:question>", preparing.joint_answer, name="joint_answer"),
    path("samtaler/svar/<key:pk>/deling", preparing.answer_sharing, name="answer_sharing"),
    path("samtaler/<key:pk>/afsendelse", preparing.conversation_sending, name="conversation_sending"),
    path("samtaler/<key:pk>/spoergsmaal", preparing.conversation_asking, name="conversation_asking"),
    path("samtaler/<key:pk>/storskaerm", holding.conversation_screen, name="conversation_screen"),
    path("samtaler/<key:pk>/note", holding.conversation_jotting, name="conversation_jotting"),
    path("samtaler/<key:pk>/aftale", holding.conversation_agreeing, name="conversation_agreeing"),
    path(
        "samtaler/<key:pk>/forslag", holding.conversation_putting_forward, name="conversation_putting_forward"
    ),
    path("samtaler/<key:pk>/set-i-praksis", holding.value_seeing, name="value_seeing"),
    path("samtaler/<key:pk>/holdt", holding.conversation_holding, name="conversation_holding"),
    path("samtaler/<key:pk>/aaben-igen", holding.conversation_reopening, name="conversation_reopening"),
    path(
        "samtaler/<key:pk>/bekraeftelse", holding.conversation_confirmation, name="conversation_confirmation"
    ),
    path(
        "samtaler/<key:pk>/bekraeftelse/tilbage",
        holding.conversation_unconfirmation,
        name="conversation_unconfirmation",
    ),
    path("samtaler/<key:pk>/samtale.docx", holding.conversation_word, name="conversation_word"),
    path("samtaler/<key:pk>/samtale.pdf", holding.conversation_pdf, name="conversation_pdf"),
]

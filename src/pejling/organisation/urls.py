"""Addresses of the organisation."""

from django.urls import path

from pejling.organisation.views import deliveries, forums, holding, people, units, words

urlpatterns = [
    path("enheder/", units.units, name="units"),
    path("enheder/ny", units.unit_new, name="unit_new"),
    path("enheder/<key:pk>/", units.unit, name="unit"),
    path("enheder/<key:pk>/oplysninger", units.unit_edit, name="unit_edit"),
    path("enheder/<key:pk>/flytning", units.unit_move, name="unit_move"),
    path("enheder/<key:pk>/nedlaeggelse", units.unit_end, name="unit_end"),
    path("enheder/<key:pk>/genaabning", units.unit_reopen, name="unit_reopen"),
    path("enheder/<key:pk>/sammenlaegning", units.unit_merge, name="unit_merge"),
    path("enheder/<key:pk>/poster/ny", holding.unit_post_new, name="unit_post_new"),
    path("poster/<key:pk>/ophoer", holding.post_end, name="post_end"),
    path("poster/<key:pk>/ophoer/fortrydelse", holding.post_resume, name="post_resume"),
    path("personer/", people.people, name="people"),
    path("personer/ny", people.person_new, name="person_new"),
    path("personer/invitationer", people.people_invite, name="people_invite"),
    path("personer/<key:pk>/", people.person, name="person"),
    path("personer/<key:pk>/oplysninger", people.person_edit, name="person_edit"),
    path("personer/<key:pk>/ansvar", people.person_charges, name="person_charges"),
    path("personer/<key:pk>/fratraedelse", people.person_leave, name="person_leave"),
    path("personer/<key:pk>/tilbagekomst", people.person_return, name="person_return"),
    path("personer/<key:pk>/invitation", people.person_invite, name="person_invite"),
    path("personer/<key:pk>/poster/ny", holding.person_post_new, name="person_post_new"),
    path("personer/<key:pk>/stedfortraedere/ny", holding.deputy_new, name="deputy_new"),
    path("stedfortraedere/<key:pk>/ophoer", holding.deputy_end, name="deputy_end"),
    path("stedfortraedere/<key:pk>/ophoer/fortrydelse", holding.deputy_resume, name="deputy_resume"),
    path("fora/", forums.forums, name="forums"),
    path("fora/nyt", forums.forum_new, name="forum_new"),
    path("fora/<key:pk>/", forums.forum, name="forum"),
    path("fora/<key:pk>/oplysninger", forums.forum_edit, name="forum_edit"),
    path("fora/<key:pk>/nedlaeggelse", forums.forum_end, name="forum_end"),
    path("fora/<key:pk>/genaabning", forums.forum_reopen, name="forum_reopen"),
    path("fora/<key:pk>/pladser/ny", holding.seat_new, name="seat_new"),
    path("pladser/<key:pk>/ophoer", holding.seat_end, name="seat_end"),
    path("pladser/<key:pk>/ophoer/fortrydelse", holding.seat_resume, name="seat_resume"),
    path("betegnelser/", words.words, {"slug": "enhedstyper"}, name="words_start"),
    path("betegnelser/<slug:slug>/", words.words, name="words"),
    path("betegnelser/<slug:slug>/ny", words.word_new, name="word_new"),
    path("betegnelser/<slug:slug>/<key:pk>/", words.word_edit, name="word_edit"),
    path("betegnelser/<slug:slug>/<key:pk>/placering", words.word_place, name="word_place"),
    path("betegnelser/<slug:slug>/<key:pk>/sletning", words.word_drop, name="word_drop"),
    path("kommunen/", words.identity, name="identity"),
    path("indlaesninger/ny", deliveries.delivery_new, name="delivery_new"),
    path("indlaesninger/<key:pk>/", deliveries.delivery, name="delivery"),
    path(
        "indlaesninger/<key:pk>/gennemfoersel", deliveries.delivery_application, name="delivery_application"
    ),
    path("indlaesninger/<key:pk>/kassering", deliveries.delivery_discard, name="delivery_discard"),
]

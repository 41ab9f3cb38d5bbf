"""The addresses of Min side."""

from django.urls import path

from pejling.desk.views import calendar, comments, following, front, mail

urlpatterns = [
    path("", front.front, name="front"),
    path("det-venter", front.all_waiting, name="waiting"),
    path("siden-sidst", front.news, name="news"),
    path("mine-datoer", front.days, name="days"),
    path("foelger", following.follows, name="follows"),
    path("foelger/<str:kind>/<key:pk>", following.follow, name="follow"),
    path("foelger/<str:kind>/<key:pk>/ophoer", following.unfollow, name="unfollow"),
    path("kommentarer/<str:kind>/<key:pk>", comments.comment_new, name="comment_new"),
    path("kommentarer/<str:kind>/<key:pk>/set", comments.mentions_settled, name="mentions_settled"),
    path("kommentarer/<key:pk>/aendring", comments.comment_edit, name="comment_edit"),
    path("kommentarer/<key:pk>/fjernelse", comments.comment_removal, name="comment_removal"),
    path("kommentarer/<key:pk>/genoprettelse", comments.comment_restoring, name="comment_restoring"),
    path("konto/kalender", calendar.calendar, name="calendar"),
    path("konto/kalender/adresse", calendar.calendar_address, name="calendar_address"),
    path("konto/kalender/lukning", calendar.calendar_closing, name="calendar_closing"),
    path("kalender/<str:secret>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("konto/post", mail.mail_choice, name="mail_choice"),
    path("konto/post/afmelding/<str:token>", mail.mail_unsubscription, name="mail_unsubscription"),
]

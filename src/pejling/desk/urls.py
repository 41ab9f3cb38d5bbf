"""The addresses of Min side."""

from django.urls import path

from pejling.desk.views import following, front, mail

urlpatterns = [
    path("", front.front, name="front"),
    path("det-venter", front.all_waiting, name="waiting"),
    path("siden-sidst", front.news, name="news"),
    path("mine-datoer", front.days, name="days"),
    path("foelger", following.follows, name="follows"),
    path("foelger/<str:kind>/<key:pk>", following.follow, name="follow"),
    path("foelger/<str:kind>/<key:pk>/ophoer", following.unfollow, name="unfollow"),
    path("konto/post", mail.mail_choice, name="mail_choice"),
    path("konto/post/afmelding/<str:token>", mail.mail_unsubscription, name="mail_unsubscription"),
]

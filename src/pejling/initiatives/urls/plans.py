"""Addresses of plans."""

from django.urls import path

from pejling.initiatives.views import plans

urlpatterns = [
    path("planer/", plans.plans, name="plans"),
    path("planer/<key:pk>/", plans.plan, name="plan"),
    path("planer/<key:pk>/liv", plans.plan_life, name="plan_life"),
    path("planer/<key:pk>/bekraeftelser", plans.confirmations, name="confirmations"),
    path("planer/<key:pk>/inddragelse", plans.involvement_new, name="involvement_new"),
    path("planer/<key:pk>/temaer/<key:bearing_pk>", plans.theme, name="theme"),
    path(
        "bekraeftelser/<key:pk>/tilbagetagelse", plans.confirmation_withdrawal, name="confirmation_withdrawal"
    ),
    path("inddragelse/<key:pk>/fjernelse", plans.involvement_removal, name="involvement_removal"),
    path("inddragelse/<key:pk>/tilbage", plans.involvement_restoration, name="involvement_restoration"),
]

"""Addresses of plans."""

from django.urls import path

from pejling.initiatives.views import plans

urlpatterns = [
    path("planer/", plans.plans, name="plans"),
    path("planer/<int:pk>/", plans.plan, name="plan"),
    path("planer/<int:pk>/liv", plans.plan_life, name="plan_life"),
    path("planer/<int:pk>/bekraeftelser", plans.confirmations, name="confirmations"),
    path("planer/<int:pk>/inddragelse", plans.involvement_new, name="involvement_new"),
    path("planer/<int:pk>/temaer/<int:bearing_pk>", plans.theme, name="theme"),
    path(
        "bekraeftelser/<int:pk>/tilbagetagelse", plans.confirmation_withdrawal, name="confirmation_withdrawal"
    ),
    path("inddragelse/<int:pk>/fjernelse", plans.involvement_removal, name="involvement_removal"),
    path("inddragelse/<int:pk>/tilbage", plans.involvement_restoration, name="involvement_restoration"),
]

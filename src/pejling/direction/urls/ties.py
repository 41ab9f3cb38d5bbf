"""Addresses of elements, their ties and their ring."""

from django.urls import path

from pejling.direction.views import ring, ties

urlpatterns = [
    path("punkter/<int:pk>/", ties.element, name="element"),
    path("punkter/<int:pk>/forankring", ring.ring, name="ring"),
    path("punkter/<int:pk>/bidrag", ties.tie_new, name="tie_new"),
    path("bidrag/<int:pk>/ophoer", ties.tie_ending, name="tie_ending"),
    path("bidrag/<int:pk>/genoptagelse", ties.tie_resumption, name="tie_resumption"),
    path("bidrag/<int:pk>/spoergsmaal", ties.tie_question, name="tie_question"),
    path("bidrag/<int:pk>/svar", ties.tie_answer, name="tie_answer"),
    path("bidrag/<int:pk>/afklaring", ties.tie_settlement, name="tie_settlement"),
    path("bidrag/<int:pk>/arv/<int:fate_pk>", ties.inheritance, name="inheritance"),
    path("arv/<int:pk>/genaabning", ties.inheritance_reopening, name="inheritance_reopening"),
]

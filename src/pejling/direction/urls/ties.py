"""Addresses of elements, their ties and their ring."""

from django.urls import path

from pejling.direction.views import ring, ties

urlpatterns = [
    path("punkter/<key:pk>/", ties.element, name="element"),
    path("punkter/<key:pk>/forankring", ring.ring, name="ring"),
    path("punkter/<key:pk>/bidrag", ties.tie_new, name="tie_new"),
    path("bidrag/<key:pk>/ophoer", ties.tie_ending, name="tie_ending"),
    path("bidrag/<key:pk>/genoptagelse", ties.tie_resumption, name="tie_resumption"),
    path("bidrag/<key:pk>/spoergsmaal", ties.tie_question, name="tie_question"),
    path("bidrag/<key:pk>/svar", ties.tie_answer, name="tie_answer"),
    path("bidrag/<key:pk>/afklaring", ties.tie_settlement, name="tie_settlement"),
    path("bidrag/<key:pk>/arv/<key:fate_pk>", ties.inheritance, name="inheritance"),
    path("arv/<key:pk>/genaabning", ties.inheritance_reopening, name="inheritance_reopening"),
]

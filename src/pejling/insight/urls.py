"""The addresses of the overview and of the two pages."""

from django.urls import path

from pejling.insight.views import overview, two_pages

urlpatterns = [
    path("overblik/", overview.overview, name="overview"),
    path("overblik/enheder/<key:pk>/", overview.overview_of_unit, name="overview_of_unit"),
    path("overblik/fora/<key:pk>/", overview.overview_of_forum, name="overview_of_forum"),
    path("overblik/dokumenter/<key:pk>/", overview.overview_of_document, name="overview_of_document"),
    path("overblik/maal/<key:pk>/", overview.overview_of_aim, name="overview_of_aim"),
    path("overblik/maal/<key:pk>/samarbejde", overview.coordination_on_aim, name="coordination_on_aim"),
    path(
        "overblik/dokumenter/<key:pk>/samarbejde",
        overview.coordination_on_document,
        name="coordination_on_document",
    ),
    path("to-sider/<str:kind>/<key:pk>/", two_pages.two_pages, name="two_pages"),
    path("to-sider/<str:kind>/<key:pk>/to-sider.pdf", two_pages.two_pages_pdf, name="two_pages_pdf"),
    path("to-sider/<str:kind>/<key:pk>/to-sider.docx", two_pages.two_pages_word, name="two_pages_word"),
    path("to-sider/<str:kind>/<key:pk>/ret", two_pages.two_pages_choice, name="two_pages_choice"),
    path(
        "to-sider/<str:kind>/<key:pk>/valg/<key:version>",
        two_pages.two_pages_restoration,
        name="two_pages_restoration",
    ),
]

"""The few addresses that belong to no room: the municipality's colours and logo, health, and the components on show."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pejling.web import session_end, unsaved
from pejling.web.models import Identity
from pejling.web.pages import page, see_other, way_back
from pejling.web.showcase import samples

A_YEAR = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"


@require_safe
def identity_stylesheet(request: HttpRequest) -> HttpResponse:
    """The two colours as custom properties. Its address carries the version, so it may be kept for ever."""
    identity = Identity.current()
    rules = f":root {{\n  --band: {identity.band};\n  --accent: {identity.accent};\n}}\n"
    return HttpResponse(rules, content_type="text/css; charset=utf-8", headers={"Cache-Control": A_YEAR})


@require_safe
def logo(request: HttpRequest) -> FileResponse:
    """The municipality's logo."""
    identity = Identity.current()
    if not identity.logo:
        raise Http404
    return FileResponse(identity.logo.open("rb"), content_type="image/png", headers={"Cache-Control": A_YEAR})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the system is up and its database answers, for whoever watches over it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("databasen svarer ikke\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(
        "ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are welcome to public pages, not to forms and sign-in."""
    lines = ["User-agent: *", "Disallow: /konto/", "Disallow: /soeg", "Disallow: /komponenter", ""]
    return HttpResponse(
        "\n".join(lines), content_type="text/plain; charset=utf-8", headers={"Cache-Control": A_DAY}
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it at the root."""
    response = see_other(static("web/favicon.svg"))
    response["Cache-Control"] = A_DAY
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """How many seconds the session lasts; a POST renews it. The page asks here before it warns."""
    if request.method == "POST" and request.user.is_authenticated:
        session_end.begin(request)
        return JsonResponse({"seconds": settings.SESSION_COOKIE_AGE})
    return JsonResponse({"seconds": session_end.true_seconds_left(request)})


@require_POST
def unsaved_dropping(request: HttpRequest) -> HttpResponse:
    """Throw away what was kept of forms that could not be saved."""
    unsaved.drop_all(request)
    return see_other(way_back(request, "/"))


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with sample data, where those who build look at them."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return page(request, "web/components.html", samples(request), part="results")

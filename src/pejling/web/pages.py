"""How a page is answered. Nothing else in the project asks whether htmx or a plain browser is at the other end.

A view answers `page(request, "room/thing.html", context, part="results")`. A plain browser gets the whole page. When htmx
asks to fill the element with the id `results`, it gets the template's block `results` alone: the block is what stands inside
that element (or the element itself, when it is swapped with outerHTML). Asked to fill any other element, as after a
redirect to another page, htmx gets the whole page and puts it in place of the old one.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.template.backends.utils import csrf_token_lazy
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from pejling.web.stamps import marks_when_shown

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.runtime import Context

TOASTS = "web/toasts.html"


class SeeOther(HttpResponseRedirect):
    """What a POST ends in: look there."""

    status_code = 303


def see_other(url: str) -> SeeOther:
    """Send the browser on after a POST. htmx follows too, and shows what it finds where it belongs."""
    return SeeOther(url)


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that a form was opened from, when it told so in `next`; else another."""
    told = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = told.startswith("/") and url_has_allowed_host_and_scheme(told, allowed_hosts=None)
    return told if is_ours else otherwise


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or the named block of the same template when htmx asks for that part of it."""
    found: Template = engines["jinja2"].get_template(template).template  # type: ignore[attr-defined]
    variables = _variables(request, context or {})
    if part and _wanted(request) == part:
        response = HttpResponse(
            _render_part(found, part, variables) + _waiting_toasts(request, variables), status=status
        )
    else:
        response = HttpResponse(SafeString(found.render(variables)), status=status)
        let_it_replace_the_old_page(request, response)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _variables(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    return {
        "request": request,
        "user": getattr(request, "user", AnonymousUser()),
        "csrf_input": marks_when_shown(request),
        "csrf_token": csrf_token_lazy(request),
        **context,
    }


def _wanted(request: HttpRequest) -> str | None:
    """The id of the element that htmx means to fill, if it is htmx that asks and not for a whole page."""
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return None
    return (htmx.target or "").partition("#")[2] or None


def _render_part(template: "Template", part: str, variables: dict[str, Any]) -> str:
    """One block of a template. The template's top is run first, so that what it imports and sets is at hand in the block."""
    context: Context = template.new_context(variables)
    try:
        top = template.root_render_func(context)
        next(iter(top), None)
        return "".join(context.blocks[part][0](context))
    except Exception:
        template.environment.handle_exception()


def _waiting_toasts(request: HttpRequest, variables: dict[str, Any]) -> str:
    """Messages that came up meanwhile: they ride along and are put where toasts stand."""
    if not getattr(request, "_messages", None):
        return ""
    rendered: str = engines["jinja2"].get_template(TOASTS).template.render(**variables, is_part=True)  # type: ignore[attr-defined]
    return rendered


def let_it_replace_the_old_page(request: HttpRequest, response: HttpResponse) -> None:
    """Whatever htmx meant to fill, it puts a whole page in place of the old one."""
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted and not htmx.history_restore_request:
        response["HX-Retarget"] = "body"
        response["HX-Reswap"] = "innerHTML"
        if request.method == "GET":
            response["HX-Push-Url"] = request.get_full_path()

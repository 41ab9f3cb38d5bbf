"""The public face: all promises, one promise as it is and as it was on a day, and the same as data."""

from datetime import date

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from pejling.core.dates import today
from pejling.core.tables import CSV
from pejling.portal.exports import board_data, csv_of_promises, figure_data
from pejling.portal.figures.gone import gone_promise
from pejling.portal.figures.promise import PromiseFigure, promise_of
from pejling.portal.figures.promises import read_board, sign_of
from pejling.portal.front import values_of
from pejling.web.blocks import blocks_at
from pejling.web.caching import open_to_all
from pejling.web.downloads import file_answer
from pejling.web.pages import page
from pejling.web.requests import Request
from pejling.web.tiles import TileSubject, tiles_about


@open_to_all
@require_safe
def promises(request: Request) -> HttpResponse:
    """What citizens meet first, also for those who have signed in and want to see it."""
    return page(request, "portal/promises.html", {"values": values_of(read_board())})


@open_to_all
@require_safe
def promise(request: Request, pk: int) -> HttpResponse:
    """A promise today; of one that holds no more, what became of it."""
    if gone := gone_promise(pk):
        return page(request, "portal/promise_gone.html", {"gone": gone})
    return _shown(request, _found(pk, today()), is_today=True)


@open_to_all
@require_safe
def promise_on(request: Request, pk: int, year: int, month: int, day: int) -> HttpResponse:
    """The promise as its page stood when a day ended: an address that goes on showing the same."""
    try:
        on = date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return _shown(request, _found(pk, on), is_today=on == today())


def _found(pk: int, on: date) -> PromiseFigure:
    figure = promise_of(pk, on) if on <= today() else None
    if figure is None:
        raise Http404
    return figure


def _shown(request: Request, figure: PromiseFigure, *, is_today: bool) -> HttpResponse:
    """The page; what other rooms know of the promise is of today, and left out of a page of another day."""
    subject = TileSubject(aims=frozenset({figure.aim.pk}))
    context = {
        "figure": figure,
        "promise": figure.promise,
        "is_today": is_today,
        "sign": sign_of,
        "blocks": blocks_at("promise", figure.aim, request.user) if is_today else [],
        "tiles": tiles_about(subject, request.user) if is_today else [],
    }
    return page(request, "portal/promise.html", context)


@open_to_all
@require_safe
def promises_csv(request: Request) -> HttpResponse:
    """All promises and the work behind them, as rows."""
    return file_answer(csv_of_promises(read_board().promises), "loefter.csv", CSV)


@open_to_all
@require_safe
def promises_json(request: Request) -> HttpResponse:
    """The same for programs."""
    return _json(board_data(read_board()))


@open_to_all
@require_safe
def promise_csv(request: Request, pk: int) -> HttpResponse:
    """One promise and the work behind it, as rows."""
    return file_answer(csv_of_promises([_found(pk, today()).promise]), "loefte.csv", CSV)


@open_to_all
@require_safe
def promise_json(request: Request, pk: int) -> HttpResponse:
    """The same for programs, with what was changed and who answers."""
    return _json(figure_data(_found(pk, today())))


def _json(data: dict[str, object]) -> HttpResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})

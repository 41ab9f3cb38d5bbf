"""Lists of thousands of choices are not drawn until somebody opens them.

`list_page` and `form_page` ask `deferred_choices` before they show their form. Each long list (`NameField.is_long`) is
then drawn with what is chosen alone, and the script of pickers fetches the rest from the page's own address with
`?valg=FIELD`: the same view makes the same form, so the same people are offered the same rows. `?valg=alle` draws every list
in full, for those without script; so does a form that was sent and is shown again, for nothing typed may be lost on the way.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from pejling.web.controls import Listed, NameField
from pejling.web.forms import BaseForm

ASKED, ALL = "valg", "alle"


def deferred_choices(request: HttpRequest, form: BaseForm | None) -> HttpResponse | None:
    """The choices of the list that the address asks for; else nothing, and the long lists of the form wait to be opened."""
    if form is None or request.method not in ("GET", "HEAD"):
        return None
    wanted = request.GET.get(ASKED)
    lists = {name: field.widget for name, field in form.fields.items() if _is_long(field)}
    if wanted in lists:
        answer = HttpResponse(lists[wanted].drawn_choices())
        patch_cache_control(answer, private=True)
        return answer
    if wanted != ALL:
        for name, widget in lists.items():
            widget.fetched_from, widget.all_lists_at = _address(request, name), _address(request, ALL)
    return None


def _is_long(field: object) -> bool:
    return isinstance(field, NameField) and field.is_long and isinstance(field.widget, Listed)


def _address(request: HttpRequest, wanted: str) -> str:
    query = request.GET.copy()
    query[ASKED] = wanted
    return f"{request.path}?{query.urlencode()}"

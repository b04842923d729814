"""The catalogue as open data, for anybody's program: JSON that any page of any site may read."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_http_methods

from motcua.accounts.types import open_to_public
from motcua.catalogue import queries as catalogue
from motcua.kernel import clock

_MOST = 500
"""So many procedures stand on a page of the list."""

_FOR_EVERY_SITE: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
}
Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Asked], HttpResponse]


def _open(view: View[Asked]) -> Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]:
    """Anybody's program may read it, from any site, and is told when nothing has changed."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        else:
            response = view(request, *args, **kwargs)
        for name, value in _FOR_EVERY_SITE.items():
            response[name] = value
        return response

    return open_to_public(require_http_methods(["GET", "HEAD", "OPTIONS"])(conditional_page(answer)))


@_open
def procedure_json(_request: HttpRequest, code: str) -> HttpResponse:
    """One procedure; `schema.json` describes the shape."""
    found = catalogue.open_data(code, clock.now().date())
    if found is None:
        return _json({"error": "unknown"}, status=HTTPStatus.NOT_FOUND)
    body, since = found
    response = _json({"schema": reverse("portal:open_data_schema"), **body})
    response["Last-Modified"] = http_date(since.timestamp())
    return response


@_open
def procedures_json(request: HttpRequest) -> HttpResponse:
    """Everything that is published, page by page; `next` leads on and is null at the end."""
    found = catalogue.open_data_list(clock.now().date(), after=request.GET.get("after", ""), most=_MOST)
    here = reverse("portal:procedures_json")
    following = f"{here}?{urlencode({'after': found[-1]['code']})}" if len(found) == _MOST else None
    listed = [{**one, "url": reverse("portal:procedure_json", args=[one["code"]])} for one in found]
    return _json({"procedures": listed, "next": following})


@_open
def open_data_schema(_request: HttpRequest) -> HttpResponse:
    """The JSON Schema of one procedure."""
    return _json(catalogue.open_data_schema())


def _json(body: Mapping[str, Any], *, status: int = HTTPStatus.OK) -> HttpResponse:
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})

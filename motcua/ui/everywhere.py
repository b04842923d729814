"""Public pages everywhere: in large letters, beside a phone's other apps, and a page that says there is no net."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

TEXT_SIZE_COOKIE = "motcua_text"
LARGE = "large"
_AN_HOUR = 3600  # seconds
_OFFLINE_STYLES = (
    "vendor/tabler.citizen.css",
    "ui/letters-light.css",
    "ui/theme.css",
    "ui/components.css",
    "ui/citizen.css",
)


def has_large_text(request: HttpRequest) -> bool:
    """Whether this reader chose large letters."""
    return request.COOKIES.get(TEXT_SIZE_COOKIE) == LARGE


@require_POST
def set_text_size(request: HttpRequest) -> HttpResponse:
    """Keeps the size of letters that a reader chose in his browser, and takes him back to where he was."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    back = HttpResponseRedirect(wanted if is_ours else "/")
    if request.POST.get("size") == LARGE:
        back.set_cookie(
            TEXT_SIZE_COOKIE,
            LARGE,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        back.delete_cookie(TEXT_SIZE_COOKIE, samesite="Lax")
    return back


@cache_control(public=True, max_age=_AN_HOUR)
@vary_on_headers("Accept-Language", "Cookie")
@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the site beside its other apps."""
    described = {
        "name": _("Motcua – public services, one door"),
        "short_name": "Motcua",
        "lang": get_language() or settings.LANGUAGE_CODE,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0a3f3e",
        "icons": [
            {"src": static("ui/mark.svg"), "type": "image/svg+xml", "sizes": "any"},
            {"src": static("ui/mark-192.png"), "type": "image/png", "sizes": "192x192"},
            {"src": static("ui/mark-512.png"), "type": "image/png", "sizes": "512x512", "purpose": "any maskable"},
        ],
    }
    return JsonResponse(described, content_type="application/manifest+json")


@cache_control(no_cache=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: it keeps one page that says there is no net, its style sheets, and nothing else."""
    kept = [reverse("ui:offline"), *map(static, _OFFLINE_STYLES)]
    return render(request, "ui/worker.js", {"kept": kept}, content_type="text/javascript")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What an installed site shows where there is no net. It names nobody, whoever is logged in."""
    return render(request, "ui/offline.html")

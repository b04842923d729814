"""The addresses of the shell itself: language, letters, what a phone installs; outside production the gallery."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from motcua.ui import everywhere, gallery
from motcua.ui.permissions import for_anybody

app_name = "ui"

# Whom somebody else makes read English, or large letters, has lost nothing. With a token every public page would give
# out a cookie.
urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", for_anybody(csrf_exempt(set_language)), name="set_language"),
    path("co-chu/", for_anybody(csrf_exempt(everywhere.set_text_size)), name="set_text_size"),
    path("motcua.webmanifest", for_anybody(everywhere.manifest), name="manifest"),
    path("worker.js", for_anybody(everywhere.worker), name="worker"),
    path("khong-co-mang/", for_anybody(everywhere.offline), name="offline"),
]
if settings.MODE != "production":
    urlpatterns += gallery.urlpatterns

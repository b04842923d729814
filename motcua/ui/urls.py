"""The addresses of the shell itself: the switch of language, and in demo and test mode the gallery of components."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from motcua.ui import gallery
from motcua.ui.permissions import for_anybody

app_name = "ui"

# Whom somebody else makes read English has lost nothing. With a token every public page would give out a cookie.
urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", for_anybody(csrf_exempt(set_language)), name="set_language")
]
if settings.MODE != "production":
    urlpatterns += gallery.urlpatterns

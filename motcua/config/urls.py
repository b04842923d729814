"""The addresses of the house. Each face brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.ui.urls")),
    path("", include("motcua.accounts.urls")),
    path("", include("motcua.portal.urls")),
    path("desk/", include("motcua.desk.urls")),
    path("office/", include("motcua.office.urls")),
    path("control/", include("motcua.control.urls")),
]

handler400 = "motcua.ui.answers.bad_request"
handler403 = "motcua.ui.answers.forbidden"
handler404 = "motcua.ui.answers.not_found"
handler500 = "motcua.config.answers.failed"

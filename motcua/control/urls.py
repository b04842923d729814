"""The addresses of the figures."""

from django.urls import path

from motcua.control import closing, letters, numbering, staffing, views

app_name = "control"

urlpatterns = [
    path("period/", views.period, name="period"),
    path("period/<str:cell>/", views.behind, name="behind"),
    path("posts/", staffing.empty_posts, name="posts"),
    path("codes/", numbering.codes, name="codes"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<str:key>/<int:number>/", letters.letter, name="letter"),
    path("letters/<str:key>/<int:number>/preview.pdf", letters.letter_preview, name="letter_preview"),
    path("closings/", closing.closings, name="closings"),
]

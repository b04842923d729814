"""The addresses of the figures."""

from django.urls import path

from motcua.control import closing, numbering, staffing, views

app_name = "control"

urlpatterns = [
    path("period/", views.period, name="period"),
    path("period/<str:cell>/", views.behind, name="behind"),
    path("posts/", staffing.empty_posts, name="posts"),
    path("codes/", numbering.codes, name="codes"),
    path("closings/", closing.closings, name="closings"),
]

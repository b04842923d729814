"""The public addresses."""

from django.urls import path

from motcua.portal import verifying, views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("fields/<str:code>/", views.field, name="field"),
    path("procedures/<str:code>/", views.procedure, name="procedure"),
    path("track/", views.track, name="track"),
    path("kiem-tra/", verifying.find, name="verify_file"),
    path("kiem-tra/<str:token>", verifying.verify, name="verify"),
]

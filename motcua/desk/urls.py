"""The addresses of the reception desk."""

from django.urls import path

from motcua.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("receive/<str:code>/", views.receive, name="receive"),
    path("received/<int:dossier_id>/", views.received, name="received"),
    path("register/", views.register, name="register"),
    path("receipt/<int:dossier_id>.pdf", views.receipt, name="receipt"),
]

"""The addresses of log-in and accounts."""

from django.conf import settings
from django.urls import URLPattern, path

from motcua.accounts import views

app_name = "accounts"

urlpatterns: list[URLPattern] = [
    path("login/", views.log_in, name="login"),
    path("logout/", views.log_out, name="logout"),
    path("post/", views.switch_post, name="switch_post"),
    path("account/", views.account, name="account"),
    path("password/<str:account>/<str:token>/", views.password_by_link, name="password_by_link"),
]
if settings.MODE != "production":
    urlpatterns.append(path("demo/", views.demo_log_in, name="demo"))

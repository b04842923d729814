"""The addresses of log-in and accounts."""

from django.conf import settings
from django.urls import URLPattern, path

from motcua.accounts import citizen_views, covering, views

app_name = "accounts"

urlpatterns: list[URLPattern] = [
    path("login/", views.log_in, name="login"),
    path("logout/", views.log_out, name="logout"),
    path("post/", views.switch_post, name="switch_post"),
    path("account/", views.account, name="account"),
    path("account/cover/", covering.cover, name="cover"),
    path("account/cover/<int:officer_id>/", covering.cover, name="cover_for"),
    path("password/<str:account>/<str:token>/", views.password_by_link, name="password_by_link"),
    path("cong-dan/", citizen_views.mine, name="citizen"),
    path("cong-dan/dang-nhap/", citizen_views.log_in, name="citizen_log_in"),
    path("cong-dan/dang-nhap/di/", citizen_views.set_out, name="citizen_set_out"),
    path("cong-dan/dang-nhap/xong/", citizen_views.arrive, name="citizen_arrived"),
    path("cong-dan/dang-xuat/", citizen_views.log_out, name="citizen_log_out"),
    path("cong-dan/phien/", citizen_views.end_session, name="citizen_end_session"),
]
if settings.MODE != "production":
    urlpatterns.append(path("demo/", views.demo_log_in, name="demo"))

"""The addresses of the reception desk."""

from django.urls import path

from motcua.desk import describing, scanning, views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("receive/<str:code>/", views.receive, name="receive"),
    path("received/<int:dossier_id>/", views.received, name="received"),
    path("register/", views.register, name="register"),
    path("receipt/<int:dossier_id>.pdf", views.receipt, name="receipt"),
    path("scan/separator.pdf", scanning.separator, name="separator"),
    path("scan/<int:dossier_id>/", scanning.scan, name="scan"),
    path("scan/<int:dossier_id>/step/", scanning.step, name="scan_step"),
    path("scan/<int:dossier_id>/pages/<slug:key>.jpg", scanning.page, name="scan_page"),
    path("papers/<int:dossier_id>/<int:attachment_id>/", describing.describe, name="describe"),
    path("scan/<int:dossier_id>/papers/<int:number>/", scanning.paper, name="scan_paper"),
]

"""The addresses of the office."""

from django.urls import path

from motcua.office import acts, views

app_name = "office"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("dossiers/", views.dossiers, name="dossiers"),
    path("search/", views.search, name="search"),
    path("dossiers/<int:dossier_id>/", views.dossier_page, name="dossier"),
    path("dossiers/<int:dossier_id>/work/<int:number>/<str:action_key>/", acts.way_out, name="way_out"),
    path("dossiers/<int:dossier_id>/work/<int:number>/", acts.handle_work, name="work"),
    path("dossiers/<int:dossier_id>/act/<str:action_key>/", acts.act, name="act"),
]

"""The addresses of the office."""

from django.urls import path

from motcua.office import acts, views

app_name = "office"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("dossiers/", views.dossiers, name="dossiers"),
    path("search/", views.search, name="search"),
    path("dossiers/<int:dossier_id>/", views.dossier_page, name="dossier"),
    path("dossiers/<int:dossier_id>/items/<int:number>/<str:action_key>/", acts.way_out, name="way_out"),
    path("dossiers/<int:dossier_id>/handling/<int:number>/", acts.handle_work, name="work"),
    path("dossiers/<int:dossier_id>/handling/<int:number>/give/", acts.give, name="give"),
    path("dossiers/<int:dossier_id>/handling/<int:number>/send-back/", acts.send_back, name="send_back"),
    path("dossiers/<int:dossier_id>/papers/<str:form>.pdf", views.paper, name="paper"),
    path("dossiers/<int:dossier_id>/act/<str:action_key>/", acts.act, name="act"),
]

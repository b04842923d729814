"""The addresses of the office."""

from django.urls import path

from motcua.office import (
    acts,
    bulk_signing,
    from_store,
    letters,
    papers,
    persons,
    registers,
    results,
    signing,
    submissions,
    views,
)

app_name = "office"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("dossiers/", views.dossiers, name="dossiers"),
    path("to-sign/", bulk_signing.to_sign, name="to_sign"),
    path("to-seal/", bulk_signing.to_seal, name="to_seal"),
    path("letters/", letters.waiting, name="letters"),
    path("search/", views.search, name="search"),
    path("dossiers/<int:dossier_id>/", views.dossier_page, name="dossier"),
    path("dossiers/<int:dossier_id>/items/<int:number>/<str:action_key>/", acts.way_out, name="way_out"),
    path("dossiers/<int:dossier_id>/items/<int:number>/<str:action_key>/sign/", results.sign, name="sign_result"),
    path("dossiers/<int:dossier_id>/result/draft/", results.draft, name="draft_result"),
    path("dossiers/<int:dossier_id>/submission/", submissions.draft, name="draft_submission"),
    path("dossiers/<int:dossier_id>/letters/", letters.draft, name="draft_letter"),
    path("dossiers/<int:dossier_id>/letters/<int:about>/", letters.change, name="change_letter"),
    path("dossiers/<int:dossier_id>/letters/<int:about>/take-back/", letters.take_back, name="take_back_letter"),
    path("dossiers/<int:dossier_id>/letters/<int:about>/sign/", letters.sign, name="sign_letter"),
    path("dossiers/<int:dossier_id>/handling/<int:number>/", acts.handle_work, name="work"),
    path("dossiers/<int:dossier_id>/handling/<int:number>/give/", acts.give, name="give"),
    path("dossiers/<int:dossier_id>/handling/<int:number>/send-back/", acts.send_back, name="send_back"),
    path("dossiers/<int:dossier_id>/papers/<str:form>.pdf", views.paper, name="paper"),
    path("dossiers/<int:dossier_id>/files/", papers.papers, name="papers"),
    path("dossiers/<int:dossier_id>/files/from-store/", from_store.from_store, name="from_store"),
    path("dossiers/<int:dossier_id>/files/<int:attachment_id>/", papers.paper, name="file"),
    path("dossiers/<int:dossier_id>/files/<int:attachment_id>/<int:page>.jpg", papers.picture, name="picture"),
    path("dossiers/<int:dossier_id>/files/<int:attachment_id>/take-out/", papers.take_out, name="take_out"),
    path("dossiers/<int:dossier_id>/sign/", signing.sign, name="sign"),
    path("dossiers/<int:dossier_id>/act/<str:action_key>/", acts.act, name="act"),
    path("persons/", persons.person, name="person"),
    path("persons/export/", persons.person_export, name="person_export"),
    path("registers/", registers.registers, name="registers"),
    path("registers/print/", registers.register_print, name="register_print"),
    path("registers/<int:agency>/<str:series>/<int:year>/<int:number>/void/", registers.void, name="void_number"),
    path("registers/results/<str:key>/", registers.result, name="result"),
    path("registers/results/<str:key>/code.svg", registers.result_code, name="result_code"),
    path("registers/results/<str:key>/copies/<int:attachment_id>/", registers.result_copy, name="result_copy"),
    path("registers/results/<str:key>/revoke/", registers.revoke, name="revoke_result"),
    path("registers/results/<str:key>/replace/", registers.replace, name="replace_result"),
]

"""The public addresses."""

from django.urls import path

from motcua.portal import belongings, feedback, tracking, trust, verifying, wishes
from motcua.portal.filing import sending
from motcua.portal.filing import views as filing
from motcua.portal.finding import open_data, procedure
from motcua.portal.finding import views as finding
from motcua.portal.following import rating
from motcua.portal.following import views as following
from motcua.portal.paying import telling
from motcua.portal.paying import views as paying

app_name = "portal"

urlpatterns = [
    path("", finding.home, name="home"),
    path("viec/<slug:key>/", finding.life_event, name="life_event"),
    path("fields/<str:code>/", finding.field, name="field"),
    path("procedures/", finding.procedures, name="procedures"),
    path("procedures.json", open_data.procedures_json, name="procedures_json"),
    path("procedures/schema.json", open_data.open_data_schema, name="open_data_schema"),
    path("procedures/<str:code>.json", open_data.procedure_json, name="procedure_json"),
    path("procedures/<str:code>/", procedure.procedure, name="procedure"),
    path("procedures/<str:code>/quy-trinh/", procedure.internal_process, name="internal_process"),
    path("procedures/<str:code>/mau/<slug:component>.pdf", procedure.form_sample, name="form_sample"),
    path("procedures/<str:code>/ma.svg", procedure.code_picture, name="procedure_code"),
    path("nop/<str:code>/", filing.begin, name="begin"),
    path("nop/ho-so/<str:key>/", filing.draft, name="draft"),
    path("nop/ho-so/<str:key>/nhan/", filing.claim_draft, name="claim_draft"),
    path("nop/ho-so/<str:key>/bo/", filing.drop_draft, name="drop_draft"),
    path("nop/ho-so/<str:key>/gui-lien-ket/", sending.send_link, name="send_link"),
    path("nop/ho-so/<str:key>/da-nop/", filing.filed, name="draft_filed"),
    path("nop/ho-so/<str:key>/da-nop/ma.svg", filing.filed_code, name="draft_filed_code"),
    path("nop/ho-so/<str:key>/tep/<int:attachment_id>/", filing.draft_file, name="draft_file"),
    path("nop/ho-so/<str:key>/<str:page>/xet/", filing.judge_page, name="judge_page"),
    path("nop/ho-so/<str:key>/<str:page>/", filing.draft_page, name="draft_page"),
    path("track/", tracking.track, name="track"),
    path("track/letters/<int:about>/", tracking.letter, name="tracked_letter"),
    path("track/bo-sung/", following.answer, name="answer"),
    path("track/dung/", following.stop, name="stop"),
    path("track/dieu-chinh/", following.adjust, name="adjust"),
    path("track/danh-gia/", rating.rate, name="rate"),
    path("track/cua-toi/<str:number>/danh-gia/", rating.own_rate, name="own_rate"),
    path("track/cua-toi/<str:number>/bo-sung/", following.own_answer, name="own_answer"),
    path("track/cua-toi/<str:number>/dung/", following.own_stop, name="own_stop"),
    path("track/cua-toi/<str:number>/dieu-chinh/", following.own_adjust, name="own_adjust"),
    path("thanh-toan/", paying.owed, name="fees"),
    path("thanh-toan/bat-dau/", paying.begin, name="pay_begin"),
    path("thanh-toan/bien-lai/<int:payment_id>/", paying.receipt, name="pay_receipt"),
    path("thanh-toan/cua-toi/<str:number>/", paying.own_owed, name="own_fees"),
    path("thanh-toan/cua-toi/<str:number>/bien-lai/<int:payment_id>/", paying.own_receipt, name="own_receipt"),
    path("thanh-toan/lenh/<str:token>/", paying.order, name="order"),
    path("thanh-toan/lenh/<str:token>/ma.svg", paying.order_code, name="order_code"),
    path("thanh-toan/bao/<slug:gateway>/", telling.notice, name="payment_notice"),
    path("thanh-toan/demo/<slug:reference>/", telling.demo, name="payment_demo"),
    path("phan-anh/", feedback.send, name="feedback"),
    path("phan-anh/<str:key>/", feedback.followed, name="feedback_followed"),
    path("phan-anh/<str:key>/tep/<int:attachment_id>/", feedback.file, name="feedback_file"),
    path("giay-to/", belongings.papers, name="own_papers"),
    path("giay-to/tep/<path:own_key>", belongings.file, name="own_paper"),
    path("giay-to/chia-se/<path:own_key>", belongings.share, name="share_paper"),
    path("giay-to/thu-hoi/<int:share_id>/", belongings.end_share, name="end_share"),
    path("thong-bao/", wishes.keep, name="wishes"),
    path("tls/", trust.trust, name="trust"),
    path("tls/motcua-ca.crt", trust.authority, name="authority"),
    path("kiem-tra/", verifying.find, name="verify_file"),
    path("kiem-tra/<str:token>", verifying.verify, name="verify"),
]

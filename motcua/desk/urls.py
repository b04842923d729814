"""The addresses of the reception desk."""

from django.urls import path

from motcua.desk import books, cash, certification, days, describing, hand_over, receipts, scanning, views, visits

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("receive/persons/", views.persons, name="persons"),
    path("receive/<str:code>/", views.receive, name="receive"),
    path("received/<int:dossier_id>/", views.received, name="received"),
    path("received/<int:dossier_id>/originals/", visits.hand_back, name="hand_back"),
    path("received/<int:dossier_id>/void/", visits.void, name="void"),
    path("visits/<int:visit_id>/", visits.visit, name="visit"),
    path("visits/<int:visit_id>/receipts.pdf", visits.receipts, name="visit_receipts"),
    path("register/", views.register, name="register"),
    path("receipt/<int:dossier_id>.pdf", views.receipt, name="receipt"),
    path("cash/", cash.cash, name="cash"),
    path("cash/pay/", cash.pay, name="pay"),
    path("cash/pay/code.svg", cash.pay_code, name="pay_code"),
    path("cash/pay/request.pdf", cash.pay_request, name="pay_request"),
    path("cash/payments/<int:payment_id>/", receipts.payment, name="payment"),
    path("cash/payments/<int:payment_id>/receipt.pdf", receipts.payment_receipt, name="payment_receipt"),
    path("cash/payments/<int:payment_id>/refunds/<int:number>.pdf", receipts.refund_slip, name="refund_slip"),
    path("cash/payments/<int:payment_id>/replace/", receipts.replace, name="replace_receipt"),
    path("cash/payments/<int:payment_id>/refund/", receipts.refund, name="refund"),
    path("cash/days/", days.days, name="days"),
    path("cash/days/<int:till_id>/", days.day, name="day"),
    path("cash/days/<int:till_id>/sheet.pdf", days.day_sheet, name="day_sheet"),
    path("cash/books/", books.books, name="books"),
    path("cash/books/<int:book_id>/close/", books.close_book, name="close_book"),
    path("hand-over/", hand_over.results, name="results"),
    path("hand-over/<int:dossier_id>/", hand_over.hand_over, name="hand_over"),
    path("hand-over/<int:dossier_id>/slip.pdf", hand_over.slip, name="hand_over_slip"),
    path("certification/", certification.desk, name="certification"),
    path("certification/fee/", certification.fee, name="certification_fee"),
    path("certification/book/", certification.book, name="certification_book"),
    path("scan/separator.pdf", scanning.separator, name="separator"),
    path("scan/<int:dossier_id>/", scanning.scan, name="scan"),
    path("scan/<int:dossier_id>/step/", scanning.step, name="scan_step"),
    path("scan/<int:dossier_id>/pages/<slug:key>.jpg", scanning.page, name="scan_page"),
    path("papers/<int:dossier_id>/<int:attachment_id>/", describing.describe, name="describe"),
    path("scan/<int:dossier_id>/papers/<int:number>/", scanning.paper, name="scan_paper"),
]

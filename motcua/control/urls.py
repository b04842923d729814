"""The addresses of the figures."""

from django.urls import path

from motcua.control import archive, board, calendar, catalogue, chasing, closing, differing, letters, notices, numbering, publication, responsibility, staffing, statistics, views

app_name = "control"

urlpatterns = [
    path("", board.board, name="board"),
    path("board/<str:number>/", board.listed, name="board_list"),
    path("responsibility/", responsibility.responsibility, name="responsibility"),
    path("responsibility.csv", responsibility.responsibility_csv, name="responsibility_csv"),
    path("chasing/", chasing.letters, name="chasing"),
    path("chasing/new/", chasing.chase, name="chase"),
    path("chasing/<int:letter_id>/", chasing.letter, name="chasing_letter"),
    path("chasing/<int:letter_id>.pdf", chasing.letter_pdf, name="chasing_letter_pdf"),
    path("publication/", publication.publication, name="publication"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/<str:code>/", statistics.lost_time, name="lost_time"),
    path("classes/", differing.classes, name="classes"),
    path("period/", views.period, name="period"),
    path("period/<str:cell>/", views.behind, name="behind"),
    path("posts/", staffing.empty_posts, name="posts"),
    path("codes/", numbering.codes, name="codes"),
    path("letters/", letters.letters, name="letters"),
    path("letters/slips/<str:key>/<int:number>/", letters.slip, name="slip"),
    path("letters/slips/<str:key>/<int:number>/preview.pdf", letters.slip_preview, name="slip_preview"),
    path("letters/<str:key>/<int:number>/", letters.letter, name="letter"),
    path("letters/<str:key>/<int:number>/preview.pdf", letters.letter_preview, name="letter_preview"),
    path("archive/", archive.years, name="archive"),
    path("archive/close/", archive.close, name="archive_close"),
    path("archive/propose/", archive.propose, name="archive_propose"),
    path("archive/<int:agency_id>/<int:number>/", archive.year, name="archive_year"),
    path("archive/<int:agency_id>/<int:number>/package/", archive.package, name="archive_package"),
    path("destructions/<int:destruction_id>/", archive.destruction, name="destruction"),
    path("destructions/<int:destruction_id>/withdraw/", archive.withdraw, name="destruction_withdraw"),
    path("destructions/<int:destruction_id>/minutes.pdf", archive.minutes, name="destruction_minutes"),
    path("notices/", notices.log, name="notices"),
    path("notices/outbox/", notices.outbox, name="outbox"),
    path("notices/<int:delivery_id>/again/", notices.again, name="notice_again"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/recount/", calendar.recount, name="recount"),
    path("catalogue/", catalogue.procedures, name="catalogue"),
    path("catalogue/<str:code>/", catalogue.procedure, name="procedure"),
    path("catalogue/<str:code>/draft/", catalogue.draft, name="draft"),
    path("catalogue/<str:code>/draft/text/", catalogue.draft_text, name="draft_text"),
    path("catalogue/<str:code>/draft/publish/", catalogue.publish, name="publish"),
    path("catalogue/<str:code>/draft/drop/", catalogue.drop, name="drop_draft"),
    path("closings/", closing.closings, name="closings"),
]

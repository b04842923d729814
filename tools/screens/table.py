"""What is pictured: who opens which page, and what he does there first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page, expect

from motcua.kernel import clock
from motcua.organisation.types import Role

PIN = "123456"
MARITAL_STATUS, RENEWED, FORMER = "1.004873", "renewed", "former_certificate"
A_BIRTH = "1.001193"
NOBODY = ""
SEEN = (1654, 2338)
"""What the camera sees: a sheet, in even numbers, as a film wants them."""
_DOSSIER, _RESULT = r"/office/dossiers/\d+/$", r"/office/registers/results/\w+/$"
_AGENCY = r"/control/agencies/\d+/$"
_SOON = "/office/?box=mine&due=soon"
_PATIENCE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Shot:
    """One page of the table: who opens it and where. From there a link for each pattern of `follow` is gone along, and
    `act` does what people do before the picture is taken. `keeps`: the last number of the address has that name from
    then on, and later addresses may have it in braces.
    """

    name: str
    role: str
    address: str
    follow: tuple[str, ...] = ()
    act: Callable[[Page], None] | None = None
    keeps: str = ""


def _applicant(page: Page) -> None:
    """Whose paper the camera sees: he asks for a new one, and brings it."""
    page.fill("[name=applicant-name]", "Nguyễn Văn Thắng")
    page.fill("[name=applicant-number]", "022085001234")
    page.check(f"[name=case][value={RENEWED}]")


def _typed_in(page: Page) -> None:
    _applicant(page)
    page.click("[name=refresh]")
    page.wait_for_load_state()
    for box in page.locator(".mc-checkrow input[type=checkbox]").all():
        box.check()


def _received(page: Page) -> None:
    _typed_in(page)
    page.click("[name=receive]")
    page.wait_for_url("**/received/*/")


def _camera(page: Page) -> None:
    page.click("[data-camera-open]")
    expect(page.locator("video")).to_have_js_property("videoWidth", SEEN[0])
    page.click("[data-camera-take]")
    page.click("[data-camera-take]")


def _taken_in(page: Page) -> None:
    _camera(page)
    page.click("[data-camera-close]")
    page.locator("form[data-upload] button:not([type=button])").click()
    page.locator("a[href*='/papers/1/']").wait_for(timeout=_PATIENCE_SECONDS * 1_000)
    if page.locator("[name=read]").count():
        page.click("[name=read]")
        page.locator("a[href*='/papers/1/']").wait_for(timeout=_PATIENCE_SECONDS * 1_000)


def _saved(page: Page) -> None:
    page.select_option("[name=component]", FORMER)
    page.fill("[name=valid_to]", "")
    page.locator("main form button").last.click()
    page.wait_for_url("**/office/dossiers/**")


def _looked_up(page: Page) -> None:
    _applicant(page)
    page.click("[name=known]")
    page.wait_for_load_state()


def _signed(page: Page) -> None:
    page.fill("[name=pin]", PIN)
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def _opened(page: Page) -> None:
    page.locator("details.mc-more").first.evaluate("one => one.open = true")
    page.wait_for_load_state("networkidle")


def _helped(page: Page) -> None:
    page.locator(".mc-help summary").click()


def _menu(page: Page) -> None:
    page.locator("[data-drawer=menu]").evaluate("one => one.click()")


def _beside(page: Page) -> None:
    page.locator("a[data-beside]").first.click()
    page.wait_for_load_state("networkidle")


def _bulk(page: Page) -> None:
    for box in page.locator("input[name=work]").all()[:6]:
        box.check()
    page.locator("button[name=act][value=advance]").click()
    page.wait_for_url("**/office/bulk/")


def _certified(page: Page) -> None:
    page.fill("[name=name]", "Phạm Thị Hoa")
    page.fill("[name=paper]", "Bằng tốt nghiệp đại học")
    page.fill("[name=copies]", "3")
    page.locator("[name=certify]").click()
    page.wait_for_load_state()


def _another(page: Page) -> None:
    """The same person asks for a second thing: now it is a visit."""
    page.locator("[data-key=v]").click()
    page.wait_for_load_state()
    page.goto(page.url.partition("/desk/")[0] + f"/desk/receive/{A_BIRTH}/?" + page.url.partition("?")[2])
    for box in page.locator(".mc-checkrow input[type=checkbox]").all():
        box.check()
    page.click("[name=receive]")
    page.wait_for_load_state()


def _of_a_year(page: Page) -> None:
    """A month of a small office says little."""
    today = clock.now().date()
    page.goto(f"{page.url}?from={today - timedelta(days=360)}&to={today}")


def _sheet_kept(page: Page) -> None:
    """Somebody runs home for a paper: the sheet waits for him on the desk's first page."""
    _applicant(page)
    page.click("[name=keep]")
    page.wait_for_load_state()
    page.goto(page.url.partition("/desk/")[0] + "/desk/")


def _reserved(page: Page) -> None:
    page.locator("[data-key=w]").click()
    page.wait_for_load_state()
    page.goto(page.url.partition("/desk/")[0] + "/desk/pads/")


def _kept(page: Page) -> None:
    page.locator("[data-key=s]").first.click()
    page.wait_for_load_state()


MAIN = (
    Shot("public-home", NOBODY, "/procedures/?q=khai sinh"),
    Shot("public-procedure", NOBODY, f"/procedures/{MARITAL_STATUS}/"),
    Shot("file-online", NOBODY, f"/nop/{MARITAL_STATUS}/"),
    Shot("public-track", NOBODY, "/track/"),
    Shot("public-feedback", NOBODY, "/phan-anh/"),
    Shot("log-in", NOBODY, "/login/"),
    Shot("desk-home", Role.RECEPTIONIST, f"/desk/receive/{MARITAL_STATUS}/", act=_sheet_kept),
    Shot("desk-sheet", Role.RECEPTIONIST, f"/desk/receive/{MARITAL_STATUS}/", act=_typed_in),
    Shot("desk-received", Role.RECEPTIONIST, f"/desk/receive/{MARITAL_STATUS}/", act=_received, keeps="dossier"),
    Shot("visit", Role.RECEPTIONIST, "/desk/received/{dossier}/", act=_another),
    Shot("certification-desk", Role.RECEPTIONIST, "/desk/certification/", act=_certified),
    Shot("close-the-day", Role.RECEPTIONIST, "/desk/cash/", follow=(r"/desk/cash/days/\d+/",)),
    Shot("hand-over-one", Role.RECEPTIONIST, "/desk/hand-over/", follow=(r"/desk/hand-over/\d+/",)),
    Shot("pads", Role.RECEPTIONIST, "/desk/pads/", act=_reserved),
    Shot("paper-lists", Role.RECEPTIONIST, "/office/paper-lists/"),
    Shot("inbox-beside", Role.OFFICER, "/office/?box=team", act=_beside),
    Shot("bulk", Role.OFFICER, "/office/?box=team&due=soon", act=_bulk),
    Shot("dossier", Role.OFFICER, _SOON, follow=(_DOSSIER,)),
    Shot("act", Role.OFFICER, _SOON, follow=(_DOSSIER, r"/act/")),
    Shot("opinion", Role.OFFICER, _SOON, follow=(_DOSSIER, r"/act/ask_consultation/")),
    Shot("to-sign", Role.LEADER, "/office/to-sign/", act=_opened),
    Shot("workload", Role.LEADER, "/office/workload/"),
    Shot("board", Role.SUPERVISOR, "/control/"),
    Shot("chasing-letter", Role.SUPERVISOR, "/control/chasing/", follow=(r"/control/chasing/\d+/$",)),
    Shot("responsibility", Role.SUPERVISOR, "/control/responsibility/"),
    Shot("statistics", Role.SUPERVISOR, "/control/statistics/", act=_of_a_year),
    Shot("catalogue-procedure", Role.CATALOGUE_ADMINISTRATOR, f"/control/catalogue/{MARITAL_STATUS}/"),
    Shot("catalogue-draft", Role.CATALOGUE_ADMINISTRATOR, f"/control/catalogue/{MARITAL_STATUS}/draft/"),
    Shot("calendar", Role.SYSTEM_ADMINISTRATOR, "/control/calendar/"),
    Shot("agency", Role.SYSTEM_ADMINISTRATOR, "/control/agencies/", follow=(_AGENCY,)),
)
"""Thirty pages of every role, in the order of a dossier's day. They are kept in docs/screens; the others are not."""
REST = (
    Shot("public-front", NOBODY, "/"),
    Shot("cash-desk", Role.RECEPTIONIST, "/desk/cash/"),
    Shot("hand-over", Role.RECEPTIONIST, "/desk/hand-over/"),
    Shot("shipments", Role.RECEPTIONIST, "/desk/shipments/"),
    Shot("inbox", Role.OFFICER, "/office/?box=team"),
    Shot("registers", Role.CLERK, "/office/registers/"),
    Shot("result", Role.CLERK, "/office/registers/", follow=(_RESULT,)),
    Shot("control-period", Role.SUPERVISOR, "/control/period/"),
    Shot("publication", Role.SUPERVISOR, "/control/publication/"),
    Shot("public-field", NOBODY, "/procedures/?field=ho_tich"),
    Shot("life-event", NOBODY, "/viec/sinh-con/"),
    Shot("internal-process", NOBODY, f"/procedures/{MARITAL_STATUS}/quy-trinh/"),
    Shot("no-connection", NOBODY, "/khong-co-mang/"),
    Shot("public-verify-by-file", NOBODY, "/kiem-tra/"),
    Shot("public-tls", NOBODY, "/tls/"),
    Shot("citizen-log-in", NOBODY, "/cong-dan/dang-nhap/"),
    Shot("demo-log-ins", NOBODY, "/demo/"),
    Shot("help", Role.RECEPTIONIST, "/desk/", act=_helped),
    Shot("menu", Role.RECEPTIONIST, "/desk/", act=_menu),
    Shot("procedure-search", Role.RECEPTIONIST, "/desk/?q=khai sinh"),
    Shot("desk-register", Role.RECEPTIONIST, "/desk/register/"),
    Shot("certification-book", Role.RECEPTIONIST, "/desk/certification/book/"),
    Shot("pay", Role.RECEPTIONIST, "/desk/cash/", follow=(r"/desk/cash/pay/",)),
    Shot("payment", Role.RECEPTIONIST, "/desk/cash/", follow=(r"/desk/cash/payments/\d+/",)),
    Shot("refund", Role.RECEPTIONIST, "/desk/cash/", follow=(r"/desk/cash/payments/\d+/", r"/refund/$")),
    Shot("replace-receipt", Role.RECEPTIONIST, "/desk/cash/", follow=(r"/desk/cash/payments/\d+/", r"/replace/$")),
    Shot("money-of-the-days", Role.SUPERVISOR, "/desk/cash/days/"),
    Shot("receipt-books", Role.SUPERVISOR, "/desk/cash/books/"),
    Shot("scan-empty", Role.RECEPTIONIST, "/desk/scan/{dossier}/"),
    Shot("scan-camera", Role.RECEPTIONIST, "/desk/scan/{dossier}/", act=_camera),
    Shot("scan-pages", Role.RECEPTIONIST, "/desk/scan/{dossier}/", act=_taken_in),
    Shot("scan-describe-and-save", Role.RECEPTIONIST, "/desk/scan/{dossier}/papers/1/"),
    Shot("dossier-with-papers", Role.RECEPTIONIST, "/desk/scan/{dossier}/papers/1/", act=_saved),
    Shot("describe", Role.RECEPTIONIST, "/office/dossiers/{dossier}/", follow=(r"/desk/papers/",)),
    Shot("paper-from-national-store", Role.RECEPTIONIST, "/office/dossiers/{dossier}/files/from-store/"),
    Shot("papers-add", Role.RECEPTIONIST, "/office/dossiers/{dossier}/files/"),
    Shot("sign-what-i-made", Role.RECEPTIONIST, "/office/dossiers/{dossier}/sign/"),
    Shot("known-papers", Role.RECEPTIONIST, f"/desk/receive/{MARITAL_STATUS}/", act=_looked_up),
    Shot("send-by-post", Role.RECEPTIONIST, "/desk/hand-over/", follow=(r"/desk/shipments/send/",)),
    Shot("paper-list", Role.RECEPTIONIST, "/office/paper-lists/", follow=(r"/paper-lists/\d+/$",)),
    Shot("parcels", Role.RECEPTIONIST, "/desk/parcels/"),
    Shot("parcel", Role.RECEPTIONIST, "/desk/parcels/", follow=(r"/desk/parcels/\d+/$",)),
    Shot("group", Role.RECEPTIONIST, f"/desk/receive/{MARITAL_STATUS}/group/"),
    Shot("printer-test", Role.RECEPTIONIST, "/desk/printer/"),
    Shot("my-work", Role.OFFICER, "/office/"),
    Shot("dossiers", Role.OFFICER, "/office/dossiers/"),
    Shot("dossier-of-mine", Role.OFFICER, "/office/", follow=(_DOSSIER,)),
    Shot("way-out", Role.OFFICER, "/office/", follow=(_DOSSIER, r"/items/\d+/")),
    Shot("act-beside-the-steps", Role.OFFICER, "/office/", follow=(_DOSSIER, r"/act/")),
    Shot("submission", Role.OFFICER, "/office/", follow=(_DOSSIER, r"/submission/$")),
    Shot("letter-draft", Role.OFFICER, "/office/", follow=(_DOSSIER, r"/letters/$")),
    Shot("feedback-of-people", Role.OFFICER, "/office/feedback/"),
    Shot("one-feedback", Role.OFFICER, "/office/feedback/", follow=(r"/office/feedback/\d+/$",)),
    Shot("reminders", Role.OFFICER, "/office/reminders/"),
    Shot("search", Role.OFFICER, "/office/search/?q=nguyen van"),
    Shot("account", Role.OFFICER, "/account/"),
    Shot("dossier-with-draft", Role.LEADER, "/office/to-sign/", follow=(_DOSSIER,), keeps="drafted"),
    Shot("result-draft", Role.LEADER, "/office/dossiers/{drafted}/result/draft/"),
    Shot("result-sign", Role.LEADER, "/office/dossiers/{drafted}/", follow=(r"/approve/",)),
    Shot("letters-to-sign", Role.LEADER, "/office/letters/"),
    Shot("leader-inbox", Role.LEADER, "/office/"),
    Shot("cover", Role.LEADER, "/account/cover/"),
    Shot("note", Role.OFFICER, "/office/", follow=(_DOSSIER, r"/notes/$")),
    Shot("verification", Role.OFFICER, "/office/", follow=(_DOSSIER, r"/verify/$")),
    Shot("bulk-signed", Role.LEADER, "/office/to-sign/", act=_signed),
    Shot("persons", Role.CLERK, "/office/persons/"),
    Shot("to-seal", Role.CLERK, "/office/to-seal/"),
    Shot("bulk-sealed", Role.CLERK, "/office/to-seal/", act=_signed),
    Shot("register-printed", Role.CLERK, "/office/registers/", follow=(r"/registers/print/",)),
    Shot("result-revoke", Role.CLERK, "/office/registers/", follow=(_RESULT, r"/revoke/$")),
    Shot("result-replace", Role.CLERK, "/office/registers/", follow=(_RESULT, r"/replace/$")),
    Shot("public-verify-by-code", Role.CLERK, "/office/registers/", follow=(_RESULT, r"/kiem-tra/.")),
    Shot("control-digest", Role.SUPERVISOR, "/control/digest/"),
    Shot("archive", Role.CLERK, "/control/archive/"),
    Shot("archive-year", Role.CLERK, "/control/archive/", follow=(r"/control/archive/\d+/\d+/",)),
    Shot("destruction", Role.CLERK, "/control/archive/", follow=(r"/control/destructions/\d+/$",)),
    Shot("board-list", Role.SUPERVISOR, "/control/", follow=(r"/control/board/\w+/",)),
    Shot("late-dossier", Role.SUPERVISOR, "/control/board/late/", follow=(_DOSSIER,), keeps="late"),
    Shot("remind", Role.SUPERVISOR, "/office/dossiers/{late}/remind/"),
    Shot("cause-of-lateness", Role.SUPERVISOR, "/office/dossiers/{late}/cause/"),
    Shot("chase", Role.SUPERVISOR, "/control/chasing/new/"),
    Shot("chasing", Role.SUPERVISOR, "/control/chasing/"),
    Shot("classes", Role.SUPERVISOR, "/control/classes/"),
    Shot("control-behind", Role.SUPERVISOR, "/control/period/", follow=(r"/control/period/[a-z]",)),
    Shot("ratings", Role.SUPERVISOR, "/control/ratings/"),
    Shot("lost-time", Role.SUPERVISOR, "/control/statistics/", follow=(r"/control/statistics/[\d.]+/",)),
    Shot("notices", Role.SUPERVISOR, "/control/notices/"),
    Shot("outbox", Role.SUPERVISOR, "/control/notices/outbox/"),
    Shot("control-closings", Role.SYSTEM_ADMINISTRATOR, "/control/closings/"),
    Shot("control-posts", Role.SYSTEM_ADMINISTRATOR, "/control/posts/"),
    Shot("control-codes", Role.SYSTEM_ADMINISTRATOR, "/control/codes/"),
    Shot("agencies", Role.SYSTEM_ADMINISTRATOR, "/control/agencies/"),
    Shot("agency-renamed", Role.SYSTEM_ADMINISTRATOR, "/control/agencies/", follow=(_AGENCY, r"/\d+/rename/$")),
    Shot("officer", Role.SYSTEM_ADMINISTRATOR, "/control/agencies/", follow=(_AGENCY, r"/control/officers/\d+/$")),
    Shot("roster", Role.SYSTEM_ADMINISTRATOR, "/control/agencies/roster/"),
    Shot("merger", Role.SYSTEM_ADMINISTRATOR, "/control/agencies/merger/"),
    Shot("closure-lifted", Role.SYSTEM_ADMINISTRATOR, "/control/calendar/lift/"),
    Shot("reasons", Role.SYSTEM_ADMINISTRATOR, "/control/reasons/"),
    Shot("reason-new", Role.SYSTEM_ADMINISTRATOR, "/control/reasons/new/"),
    Shot("reason", Role.SYSTEM_ADMINISTRATOR, "/control/reasons/", follow=(r"/control/reasons/\d+/$",)),
    Shot("letters", Role.SYSTEM_ADMINISTRATOR, "/control/letters/"),
    Shot("letter", Role.SYSTEM_ADMINISTRATOR, "/control/letters/", follow=(r"/control/letters/\w+/\d+/$",)),
    Shot("slip", Role.SYSTEM_ADMINISTRATOR, "/control/letters/", follow=(r"/control/letters/slips/",)),
    Shot("catalogue", Role.CATALOGUE_ADMINISTRATOR, "/control/catalogue/"),
    Shot("catalogue-kept", Role.CATALOGUE_ADMINISTRATOR, f"/control/catalogue/{MARITAL_STATUS}/draft/", act=_kept),
    Shot("catalogue-text", Role.CATALOGUE_ADMINISTRATOR, f"/control/catalogue/{MARITAL_STATUS}/draft/text/"),
    Shot("catalogue-publish", Role.CATALOGUE_ADMINISTRATOR, f"/control/catalogue/{MARITAL_STATUS}/draft/publish/"),
)
TABLE = (*MAIN, *REST)
"""The order counts: what one page has done, a later one shows."""

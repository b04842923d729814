"""The official papers of a dossier say what its facts say."""

from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from motcua.catalogue.types import FormKey
from motcua.dossier import queries
from motcua.dossier.tests.examples import on
from motcua.dossier.tests.office import Office, act, office, written
from motcua.dossier.types import Apologise, AskSupplement, Decide, Outcome, OwedFee, Reappoint, ReturnMethod, Stop
from motcua.kernel.types import Refused
from motcua.papers.types import ApologyLetter, ReceiptPaper, RefusalSlip, StopNotice, SupplementSlip
from motcua.parties.tests.factories import AN

pytestmark = pytest.mark.django_db
ADDRESS = "https://motcua.example/"
NOW = datetime(2026, 3, 20, 9, 0)


@pytest.fixture
def here() -> Office:
    return office()


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_receipt_tells_the_code_the_papers_the_fee_and_the_date(here: Office) -> None:
    dossier_id = here.receive(fees=(OwedFee("copy", 50_000, reason="Lệ phí bản sao"),), receipt_book="01")
    paper = queries.official_paper(here.scope, dossier_id, FormKey.RECEIPT, at=NOW, address=ADDRESS).paper
    assert isinstance(paper, ReceiptPaper)
    assert (paper.form.number, paper.form.circular) == ("01", "TT 03/2025/TT-VPCP")
    assert (paper.code, paper.appointment_at) == ("H49.201-260302-0001", on("16/03 17:00"))
    assert paper.tracking_address == "https://motcua.example/track/?code=H49.201-260302-0001"
    assert (paper.head.issuer, paper.head.place) == ("Trung tâm PVHCC phường Hồng Gai", "Quảng Ninh")
    assert paper.head.superior == "UBND phường Hồng Gai"
    assert [(one.name, one.originals) for one in paper.enclosures] == [("Đơn đề nghị", 1)]
    assert paper.term == "10 ngày làm việc"
    assert [(one.name, one.amount, one.state) for one in paper.charges] == [("Lệ phí bản sao", 50_000, "chưa nộp")]
    assert (paper.book, paper.book_number) == ("01", "1")
    pdf = queries.form_pdf(here.scope, dossier_id, FormKey.RECEIPT, at=NOW, address=ADDRESS)
    assert "H49.201-260302-0001" in text_of(pdf)
    assert AN.name in text_of(pdf)


def test_a_result_by_post_is_not_collected_at_the_desk(here: Office) -> None:
    dossier_id = here.receive(return_method=ReturnMethod.POST)
    paper = queries.official_paper(here.scope, dossier_id, FormKey.RECEIPT, at=NOW, address=ADDRESS).paper
    assert isinstance(paper, ReceiptPaper)
    assert paper.collected_at.startswith("Qua dịch vụ bưu chính công ích")


def test_the_request_to_supplement_names_what_is_wanted_why_and_until_when(here: Office) -> None:
    dossier_id = here.receive()
    act(
        dossier_id,
        lambda unit: AskSupplement(missing=("request",), reason=written(unit, "Thiếu chữ ký")),
        on("04/03 10:00"),
    )
    paper = queries.official_paper(here.scope, dossier_id, FormKey.SUPPLEMENT_REQUEST, at=NOW, address=ADDRESS).paper
    assert isinstance(paper, SupplementSlip)
    assert (paper.wanted, paper.reason, paper.until) == (("Đơn đề nghị",), "Thiếu chữ ký", on("19/03 00:00").date())
    assert queries.form_pdf(here.scope, dossier_id, FormKey.SUPPLEMENT_REQUEST, at=NOW, address=ADDRESS)


def test_the_apology_names_the_date_it_could_not_keep_and_the_new_one(here: Office) -> None:
    dossier_id = here.receive()
    act(dossier_id, lambda unit: Apologise(written(unit, "Thiếu người"), on("20/03 17:00")), on("13/03 16:00"))
    act(dossier_id, Reappoint(on("20/03 17:00")), on("13/03 16:30"))
    paper = queries.official_paper(here.scope, dossier_id, FormKey.APOLOGY, at=NOW, address=ADDRESS).paper
    assert isinstance(paper, ApologyLetter)
    assert (paper.due_at, paper.new_appointment_at) == (on("16/03 17:00"), on("20/03 17:00"))
    assert queries.form_pdf(here.scope, dossier_id, FormKey.APOLOGY, at=NOW, address=ADDRESS)


def test_a_refusal_after_appraisal_and_a_stop_carry_their_reasons(here: Office) -> None:
    refused, stopped = here.receive(), here.receive()
    act(refused, lambda unit: Decide(Outcome.REFUSED, written(unit, "Không đủ điều kiện")), on("04/03 10:00"))
    act(stopped, lambda unit: Stop(written(unit, "Người dân rút hồ sơ")), on("04/03 10:00"))
    slip = queries.official_paper(here.scope, refused, FormKey.REFUSAL, at=NOW, address=ADDRESS).paper
    notice = queries.official_paper(here.scope, stopped, FormKey.STOP_NOTICE, at=NOW, address=ADDRESS).paper
    assert isinstance(slip, RefusalSlip)
    assert slip.reason == "Không đủ điều kiện"
    assert isinstance(notice, StopNotice)
    assert (notice.reason, notice.returned) == ("Người dân rút hồ sơ", ("Đơn đề nghị",))
    assert queries.form_pdf(here.scope, refused, FormKey.REFUSAL, at=NOW, address=ADDRESS)
    assert queries.form_pdf(here.scope, stopped, FormKey.STOP_NOTICE, at=NOW, address=ADDRESS)


@pytest.mark.parametrize("form", [FormKey.SUPPLEMENT_REQUEST, FormKey.APOLOGY, FormKey.REFUSAL, FormKey.REGISTER_BOOK])
def test_a_paper_about_what_did_not_happen_is_refused(here: Office, form: FormKey) -> None:
    dossier_id = here.receive()
    with pytest.raises(Refused, match="paper_not_due"):
        queries.official_paper(here.scope, dossier_id, form, at=NOW, address=ADDRESS)


def test_a_filing_has_no_receipt_and_a_stranger_no_paper(here: Office) -> None:
    with pytest.raises(Refused, match="paper_not_due"):
        queries.form_pdf(here.scope, here.file(), FormKey.RECEIPT, at=NOW, address=ADDRESS)
    with pytest.raises(Refused, match="no_such_dossier"):
        queries.form_pdf(here.stranger, here.receive(), FormKey.RECEIPT, at=NOW, address=ADDRESS)

"""Every official slip filled in for nobody: invented people of an invented agency."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from motcua.papers.types import (
    ApologyLetter,
    CertificationBook,
    CertificationLine,
    ChainLine,
    Charge,
    ControlSlip,
    CountedLine,
    DaySheet,
    DestroyedLine,
    DestructionMinutes,
    Enclosure,
    Form,
    Handover,
    HandOverSlip,
    Head,
    Paper,
    PaperListLine,
    PaperListSheet,
    ParcelLabel,
    PaymentReceipt,
    PaymentRequest,
    Person,
    QuestionSlip,
    ReceiptPaper,
    RefundSlip,
    RefusalSlip,
    Register,
    RegisterLine,
    ResultLine,
    ResultList,
    Signer,
    StopNotice,
    SupplementSlip,
    TakenLine,
    TransferSlip,
)

_HEAD = Head(superior="Tỉnh Mẫu", issuer="Ủy ban nhân dân phường Mẫu", place="Phường Mẫu", number="01/MẪU")
_PERSON = Person(
    name="Trần Thị Mẫu",
    address="Số 1 đường Mẫu, phường Mẫu, tỉnh Mẫu",
    phone="0900 000 000",
    email="mau@mau.example",
    identity="Số định danh cá nhân",
    identity_number="000000000000",
)
_RECEIVED = datetime(2026, 3, 2, 9, 0)
_APPOINTED = datetime(2026, 3, 16, 16, 30)
_OFFICER = Signer("Nguyễn Văn Mẫu")
_LEADER = Signer("Lê Thị Mẫu", "Phó Chủ tịch", "KT. Chủ tịch")
_CODE = "H00.01-260302-0001"
_DOSSIER: Mapping[str, Any] = {
    "code": _CODE,
    "tracking_address": "https://mau.example/tra-cuu/H00.01-260302-0001",
    "applicants": (_PERSON,),
    "procedure": "Thủ tục mẫu",
    "head": _HEAD,
}


def _receipt(form: Form) -> ReceiptPaper:
    return ReceiptPaper(
        form=form,
        **_DOSSIER,
        desk="Bộ phận Một cửa phường Mẫu",
        enclosures=(Enclosure("Đơn đề nghị theo mẫu", originals=1), Enclosure("Giấy tờ mẫu", certified=1)),
        sets=1,
        term="10 ngày làm việc",
        received_at=_RECEIVED,
        appointment_at=_APPOINTED,
        collected_at="Bộ phận Một cửa phường Mẫu",
        receiver=_OFFICER,
        charges=(Charge("Lệ phí mẫu", 50_000, "đã nộp"),),
        book="01",
        book_number="1",
    )


def _supplement(form: Form) -> SupplementSlip:
    return SupplementSlip(
        form=form,
        **_DOSSIER,
        wanted=("Giấy tờ mẫu còn thiếu",),
        reason="Thành phần hồ sơ chưa đầy đủ",
        guide=_OFFICER,
        until=date(2026, 3, 31),
        contact="Bộ phận Một cửa phường Mẫu",
        contact_phone="0900 000 001",
    )


def _refusal(form: Form) -> RefusalSlip:
    return RefusalSlip(form=form, **_DOSSIER, reason="Không thuộc phạm vi giải quyết", receiver=_OFFICER)


def _apology(form: Form) -> ApologyLetter:
    return ApologyLetter(
        form=form,
        **_DOSSIER,
        received_at=_RECEIVED,
        due_at=_APPOINTED,
        reason="Chưa nhận được ý kiến của cơ quan phối hợp",
        signer=_LEADER,
        new_appointment_at=datetime(2026, 3, 20, 16, 30),
        recipients=("Bộ phận Một cửa",),
    )


def _stop(form: Form) -> StopNotice:
    return StopNotice(
        form=form,
        **_DOSSIER,
        received_at=_RECEIVED,
        stage="thẩm định",
        requested_at=datetime(2026, 3, 5, 8, 30),
        stopped_at=datetime(2026, 3, 5, 10, 0),
        reason="Theo đề nghị của người nộp hồ sơ",
        signer=_LEADER,
        returned=("Giấy tờ mẫu",),
        recipients=("Bộ phận Một cửa",),
    )


def _control(form: Form) -> ControlSlip:
    return ControlSlip(
        form=form,
        **_DOSSIER,
        resolver="Ủy ban nhân dân phường Mẫu",
        received_at=_RECEIVED,
        appointment_at=_APPOINTED,
        handovers=(
            Handover("Bộ phận Một cửa", "Phòng Mẫu", _RECEIVED, "Đúng hạn"),
            Handover("Phòng Mẫu", "Lãnh đạo", datetime(2026, 3, 9, 10, 0), "Trước hạn"),
        ),
    )


def _register(form: Form) -> Register:
    line = RegisterLine(
        number=1,
        code=_CODE,
        procedure="Thủ tục mẫu",
        sets=1,
        applicant=_PERSON.name,
        address=_PERSON.address,
        phone=_PERSON.phone,
        resolver="Ủy ban nhân dân phường Mẫu",
        received_at=_RECEIVED,
        appointment_at=_APPOINTED,
    )
    return Register(form=form, head=_HEAD, since=date(2026, 3, 2), until=date(2026, 3, 31), lines=(line,))


def _transfer(form: Form) -> TransferSlip:
    return TransferSlip(
        form=form,
        **_DOSSIER,
        lead="Ủy ban nhân dân phường Mẫu",
        received_at=_RECEIVED,
        appointment_at=_APPOINTED,
        lines=(ChainLine("Cơ quan Mẫu", ("Thẩm định",), "16 giờ làm việc", _RECEIVED),),
        signer=_OFFICER,
    )


def _question(form: Form) -> QuestionSlip:
    return QuestionSlip(
        form=form,
        **_DOSSIER,
        addressee="Cơ quan Mẫu",
        question="Đề nghị xác minh nội dung mẫu.",
        asked_at=_RECEIVED,
        due_at=datetime(2026, 3, 5, 17, 0),
        signer=_LEADER,
        ground="Căn cứ mẫu (Nghị định mẫu)",
        about=_PERSON.name,
    )


def _results(form: Form) -> ResultList:
    return ResultList(
        form=form,
        head=_HEAD,
        giver="Phòng Mẫu",
        taker="Bộ phận Một cửa phường Mẫu",
        since=date(2026, 3, 2),
        until=date(2026, 3, 31),
        lines=(ResultLine(1, _CODE, "Thủ tục mẫu", "Kết quả mẫu", _PERSON.name, _PERSON.address, by_post=True),),
    )


def _minutes(form: Form) -> DestructionMinutes:
    return DestructionMinutes(
        form=form,
        head=_HEAD,
        law="Luật mẫu",
        decision="01/QĐ-MẪU",
        decided_on=date(2026, 3, 2),
        decided_by=_LEADER.name,
        begun_at=_RECEIVED,
        finished_at=_APPOINTED,
        lines=(DestroyedLine("01/2015", _CODE, "Thủ tục mẫu", date(2015, 3, 2), date(2025, 12, 31), 2),),
        files_destroyed=2,
    )


_CHARGE = Charge("Lệ phí mẫu", 50_000, _CODE)
_TOTAL = Charge("Tổng cộng", 50_000)
_IN_WORDS = "Năm mươi nghìn đồng"


def _payment(form: Form) -> PaymentReceipt:
    return PaymentReceipt(
        form=form,
        head=_HEAD,
        series="AA-26M",
        number="0000001",
        payer=_PERSON.name,
        charges=(_CHARGE,),
        total=_TOTAL,
        in_words=_IN_WORDS,
        manner="Tiền mặt",
        paid_at=_RECEIVED,
        cashier=_OFFICER,
        book="1",
    )


def _refund(form: Form) -> RefundSlip:
    return RefundSlip(
        form=form,
        head=_HEAD,
        payer=_PERSON.name,
        receipt="AA-26M 0000001",
        charges=(_CHARGE,),
        total=_TOTAL,
        in_words=_IN_WORDS,
        ground="thu nhầm",
        reason="Lý do mẫu",
        manner="Tiền mặt",
        refunded_at=_RECEIVED,
        cashier=_OFFICER,
    )


def _request(form: Form) -> PaymentRequest:
    return PaymentRequest(
        form=form,
        head=_HEAD,
        payer=_PERSON.name,
        charges=(_CHARGE,),
        total=_TOTAL,
        in_words=_IN_WORDS,
        bank="Ngân hàng Mẫu",
        account="0000000000",
        holder="PHUONG MAU",
        purpose=_CODE,
        transfer="mau",
    )


def _day(form: Form) -> DaySheet:
    return DaySheet(
        form=form,
        head=_HEAD,
        of_day=date(2026, 3, 2),
        desk="Bộ phận Một cửa phường Mẫu",
        closed_at=datetime(2026, 3, 2, 17, 0),
        cashier=_OFFICER,
        sums=(Charge("Thu tiền mặt", 50_000),),
        lines=(TakenLine("AA-26M 0000001", _RECEIVED, _CODE, "Tiền mặt", 50_000),),
        counted=(CountedLine(50_000, 1, 50_000),),
    )


def _certifications(form: Form) -> CertificationBook:
    line = CertificationLine(
        number="01",
        on="02/03/2026",
        person=_PERSON.name,
        paper="Giấy tờ mẫu",
        signer=_LEADER.name,
        pages=2,
        copies=3,
        amount=6_000,
    )
    return CertificationBook(
        form=form,
        head=_HEAD,
        since=date(2026, 3, 2),
        until=date(2026, 3, 31),
        book="2026-SCT/BS",
        requests=1,
        certified=3,
        amount=6_000,
        lines=(line,),
    )


def _hand_over(form: Form) -> HandOverSlip:
    return HandOverSlip(
        form=form,
        head=_HEAD,
        code=_CODE,
        procedure="Thủ tục mẫu",
        applicants=_PERSON.name,
        giver=_OFFICER,
        result="01/KQ-MẪU",
    )


def _paper_list(form: Form) -> PaperListSheet:
    return PaperListSheet(
        form=form,
        head=_HEAD,
        number="01/2026",
        giver="Bộ phận Một cửa phường Mẫu",
        taker="Phòng Mẫu",
        given_at=_RECEIVED,
        given_by=_OFFICER,
        lines=(PaperListLine(_CODE, _PERSON.name, "Thủ tục mẫu"),),
    )


def _label(form: Form) -> ParcelLabel:
    return ParcelLabel(
        form=form,
        head=_HEAD,
        code="MAU000000001",
        to=_PERSON.name,
        address=_PERSON.address,
        phone=_PERSON.phone,
        content=_CODE,
    )


_SAMPLES: Mapping[type[Paper], Callable[[Form], Paper]] = {
    ReceiptPaper: _receipt,
    SupplementSlip: _supplement,
    RefusalSlip: _refusal,
    ApologyLetter: _apology,
    StopNotice: _stop,
    ControlSlip: _control,
    Register: _register,
    TransferSlip: _transfer,
    QuestionSlip: _question,
    ResultList: _results,
    PaymentReceipt: _payment,
    RefundSlip: _refund,
    PaymentRequest: _request,
    DaySheet: _day,
    DestructionMinutes: _minutes,
    CertificationBook: _certifications,
    HandOverSlip: _hand_over,
    PaperListSheet: _paper_list,
    ParcelLabel: _label,
}
SLIPS: Mapping[str, type[Paper]] = {one.template: one for one in _SAMPLES}
"""The papers of the house, by the key of the form."""
TITLES: Mapping[str, str] = {
    "payment_receipt": "Biên lai thu phí, lệ phí",
    "refund_slip": "Phiếu hoàn trả phí, lệ phí",
    "payment_request": "Phiếu báo nộp phí, lệ phí",
    "day_sheet": "Bảng kê thu phí, lệ phí và kiểm kê tiền mặt",
    "certification_book": "Sổ chứng thực",
    "hand_over_slip": "Phiếu trả kết quả",
    "paper_list": "Danh sách bàn giao hồ sơ",
    "parcel_label": "Phiếu gửi",
    "destruction_minutes": "Biên bản tiêu hủy tài liệu hết thời hạn lưu trữ",
    "question_slip": "Phiếu đề nghị xác minh, lấy ý kiến",
}
"""How those are called whose form stands in no regime of the one-stop shop."""


def sample_of(key: str, form: Form) -> Paper:
    """The slip of that key, on that form, filled in for nobody."""
    return _SAMPLES[SLIPS[key]](form)

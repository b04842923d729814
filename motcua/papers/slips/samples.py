"""Every official slip filled in for nobody: invented people of an invented agency."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from motcua.papers.types import (
    ApologyLetter,
    Charge,
    ControlSlip,
    Enclosure,
    Form,
    Handover,
    Head,
    Paper,
    Person,
    ReceiptPaper,
    RefusalSlip,
    Register,
    RegisterLine,
    Signer,
    StopNotice,
    SupplementSlip,
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
_DOSSIER: Mapping[str, Any] = {
    "code": "H00.01-260302-0001",
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
        code="H00.01-260302-0001",
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


_SAMPLES: Mapping[type[Paper], Callable[[Form], Paper]] = {
    ReceiptPaper: _receipt,
    SupplementSlip: _supplement,
    RefusalSlip: _refusal,
    ApologyLetter: _apology,
    StopNotice: _stop,
    ControlSlip: _control,
    Register: _register,
}
SLIPS: Mapping[str, type[Paper]] = {one.template: one for one in _SAMPLES}
"""The papers that a circular made a form of, by the key of the form."""


def sample_of(key: str, form: Form) -> Paper:
    """The slip of that key, on that form, filled in for nobody."""
    return _SAMPLES[SLIPS[key]](form)

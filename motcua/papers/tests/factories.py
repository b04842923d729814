"""Papers of the tests, filled as a centre fills them. The people do not exist."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from motcua.papers.types import (
    ApologyLetter,
    ChainLine,
    Charge,
    ControlSlip,
    DestroyedLine,
    DestructionMinutes,
    Enclosure,
    Form,
    Handover,
    Head,
    Person,
    QuestionSlip,
    ReceiptPaper,
    RefusalSlip,
    Register,
    RegisterLine,
    ResultLine,
    ResultList,
    Signer,
    StopNotice,
    SupplementSlip,
    TransferSlip,
)

CIRCULAR = "Thông tư số 03/2025/TT-VPCP"
MORNING = datetime(2026, 3, 2, 9, 10)
CODE = "H49.22-260302-000117"
ADDRESS = f"https://motcua.quangninh.example/tra-cuu/{CODE}"

CENTRE = Head(
    superior="Ủy ban nhân dân tỉnh Quảng Ninh",
    issuer="Trung tâm Phục vụ hành chính công",
    place="Hạ Long",
    number="117/TTPVHCC",
)
AN = Person(
    name="Nguyễn Thị Thu An",
    address="Tổ 5, khu 2, phường Hồng Gai, tỉnh Quảng Ninh",
    phone="0912 345 678",
    email="thuan.nguyen@example.vn",
    identity="Số định danh cá nhân",
    identity_number="022195001234",
)
CUONG = Person(
    name="Đặng Quốc Cường",
    address="Số 8 ngõ 112 đường Nguyễn Văn Cừ, phường Hà Tu, tỉnh Quảng Ninh",
    phone="0987 654 321",
    identity="Số định danh cá nhân",
    identity_number="022090005678",
)
LONG_NAMED = Person(
    name="Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư Xây dựng Thương mại Dịch vụ và Xuất nhập khẩu Tổng hợp "
    "Quảng Ninh Hạ Long Xanh – Chi nhánh Khu kinh tế ven biển Quảng Yên",
    address="Lô CN-07, Khu công nghiệp Bắc Tiền Phong, đường trục chính số 3, phường Liên Hòa, tỉnh Quảng Ninh",
    phone="0203 3825 123",
    email="phong.hanh.chinh.tong.hop@halongxanh.example.vn",
    identity="Mã số doanh nghiệp",
    identity_number="0100233488-002",
)
BINH = Signer(name="Trần Thanh Bình")
DUNG = Signer(name="Lê Tiến Dũng", title="Phó Giám đốc", capacity="KT. Giám đốc")
PROCEDURE = "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam"


def form(number: str, title: str) -> Form:
    """A form of the circular in force."""
    return Form(number, title, CIRCULAR)


def receipt(**changes: Any) -> ReceiptPaper:
    """The receipt of an ordinary dossier, two copies."""
    values: dict[str, Any] = {
        "form": form("01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
        "head": CENTRE,
        "code": CODE,
        "tracking_address": ADDRESS,
        "desk": "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh, quầy Tư pháp",
        "applicants": (AN,),
        "procedure": PROCEDURE,
        "enclosures": (
            Enclosure("Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp theo mẫu", originals=1),
            Enclosure("Bản sao giấy tờ chứng minh nơi thường trú hoặc tạm trú", certified=1),
            Enclosure("Văn bản ủy quyền", originals=1, copies=2),
        ),
        "sets": 1,
        "term": "10 ngày làm việc",
        "received_at": MORNING,
        "appointment_at": datetime(2026, 3, 16, 17, 0),
        "collected_at": "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh",
        "receiver": BINH,
        "charges": (Charge("Phí cung cấp thông tin lý lịch tư pháp", 200_000, "đã nộp"),),
        "book": "01/2026",
        "book_number": "117",
        "hotline": "1900 558 826",
    }
    return ReceiptPaper(**(values | changes))


def supplement(**changes: Any) -> SupplementSlip:
    """The one supplement after appraisal."""
    values: dict[str, Any] = {
        "form": form("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
        "head": CENTRE,
        "code": CODE,
        "tracking_address": ADDRESS,
        "applicants": (AN,),
        "procedure": PROCEDURE,
        "wanted": (
            "Bản sao có chứng thực Căn cước của người ủy quyền.",
            "Tờ khai phải ghi rõ quá trình cư trú từ khi đủ 14 tuổi.",
            "Văn bản ủy quyền phải được công chứng hoặc chứng thực.",
        ),
        "reason": "Hồ sơ chưa đủ thành phần theo khoản 2 Điều 45 Luật Lý lịch tư pháp.",
        "guide": BINH,
        "until": date(2026, 3, 19),
        "contact": "bà Trần Thanh Bình",
        "contact_phone": "0203 3638 118",
    }
    return SupplementSlip(**(values | changes))


def refusal(**changes: Any) -> RefusalSlip:
    """A refusal at intake: no code yet."""
    values: dict[str, Any] = {
        "form": form("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
        "head": CENTRE,
        "applicants": (CUONG,),
        "procedure": PROCEDURE,
        "reason": "Người yêu cầu không thuộc đối tượng được cấp Phiếu lý lịch tư pháp số 2 theo quy định tại Điều 41 "
        "Luật Lý lịch tư pháp; việc ủy quyền cho người khác làm thủ tục không được chấp nhận.",
        "receiver": BINH,
    }
    return RefusalSlip(**(values | changes))


def apology(**changes: Any) -> ApologyLetter:
    """The apology with a new date."""
    values: dict[str, Any] = {
        "form": form("04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
        "head": Head(
            superior="Ủy ban nhân dân tỉnh Quảng Ninh", issuer="Sở Tư pháp", place="Hạ Long", number="45/STP-HCTP"
        ),
        "applicants": (AN,),
        "code": CODE,
        "tracking_address": ADDRESS,
        "procedure": PROCEDURE,
        "received_at": MORNING,
        "due_at": datetime(2026, 3, 16, 17, 0),
        "new_appointment_at": datetime(2026, 3, 20, 17, 0),
        "reason": "cơ quan phối hợp chưa có kết quả xác minh quá trình cư trú ở nước ngoài.",
        "signer": DUNG,
        "recipients": ("Trung tâm Phục vụ hành chính công tỉnh",),
    }
    return ApologyLetter(**(values | changes))


def stop(**changes: Any) -> StopNotice:
    """A dossier stopped because the applicant asked."""
    values: dict[str, Any] = {
        "form": form("05", "Thông báo dừng giải quyết hồ sơ"),
        "head": CENTRE,
        "applicants": (AN,),
        "code": CODE,
        "tracking_address": ADDRESS,
        "procedure": PROCEDURE,
        "received_at": MORNING,
        "stage": "Thẩm định",
        "requested_at": datetime(2026, 3, 5, 8, 20),
        "stopped_at": datetime(2026, 3, 5, 9, 0),
        "reason": "không còn nhu cầu.",
        "signer": DUNG,
        "returned": ("Văn bản ủy quyền (bản chính).", "Bản sao giấy tờ chứng minh nơi thường trú."),
        "money": "đã nộp 200.000 đồng; hoàn trả theo quy định của pháp luật chuyên ngành.",
    }
    return StopNotice(**(values | changes))


def control(**changes: Any) -> ControlSlip:
    """A dossier on its way through three hands."""
    desk, justice, leader = "Trung tâm Phục vụ hành chính công", "Phòng Hành chính tư pháp", "Lãnh đạo Sở Tư pháp"
    values: dict[str, Any] = {
        "form": form("06", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        "head": CENTRE,
        "applicants": (AN,),
        "code": CODE,
        "tracking_address": ADDRESS,
        "procedure": PROCEDURE,
        "resolver": "Sở Tư pháp tỉnh Quảng Ninh",
        "co_resolvers": ("Công an tỉnh Quảng Ninh",),
        "received_at": MORNING,
        "appointment_at": datetime(2026, 3, 16, 17, 0),
        "handovers": (
            Handover(desk, justice, datetime(2026, 3, 2, 10, 0), "Trước hạn", "", "Trần Thanh Bình", "Vũ Minh Châu"),
            Handover(justice, leader, datetime(2026, 3, 12, 15, 30), "Đúng hạn", "", "Vũ Minh Châu", "Lê Tiến Dũng"),
            Handover(leader, desk, datetime(2026, 3, 13, 16, 0), "Quá hạn", "Chờ xác minh", "Lê Tiến Dũng", ""),
        ),
    }
    return ControlSlip(**(values | changes))


def register(lines: int = 40, **changes: Any) -> Register:
    """The book of a fortnight."""
    values: dict[str, Any] = {
        "form": form("07", "Sổ theo dõi hồ sơ"),
        "head": CENTRE,
        "since": date(2026, 3, 1),
        "until": date(2026, 3, 14),
        "book": "01/2026",
        "field": "Tư pháp",
        "lines": tuple(
            RegisterLine(
                number=number,
                code=f"H49.22-260302-{number:06d}",
                procedure=PROCEDURE,
                sets=1,
                applicant=AN.name if number % 3 else LONG_NAMED.name,
                address=AN.address,
                phone="0912345678",
                resolver="Sở Tư pháp",
                received_at=MORNING,
                appointment_at=datetime(2026, 3, 16, 17, 0),
                forwarded_at=datetime(2026, 3, 2, 10, 0),
                result_received_at=datetime(2026, 3, 13, 16, 0) if number % 2 else None,
                handed_over_at=datetime(2026, 3, 16, 8, 5) if number % 4 == 1 else None,
                manner="Trực tiếp" if number % 4 == 1 else "",
            )
            for number in range(1, lines + 1)
        ),
    }
    return Register(**(values | changes))


def minutes(**changes: Any) -> DestructionMinutes:
    """The record of a destruction of two dossiers."""
    values: dict[str, Any] = {
        "form": Form("1.9", "Biên bản tiêu hủy tài liệu hết thời hạn lưu trữ", "Nghị định số 30/2020/NĐ-CP"),
        "head": replace(CENTRE, number=""),
        "law": "Luật Lưu trữ số 33/2024/QH15",
        "decision": "12/QĐ-UBND",
        "decided_on": date(2026, 2, 20),
        "decided_by": "Lê Tiến Dũng, Chủ tịch",
        "begun_at": datetime(2026, 2, 20, 9, 0),
        "finished_at": MORNING,
        "lines": (
            DestroyedLine("07/2015", "H49.22-150302-000117", PROCEDURE, date(2015, 3, 9), date(2025, 12, 31), 3),
            DestroyedLine("08/2015", "H49.22-150303-000118", PROCEDURE, date(2015, 3, 12), date(2025, 12, 31), 2, 1),
        ),
        "files_destroyed": 5,
        "files_left": 1,
    }
    return DestructionMinutes(**{**values, **changes})


def transfer(**changes: Any) -> TransferSlip:
    """A chain of two agencies, the first of which has given the dossier on."""
    values: dict[str, Any] = {
        "form": Form("NB-04", "Phiếu chuyển xử lý", "quy trình nội bộ của cơ quan"),
        "head": CENTRE,
        "applicants": (AN,),
        "code": CODE,
        "tracking_address": ADDRESS,
        "procedure": PROCEDURE,
        "lead": "Sở Tư pháp tỉnh Quảng Ninh",
        "received_at": MORNING,
        "appointment_at": datetime(2026, 3, 16, 17, 0),
        "lines": (
            ChainLine("Sở Tư pháp", ("Thẩm định hồ sơ", "Phê duyệt"), "32 giờ làm việc", MORNING, MORNING),
            ChainLine("Công an tỉnh Quảng Ninh", ("Tra cứu thông tin án tích",), "40 giờ làm việc", MORNING),
        ),
        "signer": BINH,
    }
    return TransferSlip(**(values | changes))


def question(**changes: Any) -> QuestionSlip:
    """A commune is asked to verify whether somebody was married while she lived there."""
    values: dict[str, Any] = {
        "form": Form("NB-08", "Phiếu đề nghị xác minh", "quy trình nội bộ của Bộ phận Một cửa"),
        "head": CENTRE,
        "applicants": (AN,),
        "code": CODE,
        "tracking_address": ADDRESS,
        "procedure": PROCEDURE,
        "addressee": "Ủy ban nhân dân phường Bãi Cháy",
        "question": "Đề nghị xác minh tình trạng hôn nhân.\nTrong thời gian cư trú tại phường.",
        "asked_at": MORNING,
        "due_at": datetime(2026, 3, 5, 17, 0),
        "signer": BINH,
        "ground": "Xác minh tình trạng hôn nhân (Nghị định 123/2015/NĐ-CP Điều 22 khoản 4)",
        "about": "Nguyễn Thị Thu An, sinh năm 1995",
    }
    return QuestionSlip(**(values | changes))


def results(lines: int = 12, **changes: Any) -> ResultList:
    """What an agency gave to the desk in a week."""
    values: dict[str, Any] = {
        "form": Form("NB-05", "Phiếu bàn giao kết quả", "quy trình nội bộ của cơ quan"),
        "head": CENTRE,
        "giver": "Sở Tư pháp",
        "taker": "Trung tâm Phục vụ hành chính công",
        "since": date(2026, 3, 2),
        "until": date(2026, 3, 6),
        "lines": tuple(
            ResultLine(
                number=number,
                code=f"H49.22-260302-{number:06d}",
                procedure=PROCEDURE,
                result=f"Phiếu lý lịch tư pháp số 1, {number:02d}/2026",
                applicant=AN.name,
                address=AN.address,
                owes=number % 3 == 0,
                by_post=number % 4 == 0,
            )
            for number in range(1, lines + 1)
        ),
    }
    return ResultList(**(values | changes))

"""A pad of reserved codes: stubs to be filled in by hand when the power is cut. No official form."""

from datetime import datetime

from motcua.kernel.types import Actor
from motcua.papers import press
from motcua.papers.code_pads import CodePad
from motcua.papers.printing_commands import counted
from motcua.papers.rules.printed import qr_code
from motcua.papers.rules.wording import day_short

_WORDS = {
    "title": "TẬP MÃ HỒ SƠ DỰ PHÒNG KHI MẤT ĐIỆN",
    "kept": "Phiếu lưu tại quầy",
    "given": "Giấy tiếp nhận hồ sơ (ghi tay)",
    "resolving": "Cơ quan giải quyết",
    "qr_alt": "Mã QR của hồ sơ",
    "applicant": "Người nộp",
    "number": "Số định danh",
    "phone": "Số điện thoại",
    "procedure": "Thủ tục",
    "received": "Tiếp nhận lúc",
    "hour": "giờ",
    "minute": "phút, ngày",
    "papers": "Giấy tờ đã nhận",
    "fee": "Phí, lệ phí đã thu (đồng)",
    "appointment": "Hẹn trả kết quả",
    "receiver": "Người tiếp nhận",
    "sign": "(Ký, ghi rõ họ tên)",
    "kept_hint": "Có điện trở lại: nhập bù theo mã này, ghi đúng giờ đã nhận. Mã không dùng thì hủy, có lý do.",
    "given_hint": "Hồ sơ được nhập vào hệ thống khi có điện trở lại. Sau đó quét mã QR để tra cứu và xem ngày hẹn trả.",
}


def print_pad(pad: CodePad, *, name: str, actor: Actor, at: datetime) -> bytes:
    """The pad as PDF. From the second printing on it says so, as papers do: a code serves one person.

    `name` is what the house knows the pad by.
    """
    content = {
        "words": _WORDS,
        "desk": pad.desk,
        "resolving": pad.resolving,
        "day": day_short(pad.day),
        "mark": counted(name, actor=actor, at=at),
        "stubs": [
            {"code": one.code, "qr": qr_code(one.code), "tracking_qr": qr_code(one.tracking_address)}
            for one in pad.stubs
        ],
    }
    return press.pdf("code_pad", content, at=at)

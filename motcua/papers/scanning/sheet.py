"""The sheet that parts two papers in a stack, for printing."""

from datetime import datetime

from motcua.papers import press
from motcua.papers.scanning import mark

_TITLE = "TỜ PHÂN CÁCH"
_HINT = (
    "Đặt tờ này giữa hai giấy tờ trước khi quét cả xấp. "
    "Hệ thống nhận ra mã QR, tách giấy tờ tại đây và bỏ tờ này đi. Dùng lại được nhiều lần."
)
_ALT = "Mã QR của tờ phân cách"


def separator_sheet(*, at: datetime) -> bytes:
    """The separator as PDF: print some, lay one between every two papers, use them again."""
    content = {"title": _TITLE, "hint": _HINT, "alt": _ALT, "mark": mark.drawing()}
    return press.pdf("separator", content, at=at)

"""The sheet on which an office sees what its printer does to a paper, and what to set in the printer's dialogue."""

from dataclasses import asdict
from datetime import datetime

from motcua.organisation.types import PageSize
from motcua.papers import press
from motcua.papers.rules.bars import bars_of
from motcua.papers.rules.printed import qr_code

_CODE = "H00.00-260101-0001"
_WORDS = {
    "title": "TRANG IN THỬ",
    "steps": (
        "Trong hộp thoại in: chọn đúng khổ giấy ghi ở trên, tỷ lệ 100 % (không chọn “Vừa trang giấy”), in một mặt.",
        "Thước ở giữa mỗi cạnh chia từng mi-li-mét: vạch đầu tiên nhìn thấy cho biết máy in bỏ trống bao nhiêu. "
        "Giấy tờ chỉ cần lề 10 mm.",
        "Bốn góc phải đủ các vạch góc trong; đoạn thẳng bên dưới phải dài đúng 100 mm.",
        "Quét thử mã QR và mã vạch; mười ô xám phải phân biệt được; không chữ nào mất dấu.",
    ),
    "hundred": "100 mm",
    "qr_alt": "Mã QR để quét thử",
    "letters": "Aa Àà Ảả Ãã Áá Ạạ Ăă Ằằ Ẳẳ Ẵẵ Ắắ Ặặ Ââ Ầầ Ẩẩ Ẫẫ Ấấ Ậậ Đđ Ee Èè Ẻẻ Ẽẽ Éé Ẹẹ Êê Ềề Ểể Ễễ Ếế Ệệ "
    "Ii Ìì Ỉỉ Ĩĩ Íí Ịị Oo Òò Ỏỏ Õõ Óó Ọọ Ôô Ồồ Ổổ Ỗỗ Ốố Ộộ Ơơ Ờờ Ởở Ỡỡ Ớớ Ợợ "
    "Uu Ùù Ủủ Ũũ Úú Ụụ Ưư Ừừ Ửử Ữữ Ứứ Ựự Yy Ỳỳ Ỷỷ Ỹỹ Ýý Ỵỵ",
    "sentence": "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập – Tự do – Hạnh phúc; 0123456789",
}


def printer_test(size: PageSize, *, at: datetime) -> bytes:
    """The sheet in that size, as PDF."""
    bars = bars_of(_CODE)
    if bars is None:
        raise ValueError(f"{_CODE} cannot be written in bars.")
    content = {**_WORDS, "size": size.value.upper(), "code": _CODE, "qr": qr_code(_CODE), "bars": asdict(bars)}
    return press.pdf("printer_test", content, at=at)

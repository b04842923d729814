"""Records in the shapes the national portal hands out, of our own invention, sound or with one thing wrong each."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motcua.catalogue import queries
from motcua.catalogue.importing.marks import MarkKind
from motcua.catalogue.types import Reading

Record = dict[str, Any]


def way(method: str = "DIRECT", qty: Any = 5, unit: str | None = "WORKING_DAY", **changes: Any) -> Record:
    """A way of filing with its time."""
    return {"method": method, "time_qty": qty, "time_unit": unit, "fees": [], "note": ""} | changes


def fee(amount: Any = 50_000, text: str = "Lệ phí", currency: str = "VND") -> Record:
    """An amount with its text."""
    return {"amount": amount, "currency": currency, "text": text}


def paper(name: str = "Đơn đề nghị cấp biển tên ngõ", **changes: Any) -> Record:
    """A line of the list of papers."""
    return {"group": "", "name": name, "original_qty": 1, "copy_qty": 0, "has_form_file": True} | changes


def detail(number: int = 1, **changes: Any) -> Record:
    """A sound record of the details: nothing in it awaits a person."""
    return {
        "code": f"7.{number:06}",
        "name": f"Đăng ký biển tên ngõ số {number}",
        "source_url": "",
        "decision_no": "15/QĐ-ABC",
        "field_code": "",
        "field": "Trang trí đường phố",
        "promulgating_agency": "Sở Ví dụ",
        "levels": ["commune"],
        "formality_type": "",
        "subjects": ["Công dân Việt Nam", "Doanh nghiệp"],
        "executing_agencies": ["Ủy ban nhân dân cấp xã"],
        "authority": "Ủy ban nhân dân cấp xã",
        "channels": [way("DIRECT", fees=[fee()]), way("ONLINE", fees=[fee()])],
        "cases": [],
        "documents": [paper(), paper("Sơ đồ ngõ", original_qty=0, copy_qty=1, has_form_file=False)],
        "legal_basis": [{"code": "1/2026/QĐ-ABC", "name": "Quy chế đặt tên ngõ"}],
        "results": [{"code": "KQ.X99.000001", "name": "Biển tên ngõ"}],
        "requirements": "",
        "steps": "Nộp hồ sơ, nhận biển.",
        "updated_at": "",
    } | changes


def portal(number: int = 1, **changes: Any) -> Record:
    """A sound answer of `LayThuTuc`. Its service says no level, so that one question is always open."""
    return {
        "MATTHC": f"8.{number:06}",
        "TENTTHC": f"Cấp phép thả diều số {number}",
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "X99-TD01", "TENLINHVUC": "Thả diều"}],
        "SOQUYETDINH": "16/QĐ-ABC",
        "MACOQUANCONGBO": "X99",
        "CAPTHUCHIEN": ["Cấp xã"],
        "DOITUONGTHUCHIEN": [{"TENDOITUONG": "Công dân Việt Nam"}],
        "COQUANTHUCHIEN": [{"MADONVI": "X99.1", "TENDONVI": "Ủy ban nhân dân cấp xã"}],
        "CACHTHUCTHUCHIEN": [
            {
                "KENH": 1,
                "THOIGIAN": [{"THOIGIANGIAIQUYET": "3", "DONVITINH": "Ngày làm việc", "MOTA": "", "PHILEPHI": []}],
            }
        ],
        "THANHPHANHOSO": [{"TRUONGHOP": "", "GIAYTO": [{"MAGIAYTO": "G1", "TENGIAYTO": "Đơn", "SOBANCHINH": "1"}]}],
        "TRINHTUTHUCHIEN": [{"TRUONGHOP": "", "TRINHTU": [{"TENTRINHTU": "Nộp đơn"}]}],
        "KETQUATHUCHIEN": [{"MAKETQUA": "KQ1", "TENKETQUA": "Giấy phép thả diều"}],
        "CANCUPHAPLY": [{"SOVANBAN": "2/2026/QĐ-ABC", "TENVANBAN": "Quy chế thả diều"}],
        "YEUCAU": "",
        "TRANGTHAI": 1,
    } | changes


@dataclass(frozen=True, slots=True)
class Oddity:
    """A sound record made odd, and the question it must raise."""

    kind: MarkKind
    make: Callable[[int], Record]

    def __str__(self) -> str:
        return self.kind.value


def _odd(kind: MarkKind, **changes: Any) -> Oddity:
    return Oddity(kind, lambda number: detail(number, **changes))


def _one_way(kind: MarkKind, *ways: Record, **changes: Any) -> Oddity:
    return _odd(kind, channels=list(ways), **changes)


def _one_fee(kind: MarkKind, amount: Any, text: str = "", currency: str = "VND") -> Oddity:
    return _one_way(kind, way(fees=[fee(amount, text, currency)]))


def _one_paper(kind: MarkKind, name: str, **changes: Any) -> Oddity:
    return _odd(kind, documents=[paper(name, **changes)])


def _case(qty: Any, unit: str) -> Record:
    return {"code": "7.1.01", "name": "Ngõ mới", "qty": qty, "unit": unit}


K = MarkKind
ODDITIES = (
    Oddity(K.CODE_UNUSUAL, lambda number: detail(number, code=f"7.{number:07}")),
    Oddity(K.CODE_UNUSUAL, lambda number: detail(number, code=f"7.{number:06}-Xoa")),
    Oddity(K.CODE_HAD_BLANKS, lambda number: detail(number, code=f"  7.{number:06}")),
    Oddity(K.CODE_HAD_BLANKS, lambda number: detail(number, code=f"7.{number:06}\u00a0")),
    _odd(K.TEXT_DAMAGED, name="Cấp bi\ud83dển tên"),
    _odd(K.FIELD_MISSING, field=""),
    _odd(K.DECISION_MISSING, decision_no=" "),
    _odd(K.LEVEL_MISSING, levels=[]),
    _odd(K.LEVEL_UNKNOWN, levels=["galaxy"]),
    _odd(K.BRANCH_AS_COMMUNE, field="Hải quan"),
    _odd(K.BRANCH_AS_COMMUNE, field="Thuế"),
    _odd(K.SUBJECT_MISSING, subjects=[]),
    _odd(K.SUBJECT_UNKNOWN, subjects=["Người ngoài hành tinh"]),
    _odd(K.RESOLVER_MISSING, authority="", executing_agencies=[]),
    _odd(K.CHANNEL_MISSING, channels=[]),
    _one_way(K.CHANNEL_UNKNOWN, way("PIGEON")),
    _one_way(K.TERM_MISSING, way(qty=None, unit=None)),
    _one_way(K.TERM_IS_TEXT, way(qty=None, unit="OTHER", time_text="Theo mô tả")),
    _one_way(K.TERM_IS_TEXT, way(qty=1, unit="OTHER", note="Thực hiện ngay trong ngày")),
    _one_way(K.TERM_IS_TEXT, way(qty="5 - 7", unit="WORKING_DAY")),
    _one_way(K.TERM_UNSAID, way(qty=1, unit="OTHER")),
    _one_way(K.TERM_UNSAID, way(qty=5, unit=None)),
    _one_way(K.TERM_UNSAID, way(qty=None, unit="DAY")),
    _one_way(K.TERM_ZERO, way(qty=0)),
    _one_way(K.TERM_ZERO, way(qty=-3)),
    _one_way(K.TERM_IMPOSSIBLE, way(qty=2.5, unit="DAY")),
    _one_way(K.TERM_IMPOSSIBLE, way(qty=99_999)),
    _one_way(K.UNIT_UNKNOWN, way(unit="FORTNIGHT")),
    _one_way(K.UNIT_AGAINST_TEXT, way(qty=7, unit="DAY", note="07 ngày làm việc, kể từ ngày nhận đủ hồ sơ")),
    _one_way(K.UNIT_AGAINST_TEXT, way(qty=18, unit="WORKING_DAY", time_text="18 (mười tám) ngày")),
    _one_way(K.UNIT_AGAINST_TEXT, way(qty=4, unit="HOUR", note="04 giờ làm việc, ngoài giờ thì 4 giờ")),
    _one_way(K.TEXT_SAYS_OTHER_TERM, way(qty=10, note="Thẩm định trong 03 ngày làm việc")),
    _one_way(K.TEXT_SAYS_OTHER_TERM, way(qty=1, unit="HOUR", note="01 giờ, ban đêm 02 giờ")),
    _one_way(K.HOUR_UNSAID, way(qty=8, unit="HOUR")),
    _one_way(K.HOUR_UNSAID, way(qty=8, unit="HOUR", note="Tiếp nhận trong giờ làm việc")),
    _one_way(K.HOUR_IS_CUT_OFF, way(qty=15, unit="HOUR"), field="Hộ tịch"),
    _one_way(K.HOUR_IS_CUT_OFF, way(qty=15, unit="HOUR", note="nhận hồ sơ sau 15 giờ thì trả hôm sau")),
    _one_way(K.LONGER_IN_SOME_PLACES, way(note="Đối với các xã miền núi, hải đảo tăng thêm")),
    _one_way(K.CHANNEL_TERMS_ARE_CASES, way(qty=5), way(qty=9)),
    _one_way(K.CHANNEL_TERMS_ARE_CASES, way(qty=5, note="- Trường hợp ngõ cụt: không phải đo lại")),
    _odd(K.CASES_AGAINST_CHANNELS, cases=[_case(7, "WORKING_DAY")]),
    _odd(K.CASES_AGAINST_CHANNELS, cases=[_case(5, "DAY")]),
    _odd(K.HOUR_UNSAID, cases=[_case(5, "HOUR")]),
    _one_fee(K.FEE_UNSAID, None),
    _one_fee(K.FEE_IS_TEXT, None, "Do Hội đồng nhân dân cấp tỉnh quy định"),
    _one_fee(K.FEE_IS_TEXT, "tùy tâm"),
    _one_fee(K.FEE_ZERO_WITH_TEXT, 0, "Theo nghị quyết của Hội đồng nhân dân"),
    _one_fee(K.FEE_TEXT_SAYS_MORE, 40_000, "Lệ phí 40.000 đồng, nộp trực tuyến 20.000 đồng"),
    _one_fee(K.FEE_TEXT_SAYS_MORE, 40_000, "Lệ phí; miễn cho hộ nghèo"),
    _one_fee(K.FEE_KIND_UNSAID, 40_000, "mỗi biển"),
    _one_fee(K.FEE_KIND_UNSAID, 40_000, "Phí thẩm định và lệ phí cấp"),
    _one_fee(K.AMOUNT_TOO_SMALL, 40, "Lệ phí"),
    _one_fee(K.AMOUNT_TOO_SMALL, 999, "Phí"),
    _one_fee(K.AMOUNT_IMPOSSIBLE, -5_000, "Phí"),
    _one_fee(K.AMOUNT_IMPOSSIBLE, 1_500.5, "Phí"),
    _one_fee(K.CURRENCY_UNKNOWN, 40_000, "Phí", "XAU"),
    _one_paper(K.REMARK_AMONG_PAPERS, "Lưu ý: nộp trước ngày rằm"),
    _one_paper(K.REMARK_AMONG_PAPERS, "- Trường hợp không có sơ đồ thì vẽ tay"),
    _one_paper(K.REMARK_AMONG_PAPERS, "Giấy tờ phải nộp:", original_qty=0),
    _one_paper(K.REMARK_AMONG_PAPERS, "Người nộp tự chịu trách nhiệm. " * 20, original_qty=0),
    _one_paper(K.PAPER_WITHOUT_COUNT, "Ảnh chụp đầu ngõ", original_qty=0),
    _one_paper(K.PAPER_COUNT_UNLIKELY, "Sơ đồ theo Thông tư năm", original_qty=20_261),
    _one_paper(K.PAPER_WITHOUT_NAME, ""),
    _one_paper(K.PAPER_MAY_BE_SHOWN, "Thẻ căn cước (xuất trình)"),
    _odd(K.PAPERS_BY_HEADING, documents=[paper(group="Ngõ cụt"), paper("Sơ đồ", group="Ngõ thông")]),
    _odd(K.RESULT_WITHOUT_NAME, results=[{"code": "KQ.X99.000002", "name": ""}]),
    _odd(K.LEGAL_BASIS_MISSING, legal_basis=[]),
    Oddity(K.NOT_PUBLIC, lambda number: portal(number, TRANGTHAI=0)),
    Oddity(K.SEVERAL_FIELDS, lambda number: portal(number, LINHVUCTHUCHIEN=[{"TENLINHVUC": "A"}, {"TENLINHVUC": "B"}])),
    Oddity(K.LEVEL_MISSING, lambda number: portal(number, CAPTHUCHIEN=None)),
    Oddity(K.CHANNEL_UNKNOWN, lambda number: portal(number, CACHTHUCTHUCHIEN=[{"KENH": 7, "THOIGIAN": []}])),
)


def hundred() -> list[Record]:
    """A hundred records: every oddity once, the rest sound and of both shapes."""
    odd = [oddity.make(number) for number, oddity in enumerate(ODDITIES, start=1)]
    rest = [detail(number) if number % 3 else portal(number) for number in range(500, 600 - len(odd))]
    return odd + rest


def json_lines(records: Iterable[Any]) -> str:
    """One record a line; what is text already stays."""
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


def national_list(
    rows: Iterable[Mapping[str, str]], columns: str = "code,name,fields,executing_departments,state"
) -> str:
    """Rows of the national list as CSV."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns.split(","), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def reading(folder: Path, content: str | bytes, name: str = "thu-tuc.jsonl") -> Reading:
    """What the importer reads from a file of this content; packed when the name says so."""
    path = folder / name
    whole = content.encode("utf-8", errors="surrogatepass") if isinstance(content, str) else content
    path.write_bytes(gzip.compress(whole) if name.endswith(".gz") else whole)
    return queries.read_import(path)

"""For which paper of the checklist a scanned paper is taken, by what it is called."""

from dataclasses import replace

import pytest

from motcua.catalogue.tests.factories import starter
from motcua.catalogue.types import ComponentKind, Label
from motcua.process import queries

FORM, CERTIFICATE, DECISION = "to_khai", "giay_chung_nhan", "quyet_dinh"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("GIẤY CHỨNG NHẬN KẾT HÔN", CERTIFICATE),
        ("Giấy chứng nhận kết hôn", CERTIFICATE),
        ("TỜ KHAI CẤP GIẤY CHỨNG NHẬN KẾT HÔN", FORM),
        ("Quyết định ly hôn", DECISION),
        ("Cấp giấy chứng nhận", CERTIFICATE),
        ("Hoá đơn tiền điện", ""),
        ("", ""),
    ],
)
def test_a_form_is_only_what_begins_as_a_form_does(title: str, key: str) -> None:
    one = starter("1.004873").components[0]
    components = [
        replace(one, key=FORM, kind=ComponentKind.FORM, label=Label("Tờ khai cấp Giấy chứng nhận kết hôn")),
        replace(one, key=CERTIFICATE, kind=ComponentKind.SUBMIT, label=Label("Giấy chứng nhận kết hôn (nếu có)")),
        replace(one, key=DECISION, kind=ComponentKind.SUBMIT, label=Label("Quyết định ly hôn có hiệu lực")),
    ]
    assert queries.component_called(title, components) == key

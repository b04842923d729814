"""A group at the desk: one sheet for all, a table of what differs, one press, one visit, one print."""

import re

from motcua.counter.models import KeptSheet
from motcua.dossier.models import Dossier
from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, A_SIGNED_RESULT, ELSEWHERE, Desk, said
from tests.faces.test_desk import text_of

GROUP = f"/desk/receive/{A_SIGNED_RESULT}/group/"


def codes_in(words: str) -> set[str]:
    return set(re.findall(r"H49\.201-261102-\d{4}", words))


def test_a_list_is_laid_out_received_at_once_and_printed_together(desk: Desk) -> None:
    typed = desk.sheet(A_SIGNED_RESULT)
    del typed["receive"]
    pasted = "Trần Văn Bốn\t022085004321\t\tvay vốn\nLê Thị Năm; 022191005678; ; mua nhà"
    laid_out = desk.receptionist.post(GROUP, {**typed, "group-count": "1", "group-list": pasted, "refresh": "1"})
    page = laid_out.content.decode()
    assert all(f'value="{value}"' in page for value in ("Trần Văn Bốn", "vay vốn", "Lê Thị Năm", "mua nhà"))
    assert "Tiếp nhận tất cả" in said(laid_out)

    rows = {
        "group-count": "3",
        "row-1-name": "Trần Văn Bốn",
        "row-1-number": "022085004321",
        "row-1-note": "vay vốn",
        "row-2-name": "Lê Thị Năm",
        "row-2-number": "022191005678",
    }
    press = {**typed, **rows, "receive": "1", "request_key": "thirty-at-once"}
    first, again = (desk.receptionist.post(GROUP, press) for _press in range(2))
    assert first.status_code == 302, said(first)
    assert first["Location"] == again["Location"]
    visit = desk.receptionist.get(first["Location"])
    assert len(codes_in(said(visit))) == 3
    assert all(name in said(visit) for name in ("Trần Văn Bốn", "Lê Thị Năm", "Nguyễn Văn An"))
    printed = desk.receptionist.get(f"{first['Location']}receipts.pdf")
    assert codes_in(text_of(printed.content)) == codes_in(said(visit))
    assert Dossier.objects.count() == 3


def test_a_row_that_lacks_a_paper_is_named_and_nothing_typed_is_lost(desk: Desk) -> None:
    typed = desk.sheet(A_BIRTH)
    lacks = next(name.removeprefix("paper-") for name in typed if name.startswith("paper-"))
    rows = {"group-count": "2", "row-2-note": "cháu thứ hai", f"row-2-other-{lacks}": "1"}
    address = f"/desk/receive/{A_BIRTH}/group/"
    answer = desk.receptionist.post(address, {**typed, **rows})
    assert answer.status_code == 422
    assert "Dòng 2:" in said(answer)
    assert 'value="cháu thứ hai"' in answer.content.decode()
    assert not Dossier.objects.exists()
    wrong = desk.somebody(Role.RECEPTIONIST, language="en").post(address, {**typed, **rows})
    assert "Row 2:" in said(wrong)


def test_a_group_is_kept_for_whoever_runs_home_and_taken_up_again(desk: Desk) -> None:
    typed = desk.sheet(A_BIRTH, request_key="kept")
    del typed["receive"]
    lacks = next(name.removeprefix("paper-") for name in typed if name.startswith("paper-"))
    owner = {"row-2-name": "Trần Văn Bốn", "row-2-number": "022085004321", "row-2-note": "vay vốn"}
    rows = {"group-count": "3", **owner, f"row-3-other-{lacks}": "1"}
    address = f"/desk/receive/{A_BIRTH}/group/"
    for _press in range(2):
        answer = desk.receptionist.post(address, {**typed, **rows, "keep": "1"})
        assert (answer.status_code, answer["Location"]) == (302, "/desk/"), said(answer)
    home = desk.receptionist.get("/desk/")
    (kept,) = re.findall(rf"{address}\?sheet=\d+", home.content.decode())
    assert "nhiều hồ sơ" in said(home)
    page = desk.receptionist.get(kept).content.decode()
    assert all(f'value="{value}"' in page for value in ("Trần Văn Bốn", "vay vốn", "Nguyễn Văn An"))
    assert re.search(rf'name="row-3-other-{lacks}" value="1" checked', page)
    assert desk.somebody(Role.RECEPTIONIST, ELSEWHERE).get(kept).status_code == 404

    del rows[f"row-3-other-{lacks}"]
    press = {**typed, **rows, "receive": "1", "request_key": "came-back"}
    first, again = (desk.receptionist.post(kept, press) for _press in range(2))
    assert (first.status_code, first["Location"]) == (302, again["Location"]), said(first)
    assert Dossier.objects.count() == 3
    assert not KeptSheet.objects.exists()


def test_one_sheet_grows_into_a_group_with_what_was_typed(desk: Desk) -> None:
    typed = desk.sheet(A_SIGNED_RESULT)
    del typed["receive"]
    single = desk.receptionist.get(f"/desk/receive/{A_SIGNED_RESULT}/")
    assert f'formaction="{GROUP}"' in single.content.decode()
    group = desk.receptionist.post(GROUP, {**typed, "refresh": "1"})
    assert 'value="Nguyễn Văn An"' in group.content.decode()
    assert 'name="row-2-name"' in group.content.decode()


def test_a_stranger_and_another_role_receive_no_group_here(desk: Desk) -> None:
    assert desk.somebody(Role.OFFICER).get(GROUP).status_code == 403
    abroad = desk.somebody(Role.RECEPTIONIST, ELSEWHERE).post(
        GROUP, desk.sheet(A_SIGNED_RESULT, **{"group-count": "2"})
    )
    assert abroad.status_code == 302, "his own centre receives it, for another commune"
    assert all(one.receiving_agency_id != one.resolving_agency_id for one in Dossier.objects.all())

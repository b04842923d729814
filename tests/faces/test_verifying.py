"""Anybody who holds a result learns whether it holds, and nothing about the person; without a log-in or a script."""

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.organisation import queries as organisation
from motcua.papers import commands as papers
from motcua.papers import models
from motcua.papers.types import NewResult, Result
from motcua.parties import commands as parties
from motcua.parties.tests.factories import AN, filing
from motcua.parties.types import TextPurpose
from motcua.portal import uploads, verifying
from tests.faces.people import HONG_GAI, Desk, said

THE_FILE = b"%PDF-1.7 the certificate"
CLERK = system("test")


def citizen(language: str = "vi", **options: Any) -> Client:
    browser = Client(**options)
    browser.cookies["django_language"] = language
    return browser


def issued(desk: Desk, *, content: bytes = THE_FILE, **changes: Any) -> Result:
    digest = hashlib.sha256(content).hexdigest() if content else ""
    if digest:
        models.StoredFile.objects.get_or_create(
            digest=digest,
            defaults={"size": 1, "media_type": "application/pdf", "original_digest": digest, "pages": 1,
                      "is_signed": True, "stored_at": desk.at, "stored_by": "test"},
        )  # fmt: skip
    with recording(actor=CLERK, at=desk.at) as unit:
        owner = parties.declare(unit, filing(AN), confirmed={"identity_doubtful", "party_known_otherwise"})
        given: dict[str, Any] = {
            "number": "07/UBND-XNTTHN",
            "kind_code": "KQ.G15.000038",
            "kind_name": "Giấy xác nhận tình trạng hôn nhân",
            "agency_id": organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id,
            "holder": "dossier/1",
            "owner": owner,
            "issued_on": desk.at.date(),
            "file": digest,
        }
        return papers.enter_result(unit, NewResult(**{**given, **changes}))


def sent(content: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("anything.pdf", content)}


@pytest.mark.parametrize(("language", "words"), [("vi", "còn hiệu lực"), ("en", "is valid")])
def test_the_code_on_the_paper_says_what_it_is_and_that_it_holds(desk: Desk, language: str, words: str) -> None:
    result = issued(desk)
    answer = citizen(language).get(f"/kiem-tra/{result.token}")
    page = said(answer)
    for part in (words, "07/UBND-XNTTHN", "Giấy xác nhận tình trạng hôn nhân", "Hồng Gai", "02/11/2026"):
        assert part in page
    assert AN.identity is not None
    assert AN.name not in page
    assert AN.identity.number not in page
    assert "no-store" in answer["Cache-Control"]
    assert 'content="noindex"' in answer.content.decode()


def test_a_paper_that_was_revoked_replaced_or_has_run_out_says_so(desk: Desk) -> None:
    revoked, replaced = issued(desk), issued(desk)
    over = issued(desk, valid_to=desk.at.date())
    with recording(actor=CLERK, at=desk.at) as unit:
        reason = parties.write_text(unit, "Khai gian dối", TextPurpose.REASON)
        papers.revoke_result(unit, key=revoked.key, reason=reason)
    with recording(actor=CLERK, at=desk.at) as unit:
        new = NewResult(
            number="08", kind_code="", kind_name="Giấy", agency_id=replaced.agency_id, holder="dossier/1",
            owner=replaced.owner, issued_on=desk.at.date(),
        )  # fmt: skip
        why = parties.write_text(unit, "Sai ngày sinh", TextPurpose.REASON)
        papers.replace_result(unit, key=replaced.key, by=new, reason=why)
    desk.wait(days=1)
    pages = [said(citizen().get(f"/kiem-tra/{one.token}")) for one in (revoked, replaced, over)]
    assert ["bị thu hồi" in pages[0], "được thay thế" in pages[1], "hết hiệu lực" in pages[2]] == [True] * 3
    assert "gian dối" not in pages[0]


def test_the_file_itself_is_compared_byte_for_byte(desk: Desk) -> None:
    address = f"/kiem-tra/{issued(desk).token}"
    assert "giống hệt" in said(citizen().post(address, sent(THE_FILE)))
    assert "không phải tệp" in said(citizen().post(address, sent(THE_FILE + b" ")))
    assert "Chưa có tệp" in said(citizen().post(address, {}))


def test_nothing_of_the_file_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[bytes] = []
    digest = verifying._digest

    def looked_at(request: Any) -> str:
        left.append(request.FILES["file"].read())
        return digest(request)

    monkeypatch.setattr(verifying, "_digest", looked_at)
    citizen().post(f"/kiem-tra/{issued(desk).token}", sent(THE_FILE))
    assert left == [b""]
    assert models.StoredFile.objects.count() == 1


def test_whoever_has_only_the_file_finds_its_result(desk: Desk) -> None:
    result = issued(desk)
    answer = citizen().post("/kiem-tra/", sent(THE_FILE))
    assert answer["Location"] == f"/kiem-tra/{result.token}"
    other = citizen().post("/kiem-tra/", sent(b"another"))
    assert other.status_code == 404
    assert "không phải bản điện tử" in said(other)


def test_a_result_without_an_electronic_copy_offers_no_comparison(desk: Desk) -> None:
    address = f"/kiem-tra/{issued(desk, content=b'').token}"
    assert 'type="file"' not in citizen().get(address).content.decode()
    assert citizen().post(address, sent(b"")).status_code in {409, 422}


def test_a_code_that_is_not_there_says_nothing(desk: Desk) -> None:
    result = issued(desk)
    for token in (result.key, result.token[:-1], result.token.swapcase(), "x"):
        answer = citizen().get(f"/kiem-tra/{token}")
        assert answer.status_code == 404
        assert "07/UBND" not in said(answer)


def test_what_is_too_large_is_not_even_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"/kiem-tra/{issued(desk).token}"
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    assert citizen().post(address, sent(b"x" * 100_000)).status_code == 413
    assert citizen().post(address, sent(b"x" * 2_000)).status_code == 422


def test_nobody_has_to_take_a_cookie_to_compare_a_file(desk: Desk) -> None:
    strict = citizen(enforce_csrf_checks=True)
    compared = strict.post(f"/kiem-tra/{issued(desk).token}", sent(THE_FILE))
    assert compared.status_code == 200
    assert "csrftoken" not in compared.cookies


def test_trying_is_slow(desk: Desk) -> None:
    tries = [citizen().get(f"/kiem-tra/{number:022}") for number in range(31)]
    assert [tries[-2].status_code, tries[-1].status_code] == [404, 429]

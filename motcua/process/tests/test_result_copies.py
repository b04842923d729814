"""The electronic copy of a result: that of a corrected paper comes in with it; a renewed one goes before the old."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from motcua.dossier import queries as dossiers
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.papers import commands as register
from motcua.papers import queries as papers
from motcua.papers.examinations.tests.test_keeping import believing, came_in
from motcua.papers.examinations.tests.test_renewing import HOUSE, Service, lasting
from motcua.papers.signing.tests import world
from motcua.papers.store.tests import corpus
from motcua.papers.types import CopyStanding, Outcome, Result
from motcua.process import commands, queries
from motcua.process.tests.house import House, Person, on
from motcua.process.types import ResultCopy, ResultEntry

AT = on("05/03 09:00")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """A house with a store of its own, that believes nobody yet."""
    settings.HOME, settings.DEMO = tmp_path, False
    settings.FILES_URL = settings.SCANNER_URL = ""
    return tmp_path


@pytest.fixture
def here(settled: House) -> House:
    return settled


def issued(here: House) -> Result:
    """On paper only; handed over, so that the dossier is finished."""
    dossier_id = here.decided()
    here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"))
    here.advance(here.desk, dossier_id, "hand_over", on("04/03 09:00"))
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    return result


def dossier_of(result: Result) -> int:
    return int(result.holder.partition("/")[2])


def replaced(who: Person, result: Result, pdf: bytes, *, at: datetime = AT) -> Result:
    """The corrected paper is entered, with the file that is its electronic copy."""
    about: dict[str, Any] = {"scope": who.scope, "at": at, "result": result.key}
    copy = commands.accept_result_copy(**about, content=BytesIO(pdf), name_hint="ban-da-sua.pdf")
    return papers.result(commands.replace_result(**about, actor=who.actor, reason="Sai tên đường", copy=copy))


def copies(who: Person, result: Result, *, at: datetime = AT) -> tuple[ResultCopy, ...]:
    return queries.result_view(who.scope, result.key, at=at).copies


def read(who: Person, result: Result, copy: ResultCopy, *, at: datetime = AT) -> bytes:
    file = queries.open_result_copy(who.scope, result.key, copy.attachment, reader="test", at=at)
    return b"".join(file.read(0, file.size))


def test_the_corrected_paper_comes_with_its_electronic_copy(here: House) -> None:
    before = issued(here)
    pdf = corpus.signed(corpus.pdf())
    after = replaced(here.clerk, before, pdf)
    assert papers.is_the_registered_file(after.token, after.file)
    (copy,) = copies(here.clerk, after)
    assert (copy.standing, copy.is_signed) == (CopyStanding.ONLY, True)
    assert copy.signatures is not None, "its signatures were examined when it came in"
    assert copy.signatures.outcome is Outcome.UNCERTAIN
    assert read(here.clerk, after, copy) == pdf
    assert copies(here.clerk, before) == ()
    (file,) = dossiers.papers_of(dossier_of(before), here.officer.scope).others
    assert (file.attachment, file.kind, file.file.digest) == (copy.attachment, "corrected_result", after.file)
    assert file.signed_here is None, "whoever entered it did not sign it here"
    assert list(checking.run(["registers", "dossiers", "work"])) == []


def test_the_dossier_tells_that_a_corrected_paper_took_the_place(here: House) -> None:
    before = issued(here)
    after = replaced(here.clerk, before, corpus.pdf())
    entry = next(one for one in journal.entries(before.holder) if one.kind == ResultEntry.CORRECTED)
    golden.check(entry.kind, entry.body)
    assert (entry.body["result"], entry.body["instead_of"]) == (after.key, before.key)
    assert entry.body["file"] == after.file
    page = queries.dossier_view(here.officer.scope, dossier_of(before), at=AT)
    assert any(one.text == "Sai tên đường" and after.number in str(one.title) for one in page.timeline)


def test_without_a_copy_it_is_replaced_all_the_same(here: House) -> None:
    before = issued(here)
    key = commands.replace_result(
        actor=here.clerk.actor, scope=here.clerk.scope, at=AT, result=before.key, reason="Sai tên đường"
    )
    assert papers.result(key).file == ""
    (entry,) = (one for one in journal.entries(before.holder) if one.kind == ResultEntry.CORRECTED)
    assert (entry.body["attachment"], entry.body["file"]) == (None, "")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (corpus.picture(), "result_copy_not_pdf"),
        (corpus.pdf()[:300], "file_damaged"),
        (corpus.locked(), "file_encrypted"),
        (b"", "file_empty"),
    ],
)
def test_a_file_that_will_not_do_leaves_everything_as_it_was(here: House, content: bytes, code: str) -> None:
    before = issued(here)
    with pytest.raises(Refused) as refused:
        commands.accept_result_copy(
            scope=here.clerk.scope, at=AT, result=before.key, content=content, name_hint="ban-da-sua"
        )
    assert refused.value.refusal.code == code
    assert papers.result(before.key) == before


def test_one_file_is_the_copy_of_one_result(here: House) -> None:
    first, second = issued(here), issued(here)
    pdf = corpus.pdf()
    replaced(here.clerk, first, pdf)
    with pytest.raises(Refused, match="result_copy_known"):
        replaced(here.clerk, second, pdf)
    assert queries.result_view(here.clerk.scope, second.key, at=AT).may_change


def test_a_stranger_neither_brings_a_copy_nor_opens_one(here: House) -> None:
    before = issued(here)
    with pytest.raises(Refused, match="result_absent"):
        replaced(here.stranger, before, corpus.pdf())
    with pytest.raises(Refused, match="result_absent"):
        replaced(here.officer, before, corpus.pdf())
    after = replaced(here.leader, before, corpus.pdf())
    (copy,) = copies(here.clerk, after)
    with pytest.raises(Refused, match="result_absent"):
        read(here.stranger, after, copy)
    with pytest.raises(Refused, match="file_absent"):
        read(here.clerk, before, copy)


@pytest.fixture
def service(home: Path) -> Iterator[Service]:
    """An authority whose certificate ends in a month."""
    authority = Service()
    with world.service(authority) as address:
        root = x509.load_der_x509_certificate(world.issuer().root.certificate)
        (home / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
        (home / "withdrawn.crl").write_bytes(world.issuer().withdrawn_list(at=world.NOW))
        believing(home, f"{HOUSE}time_stamps: {{vendor: rfc3161, address: {address}}}\n")
        yield authority


def test_after_its_time_stamp_was_renewed_the_copy_that_holds_now_comes_first(here: House, service: Service) -> None:
    result = issued(here)
    pdf = lasting(service.authority)
    old = came_in(pdf)
    with recording(actor=here.clerk.actor, at=world.NOW) as unit:
        register.attach(old, holder=result.holder, kind="result", unit=unit)
        register.file_result(unit, key=result.key, file=old.file.digest)
    assert [one.standing for one in copies(here.clerk, result, at=world.NOW)] == [CopyStanding.ONLY]

    service.authority = world.Tower(until=world.NOW + 5 * world.YEAR)
    new = register.renew_file(old.file.digest, actor=here.clerk.actor, at=world.NOW + timedelta(minutes=1))
    later = world.NOW + timedelta(hours=1)
    current, earlier = copies(here.clerk, result, at=later)
    assert (current.standing, earlier.standing) == (CopyStanding.CURRENT, CopyStanding.EARLIER)
    assert read(here.clerk, result, earlier, at=later) == pdf
    assert read(here.clerk, result, current, at=later).startswith(pdf)
    listed = dossiers.papers_of(dossier_of(result), here.officer.scope).others
    assert [(one.file.digest, one.standing) for one in listed] == [
        (new.file.digest, CopyStanding.CURRENT),
        (old.file.digest, CopyStanding.EARLIER),
    ]
    told = [one.title for one in queries.result_view(here.clerk.scope, result.key, at=later).history]
    assert told[0] == "Đã gia hạn dấu thời gian lưu trữ; bản mới có giá trị"

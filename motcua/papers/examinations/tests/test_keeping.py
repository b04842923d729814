"""A signed paper comes in; what its signatures are worth is found out once, kept, and found out anew where need be."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.journal.commands import recording
from motcua.kernel import sweep
from motcua.kernel.types import Refusal, Refused, system
from motcua.papers import commands, models, queries
from motcua.papers.examinations import looking
from motcua.papers.examinations.sweeps import UNSETTLED_SIGNATURES
from motcua.papers.signing.tests import world
from motcua.papers.signing.tests.test_examining import appended, one_signature, rewritten, three_signatures
from motcua.papers.signing.tests.test_signing import OFFICER, signed
from motcua.papers.signing.types import Change, Integrity, Outcome, Trust
from motcua.papers.signing.written import read, written
from motcua.papers.store import workbench
from motcua.papers.store.tests import corpus
from motcua.papers.types import Examination, Hindrance, SignatureReport, StoredFile

CLERK = system("test:clerk")
LATER = world.NOW + timedelta(hours=1)


def believing(home: Path, written: str) -> None:
    (home / "signing.yaml").write_text(written)


def came_in(pdf: bytes, *, at: datetime | None = world.NOW) -> StoredFile:
    accepted = commands.accept_file(pdf, name_hint="ket-qua.pdf", on=world.NOW.date(), at=at)
    with recording(actor=CLERK, at=world.NOW) as unit:
        return commands.keep_file(accepted, unit=unit)


def known_of(file: StoredFile) -> Examination:
    return queries.verdicts_of([file.file.digest])[file.file.digest]


def report_of(known: Examination) -> SignatureReport:
    return queries.signature_reports([known.file])[known.file]


def outcome_of(pdf: bytes) -> str:
    """The verdict on a paper that comes in, or the code of the refusal."""
    try:
        file = came_in(pdf)
    except Refused as refused:
        return refused.refusal.code
    return known_of(file).outcome if file.is_signed else "unsigned"


def swept(at: datetime = LATER) -> int:
    return sweep.run_once(at, only=[UNSETTLED_SIGNATURES]).acted


@pytest.mark.django_db
def test_a_signed_paper_that_comes_in_is_examined_and_the_verdict_is_kept_whole(home: Path) -> None:
    known = known_of(came_in(three_signatures()))
    (home / "signing.yaml").unlink()  # showing it asks nobody, and believes nobody
    assert (known.outcome, known.examined_at, known.again_at) == (Outcome.HOLDS, world.NOW, None)
    assert [one.role for one in known.verdicts] == ["officer", "leader", "seal"]
    assert [one.name for one in known.believed] == ["CA chuyên dùng thử nghiệm"]
    told = report_of(known)
    assert told.sentence == "Every signature on this paper holds."
    assert told.circumstances[-1] == "Believed here: CA chuyên dùng thử nghiệm."
    assert len(told.signatures) == 3
    assert any(world.DUNG in line for line in told.signatures[0])
    assert swept() == 0


@pytest.mark.django_db
def test_what_was_altered_after_signing_is_kept_as_failing_and_says_where() -> None:
    known = known_of(came_in(appended(one_signature(), rewritten)))
    assert known.outcome is Outcome.FAILS
    assert (known.verdicts[0].change, known.verdicts[0].pages) == (Change.CONTENT, (1,))
    assert "This paper cannot be relied on" in report_of(known).sentence


@pytest.mark.django_db
@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_signed_paper_spoilt_anywhere_is_sent_back_or_kept_as_failing_and_breaks_nothing(place: float) -> None:
    pdf = bytearray(three_signatures())
    start = int(len(pdf) * place)
    pdf[start : start + 40] = b"\xff" * 40
    assert outcome_of(bytes(pdf)) in {"file_damaged", "file_too_demanding", "unsigned", "fails"}


@pytest.mark.django_db
def test_a_file_that_breaks_down_whoever_looks_is_kept_and_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    real = workbench.done

    def broken(job: Mapping[str, Any]) -> dict[str, Any]:
        if job["task"] == "signatures":
            raise Refused(Refusal("file_too_demanding"))
        return real(job)

    monkeypatch.setattr(workbench, "done", broken)
    known = known_of(came_in(one_signature()))
    assert (known.outcome, known.hindrance, known.again_at) == (Outcome.UNCERTAIN, Hindrance.TOO_DEMANDING, None)
    assert "too complicated" in report_of(known).sentence


XML_SIGNED = b'<a xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><b/><ds:Signature><ds:SignedInfo/></ds:Signature></a>'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (corpus.office({"_xmlsignatures/sig1.xml": "<Signature/>"}), "don.docx"),
        (corpus.office({"_xmlsignatures/sig1.xml": "<Signature/>"}, main="xl/workbook.xml"), "bang.xlsx"),
        (corpus.open_document({"META-INF/documentsignatures.xml": "<s/>"}), "don.odt"),
        (XML_SIGNED, "to-khai.xml"),
    ],
)
def test_of_a_signed_office_document_it_is_said_that_its_signature_is_not_examined(content: bytes, name: str) -> None:
    accepted = commands.accept_file(content, name_hint=name, on=world.NOW.date(), at=world.NOW)
    with recording(actor=CLERK, at=world.NOW) as unit:
        file = commands.keep_file(accepted, unit=unit)
    assert file.is_signed
    known = known_of(file)
    assert (known.outcome, known.hindrance, known.again_at) == (Outcome.UNCERTAIN, Hindrance.OTHER_KIND, None)
    report = report_of(known)
    assert "not examined here" in report.sentence
    assert (report.is_examined, report.circumstances) == (False, ())
    assert queries.unsettled_files() == [], "there is no use in looking again"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (corpus.office({"_xmlsignatures/_rels/origin.sigs.rels": "<Relationships/>"}), "don.docx"),
        (corpus.open_document({"META-INF/manifest.xml": "<m/>"}), "don.odt"),
        (b"<a><Signature>Nguy\xe1\xbb\x85n</Signature></a>", "to-khai.xml"),
    ],
)
def test_an_office_document_without_a_signature_is_not_called_signed(content: bytes, name: str) -> None:
    assert not commands.accept_file(content, name_hint=name, on=world.NOW.date(), at=world.NOW).is_signed


@pytest.mark.django_db
def test_unsigned_papers_have_no_verdict() -> None:
    files = [came_in(world.paper()), came_in(corpus.pdf())]
    assert queries.verdicts_of([one.file.digest for one in files]) == {}
    with pytest.raises(Refused, match="file_unsigned"):
        commands.examine_file(files[0].file.digest, actor=CLERK, at=LATER)
    with pytest.raises(Refused, match="file_absent"):
        commands.examine_file("0" * 64, actor=CLERK, at=LATER)


@pytest.mark.django_db
def test_a_paper_of_the_house_itself_waits_for_the_sweep() -> None:
    file = came_in(three_signatures(), at=None)
    known = known_of(file)
    assert (known.hindrance, known.examined_at, known.verdicts) == (Hindrance.AWAITED, None, ())
    assert "still to be examined" in report_of(known).sentence
    assert swept() == 1
    assert known_of(file).outcome is Outcome.HOLDS
    assert swept() == 0


@pytest.mark.django_db
def test_settings_that_are_wrong_keep_nobody_from_handing_in(home: Path) -> None:
    believing(home, "colour: red\n")
    file = came_in(one_signature())
    assert known_of(file).hindrance is Hindrance.AWAITED
    outcome = sweep.run_once(LATER, only=[UNSETTLED_SIGNATURES])
    assert (outcome.acted, outcome.failed) == (0, 1), "it is tried again, and whoever looks after the house is told"


@pytest.mark.django_db
def test_while_a_service_is_silent_the_house_asks_again_and_at_last_knows(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "WAITS_SECONDS", 0.0)
    believing(home, 'trust: [root.pem]\nissuers_inside: ["127.0.0.1"]\n')
    responder = world.Responder()
    with world.service(responder) as address:
        one = world.issued(answers_at=address)
        with world.signer(one=one) as signer:
            pdf = signed(world.paper(), signer, OFFICER)
        responder.status = 503
        file = came_in(pdf)
        known = known_of(file)
        assert (known.outcome, known.silent) == (Outcome.UNCERTAIN, (address.removeprefix("http://"),))
        assert known.again_at == world.NOW + timedelta(minutes=15)
        assert f"No answer came from: {known.silent[0]}." in report_of(known).circumstances
        assert swept(world.NOW) == 0, "it is not time yet"
        assert swept(world.NOW + timedelta(minutes=15)) == 1
        assert known_of(file).again_at == world.NOW + timedelta(minutes=75), "longer each time"
        responder.status = 200
        responder.withdraw(one.certificate, at=world.NOW - world.YEAR / 12)
        assert swept(world.NOW + timedelta(hours=2)) == 1
    known = known_of(file)
    assert (known.outcome, known.verdicts[0].trust, known.again_at) == (Outcome.FAILS, Trust.REVOKED, None)
    assert models.Examination.objects.filter(file_id=file.id).count() == 3


@pytest.mark.django_db
def test_many_papers_do_not_wait_for_one_silent_service(home: Path) -> None:
    believing(home, 'trust: [root.pem]\nissuers_inside: ["127.0.0.1"]\n')
    responder = world.Responder()
    responder.status = 503
    with world.service(responder) as address:
        one = world.issued(answers_at=address)
        with world.signer(one=one) as signer:
            papers = [signed(world.paper(pages), signer, OFFICER) for pages in (1, 2)]
        for pdf in papers:
            assert known_of(came_in(pdf)).silent == (address.removeprefix("http://"),)
    assert responder.heard == 1, "the second paper knows that it is of no use now"


@pytest.mark.django_db
def test_another_look_is_kept_beside_the_first(home: Path) -> None:
    believing(home, "ask_issuers: false\n")
    file = came_in(one_signature())
    assert known_of(file).verdicts[0].trust is Trust.UNKNOWN_ISSUER
    believing(home, "trust: [root.pem]\nrevocation_lists: [withdrawn.crl]\nask_issuers: false\n")
    again = commands.examine_file(file.file.digest, actor=CLERK, at=LATER)
    assert again == known_of(file)
    assert (again.outcome, again.examined_at) == (Outcome.HOLDS, LATER)
    assert models.Examination.objects.filter(file_id=file.id).count() == 2


@pytest.mark.django_db
def test_what_was_found_goes_with_the_bytes() -> None:
    file = came_in(one_signature())
    with recording(actor=CLERK, at=world.NOW) as unit:
        commands.destroy_file(file.id, decision="12/QĐ-UBND", unit=unit)
    sweep.run_once(LATER)
    assert queries.verdicts_of([file.file.digest]) == {}


def test_a_verdict_comes_back_as_it_was_written() -> None:
    for pdf in (one_signature(), three_signatures(), b"%PDF-1.7\n"):
        for verdict in queries.examine(pdf, at=world.NOW, trust=world.trust()):
            assert read(written(verdict)) == verdict
    assert Integrity.UNREADABLE in {one.integrity for one in queries.examine(b"", at=world.NOW, trust=world.trust())}

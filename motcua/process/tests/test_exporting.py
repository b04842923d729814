"""A person asks for everything the house has of him: he gets it as files, and nothing that is somebody else's."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.catalogue.types import FormKey
from motcua.dossier.tests.office import DOUBTS
from motcua.dossier.types import DigitalState, FileKind, NewPaper, Void
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.types import Refused, system
from motcua.organisation.types import EVERYTHING, Scope
from motcua.papers import commands as register
from motcua.papers import queries as store
from motcua.papers.store.tests import corpus
from motcua.papers.types import Accepted, NewResult, PaperFacts, Pin, ResultState
from motcua.parties import commands as people
from motcua.parties.entries import EXPORTS
from motcua.parties.tests.factories import AN, CUONG, filing
from motcua.parties.types import DeclarationRef, Identity, IdentityKind, Party, TextPurpose
from motcua.process import commands, queries
from motcua.process.belongings import packing
from motcua.process.belongings.packing import PersonPackage
from motcua.process.tests import test_general_letters as letters
from motcua.process.tests.electronic import APPROVED, PIN, SEALED, sign, signing_house, submitted
from motcua.process.tests.electronic import received as received_for_letters
from motcua.process.tests.house import House, Person, on

AT = on("02/03 10:00")
LATER = on("05/03 10:00")
BY_THE_MACHINE = system("test")


@pytest.fixture
def here(settled: House, tmp_path: Path, settings: Any) -> House:
    settings.FILES_URL = settings.SCANNER_URL = ""
    return signing_house(settled, settings, tmp_path)


def number_of(party: Party) -> Identity:
    assert party.identity is not None
    return party.identity


def received(here: House, *applicants: Party) -> int:
    """The desk receives a dossier of these people."""
    with recording(actor=here.desk.actor, at=AT) as unit:
        declared = people.declare(unit, filing(*applicants), confirmed=DOUBTS)
        intake = here.office.intake(declared)
        return commands.receive(actor=here.desk.actor, scope=here.desk.scope, at=AT, intake=intake).dossier_id


def scanned(who: Person, dossier_id: int, content: bytes) -> str:
    """A paper of the dossier is scanned; the digest of its file."""
    commands.add_paper(
        actor=who.actor,
        scope=who.scope,
        at=AT,
        dossier_id=dossier_id,
        component="request",
        content=content,
        name_hint="Đơn của bà An.pdf",
    )
    return hashlib.sha256(content).hexdigest()


def described(file: str, owner: Party, **changes: Any) -> None:
    """An officer confirms whose paper it is."""
    facts = PaperFacts(title="Giấy khai sinh", owner_number=number_of(owner).number, owner_name=owner.name)
    with recording(actor=BY_THE_MACHINE, at=AT) as unit:
        register.describe_file(unit, file=file, facts=replace(facts, **changes))


def exported(scope: Scope = EVERYTHING, of: Party = AN, at: datetime = LATER) -> PersonPackage:
    return commands.export_person(actor=BY_THE_MACHINE, scope=scope, at=at, identity=number_of(of))


def opened(package: PersonPackage) -> zipfile.ZipFile:
    """The package as whoever gets it opens it; every part of it passes the check of the format."""
    there = zipfile.ZipFile(io.BytesIO(b"".join(package.pieces())))
    assert there.testzip() is None
    return there


def paths(package: zipfile.ZipFile) -> list[str]:
    return [one for one in package.namelist() if "/" in one]


def digests(package: zipfile.ZipFile) -> set[str]:
    return {hashlib.sha256(package.read(path)).hexdigest() for path in paths(package)}


def data(package: zipfile.ZipFile) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(package.read(packing.DATA))
    return read


def code_of(dossier_id: int) -> str:
    return queries.dossier_view(EVERYTHING, dossier_id, at=LATER).facts.code


def test_a_scan_that_nobody_described_is_handed_out_under_a_speaking_name(here: House) -> None:
    file = scanned(here.desk, dossier_id := received(here, AN), corpus.pdf(pages=2))
    package = opened(exported())
    (path,) = paths(package)
    folder = code_of(dossier_id).lower().replace(".", "-")
    assert path.startswith(f"ho-so/{folder}/01-")
    assert path.isascii()
    assert digests(package) == {file}
    (told,) = data(package)["files"]
    assert (told["path"], told["sha256"], told["kind"], told["trouble"]) == (path, file, "handed_in", "")
    assert f"{file}  {path}\n" == package.read(packing.SUMS).decode()
    assert path in package.read(packing.LIST).decode()
    assert data(package)["declared"][0]["party"]["name"] == AN.name


def test_the_result_and_the_slips_are_his_and_what_officers_wrote_among_themselves_is_not(here: House) -> None:
    dossier_id = submitted(here)
    commands.sign_on_process(
        actor=here.desk.actor,
        scope=here.desk.scope,
        now=lambda: on("03/03 11:00"),
        dossier_id=dossier_id,
        wanted=[FormKey.RECEIPT.value, "lines"],
        pin=Pin(PIN),
        address="https://motcua.example/",
    )
    sign(here.leader, dossier_id, "approve", APPROVED)
    assert not [one for one in data(opened(exported()))["files"] if one["kind"] == "result"], "the seal is missing"
    sign(here.clerk, dossier_id, "seal", SEALED)
    package = opened(exported())
    told = {one["kind"]: one for one in data(package)["files"]}
    assert told.keys() == {"slip", "result"}
    assert told["result"]["path"].startswith("ket-qua/01-giay-xac-nhan-tinh-trang-hon-nhan-")
    assert "giay-tiep-nhan-ho-so" in told["slip"]["path"]
    held = store.attachments(f"dossier/{dossier_id}")
    internal = {one.file.digest for one in held if one.kind in {"signed_lines", "result_draft"}}
    assert internal
    assert digests(package).isdisjoint(internal)
    assert data(package)["not_handed_out"]["of_the_office"] == len(internal)
    assert f"{len(internal)} văn bản nội bộ" in package.read(packing.LIST).decode()


def test_who_was_alone_gets_whatever_he_handed_in(here: House) -> None:
    file = scanned(here.desk, received(here, AN), corpus.pdf())
    described(file, CUONG)
    assert digests(opened(exported())) == {file}


def test_in_a_dossier_of_two_the_paper_of_the_other_is_left_out_and_counted(here: House) -> None:
    dossier_id = received(here, AN, CUONG)
    of_an, of_cuong, of_both = (scanned(here.desk, dossier_id, corpus.pdf(pages=pages)) for pages in (1, 2, 3))
    described(of_an, AN)
    described(of_cuong, CUONG)
    package = opened(exported())
    assert digests(package) == {of_an, of_both}
    assert data(package)["not_handed_out"]["of_others"] == 1
    assert digests(opened(exported(of=CUONG))) == {of_cuong, of_both}
    assert CUONG.name not in package.read(packing.DATA).decode()


def test_a_paper_that_is_known_by_itself_is_his_whose_name_it_bears(here: House) -> None:
    """Papers from before the personal number: name, year of birth, number and issuer of the very paper (Đ19.1)."""
    dossier_id = received(here, AN, CUONG)
    file = scanned(here.desk, dossier_id, corpus.pdf())
    by_itself: dict[str, Any] = {"owner_number": "", "owner_birth_year": 1995, "number": "5/1995", "issuer": "UBND xã"}
    described(file, AN, issued_on=AT.date(), **by_itself)
    assert digests(opened(exported())) == {file}
    assert digests(opened(exported(of=CUONG))) == set()


def test_a_letter_to_him_is_his_and_one_to_another_agency_is_not(here: House) -> None:
    dossier_id = received_for_letters(here)
    for addressee in ("Bà Nguyễn Thị Thu An, phường Hồng Gai", "Công an phường Hồng Gai"):
        letters.write(here.officer, dossier_id, values={"addressee": (addressee,)})
    to_her, to_the_police = (one.about for one in letters.letters(here.officer, dossier_id))
    letters.sign(here.leader, dossier_id, to_her)
    assert paths(opened(exported())) == [], "it is not sealed yet"
    letters.seal(here.clerk, dossier_id, to_her)
    letters.sign(here.leader, dossier_id, to_the_police)
    letters.seal(here.clerk, dossier_id, to_the_police)
    package = opened(exported())
    ((told,), left) = data(package)["files"], data(package)["not_handed_out"]
    assert (told["kind"], left["of_the_office"]) == ("slip", 1)
    assert "cong-van" in told["path"]


def test_what_was_used_again_in_a_dossier_of_two_belongs_to_whoever_had_it(here: House) -> None:
    of_an = scanned(here.desk, received(here, AN), corpus.pdf(pages=4))
    dossier_id = received(here, AN, CUONG)
    commands.add_papers(
        actor=here.desk.actor,
        scope=here.desk.scope,
        at=AT,
        dossier_id=dossier_id,
        papers=[NewPaper("request", _kept(of_an), FileKind.REUSED, DigitalState.REUSED)],
    )
    assert of_an in digests(opened(exported()))
    assert digests(opened(exported(of=CUONG))) == set()


def _kept(digest: str) -> Accepted:
    stored = store.stored_file(digest)
    assert stored is not None
    return Accepted(stored.file, stored.original_digest, stored.pages, stored.is_signed)


def test_his_paper_in_the_dossier_of_another_comes_alone_and_says_nothing_of_that_dossier(here: House) -> None:
    dossier_id = received(here, CUONG)
    of_an, other = (scanned(here.desk, dossier_id, corpus.pdf(pages=pages)) for pages in (1, 2))
    described(of_an, AN, number="12/2020")
    package = opened(exported())
    assert digests(package) == {of_an}
    (path,) = paths(package)
    assert path == "giay-to/01-giay-khai-sinh.pdf"
    everything = b"".join(package.read(one) for one in (packing.DATA, packing.LIST)).decode()
    assert code_of(dossier_id) not in everything
    assert other not in everything
    assert CUONG.name not in everything


def test_the_same_content_is_packed_once(here: House) -> None:
    first, second = received(here, AN), received(here, AN)
    file = scanned(here.desk, first, corpus.pdf())
    scanned(here.desk, second, corpus.pdf())
    package = opened(exported())
    assert len(paths(package)) == 1
    assert [one["sha256"] for one in data(package)["files"]] == [file, file]


def test_a_file_that_was_taken_out_and_a_dossier_entered_by_mistake_are_left_alone(here: House) -> None:
    dossier_id = received(here, AN)
    scanned(here.desk, dossier_id, corpus.pdf())
    (held,) = store.attachments(f"dossier/{dossier_id}")
    commands.remove_paper(
        actor=here.desk.actor, scope=here.desk.scope, at=AT, dossier_id=dossier_id, attachment_id=held.id,
        reason="Quét nhầm hồ sơ",
    )  # fmt: skip
    mistaken = received(here, AN)
    scanned(here.desk, mistaken, corpus.pdf(pages=2))
    here.act(here.desk, mistaken, lambda unit: Void(people.write_text(unit, "Nhập nhầm", TextPurpose.REASON)), LATER)
    package = opened(exported())
    assert paths(package) == []
    assert len(data(package)["dossier"]) == 2, "what is known of them is told"


def test_what_cannot_be_read_is_named_and_stops_nothing(here: House, settings: Any) -> None:
    dossier_id = received(here, AN)
    gone, there = (scanned(here.desk, dossier_id, corpus.pdf(pages=pages)) for pages in (1, 2))
    (lost,) = Path(settings.HOME).rglob(f"{gone}*")
    lost.unlink()
    package = exported()
    whole = opened(package)
    assert digests(whole) == {there}
    ((one, refusal),) = package.troubles
    assert one.attached is not None
    assert (one.attached.file.digest, refusal.code) == (gone, "file_missing")
    (told,) = [file for file in data(whole)["files"] if file["sha256"] == gone]
    assert "không còn" in told["trouble"]
    assert "KHÔNG MỞ ĐƯỢC" in whole.read(packing.LIST).decode()


def test_a_file_that_is_not_what_was_kept_is_named(here: House, settings: Any) -> None:
    file = scanned(here.desk, received(here, AN), corpus.pdf())
    (lying,) = Path(settings.HOME).rglob(f"{file}*")
    content = lying.read_bytes()
    lying.chmod(0o600)
    lying.write_bytes(content[:-1] + b"?")
    changed = exported()
    opened(changed)
    assert [refusal.code for _, refusal in changed.troubles] == ["export_file_changed"]
    lying.write_bytes(content[: len(content) // 2])
    cut = exported()
    opened(cut)
    assert [refusal.code for _, refusal in cut.troubles] == ["export_file_cut_short"]


def test_no_file_is_ever_whole_in_memory(here: House) -> None:
    """The pieces are as small as those of the store, however large the file."""
    scanned(here.desk, received(here, AN), corpus.pdf(lambda pdf: _grown(pdf, 3_000_000)))
    told: list[tuple[int, int]] = []
    largest = max(len(piece) for piece in exported().pieces(lambda done, whole: told.append((done, whole))))
    assert largest < 600_000
    assert told == [(0, 1), (1, 1)]


def _grown(pdf: Any, size: int) -> None:
    pdf.pages[0]["/Contents"] = pdf.make_stream(b"% " + bytes(48 + (number * 7919) % 75 for number in range(size)))


def test_of_somebody_erased_nothing_comes_back(here: House) -> None:
    dossier_id = received(here, CUONG)
    described(scanned(here.desk, dossier_id, corpus.pdf()), AN)
    assert len(paths(opened(exported()))) == 1
    with recording(actor=BY_THE_MACHINE, at=LATER) as unit:
        people.erase(unit, number_of(AN), reason="Theo đơn của bà An")
    with pytest.raises(Refused, match="person_not_found"):
        exported()
    package = opened(exported(of=CUONG))
    assert AN.name not in package.read(packing.DATA).decode()


def test_a_co_applicant_does_not_get_the_papers_of_whoever_was_erased(here: House) -> None:
    dossier_id = received(here, AN, CUONG)
    described(scanned(here.desk, dossier_id, corpus.pdf()), AN)
    here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
    here.advance(here.leader, dossier_id, "approve", on("03/03 15:00"))
    here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"))
    here.advance(here.desk, dossier_id, "hand_over", on("04/03 09:00"))
    with recording(actor=BY_THE_MACHINE, at=LATER) as unit:
        people.erase(unit, number_of(AN), reason="Theo đơn của bà An")
    package = opened(exported(of=CUONG))
    assert paths(package) == []
    assert data(package)["not_handed_out"]["of_others"] == 1


def test_an_office_hands_out_what_it_sees_and_a_stranger_nothing(here: House) -> None:
    dossier_id = received(here, AN)
    file = scanned(here.desk, dossier_id, corpus.pdf())
    _issued_elsewhere(here, AN)
    package = opened(exported(here.clerk.scope))
    assert digests(package) == {file}
    assert data(package)["results"] == []
    assert len(data(package)["declared"]) == 1
    assert "cơ quan lập gói được xem" in package.read(packing.LIST).decode()
    assert len(data(opened(exported()))["results"]) == 1
    stranger = opened(exported(here.stranger.scope))
    assert [one["number"] for one in data(stranger)["results"]] == ["7/QĐ"], "its own result, and nothing else"
    assert data(stranger)["dossier"] == []
    assert paths(stranger) == []
    with pytest.raises(Refused, match="person_not_found"):
        exported(here.tax_officer.scope)


def _issued_elsewhere(here: House, owner: Party) -> None:
    """The department issued a paper to her that has nothing to do with the commune."""
    with recording(actor=BY_THE_MACHINE, at=AT) as unit:
        declared: DeclarationRef = people.declare(unit, filing(owner), confirmed=DOUBTS)
        new = NewResult(
            number="7/QĐ", kind_code="", kind_name="Quyết định", agency_id=here.office.other, holder="dossier/0",
            owner=declared, issued_on=AT.date(),
        )  # fmt: skip
        register.enter_result(unit, new)


def test_the_journal_says_that_it_was_handed_out_and_not_to_whom(here: House) -> None:
    scanned(here.desk, dossier_id := received(here, AN), corpus.pdf())
    exported(here.clerk.scope)
    (entry,) = journal.entries(EXPORTS)
    assert entry.body["files"] == [one.id for one in store.attachments(f"dossier/{dossier_id}")]
    assert number_of(AN).number not in str(entry.body)


def test_a_page_lists_what_somebody_may_see_and_how_it_stands(here: House) -> None:
    dossier_id, another = received(here, AN), received(here, CUONG)
    request, other = (scanned(here.desk, dossier_id, corpus.pdf(pages=pages)) for pages in (1, 2))
    elsewhere = scanned(here.desk, another, corpus.pdf(pages=3))
    described(elsewhere, AN, title="Giấy xác nhận", number="12/2020", valid_to=on("01/03 00:00").date())
    described(other, CUONG)
    assert request
    shown = queries.person_papers(here.clerk.scope, number_of(AN), at=LATER)
    assert (shown.name, shown.dossiers_count, shown.papers_count) == (AN.name, 1, 2)
    assert [row.id for row in shown.dossiers] == [dossier_id]
    assert [(one.name, one.number, one.state, one.lies_elsewhere) for one in shown.papers] == [
        ("Giấy xác nhận", "12/2020", ResultState.EXPIRED, True),
        ("Đơn đề nghị", "", None, False),
    ]
    with pytest.raises(Refused, match="person_not_found"):
        queries.person_papers(here.stranger.scope, number_of(AN), at=LATER)


def test_a_page_asks_no_more_for_much_than_for_little(here: House) -> None:
    def more(pages: int) -> None:
        described(scanned(here.desk, received(here, AN), corpus.pdf(pages=pages)), AN)
        described(scanned(here.desk, received(here, CUONG), corpus.pdf(pages=pages + 5)), AN)

    more(1)
    with CaptureQueriesContext(connection) as few:
        queries.person_papers(here.clerk.scope, number_of(AN), at=LATER)
    for pages in range(2, 6):
        more(pages)
    with CaptureQueriesContext(connection) as many:
        assert queries.person_papers(here.clerk.scope, number_of(AN), at=LATER).papers_count == 10
    assert len(many) <= len(few)


@pytest.mark.parametrize(
    ("identity", "code"),
    [
        (Identity(IdentityKind.PERSONAL_NUMBER, "02219500123"), "personal_number_malformed"),
        (Identity(IdentityKind.OLD_IDENTITY_CARD, "12"), "old_identity_card_malformed"),
        (Identity(IdentityKind.TAX_CODE, "1"), "tax_code_malformed"),
        (Identity(IdentityKind.PERSONAL_NUMBER, "001090000000"), "person_not_found"),
    ],
)
def test_a_number_that_is_none_is_said_to_be_none(here: House, identity: Identity, code: str) -> None:
    with pytest.raises(Refused, match=code):
        commands.export_person(actor=BY_THE_MACHINE, scope=EVERYTHING, at=LATER, identity=identity)
    with pytest.raises(Refused, match=code):
        queries.person_papers(EVERYTHING, identity, at=LATER)

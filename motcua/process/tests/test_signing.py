"""The digital signature on the process: each officer signs the slips he made and his own lines of the control slip."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.types import FormKey
from motcua.dossier import queries as dossiers
from motcua.dossier.types import AskSupplement, DigitalState, FileKind
from motcua.journal import queries as journal
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.papers import queries as papers
from motcua.papers.scanning.tests import sheets
from motcua.papers.store.tests import corpus
from motcua.papers.types import ControlSlip, Outcome, Pin, SigningError
from motcua.process import commands, printing
from motcua.process.tests.house import MORNING, House, Person, facts, findings, on, written

PIN = "123456"
ADDRESS = "https://motcua.example/"
LATER = on("03/03 09:30")


@pytest.fixture
def here(settled: House, settings: Any, tmp_path: Path) -> House:
    settings.DEMO, settings.HOME = True, tmp_path
    return settled


def posted(who: Person) -> Person:
    """The officer acting from his post, as a page has him act."""
    post = organisation.capacities(who.id, on=MORNING.date())[0].post
    return replace(who, actor=replace(who.actor, post_id=post.id, agency_id=post.agency_id))


def sign(who: Person, dossier_id: int, *wanted: str, pin: str = PIN) -> dict[str, str]:
    """What became of each: empty when it is signed."""
    outcomes = commands.sign_on_process(
        actor=who.actor,
        scope=who.scope,
        now=lambda: LATER,
        dossier_id=dossier_id,
        wanted=wanted,
        pin=Pin(pin),
        address=ADDRESS,
    )
    return {one.key: one.refusal.code if one.refusal else "" for one in outcomes}


def read(who: Person, dossier_id: int, attachment: int) -> bytes:
    opened = dossiers.open_paper(dossier_id, attachment, scope=who.scope, reader="test", at=LATER)
    return b"".join(opened.read(0, opened.size))


def text_of(pdf: bytes) -> str:
    return " ".join(sheets.text_of(pdf).split())


def asked(here: House) -> int:
    """A dossier for which the officer asked for a supplement."""
    dossier_id = here.receive(by=posted(here.desk)).dossier_id
    here.act(
        posted(here.officer),
        dossier_id,
        lambda unit: AskSupplement(("request",), written("Tờ khai thiếu chữ ký")(unit)),
        on("03/03 09:00"),
    )
    return dossier_id


def test_a_slip_is_signed_by_whoever_made_it_in_the_capacity_of_his_post(here: House) -> None:
    dossier_id = asked(here)
    officer = posted(here.officer)
    assert sign(officer, dossier_id, "supplement_request") == {"supplement_request": ""}
    slip = next(one for one in dossiers.slips_of(officer.scope, dossier_id) if one.form is FormKey.SUPPLEMENT_REQUEST)
    assert (slip.signed_at, slip.maker.name) == (LATER, "Phạm Thị Dung")
    assert slip.attachment is not None
    pdf = read(officer, dossier_id, slip.attachment)
    verdicts = papers.examine(pdf, at=LATER + timedelta(minutes=1))
    assert papers.overall(verdicts) is Outcome.HOLDS
    assert verdicts[0].subject is not None
    assert verdicts[0].subject.name.startswith("Phạm Thị Dung")
    assert "Tờ khai thiếu chữ ký" in text_of(pdf)
    assert findings() == []


def test_nobody_signs_what_another_made_and_nobody_signs_twice(here: House) -> None:
    dossier_id = asked(here)
    assert sign(posted(here.officer), dossier_id, "receipt") == {"receipt": "slip_of_another"}
    assert sign(posted(here.leader), dossier_id, "supplement_request") == {"supplement_request": "slip_of_another"}
    assert sign(posted(here.desk), dossier_id, "receipt", "apology") == {"receipt": "", "apology": "paper_not_due"}
    assert sign(posted(here.desk), dossier_id, "receipt") == {"receipt": "slip_signed_already"}
    with pytest.raises(Refused, match="nothing_to_sign"):
        sign(posted(here.desk), dossier_id)


def test_a_wrong_pin_signs_nothing_and_is_tried_once(here: House) -> None:
    dossier_id = asked(here)
    before = journal.entries(f"dossier/{dossier_id}")
    with pytest.raises(SigningError, match="signing_pin_wrong"):
        sign(posted(here.officer), dossier_id, "supplement_request", "lines", pin="000000")
    assert len(journal.entries(f"dossier/{dossier_id}")) == len(before)


def test_a_stranger_finds_no_dossier_to_sign(here: House) -> None:
    with pytest.raises(Refused, match="no_such_dossier"):
        sign(here.stranger, asked(here), "receipt")


def test_lines_of_the_control_slip_are_signed_by_giver_and_taker_and_shown_on_it(here: House) -> None:
    dossier_id = here.receive(by=posted(here.desk)).dossier_id
    here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
    assert sign(posted(here.officer), dossier_id, "lines") == {"lines": ""}
    assert sign(posted(here.officer), dossier_id, "lines") == {"lines": "no_line_to_sign"}
    assert sign(posted(here.clerk), dossier_id, "lines") == {"lines": "no_line_to_sign"}
    paper = dossiers.official_paper(
        here.officer.scope, dossier_id, FormKey.CONTROL_SLIP, at=LATER, address=ADDRESS
    ).paper
    assert isinstance(paper, ControlSlip)
    signed = [(one.giver_signed_at, one.taker_signed_at) for one in paper.handovers]
    assert signed == [(None, LATER), (LATER, None)]
    pdf = printing.form_pdf(here.officer.scope, dossier_id, FormKey.CONTROL_SLIP, at=LATER, address=ADDRESS)
    assert text_of(pdf).count("Đã ký số") == 2


def test_a_signed_line_names_the_entry_by_its_digest(here: House) -> None:
    dossier_id = here.receive(by=posted(here.desk)).dossier_id
    desk = posted(here.desk)
    assert sign(desk, dossier_id, "lines") == {"lines": ""}
    entries = journal.entries(f"dossier/{dossier_id}")
    body = entries[-1].body
    assert entries[-1].kind == "dossier.lines_signed"
    (given,) = body["given"]
    said = text_of(read(desk, dossier_id, body["attachment"])).replace(" ", "")
    assert next(one.digest.hex() for one in entries if one.sequence == given) in said
    verdicts = papers.examine(read(desk, dossier_id, body["attachment"]), at=LATER)
    assert papers.overall(verdicts) is Outcome.HOLDS
    assert findings() == []


def test_one_that_fails_stops_no_other(here: House) -> None:
    dossier_id = asked(here)
    assert sign(posted(here.officer), dossier_id, "receipt", "supplement_request", "lines") == {
        "receipt": "slip_of_another",
        "supplement_request": "",
        "lines": "",
    }


def scanned(here: House, dossier_id: int, **options: Any) -> int:
    """The desk scans the application; the number of the file in the dossier."""
    who = posted(here.desk)
    commands.add_paper(
        actor=who.actor,
        scope=who.scope,
        at=LATER,
        dossier_id=dossier_id,
        component="request",
        content=options.pop("content", None) or corpus.pdf(pages=2),
        name_hint=options.pop("name_hint", "don.pdf"),
        **options,
    )
    return facts(dossier_id).papers[-1].attachment


def test_a_signed_scan_takes_the_place_of_the_unsigned_one_and_both_stay(here: House) -> None:
    dossier_id = here.receive().dossier_id
    unsigned = scanned(here, dossier_id)
    assert sign(posted(here.desk), dossier_id, f"file:{unsigned}") == {f"file:{unsigned}": ""}
    (signed,) = facts(dossier_id).files_in_force
    assert (signed.signs, signed.component, signed.file_kind) == (unsigned, "request", FileKind.SCAN)
    (row,) = (one for one in dossiers.papers_of(dossier_id, here.officer.scope).rows if one.component.key == "request")
    assert [(file.attachment, file.in_force, file.is_signed) for file in row.files] == [
        (unsigned, False, False),
        (signed.attachment, True, True),
    ]
    assert row.state is DigitalState.DIGITISED
    verdicts = papers.examine(read(here.officer, dossier_id, signed.attachment), at=LATER)
    assert papers.overall(verdicts) is Outcome.HOLDS
    assert read(here.officer, dossier_id, unsigned) == corpus.pdf(pages=2)
    assert findings() == []


def test_many_scans_are_signed_with_one_pin_and_a_picture_stops_no_other(here: House) -> None:
    dossier_id = here.receive().dossier_id
    first = scanned(here, dossier_id)
    picture = scanned(here, dossier_id, content=corpus.picture("PNG"), name_hint="don.png")
    last = scanned(here, dossier_id, content=corpus.pdf(pages=3))
    keys = [f"file:{number}" for number in (first, picture, last)]
    assert list(sign(posted(here.desk), dossier_id, *keys).values()) == ["", "paper_not_a_pdf", ""]
    assert list(sign(posted(here.desk), dossier_id, keys[0], "file:0").values()) == [
        "paper_signed_already",
        "no_such_paper",
    ]


def test_only_who_files_papers_signs_scans(here: House) -> None:
    dossier_id = here.receive().dossier_id
    key = f"file:{scanned(here, dossier_id)}"
    assert sign(posted(here.clerk), dossier_id, key) == {key: "not_yours_to_do"}
    assert sign(posted(here.officer), dossier_id, key) == {key: ""}

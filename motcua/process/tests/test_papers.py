"""Files come into a dossier and leave it again: by the desk that receives it, and by whoever works on it."""

from pathlib import Path
from typing import Any

import pytest

from motcua.dossier import queries as dossiers
from motcua.dossier.types import DigitalState, FileKind, NewPaper, PaperAdded, PaperRow
from motcua.journal import queries as journal
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused
from motcua.papers import queries as papers
from motcua.papers.store.tests import corpus
from motcua.process import commands, queries
from motcua.process.tests.house import House, Person, facts, findings, on
from motcua.process.types import Moved

AT = on("02/03 10:00")
SCANNED, REUSED = DigitalState.DIGITISED, DigitalState.REUSED
POPULATION = "Cơ sở dữ liệu quốc gia về dân cư"


@pytest.fixture
def here(settled: House, tmp_path: Path, settings: Any) -> House:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    return settled


def add(who: Person, dossier_id: int, content: bytes = b"", component: str = "request", **options: Any) -> Moved:
    return commands.add_paper(
        actor=who.actor,
        scope=who.scope,
        at=options.pop("at", AT),
        dossier_id=dossier_id,
        component=component,
        content=content or corpus.pdf(pages=2),
        name_hint=options.pop("name_hint", "don.pdf"),
        **options,
    )


def remove(who: Person, dossier_id: int, attachment: int, reason: str = "Quét nhầm", **options: Any) -> Moved:
    return commands.remove_paper(
        actor=who.actor,
        scope=who.scope,
        at=on("02/03 11:00"),
        dossier_id=dossier_id,
        attachment_id=attachment,
        reason=reason,
        **options,
    )


def row(here: House, dossier_id: int, component: str = "request") -> PaperRow:
    rows = dossiers.papers_of(dossier_id, here.officer.scope).rows
    return next(one for one in rows if one.component.key == component)


def test_the_desk_scans_a_paper_and_the_officer_reads_it(here: House) -> None:
    dossier_id = here.receive().dossier_id
    assert row(here, dossier_id).state is DigitalState.NOT_DIGITISED
    add(here.desk, dossier_id)
    paper = row(here, dossier_id)
    (file,) = paper.files
    assert (paper.state, file.kind, file.pages, file.added_by) == (SCANNED, FileKind.SCAN, 2, "Đỗ Thị Mai")
    assert (file.added_at, file.is_signed) == (AT, False)
    whose: dict[str, Any] = {"scope": here.officer.scope, "reader": here.officer.actor.key, "at": AT}
    opened = dossiers.open_paper(dossier_id, file.attachment, **whose)
    assert b"".join(opened.read(0, opened.size)) == corpus.pdf(pages=2)
    assert opened.name == f"{facts(dossier_id).code} {paper.component.label.vi} {file.attachment}.pdf"
    picture = dossiers.paper_preview(dossier_id, file.attachment, page=2, **whose)
    assert picture.media_type == "image/jpeg"
    assert findings() == []


def test_the_journal_tells_of_the_file_by_its_digest_and_of_nothing_personal(here: House) -> None:
    dossier_id = here.receive().dossier_id
    add(here.desk, dossier_id)
    entry = list(journal.entries(f"dossier/{dossier_id}"))[-1]
    (file,) = row(here, dossier_id).files
    assert (entry.kind, entry.at) == (PaperAdded.kind, AT)
    assert entry.body == {
        "component": "request",
        "attachment": file.attachment,
        "file": file.file.digest,
        "file_kind": "scan",
        "state": "digitised",
        "was": "not_digitised",
    }


def test_one_press_brings_several_files_and_a_second_press_none(here: House) -> None:
    dossier_id = here.receive().dossier_id
    whose: dict[str, Any] = {"scope": here.desk.scope, "at": AT, "dossier_id": dossier_id}
    accepted = [
        commands.accept_paper(content=corpus.pdf(pages=pages), name_hint="don.pdf", **whose) for pages in (1, 2, 3)
    ]
    press = RequestKey("press", b"all three")

    def send() -> Moved:
        new = [NewPaper("request", one) for one in accepted]
        return commands.add_papers(actor=here.desk.actor, papers=new, key=press, **whose)

    assert send() == send()
    assert [file.pages for file in row(here, dossier_id).files] == [1, 2, 3]


def test_the_same_file_again_changes_nothing(here: House) -> None:
    dossier_id = here.receive().dossier_id
    assert add(here.desk, dossier_id).sequence == add(here.officer, dossier_id).sequence
    assert len(row(here, dossier_id).files) == 1


def test_a_paper_stands_as_the_last_file_that_is_left_says(here: House) -> None:
    dossier_id = here.receive().dossier_id
    add(here.desk, dossier_id, corpus.pdf(pages=1))
    add(here.desk, dossier_id, corpus.pdf(pages=2), kind=FileKind.REUSED, state=REUSED)
    scan, reused = row(here, dossier_id).files
    assert row(here, dossier_id).state is REUSED
    remove(here.desk, dossier_id, reused.attachment)
    assert row(here, dossier_id).state is SCANNED
    remove(here.officer, dossier_id, scan.attachment)
    assert (row(here, dossier_id).state, row(here, dossier_id).files) == (DigitalState.NOT_DIGITISED, ())
    moves = [(one.body.get("was"), one.body.get("state")) for one in journal.entries(f"dossier/{dossier_id}")][-4:]
    assert moves == [
        ("not_digitised", "digitised"),
        ("digitised", "reused"),
        ("reused", "digitised"),
        ("digitised", "not_digitised"),
    ]
    assert findings() == []


def test_what_is_taken_out_is_read_no_more_and_stays_in_the_house(here: House) -> None:
    dossier_id = here.receive().dossier_id
    add(here.desk, dossier_id)
    (file,) = row(here, dossier_id).files
    with pytest.raises(Refused, match="reason_missing"):
        remove(here.desk, dossier_id, file.attachment, reason=" ")
    remove(here.desk, dossier_id, file.attachment)
    with pytest.raises(Refused, match="file_absent"):
        dossiers.open_paper(dossier_id, file.attachment, scope=here.desk.scope, reader="x", at=AT)
    with pytest.raises(Refused, match="no_such_paper"):
        remove(here.desk, dossier_id, file.attachment)
    kept = papers.stored_file(file.file.digest)
    assert kept is not None
    assert kept.destroyed_at is None
    said = queries.dossier_view(here.desk.scope, dossier_id, at=AT).timeline[0]
    assert (said.text, said.actor) == ("Quét nhầm", "Đỗ Thị Mai")


def test_whoever_has_nothing_to_do_with_a_dossier_learns_nothing_of_its_papers(here: House) -> None:
    dossier_id = here.receive().dossier_id
    add(here.desk, dossier_id)
    (file,) = row(here, dossier_id).files
    stranger = here.stranger
    for attempt in (
        lambda: add(stranger, dossier_id),
        lambda: remove(stranger, dossier_id, file.attachment),
        lambda: dossiers.papers_of(dossier_id, stranger.scope),
        lambda: dossiers.open_paper(dossier_id, file.attachment, scope=stranger.scope, reader="x", at=AT),
        lambda: dossiers.paper_preview(dossier_id, file.attachment, scope=stranger.scope, reader="x", at=AT),
    ):
        with pytest.raises(Refused, match="no_such_dossier"):
            attempt()


def test_a_file_of_one_dossier_is_not_read_through_another(here: House) -> None:
    one, other = here.receive().dossier_id, here.receive().dossier_id
    add(here.desk, one)
    (file,) = row(here, one).files
    with pytest.raises(Refused, match="file_absent"):
        dossiers.open_paper(other, file.attachment, scope=here.desk.scope, reader="x", at=AT)
    with pytest.raises(Refused, match="no_such_paper"):
        remove(here.desk, other, file.attachment)


def test_only_the_desk_and_whom_it_lies_with_put_files_in(here: House) -> None:
    dossier_id = here.receive().dossier_id
    add(here.officer, dossier_id)
    with pytest.raises(Refused, match="not_yours_to_do"):
        add(here.clerk, dossier_id, corpus.pdf(pages=3))
    here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
    with pytest.raises(Refused, match="not_yours_to_do"):
        add(here.officer, dossier_id, corpus.pdf(pages=4), at=on("03/03 09:10"))
    add(here.leader, dossier_id, corpus.pdf(pages=4), at=on("03/03 09:20"))
    add(here.desk, dossier_id, corpus.pdf(pages=5), at=on("03/03 09:30"))


@pytest.mark.parametrize(
    ("content", "name", "options", "code"),
    [
        (corpus.pdf(), "don.pdf", {"component": "no_such_thing"}, "no_such_component"),
        (corpus.pdf(), "don.pdf", {"state": DigitalState.NOT_DIGITISED}, "file_digitises_nothing"),
        (b"MZ\x90\x00" + b"\x00" * 200, "don.exe", {}, "file_type_unknown"),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(
    here: House, content: bytes, name: str, options: dict[str, Any], code: str
) -> None:
    dossier_id = here.receive().dossier_id
    before = facts(dossier_id)
    with pytest.raises(Refused, match=code):
        add(here.desk, dossier_id, content, name_hint=name, **options)
    assert facts(dossier_id) == before
    assert papers.attachments(f"dossier/{dossier_id}") == []


def test_after_the_hand_over_papers_are_still_read_and_none_comes_in(here: House) -> None:
    dossier_id = here.decided()
    add(here.desk, dossier_id, at=on("03/03 15:30"))
    here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"))
    here.advance(here.desk, dossier_id, "hand_over", on("03/03 16:30"))
    (file,) = row(here, dossier_id).files
    whose: dict[str, Any] = {"scope": here.officer.scope, "reader": "QN-11", "at": on("04/03 09:00")}
    assert dossiers.open_paper(dossier_id, file.attachment, **whose).size == file.file.size
    with pytest.raises(Refused, match="wrong_state"):
        add(here.desk, dossier_id, corpus.pdf(pages=7), at=on("04/03 09:00"))


def say(who: Person, dossier_id: int, store: str, **options: Any) -> Moved:
    return commands.take_from_store(
        actor=who.actor,
        scope=who.scope,
        at=options.pop("at", AT),
        dossier_id=dossier_id,
        component=options.pop("component", "request"),
        store=store,
        **options,
    )


def test_a_paper_taken_from_a_national_store_needs_no_file_and_the_store_is_named(here: House) -> None:
    dossier_id = here.receive().dossier_id
    say(here.desk, dossier_id, f" {POPULATION} ")
    paper = row(here, dossier_id)
    assert (paper.state, paper.store, paper.files) == (DigitalState.NATIONAL_STORE, POPULATION, ())
    entry = list(journal.entries(f"dossier/{dossier_id}"))[-1]
    assert (entry.kind, entry.at) == ("dossier.paper_state_said", AT)
    assert {name: entry.body[name] for name in ("component", "was", "state")} == {
        "component": "request",
        "was": "not_digitised",
        "state": "national_store",
    }
    assert POPULATION not in repr(entry.body), "what somebody typed stands in parties alone"
    assert findings() == []


def test_setting_it_back_leaves_what_the_files_say(here: House) -> None:
    dossier_id = here.receive().dossier_id
    add(here.desk, dossier_id)
    say(here.officer, dossier_id, POPULATION, at=on("02/03 10:30"))
    assert row(here, dossier_id).state is DigitalState.NATIONAL_STORE
    back = say(here.officer, dossier_id, "", at=on("02/03 10:40"))
    assert (row(here, dossier_id).state, row(here, dossier_id).store) == (SCANNED, "")
    assert say(here.officer, dossier_id, "", at=on("02/03 10:50")).sequence == back.sequence, "nothing to take back"
    moves = [(one.body.get("was"), one.body.get("state")) for one in journal.entries(f"dossier/{dossier_id}")][-2:]
    assert moves == [("digitised", "national_store"), ("national_store", "digitised")]


def test_a_file_that_comes_afterwards_says_how_the_paper_is_there(here: House) -> None:
    dossier_id = here.receive().dossier_id
    say(here.desk, dossier_id, POPULATION)
    add(here.desk, dossier_id)
    assert (row(here, dossier_id).state, row(here, dossier_id).store) == (SCANNED, "")
    assert findings() == []


def test_who_may_not_add_papers_may_not_say_it_either(here: House) -> None:
    dossier_id = here.receive().dossier_id
    for who, code in ((here.stranger, "no_such_dossier"), (here.clerk, "not_yours_to_do")):
        with pytest.raises(Refused, match=code):
            say(who, dossier_id, POPULATION)
    with pytest.raises(Refused, match="no_such_component"):
        say(here.desk, dossier_id, POPULATION, component="passport")
    assert row(here, dossier_id).state is DigitalState.NOT_DIGITISED

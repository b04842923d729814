"""The submission (tờ trình): drafted by whoever has the work, signed with his own key, read by whoever decides."""

from pathlib import Path
from typing import Any

import pytest

from motcua.dossier import queries as dossiers
from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.kernel.types import Refused
from motcua.organisation import commands as lending
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import ACTOR
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue, Outcome, Pin, SigningError
from motcua.process import commands, queries
from motcua.process.tests.electronic import PIN, draft, posted, received, signing_house, words_of
from motcua.process.tests.house import House, Person, at_work, facts, findings, on
from motcua.process.types import Moved, SubmissionEntry

WRITTEN = on("03/03 09:00")
SIGNED = on("03/03 09:30")
SAID: dict[str, FieldValue] = {
    "appraised": ("Hồ sơ đầy đủ, hợp lệ.", "Chị An chưa đăng ký kết hôn với ai."),
    "proposed": ("Cấp Giấy xác nhận tình trạng hôn nhân.",),
}


@pytest.fixture
def here(settled: House, settings: Any, tmp_path: Path) -> House:
    return signing_house(settled, settings, tmp_path)


def write(who: Person, dossier_id: int, **changes: Any) -> Moved:
    """He looks at what is proposed, says what he has to say, and keeps it."""
    at = changes.pop("at", WRITTEN)
    begin = queries.submission_to_draft(who.scope, dossier_id, at=at)
    return commands.draft_submission(
        actor=who.actor,
        scope=who.scope,
        at=at,
        dossier_id=dossier_id,
        values={**begin.values, **SAID, **changes.pop("values", {})},
        **changes,
    )


def sign(who: Person, dossier_id: int, *, pin: str = PIN, at: Any = SIGNED) -> str:
    """What became of it: empty when it is signed."""
    (outcome,) = commands.sign_on_process(
        actor=who.actor,
        scope=who.scope,
        now=lambda: at,
        dossier_id=dossier_id,
        wanted=["submission"],
        pin=Pin(pin),
        address="https://motcua.example/",
    )
    return outcome.refusal.code if outcome.refusal else ""


def read(who: Person, dossier_id: int) -> bytes:
    """The newest submission, as whoever sees the dossier opens it."""
    newest = queries.submissions_of(who.scope, dossier_id)[-1]
    opened = dossiers.open_paper(dossier_id, newest.attachment, scope=who.scope, reader="test", at=SIGNED)
    return b"".join(opened.read(0, opened.size))


def kinds_held(here: House, dossier_id: int) -> list[str]:
    return [file.kind for file in dossiers.papers_of(dossier_id, here.leader.scope).others]


def test_the_leader_reads_the_signed_submission_and_decides_as_ever(here: House) -> None:
    dossier_id = received(here)
    write(here.officer, dossier_id)
    assert sign(here.officer, dossier_id) == ""
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    (paper,) = queries.submissions_of(here.leader.scope, dossier_id)
    assert (paper.maker.name, paper.signed_at) == ("Phạm Thị Dung", SIGNED)
    pdf = read(here.leader, dossier_id)
    verdicts = papers.examine(pdf, at=SIGNED)
    assert papers.overall(verdicts) is Outcome.HOLDS
    assert verdicts[0].subject is not None
    assert verdicts[0].subject.name.startswith("Phạm Thị Dung")
    for part in ("TỜ TRÌNH", "Hồ sơ đầy đủ, hợp lệ.", "Cấp Giấy xác nhận tình trạng hôn nhân.", facts(dossier_id).code):
        assert part in words_of(pdf)
    assert kinds_held(here, dossier_id) == ["submission"]
    assert findings() == []


def test_the_house_proposes_to_whom_about_what_and_which_papers(here: House) -> None:
    dossier_id = received(here)
    draft(here.officer, dossier_id)
    proposed = queries.submission_to_draft(here.officer.scope, dossier_id, at=WRITTEN)
    assert proposed.is_new
    assert str(proposed.values["addressee"]).endswith(" UBND phường Hồng Gai")
    assert proposed.values["applicant"] == "Nguyễn Thị Thu An"
    assert proposed.values["code"] == facts(dossier_id).code
    attached = proposed.values["attached"]
    assert isinstance(attached, tuple)
    assert attached[-1] == "Dự thảo Giấy xác nhận tình trạng hôn nhân"
    assert len(attached) > 1
    assert "proposed" not in proposed.values


def test_nobody_has_to_write_one(here: House) -> None:
    dossier_id = received(here)
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    assert queries.submissions_of(here.leader.scope, dossier_id) == ()
    here.advance(here.leader, dossier_id, "approve", on("03/03 11:00"), details={"on_paper": True})
    assert facts(dossier_id).decided_at is not None


def test_a_missing_field_stops_it_and_is_named(here: House) -> None:
    dossier_id = received(here)
    with pytest.raises(Refused, match="letter_incomplete") as refused:
        write(here.officer, dossier_id, values={"proposed": (), "appraised": ()})
    assert refused.value.refusal.values["fields"] == ("Kết quả thẩm định", "Đề xuất")
    assert queries.submissions_of(here.officer.scope, dossier_id) == ()


def test_drafted_anew_it_replaces_the_draft_and_a_signed_one_stays_beside_it(here: House) -> None:
    dossier_id = received(here)
    write(here.officer, dossier_id)
    write(here.officer, dossier_id, values={"proposed": ("Từ chối.",)}, at=on("03/03 09:10"))
    assert kinds_held(here, dossier_id) == ["submission_draft"]
    again = queries.submission_to_draft(here.officer.scope, dossier_id, at=WRITTEN)
    assert (again.is_new, again.values["proposed"]) == (False, ("Từ chối.",))
    assert sign(here.officer, dossier_id) == ""
    write(here.officer, dossier_id, at=on("03/03 09:40"))
    first, second = queries.submissions_of(here.officer.scope, dossier_id)
    assert (first.signed_at, second.signed_at) == (SIGNED, None)
    assert kinds_held(here, dossier_id) == ["submission", "submission_draft"]
    assert findings() == []


def test_only_who_has_the_work_drafts_it(here: House) -> None:
    dossier_id = received(here)
    for who, no in (
        (here.stranger, "no_such_dossier"),
        (posted(here.colleague), "submission_of_holder"),
        (here.leader, "submission_of_holder"),
        (here.clerk, "submission_of_holder"),
    ):
        with pytest.raises(Refused, match=no):
            write(who, dossier_id)
        with pytest.raises(Refused, match=no):
            commands.draft_submission(actor=who.actor, scope=who.scope, at=WRITTEN, dossier_id=dossier_id, values=SAID)
        assert not queries.may_submit(who.scope, dossier_id, facts(dossier_id))
    assert queries.may_submit(here.officer.scope, dossier_id, facts(dossier_id))
    with pytest.raises(Refused, match="no_such_dossier"):
        queries.submissions_of(here.stranger.scope, dossier_id)


def test_whoever_stands_in_for_the_holder_drafts_it_too(here: House) -> None:
    dossier_id = received(here)
    (holding,) = organisation.holdings(on=WRITTEN.date(), officer_id=here.officer.id)
    lending.delegate(
        actor=ACTOR,
        at=on("02/03 08:00"),
        giver_id=here.officer.id,
        receiver_id=here.clerk.id,
        post_id=holding.post.id,
        valid_from=WRITTEN.date(),
        valid_to=WRITTEN.date(),
        decision="Giấy ủy quyền 3",
    )
    delegate = posted(at_work(here.clerk.id, day=WRITTEN.date()))
    write(delegate, dossier_id)
    (paper,) = queries.submissions_of(here.leader.scope, dossier_id)
    assert paper.maker.name == "Vũ Thị Lan"


def test_whoever_decides_submits_nothing_to_himself(here: House) -> None:
    dossier_id = received(here)
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    with pytest.raises(Refused, match="nothing_to_propose"):
        write(here.leader, dossier_id, at=on("03/03 10:10"))
    here.advance(here.leader, dossier_id, "approve", on("03/03 11:00"), details={"on_paper": True})
    with pytest.raises(Refused, match="nothing_to_propose"):
        write(here.clerk, dossier_id, at=on("03/03 11:10"))


def test_only_who_drafted_it_signs_it_and_once_and_before_the_decision(here: House) -> None:
    dossier_id = received(here)
    assert sign(here.officer, dossier_id) == "no_submission_to_sign"
    write(here.officer, dossier_id)
    assert sign(here.leader, dossier_id) == "no_submission_to_sign"
    with pytest.raises(Refused, match="no_such_dossier"):
        sign(here.stranger, dossier_id)
    before = journal.entries(f"dossier/{dossier_id}")
    with pytest.raises(SigningError, match="signing_pin_wrong"):
        sign(here.officer, dossier_id, pin="000000")
    assert len(journal.entries(f"dossier/{dossier_id}")) == len(before)
    assert queries.signing_table(here.officer.scope, here.officer.actor, dossier_id).submission is not None
    assert sign(here.officer, dossier_id) == ""
    assert sign(here.officer, dossier_id) == "no_submission_to_sign"
    assert queries.signing_table(here.officer.scope, here.officer.actor, dossier_id).submission is None
    write(here.officer, dossier_id, at=on("03/03 09:40"))
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    here.advance(here.leader, dossier_id, "approve", on("03/03 11:00"), details={"on_paper": True})
    assert sign(here.officer, dossier_id, at=on("03/03 11:10")) == "no_submission_to_sign"


def test_a_draft_that_changed_while_it_was_signed_is_not_kept_as_signed(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = received(here)
    write(here.officer, dossier_id)
    opens = dossiers.open_paper

    def meanwhile(*given: Any, **named: Any) -> Any:
        """While the paper is read to be signed, he writes it anew in another window."""
        opened = opens(*given, **named)
        write(here.officer, dossier_id, values={"proposed": ("Khác.",)}, at=on("03/03 09:20"))
        return opened

    monkeypatch.setattr(dossiers, "open_paper", meanwhile)
    assert sign(here.officer, dossier_id) == "no_submission_to_sign"
    monkeypatch.undo()
    (only,) = queries.submissions_of(here.officer.scope, dossier_id)
    assert only.signed_at is None
    assert "Khác." in words_of(read(here.officer, dossier_id))


def test_the_journal_names_the_paper_by_its_digest_and_nobody_by_name(here: House) -> None:
    dossier_id = received(here)
    write(here.officer, dossier_id)
    sign(here.officer, dossier_id)
    entries = journal.entries(f"dossier/{dossier_id}")
    written = {entry.kind: entry.body for entry in entries if entry.kind in set(SubmissionEntry)}
    assert set(written) == set(SubmissionEntry)
    for kind, body in written.items():
        golden.check(kind, body)
        assert "An" not in str(body)
    held = {file.attachment: file.file.digest for file in dossiers.papers_of(dossier_id, here.officer.scope).others}
    signed = written[SubmissionEntry.SIGNED]
    assert held == {signed["attachment"]: signed["file"]}

"""Papers that were scanned are offered as what an officer confirmed of them: whose, of which kind, for how long."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from motcua.dossier import queries as dossiers
from motcua.dossier.queries import reusable
from motcua.dossier.types import DigitalState, NewPaper
from motcua.intake import commands, queries
from motcua.intake.tests import test_known_papers as aid
from motcua.intake.tests.test_intake import MAI, NOW, scope_of
from motcua.intake.types import Application, Request
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel import checking, messages
from motcua.kernel.types import Actor, ActorKind, Refused
from motcua.organisation.tests.factories import SmallState
from motcua.organisation.types import NOTHING
from motcua.papers import commands as papers
from motcua.papers import queries as kept
from motcua.papers.store.stores import open_store
from motcua.papers.store.tests import corpus
from motcua.papers.types import Accepted, FileRef, MediaType, NewResult, PaperFacts, ResultState
from motcua.parties import commands as parties
from motcua.parties.tests.factories import AN, CUONG, filing
from motcua.parties.types import DeclarationInput, Identity, Party, TextPurpose
from motcua.process import commands as process
from motcua.process.reusing import PAPERS_REUSED
from motcua.process.types import KnownPaper, Reuse

__all__ = ["commune", "state"]
pytestmark = pytest.mark.django_db
commune, state = aid.commune, aid.state
DOUBTS = frozenset({"identity_doubtful", "party_known_otherwise"})
NOTE = PaperFacts(
    title="Giấy xác nhận cư trú",
    number="15/XN",
    issuer="Tổ dân phố 5",
    issued_on=date(2026, 3, 1),
    valid_from=date(2026, 3, 10),
    valid_to=date(2026, 3, 31),
    owner_name=AN.name,
    owner_number="022195001234",
    owner_birth_year=1995,
)
"""An's own paper, which holds from 10 to 31 March 2026."""
ONLINE = Actor(ActorKind.CITIZEN, "an")


def on_day(day: date) -> datetime:
    return datetime.combine(day, time(9, 0))


def who(party: Party) -> list[Identity]:
    assert party.identity is not None
    return [party.identity]


def scanned(
    commune: SmallState,
    facts: PaperFacts,
    *,
    component: str = "note",
    whose_dossier: Party = AN,
    pages: int = 3,
) -> int:
    """The desk receives a dossier of somebody and scans a paper of it; the dossier's id."""
    here = scope_of(commune.commune_centre)
    dossier_id = aid.receive(commune, aid.request(None, "birth", declaration=filing(whose_dossier)))
    process.add_scanned(
        actor=MAI, scope=here, at=NOW, dossier_id=dossier_id, component=component, pdf=corpus.pdf(pages=pages),
        facts=facts, confirmed=DOUBTS,
    )  # fmt: skip
    return dossier_id


def offered(commune: SmallState, *, to: Party = AN, on: datetime = NOW) -> dict[str, list[KnownPaper]]:
    """What the desk is shown when that person stands before it."""
    return aid.known(scope_of(commune.commune_centre), declared=filing(to), on=on)


def again(*chosen: KnownPaper, by: DeclarationInput | None = None) -> Application:
    """The next application, with what is used again instead of handed in."""
    reused = Reuse(tuple((one.component, one.key) for one in chosen), agreed=True)
    whole = aid.request(reused, "birth", declaration=by or filing())
    used = {one.component for one in chosen}
    return replace(whole, components=tuple(held for held in whole.components if held.key not in used))


def file_online(commune: SmallState, application: Application, at: datetime, **options: Any) -> int:
    application = replace(application, confirmed=DOUBTS)
    with recording(actor=ONLINE, at=at, recorded_at=at):
        return commands.file(
            actor=ONLINE, at=at, receiving_agency_id=commune.commune_centre, application=application, **options
        ).dossier_id


def test_a_scan_holds_from_its_first_to_its_last_day_and_is_offered_on_these_only(commune: SmallState) -> None:
    scanned(commune, NOTE)
    told = {}
    for day in (date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 31), date(2026, 4, 1)):
        (one,) = offered(commune, on=on_day(day))["note"]
        assert (one.name, one.number, one.issuer) == (NOTE.title, NOTE.number, NOTE.issuer)
        assert (one.valid_from, one.valid_to, one.is_confirmed) == (NOTE.valid_from, NOTE.valid_to, True)
        told[day.day] = one.state, one.may_be_used
    assert told == {
        9: (ResultState.NOT_YET, False),
        10: (ResultState.VALID, True),
        31: (ResultState.VALID, True),
        1: (ResultState.EXPIRED, False),
    }


@pytest.mark.parametrize(
    ("day", "code", "vietnamese", "english"),
    [
        (
            date(2026, 3, 9),
            "known_paper_not_yet_valid",
            "Giấy tờ đã chọn cho “Giấy xác nhận của tổ dân phố” đến ngày 10/03/2026 mới có hiệu lực.",
            "holds from 10/03/2026 on only",
        ),
        (
            date(2026, 4, 1),
            "known_paper_expired",
            "Giấy tờ đã chọn cho “Giấy xác nhận của tổ dân phố” chỉ có hiệu lực đến hết ngày 31/03/2026.",
            "held until 31/03/2026 only",
        ),
    ],
)
@pytest.mark.parametrize("way", ["counter", "online"])
def test_what_does_not_hold_on_the_day_is_refused_in_plain_words(
    commune: SmallState, way: str, day: date, code: str, vietnamese: str, english: str
) -> None:
    scanned(commune, NOTE)
    ways: dict[str, Callable[[Application, datetime], int]] = {
        "counter": lambda whole, at: aid.receive(commune, whole, at=at),
        "online": lambda whole, at: file_online(commune, whole, at, proven=who(AN)),
    }
    (one,) = offered(commune, on=on_day(day))["note"]
    with pytest.raises(Refused, match=code) as refused:
        ways[way](again(one), on_day(day))
    for language, words in (("vi", vietnamese), ("en", english)):
        with translation.override(language):
            assert words in messages.sentence_of(refused.value.refusal)
    for day_it_holds in (date(2026, 3, 10), date(2026, 3, 31)):
        later = ways[way](again(one), on_day(day_it_holds))
        assert dossiers.facts(later).digital_state("note") is DigitalState.REUSED
    assert list(checking.run(["dossiers", "work"])) == []


def test_a_paper_is_its_confirmed_owners_whosever_dossier_it_lies_in(commune: SmallState) -> None:
    scanned(commune, replace(NOTE, owner_name=CUONG.name, owner_number="022 090 005 678", owner_birth_year=1990))
    day = on_day(date(2026, 3, 20))
    assert offered(commune, to=AN, on=day) == {}
    (one,) = offered(commune, to=CUONG, on=day)["note"]
    with pytest.raises(Refused, match="known_paper_gone"):
        aid.receive(commune, again(one), at=day)
    later = aid.receive(commune, again(one, by=filing(CUONG)), at=day)
    assert dossiers.facts(later).digital_state("note") is DigitalState.REUSED
    elsewhere = scope_of(commune.department)
    assert aid.known(elsewhere, declared=filing(CUONG), on=day) == {}, "who does not see the dossier sees nothing of it"


def test_an_owner_who_is_known_by_the_paper_alone_is_an_applicant_of_that_name_and_nobody_else(
    commune: SmallState,
) -> None:
    day = on_day(date(2026, 3, 20))
    scanned(commune, replace(NOTE, owner_number=""))
    assert [one.number for one in offered(commune, on=day)["note"]] == ["15/XN"]
    scanned(commune, replace(NOTE, number="16/XN", owner_number="", owner_name="Nguyễn Văn Bình"), pages=4)
    scanned(commune, replace(NOTE, number="17/XN", owner_number="", owner_birth_year=1959), pages=5)
    assert [one.number for one in offered(commune, on=day)["note"]] == ["15/XN"]


def test_the_confirmed_kind_decides_for_which_paper_of_the_checklist_a_scan_serves(commune: SmallState) -> None:
    day = on_day(date(2026, 3, 20))
    scanned(commune, replace(NOTE, kind_code=aid.BIRTH, title="Trích lục khai sinh"))
    found = offered(commune, on=day)
    assert [one.name for one in found["birth"]] == ["Trích lục khai sinh"], "though it was scanned as another paper"
    other = replace(NOTE, kind_code="KQ.G15.000099", title="Giấy xác nhận khác", number="20/XN")
    scanned(commune, other, component="birth", pages=4)
    assert [one.name for one in offered(commune, on=day)["birth"]] == ["Trích lục khai sinh"]


def test_online_ones_own_papers_count_wherever_they_lie_and_nothing_is_told_of_the_dossier(commune: SmallState) -> None:
    day = on_day(date(2026, 3, 20))
    lies_in = scanned(commune, replace(NOTE, owner_name=CUONG.name, owner_number="022090005678", owner_birth_year=1990))
    scanned(commune, NOTE, pages=4)
    (one,) = aid.known(NOTHING, declared=filing(CUONG), on=day, proven=who(CUONG))["note"]
    assert (one.name, one.number, one.may_be_used) == (NOTE.title, NOTE.number, True)
    assert (one.dossier_id, one.dossier_code, one.handed_in_on) == (None, "", None)
    later = file_online(commune, again(one, by=filing(CUONG)), day, proven=who(CUONG))
    assert dossiers.facts(later).digital_state("note") is DigitalState.REUSED
    (agreed,) = [entry for entry in journal.entries(f"dossier/{later}") if entry.kind == PAPERS_REUSED]
    (used,) = agreed.body["papers"]
    assert (used["source"], used["number"]) == (one.key, "")
    assert dossiers.facts(lies_in).code not in str(agreed.body)
    assert list(checking.run(["dossiers", "work"])) == []


def test_online_nobodys_papers_are_told_who_did_not_prove_who_he_is(commune: SmallState) -> None:
    day = on_day(date(2026, 3, 20))
    scanned(commune, NOTE)
    ((one,),) = offered(commune, on=day).values()
    for proven in ([], who(CUONG)):
        assert aid.known(NOTHING, on=day, proven=proven) == {}
        with pytest.raises(Refused, match="known_paper_gone"):
            file_online(commune, again(one), day, proven=proven)
    whole = replace(again(one), reused=Reuse(((one.component, one.key),), agreed=False))
    with pytest.raises(Refused, match="consent_missing"):
        file_online(commune, whole, day, proven=who(AN))


def test_online_a_scan_that_nobody_described_is_nobodys_yet(commune: SmallState) -> None:
    dossier_id = aid.receive(commune, aid.request(None, "birth"))
    process.add_paper(
        actor=MAI, scope=scope_of(commune.commune_centre), at=NOW, dossier_id=dossier_id, component="note",
        content=corpus.pdf(pages=3), name_hint="xac-nhan.pdf",
    )  # fmt: skip
    assert aid.known(NOTHING, proven=who(AN)) == {}


def test_what_was_confirmed_of_a_scan_holds_for_its_signed_copy_also_where_that_lies_alone(commune: SmallState) -> None:
    day, here = on_day(date(2026, 3, 20)), scope_of(commune.commune_centre)
    dossier_id = scanned(commune, NOTE)
    (scan,) = dossiers.facts(dossier_id).papers
    signed = process.accept_paper(
        scope=here, at=NOW, dossier_id=dossier_id, content=corpus.pdf(pages=6), name_hint="da-ky.pdf"
    )
    process.add_papers(
        actor=MAI, scope=here, at=NOW, dossier_id=dossier_id, papers=[NewPaper("note", signed, signs=scan.attachment)]
    )
    (one,) = offered(commune, on=day)["note"]
    assert (one.file, one.valid_to) == (signed.file.digest, NOTE.valid_to)
    aid.receive(commune, again(one), at=day)
    described = kept.described_files([signed.file.digest])[signed.file.digest]
    assert (described.valid_to, described.confirmed_at, described.confirmed_by) == (NOTE.valid_to, NOW, str(MAI))
    (after,) = offered(commune, on=on_day(date(2026, 4, 1)))["note"]
    assert (after.file, after.state) == (signed.file.digest, ResultState.EXPIRED)


def test_what_is_confirmed_anew_counts_from_then_on(commune: SmallState) -> None:
    dossier_id = scanned(commune, NOTE)
    (scan,) = dossiers.facts(dossier_id).papers
    process.describe_paper(
        actor=MAI, scope=scope_of(commune.commune_centre), at=NOW + timedelta(hours=1), dossier_id=dossier_id,
        attachment_id=scan.attachment, facts=replace(NOTE, valid_to=None), confirmed=DOUBTS,
    )  # fmt: skip
    (one,) = offered(commune, on=on_day(date(2026, 4, 1)))["note"]
    assert (one.valid_to, one.may_be_used) == (None, True)


def test_the_file_of_a_result_that_was_replaced_does_not_come_back_as_a_file_of_a_dossier(commune: SmallState) -> None:
    result = aid.issued(commune, file=aid.a_file())
    ((one,),) = offered(commune).values()
    aid.receive(commune, again(one))
    new = NewResult(
        number="08/2026", kind_code=aid.BIRTH, kind_name="Giấy khai sinh", agency_id=commune.commune,
        holder="dossier/0", owner=result.owner, issued_on=NOW.date(), file=aid.a_file(2),
    )  # fmt: skip
    with recording(actor=MAI, at=NOW) as unit:
        reason = parties.write_text(unit, "Cải chính", TextPurpose.REASON)
        papers.replace_result(unit, key=result.key, by=new, reason=reason)
    assert [paper.number for paper in offered(commune)["birth"]] == ["08/2026"]


def test_as_many_statements_for_ninety_papers_as_for_three(commune: SmallState) -> None:
    dossier_id, day = scanned(commune, NOTE), on_day(date(2026, 3, 20))
    offered(commune, on=day)
    counts = []
    for numbers in (range(2), range(2, 89)):
        put_in(commune, dossier_id, numbers)
        with CaptureQueriesContext(connection) as sent:
            found = offered(commune, on=day)["note"]
        counts.append((len(found), len(sent)))
    assert [count for count, _ in counts] == [3, 90]
    assert counts[0][1] == counts[1][1]


def test_where_not_everything_was_looked_through_it_is_said(
    commune: SmallState, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(commune, scanned(commune, NOTE), range(2))
    items = queries.sheet(Request(procedure_code=aid.AID, commune_code="06685"), at=NOW).items
    here = scope_of(commune.commune_centre)
    for most, looked_through, found in ((3, 0, 3), (2, 2, 2)):
        monkeypatch.setattr(reusable, "_MOST_PAPERS", most)
        known = queries.known_papers(items, filing(), scope=here, at=NOW)
        assert (known.looked_through, len(known.papers)) == (looked_through, found)


def put_in(commune: SmallState, dossier_id: int, numbers: range) -> None:
    """So many more papers of An, each confirmed."""
    here: dict[str, Any] = {"scope": scope_of(commune.commune_centre), "at": NOW, "dossier_id": dossier_id}
    taken = [lying_ready(f"Giấy {number}".encode()) for number in numbers]
    process.add_papers(actor=MAI, papers=[NewPaper("note", one) for one in taken], **here)
    with recording(actor=MAI, at=NOW) as unit:
        for one in taken:
            papers.describe_file(unit, file=one.file.digest, facts=NOTE, confirmed=DOUBTS)


def lying_ready(content: bytes) -> Accepted:
    """A file as it is after it was examined; examining hundreds would take minutes."""
    digest = hashlib.sha256(content).hexdigest()
    open_store().put(digest, io.BytesIO(content))
    return Accepted(FileRef(digest, len(content), MediaType.TEXT), digest)

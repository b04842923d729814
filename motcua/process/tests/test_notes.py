"""Notes to colleagues: who writes them and is mentioned, and that they stay in the office."""

import pytest

from motcua.dossier.types import Stop
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import holder
from motcua.organisation.types import Role
from motcua.parties import commands as parties
from motcua.parties import queries as people
from motcua.parties.tests.factories import AN
from motcua.process import commands, queries
from motcua.process.tests.house import House, Person, at_work, facts, on, written
from motcua.process.types import Mention, NoteEntry

ASKED = "Anh Cảnh xem giúp số thửa."


@pytest.fixture
def here(settled: House) -> House:
    return settled


def write(who: Person, dossier_id: int, *mentioned: Person, words: str = ASKED, key: RequestKey | None = None) -> None:
    commands.write_note(
        actor=who.actor,
        scope=who.scope,
        at=on("02/03 10:00"),
        dossier_id=dossier_id,
        words=words,
        mentioned=[one.id for one in mentioned],
        key=key,
    )


def unread(who: Person) -> list[Mention]:
    return list(queries.unread_mentions(who.id))


def test_a_colleague_finds_the_note_until_he_has_read_it(here: House) -> None:
    one = here.receive().dossier_id
    before = facts(one)
    for _press in range(2):
        write(here.officer, one, here.colleague, here.officer, key=RequestKey("press-1", b"note"))
    view = queries.dossier_view(here.desk.scope, one, at=on("02/03 11:00"))
    (note,) = queries.notes_on(view)
    assert (note.by, note.words, note.mentioned) == ("Phạm Thị Dung", ASKED, ("Bùi Văn Cảnh",))
    assert facts(one) == before, "neither the dossier nor its date moves"
    assert unread(here.colleague) == [Mention(one, note.number, on("02/03 10:00"))]
    assert unread(here.officer) == [], "nobody is mentioned to himself"
    colleague = here.colleague
    commands.read_notes(actor=colleague.actor, scope=colleague.scope, at=on("02/03 11:30"), dossier_id=one)
    assert unread(colleague) == []
    (entry,) = (entry for entry in journal.entries(f"dossier/{one}") if entry.kind == NoteEntry.WRITTEN)
    assert ASKED not in str(entry.body)
    golden.check(NoteEntry.WRITTEN, entry.body)


def test_who_writes_and_who_can_be_mentioned(here: House) -> None:
    one = here.receive().dossier_id
    looks = at_work(
        holder(
            organisation.agency_by_code("H49", on=on("02/03 09:00").date()).id, Role.INSPECTOR, "QN-90", "Ngô Văn Soi"
        )
    )
    for who, mentioned, words, refusal in (
        (here.stranger, (), ASKED, "no_such_dossier"),
        (looks, (), ASKED, "note_not_yours"),
        (here.officer, (here.stranger,), ASKED, "mentioned_sees_it_not"),
        (here.officer, (), " ", "text_missing"),
    ):
        with pytest.raises(Refused, match=refusal):
            write(who, one, *mentioned, words=words)
    found = queries.to_mention(here.officer.scope, facts(one), "bui van", at=on("02/03 10:00"))
    assert [officer.name for officer in found] == ["Bùi Văn Cảnh"]
    everybody = queries.to_mention(here.officer.scope, facts(one), "", at=on("02/03 10:00"))
    assert {here.officer.id, here.stranger.id}.isdisjoint(officer.id for officer in everybody)


def test_a_note_is_handed_out_to_nobody_and_erased_with_the_person(here: House) -> None:
    one = here.receive().dossier_id
    write(here.officer, one, here.colleague)
    here.act(here.desk, one, lambda unit: Stop(written()(unit)), on("03/03 09:00"))
    assert AN.identity is not None
    assert ASKED not in str(people.export(AN.identity))
    with recording(actor=here.officer.actor, at=on("04/03 09:00")) as unit:
        parties.erase(unit, AN.identity, reason="Yêu cầu của người dân")
    (note,) = queries.notes_on(queries.dossier_view(here.officer.scope, one, at=on("04/03 10:00")))
    assert note.words == ""
    assert not journal.verify().findings

"""What somebody sent is handed out to him and erased with his other data, and the journal still verifies."""

import zipfile
from io import BytesIO
from typing import Any

from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.types import Refusal
from motcua.organisation.types import EVERYTHING
from motcua.papers import queries as papers
from motcua.parties import commands as parties
from motcua.parties import queries as people
from motcua.parties.tests.factories import AN, CUONG, number_of_an
from motcua.process import commands as course
from motcua.process.tests.house import MORNING, House
from motcua.voice import commands, queries
from motcua.voice.models import Feedback
from motcua.voice.tests.saying import ANSWER, WORDS, a_file, by, refusal_of, said


def erased(here: House) -> None:
    with recording(actor=here.leader.actor, at=MORNING) as unit:
        parties.erase(unit, number_of_an(), reason="Theo yêu cầu")


def test_everything_somebody_sent_is_handed_out(here: House) -> None:
    sent = said(here, files=[a_file()])
    said(here, sender=CUONG, words="Của người khác")
    commands.answer(**by(here.leader, sent, words=ANSWER))
    given = people.export(number_of_an())
    assert not isinstance(given, Refusal)
    (one,) = given["feedback"]
    assert (one["code"], one["stage"], len(one["files"])) == (sent.code, "answered", 1)
    assert {text["content"] for text in given["texts"]} == {WORDS, ANSWER}


def test_the_files_he_sent_are_packed_for_him_and_no_officer_gets_them_so(here: House) -> None:
    sent = said(here, files=[a_file()])
    said(here, sender=CUONG, files=[a_file(2)])
    asked: dict[str, Any] = {"actor": here.leader.actor, "at": MORNING, "identity": number_of_an()}
    package = course.export_person(scope=EVERYTHING, **asked)
    there = zipfile.ZipFile(BytesIO(b"".join(package.pieces())))
    (path,) = [name for name in there.namelist() if "/" in name]
    assert path.startswith(f"phan-anh/{sent.code.lower()}/")
    assert [one["kind"] for one in package.data()["files"]] == ["feedback"]
    assert refusal_of(course.export_person, scope=here.leader.scope, **asked) == "person_not_found"


def test_erased_it_says_nothing_more_and_the_journal_holds(here: House) -> None:
    sent = said(here, files=[a_file()], dossier_code="H49-1")
    assert refusal_of(erased, here) == "person_has_open_feedback"
    commands.answer(**by(here.leader, sent, words=ANSWER))
    (file,) = queries.followed(sent.secret, at=MORNING).said.files
    erased(here)
    said_now = queries.followed(sent.secret, at=MORNING).said
    assert (said_now.sender, said_now.words, said_now.answer, said_now.dossier_code) == (None, None, None, "")
    assert not said_now.files
    stored = papers.stored_file(file.file.digest)
    assert stored is not None
    assert stored.destroyed_at is not None
    assert not list(people.faults_of_the_journal())
    assert journal.verify().holds
    assert queries.feedback(here.leader.scope, sent.feedback_id, at=MORNING).said.words is None
    assert Feedback.objects.count() == 1


def test_whoever_only_sent_something_is_offered_to_nobody_who_types(here: House) -> None:
    said(here)
    for typed in (AN.name, AN.phone, "022195001234"):
        assert people.known_parties(typed) == []
        assert people.search(typed) == []

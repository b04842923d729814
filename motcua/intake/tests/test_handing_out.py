"""Whoever asks for everything that the house has of him gets the files of his drafts too, and of nobody else's."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest

from motcua.intake import commands
from motcua.intake.tests.drafting import AN_LOGGED_IN, CUONG_LOGGED_IN, PROXY, attach, begun
from motcua.intake.tests.test_intake import CODE, NOW, state
from motcua.kernel.types import Refused, system
from motcua.organisation.tests.factories import SmallState
from motcua.organisation.types import EVERYTHING, Scope
from motcua.papers.store.tests import corpus
from motcua.parties.tests.factories import AN, CUONG
from motcua.parties.types import Party
from motcua.process import commands as process

__all__ = ["state"]
pytestmark = pytest.mark.django_db


def handed_out(to: Party, scope: Scope = EVERYTHING) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of the package, by their paths, and its data."""
    assert to.identity is not None
    package = process.export_person(actor=system("test"), scope=scope, at=NOW, identity=to.identity)
    there = zipfile.ZipFile(io.BytesIO(b"".join(package.pieces())))
    assert package.troubles == []
    return {name: there.read(name) for name in there.namelist() if "/" in name}, json.loads(there.read("du-lieu.json"))


def digests(files: dict[str, bytes]) -> set[str]:
    return {hashlib.sha256(content).hexdigest() for content in files.values()}


def test_the_files_of_a_draft_lie_in_the_package_under_the_name_of_their_paper(state: SmallState) -> None:
    draft_id, _ = begun()
    file = attach(draft_id)
    other_id, _ = begun(CUONG_LOGGED_IN, who={"name": CUONG.name, "number": "022090005678"})
    attach(other_id, citizen=CUONG_LOGGED_IN, content=corpus.pdf(pages=2))
    files, data = handed_out(AN)
    (path,) = files
    assert path.startswith(f"ban-nhap/{draft_id}-")
    assert "01-don" in path
    assert digests(files) == {file.file.digest}
    assert [(one["kind"], one["path"]) for one in data["files"]] == [("draft", path)]
    (draft,) = data["drafts"]
    assert [one["digest"] for one in draft["files"]] == [file.file.digest]


def test_what_lies_in_a_draft_for_another_is_left_out_and_counted(state: SmallState) -> None:
    draft_id, _ = begun(CUONG_LOGGED_IN, proxy=PROXY)
    attach(draft_id, citizen=CUONG_LOGGED_IN)
    files, data = handed_out(CUONG)
    assert (files, data["not_handed_out"]["of_others"]) == ({}, 1)
    assert len(handed_out(AN)[0]) == 1, "it is the applicant's"


def test_a_draft_that_names_nobody_yet_is_whose_log_in_began_it(state: SmallState) -> None:
    draft, _ = commands.begin_draft(at=NOW, procedure_code=CODE, citizen=AN_LOGGED_IN)
    attach(draft.id, citizen=AN_LOGGED_IN)
    assert len(handed_out(AN)[0]) == 1


def test_an_agency_hands_out_nothing_of_a_draft(state: SmallState) -> None:
    """What nobody has filed is no business of an office, although it may hand out what it sees of the person."""
    attach(begun()[0])
    agency = Scope(frozenset({state.commune}), frozenset({state.commune}))
    with pytest.raises(Refused, match="person_not_found"):
        handed_out(AN, agency)


def test_a_draft_that_is_gone_leaves_nothing_to_hand_out(state: SmallState) -> None:
    draft_id, _ = begun()
    attach(draft_id)
    commands.drop_draft(at=NOW, draft_id=draft_id)
    with pytest.raises(Refused, match="person_not_found"):
        handed_out(AN)

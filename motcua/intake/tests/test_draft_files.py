"""The files of a draft, and the papers that somebody has already, while he files online."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import pytest

from motcua.accounts.types import Citizen
from motcua.dossier import queries as dossiers
from motcua.dossier.types import DigitalState
from motcua.intake import commands, queries, reading
from motcua.intake.models import Draft
from motcua.intake.tests.drafting import (
    AN_LOGGED_IN,
    CONTENT,
    CUONG_LOGGED_IN,
    PROXY,
    attach,
    begun,
    filed,
    refusal_of,
)
from motcua.intake.tests.test_intake import NOW, state
from motcua.intake.tests.test_known_papers import AID, a_file, commune, issued
from motcua.kernel.types import Refused
from motcua.organisation.tests.factories import SmallState
from motcua.papers import queries as files
from motcua.papers.store.tests import corpus

__all__ = ["commune", "state"]
pytestmark = pytest.mark.django_db


class TestFiles:
    def test_a_file_is_read_by_whoever_has_the_draft_and_under_no_other(self, state: SmallState) -> None:
        draft_id, secret = begun()
        _, other = begun()
        file = attach(draft_id)
        draft = queries.draft(secret, None, at=NOW)
        opened = queries.open_draft_file(draft, file.attachment, reader="session", at=NOW)
        assert b"".join(opened.read(0, 4)) == b"%PDF"
        assert queries.draft_file_preview(draft, file.attachment, reader="session", at=NOW).media_type == "image/jpeg"
        foreign = queries.draft(other, None, at=NOW)
        for reading_it in (queries.open_draft_file, queries.draft_file_preview):
            assert refusal_of(reading_it, foreign, file.attachment, reader="session", at=NOW) == "file_absent"

    def test_what_is_taken_out_is_gone_and_its_bytes_with_it(self, state: SmallState) -> None:
        draft_id, secret = begun()
        file = attach(draft_id)
        commands.remove_file(at=NOW, draft_id=draft_id, attachment=file.attachment)
        draft = queries.draft(secret, None, at=NOW)
        assert draft.files == ()
        assert refusal_of(queries.open_draft_file, draft, file.attachment, reader="session", at=NOW) == "file_absent"
        stored = files.stored_file(file.file.digest)
        assert stored is not None
        assert stored.destroyed_at == NOW

    def test_what_somebody_else_has_or_the_house_had_before_stays(self, state: SmallState) -> None:
        known = a_file(pages=5)
        mine, other = begun()[0], begun()[0]
        shared = attach(mine)
        attach(other)
        before = attach(mine, content=corpus.pdf(pages=5))
        Draft.objects.filter(id=mine).update(begun_at=NOW + timedelta(minutes=1))
        commands.remove_file(at=NOW, draft_id=mine, attachment=before.attachment)
        commands.remove_file(at=NOW, draft_id=mine, attachment=shared.attachment)
        for digest in (known, shared.file.digest):
            stored = files.stored_file(digest)
            assert stored is not None
            assert stored.destroyed_at is None

    def test_it_takes_only_papers_of_its_list_and_so_many(
        self, state: SmallState, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft_id, _ = begun()
        assert refusal_of(lambda: attach(draft_id, "portrait")) == "draft_component_unknown"
        attach(draft_id)
        few = replace(queries.draft_rules_on(NOW.date()), most_files=1)
        monkeypatch.setattr(reading, "_editions", lambda: (few,))
        assert refusal_of(lambda: attach(draft_id, content=corpus.pdf(pages=2))) == "files_too_many"
        small = replace(few, most_files=9, most_bytes=2_000)
        monkeypatch.setattr(reading, "_editions", lambda: (small,))
        assert refusal_of(lambda: attach(draft_id, content=corpus.pdf(pages=60))) == "files_too_large"

    @pytest.mark.parametrize(
        ("content", "refusal"),
        [
            (b"", "file_empty"),
            (b"MZ" + bytes(200), "file_type_unknown"),
            (corpus.locked(), "file_encrypted"),
            (corpus.picture(), "file_type_differs"),
        ],
        ids=["empty", "a program", "locked", "another kind"],
    )
    def test_nasty_files_are_refused_like_everywhere(self, state: SmallState, content: bytes, refusal: str) -> None:
        draft_id, secret = begun()
        with pytest.raises(Refused) as refused:
            commands.accept_file(at=NOW, draft_id=draft_id, content=content, name_hint="../../don.pdf")
        assert refused.value.refusal.code == refusal
        assert queries.draft(secret, None, at=NOW).files == ()

    def test_a_script_is_taken_out_of_what_is_attached(self, state: SmallState) -> None:
        draft_id, _ = begun()
        handed_in = corpus.pdf(corpus.scripted)
        accepted = commands.accept_file(at=NOW, draft_id=draft_id, content=handed_in, name_hint="don.pdf")
        assert accepted.stripped
        assert accepted.file.digest != accepted.original_digest

    def test_more_typed_than_a_draft_holds_is_refused_and_what_was_there_stays(self, state: SmallState) -> None:
        draft_id, secret = begun()
        long = {"what": {"note": "dài " * 20_000}}
        assert refusal_of(commands.keep_draft, at=NOW, draft_id=draft_id, content=long) == "draft_too_long"
        assert queries.draft(secret, None, at=NOW).content == CONTENT


class TestKnownPapers:
    ASKED: ClassVar[dict[str, Any]] = {"what": {"commune": "06685"}, "result": {"method": "electronic"}}

    def draft_of(self, citizen: Citizen | None, **sections: Any) -> tuple[int, str]:
        draft_id, secret = begun(citizen, code=AID, **self.ASKED | sections)
        for number, key in enumerate(("declaration", "note"), start=2):
            attach(draft_id, key, citizen=citizen, content=corpus.pdf(pages=number))
        return draft_id, secret

    def test_whoever_has_logged_in_has_his_papers_used_with_his_consent(self, commune: SmallState) -> None:
        result = issued(commune, file=a_file())
        draft_id, secret = self.draft_of(AN_LOGGED_IN)
        draft = queries.draft(secret, AN_LOGGED_IN, at=NOW)
        (one,) = queries.known_papers_of(draft, AN_LOGGED_IN, at=NOW).beside("birth")
        ticked = {"reused": {"birth": one.key}, "agreed": False}
        commands.keep_draft(at=NOW, draft_id=draft_id, content={"papers": ticked}, citizen=AN_LOGGED_IN)
        assert refusal_of(lambda: filed(draft_id, citizen=AN_LOGGED_IN)) == "consent_missing"
        agreed = {"papers": ticked | {"agreed": True}}
        commands.keep_draft(at=NOW, draft_id=draft_id, content=agreed, citizen=AN_LOGGED_IN)
        facts = dossiers.facts(filed(draft_id, citizen=AN_LOGGED_IN).dossier_id)
        assert facts.digital_state("birth") is DigitalState.REUSED
        assert {paper.file for paper in facts.papers if paper.component == "birth"} == {result.file}

    @pytest.mark.parametrize("who", [None, CUONG_LOGGED_IN, replace(AN_LOGGED_IN, identity=None)])
    def test_nobody_else_is_shown_them_or_has_them_used(self, commune: SmallState, who: Citizen | None) -> None:
        result = issued(commune, file=a_file())
        ticked = {"papers": {"reused": {"birth": f"result/{result.key}"}, "agreed": True}}
        draft_id, secret = self.draft_of(who, **ticked)
        draft = queries.draft(secret, who, at=NOW)
        assert queries.known_papers_of(draft, who, at=NOW).papers == ()
        found = {one.refusal.code for one in queries.objections_to(draft, who, at=NOW)}
        assert "known_papers_need_log_in" in found
        assert refusal_of(lambda: filed(draft_id, citizen=who)) in {"known_papers_need_log_in", "identity_not_proven"}

    def test_a_proxys_log_in_proves_nothing_of_the_applicants(self, commune: SmallState) -> None:
        issued(commune, file=a_file())
        _, secret = self.draft_of(CUONG_LOGGED_IN, proxy=PROXY)
        draft = queries.draft(secret, CUONG_LOGGED_IN, at=NOW)
        assert queries.known_papers_of(draft, CUONG_LOGGED_IN, at=NOW).papers == ()

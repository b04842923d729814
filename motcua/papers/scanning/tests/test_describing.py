"""What was confirmed about a file is kept: its own facts beside it, whose it is in `parties` alone."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.types import Actor, ActorKind, Refused
from motcua.papers import commands, models, queries
from motcua.papers.scanning import describing
from motcua.papers.scanning.tests.conftest import AT
from motcua.papers.store.tests import corpus
from motcua.papers.types import DescribedPaper, Fact, PaperFacts
from motcua.parties import commands as parties
from motcua.parties import queries as people
from motcua.parties.types import Identity, IdentityKind, Subject

DESK = Actor(ActorKind.OFFICER, "lan")
THANG = Identity(IdentityKind.PERSONAL_NUMBER, "022085001234")
FACTS = PaperFacts(
    kind_code="KQ.G15.000038",
    title="Giấy xác nhận tình trạng hôn nhân",
    number="125/GXN-UBND",
    issuer="Ủy ban nhân dân phường Hồng Gai",
    issued_on=date(2026, 3, 1),
    summary="xác nhận cho ông Nguyễn Văn Thắng",
    valid_from=date(2026, 3, 1),
    valid_to=date(2026, 9, 1),
    scope="Toàn quốc",
    owner_number="022 085 001 234",
    owner_name="Nguyễn Văn Thắng",
    owner_birth_year=1985,
)


@pytest.fixture
def file(db: None, house: Path) -> str:
    accepted = commands.accept_file(corpus.pdf(), name_hint="scan.pdf", on=AT.date())
    with recording(actor=DESK, at=AT) as unit:
        return commands.keep_file(accepted, unit=unit).file.digest


def describe(file: str, facts: PaperFacts = FACTS, *, days: int = 0, **options: Any) -> DescribedPaper:
    with recording(actor=DESK, at=AT + timedelta(days=days)) as unit:
        return commands.describe_file(unit, file=file, facts=facts, **options)


def test_a_description_is_found_by_its_file_and_by_its_owner(file: str) -> None:
    described = describe(file)
    assert queries.described_files([file, "0" * 64]) == {file: described}
    assert queries.papers_of(THANG) == [described]
    assert (described.title, described.valid_to, described.confirmed_by) == (FACTS.title, FACTS.valid_to, str(DESK))
    (owner,) = people.declarations([described.owner.id])[described.owner.id].applicants
    assert (owner.name, owner.identity, owner.born and owner.born.year) == ("Nguyễn Văn Thắng", THANG, 1985)


def test_nothing_personal_lies_beside_the_file_or_in_the_journal(file: str) -> None:
    describe(file)
    row = models.PaperFacts.objects.values().get()
    assert "Thắng" not in repr(row)
    assert "022085001234" not in repr(row)
    told = repr([entry.body for entry in journal.entries_after(0, limit=1000)])
    assert "Thắng" not in told
    assert "022085001234" not in told


def test_what_is_confirmed_last_counts_also_when_it_names_somebody_else(file: str) -> None:
    describe(file)
    other = replace(FACTS, owner_name="Nguyễn Văn Thăng", owner_number="022085004321", summary="")
    corrected = describe(file, other, days=1)
    assert queries.described_files([file]) == {file: corrected}
    assert corrected.summary is None
    assert queries.papers_of(THANG) == []


def test_somebody_without_a_number_is_known_by_the_paper(file: str) -> None:
    described = describe(file, replace(FACTS, owner_number=""))
    (owner,) = people.declarations([described.owner.id])[described.owner.id].applicants
    assert owner.identity is not None
    assert (owner.identity.kind, owner.identity.number) == (IdentityKind.OTHER_PAPER, "125/GXN-UBND")
    assert (owner.identity.issued_on, owner.identity.issued_by) == (FACTS.issued_on, FACTS.issuer)


def test_an_enterprise_has_papers_too(file: str) -> None:
    described = describe(
        file,
        replace(FACTS, owner_number="0100109106", owner_name="Công ty Hạ Long Xanh"),
    )
    assert queries.papers_of(Identity(IdentityKind.TAX_CODE, "0100109106")) == [described]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "paper_facts_missing"),
        ({"owner_name": ""}, "paper_facts_missing"),
        ({"owner_number": "", "issuer": ""}, "paper_facts_without_identity"),
        ({"owner_number": "", "owner_birth_year": None}, "paper_facts_without_identity"),
        ({"valid_to": date(2026, 2, 1)}, "paper_facts_end_before_they_begin"),
        ({"owner_number": "022085"}, "tax_code"),
    ],
)
def test_what_says_too_little_or_too_much_is_not_kept(file: str, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        describe(file, replace(FACTS, **changes))
    assert models.PaperFacts.objects.count() == 0


def test_a_number_that_contradicts_the_year_of_birth_is_doubted_until_somebody_has_looked(file: str) -> None:
    doubtful = replace(FACTS, owner_birth_year=1958)
    doubts = queries.owner_doubts(doubtful, on=AT.date())
    assert doubts
    with pytest.raises(Refused, match=doubts[0]):
        describe(file, doubtful)
    assert describe(file, doubtful, confirmed=doubts)


def test_only_a_file_of_the_store_is_described(file: str) -> None:
    with pytest.raises(Refused, match="file_absent"):
        describe("0" * 64)


def test_a_person_gets_what_is_kept_and_has_it_erased(file: str) -> None:
    described = describe(file)
    (told,) = describing.export(Subject(THANG, frozenset({described.owner.id})))
    assert list(describing.export(Subject(THANG, frozenset({described.owner.id + 1})))) == []
    assert (told["title"], told["file"], told["valid_to"]) == (FACTS.title, file, "2026-09-01")
    with recording(actor=DESK, at=AT + timedelta(days=1)) as unit:
        parties.erase(unit, THANG, reason="Theo yêu cầu của công dân")
    assert described.summary is not None
    assert people.texts([described.summary.id])[described.summary.id].content is None
    assert people.declarations([described.owner.id])[described.owner.id].applicants == ()
    assert queries.papers_of(THANG) == []


def test_what_was_confirmed_comes_back_whole_and_says_what_is_lacking(file: str) -> None:
    describe(file)
    known = queries.confirmed_facts([file, "0" * 64])
    assert known.keys() == {file}
    assert known[file].facts == replace(FACTS, owner_number="022085001234")
    assert (known[file].lacking, known[file].confirmed_at, known[file].confirmed_by) == ((), AT, str(DESK))
    describe(file, replace(FACTS, scope="", summary=""), days=1)
    assert queries.confirmed_facts([file])[file].lacking == (Fact.SUMMARY, Fact.SCOPE)


def test_of_a_paper_known_by_itself_the_owner_has_no_number(file: str) -> None:
    describe(file, replace(FACTS, owner_number=""))
    known = queries.confirmed_facts([file])[file]
    assert (known.facts.owner_number, known.facts.owner_name) == ("", "Nguyễn Văn Thắng")
    assert Fact.OWNER not in known.lacking


def test_what_was_erased_is_lacking_again(file: str) -> None:
    describe(file)
    with recording(actor=DESK, at=AT + timedelta(days=1)) as unit:
        parties.erase(unit, THANG, reason="Theo yêu cầu")
    known = queries.confirmed_facts([file])[file]
    assert (known.facts.owner_name, known.facts.owner_number, known.facts.summary) == ("", "", "")
    assert {Fact.OWNER, Fact.SUMMARY} <= set(known.lacking)
    assert known.facts.title == FACTS.title

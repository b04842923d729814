"""What an officer confirmed about a file, found again.

A file's own facts (its kind, name, number, issuer, days) stand in a row beside it. Whose paper it is, and the summary,
which often names somebody, stand in `parties`, where they can be found, exported and erased; the row keeps references.
Nothing of it goes into the journal: what a paper says is no act of the house, and the paper itself is there.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from motcua.kernel.types import Refusal, Refused
from motcua.papers import models
from motcua.papers.scanning.rules.proposing import lacking
from motcua.papers.scanning.types import ConfirmedFacts, DescribedPaper, PaperFacts
from motcua.parties import queries as known
from motcua.parties.types import (
    BirthDate,
    DeclarationInput,
    DeclarationRef,
    Identity,
    IdentityKind,
    Party,
    PartyKind,
    Subject,
    TextRef,
)

_PERSONAL_DIGITS = 12


def must_be_describable(facts: PaperFacts) -> None:
    """Refused: `paper_facts_missing`, `paper_facts_without_identity`, `paper_facts_end_before_they_begin`."""
    if not facts.title.strip() or not facts.owner_name.strip():
        raise Refused(Refusal("paper_facts_missing"))
    by_paper = facts.owner_birth_year and facts.number.strip() and facts.issued_on and facts.issuer.strip()
    if not facts.owner_number.strip() and not by_paper:
        raise Refused(Refusal("paper_facts_without_identity", {}, "NĐ 118/2025 Đ19.1"))
    if facts.valid_from is not None and facts.valid_to is not None and facts.valid_to < facts.valid_from:
        values = {"first": facts.valid_from, "last": facts.valid_to}
        raise Refused(Refusal("paper_facts_end_before_they_begin", values))


def owner_doubts(facts: PaperFacts, *, on: date) -> tuple[str, ...]:
    """The codes of what is doubtful about the owner, and may be confirmed after comparing it with the paper."""
    found = known.review(DeclarationInput(applicants=(owner_of(facts),)), on=on)
    return tuple(one.refusal.code for one in found if one.confirmable)


def described_files(files: Iterable[str]) -> Mapping[str, DescribedPaper]:
    """What was confirmed last about each of these files (by digest); those nobody described are not there."""
    rows = models.PaperFacts.objects.select_related("file").filter(file__digest__in=set(files)).order_by("id")
    return {row.file.digest: as_described(row) for row in rows}


def confirmed_facts(files: Iterable[str]) -> Mapping[str, ConfirmedFacts]:
    """What was confirmed last about each of these files (by digest), whole; those nobody described are not there."""
    described = described_files(files)
    if not described:
        return {}
    owners = known.declarations(one.owner.id for one in described.values())
    summaries = known.texts(one.summary.id for one in described.values() if one.summary is not None)
    told = {}
    for digest, one in described.items():
        named = owners[one.owner.id].applicants if one.owner.id in owners else ()
        summary = summaries.get(one.summary.id) if one.summary is not None else None
        facts = _whole(one, named[0] if named else None, summary=(summary.content or "") if summary else "")
        told[digest] = ConfirmedFacts(facts, lacking(facts), one.confirmed_at, one.confirmed_by)
    return told


def papers_of(identity: Identity) -> list[DescribedPaper]:
    """The described papers of one person or organisation, the latest first; a file that was described again counts
    with what was confirmed last."""
    named = models.PaperFacts.objects.filter(declaration_id__in=known.applications_of(identity))
    latest = described_files(named.values_list("file__digest", flat=True))
    theirs = set(named.values_list("declaration_id", flat=True))
    found = [one for one in latest.values() if one.owner.id in theirs]
    return sorted(found, key=lambda one: one.confirmed_at, reverse=True)


def export(subject: Subject) -> Iterator[Mapping[str, Any]]:
    """What is kept about the papers of one person, as far as the declarations that name him are asked for."""
    for one in papers_of(subject.identity):
        if one.owner.id not in subject.declaration_ids:
            continue
        yield {
            "file": one.file,
            "kind_code": one.kind_code,
            "title": one.title,
            "number": one.number,
            "issuer": one.issuer,
            "issued_on": one.issued_on and one.issued_on.isoformat(),
            "valid_from": one.valid_from and one.valid_from.isoformat(),
            "valid_to": one.valid_to and one.valid_to.isoformat(),
            "scope": one.scope,
        }


def typed_texts(subject: Subject) -> Iterator[int]:
    """The ids of the summaries of the person's papers, also of those that were confirmed anew since."""
    named = models.PaperFacts.objects.filter(declaration_id__in=known.applications_of(subject.identity))
    for summary_id in named.values_list("summary_id", flat=True):
        if summary_id is not None:
            yield summary_id


def owner_of(facts: PaperFacts) -> Party:
    """Whose paper it is: by the identifier, else by the very paper, as the law has it (name, year of birth, day of
    issue, issuer)."""
    number = "".join(facts.owner_number.split()).replace(".", "")
    born = BirthDate(facts.owner_birth_year) if facts.owner_birth_year else None
    if not number:
        identity = Identity(
            IdentityKind.OTHER_PAPER, facts.number, facts.title, issued_on=facts.issued_on, issued_by=facts.issuer
        )
        return Party(PartyKind.PERSON, facts.owner_name, identity, born)
    if len(number) == _PERSONAL_DIGITS and number.isdigit():
        return Party(PartyKind.PERSON, facts.owner_name, Identity(IdentityKind.PERSONAL_NUMBER, number), born)
    return Party(PartyKind.ORGANISATION, facts.owner_name, Identity(IdentityKind.TAX_CODE, number))


def _whole(one: DescribedPaper, owner: Party | None, *, summary: str) -> PaperFacts:
    identity = owner.identity if owner is not None else None
    by_number = identity is not None and identity.kind is not IdentityKind.OTHER_PAPER
    return PaperFacts(
        kind_code=one.kind_code,
        title=one.title,
        number=one.number,
        issuer=one.issuer,
        issued_on=one.issued_on,
        summary=summary,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        scope=one.scope,
        owner_number=identity.number if identity is not None and by_number else "",
        owner_name=owner.name if owner is not None else "",
        owner_birth_year=owner.born.year if owner is not None and owner.born is not None else None,
    )


def as_described(row: models.PaperFacts) -> DescribedPaper:
    """From a row to what crosses the door."""
    summary = None
    if row.summary_id is not None and row.summary_digest is not None:
        summary = TextRef(row.summary_id, bytes(row.summary_digest))
    return DescribedPaper(
        file=row.file.digest,
        kind_code=row.kind_code,
        title=row.title,
        number=row.number,
        issuer=row.issuer,
        issued_on=row.issued_on,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        scope=row.scope,
        owner=DeclarationRef(row.declaration_id, bytes(row.declaration_digest)),
        summary=summary,
        confirmed_at=row.confirmed_at,
        confirmed_by=row.confirmed_by,
    )

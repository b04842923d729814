"""What an officer confirmed about a file, kept: its own facts in a row beside it, the personal ones in `parties`."""

from collections.abc import Collection
from datetime import datetime

from motcua.journal.commands import Unit
from motcua.kernel.types import Refusal, Refused
from motcua.papers import models
from motcua.papers.scanning.describing import as_described, must_be_describable, owner_of
from motcua.papers.scanning.types import DescribedPaper, PaperFacts
from motcua.parties import commands as parties
from motcua.parties.types import DeclarationInput, TextPurpose


def describe_file(
    unit: Unit,
    *,
    file: str,
    facts: PaperFacts,
    confirmed: Collection[str] = (),
    known_at: datetime | None = None,
) -> DescribedPaper:
    """Keeps what was confirmed about a file of the store; said again, the latest counts. `confirmed` are the codes of
    doubts about the owner that were looked at, `known_at` when that was confirmed which the person has seen
    (an instant before any: nothing was there; None: nobody looked).

    Refused: `file_absent`, `paper_facts_newer`, `paper_facts_missing`, `paper_facts_without_identity`,
    `paper_facts_end_before_they_begin`, and as `parties.commands.declare`.
    """
    stored = models.StoredFile.objects.filter(digest=file, destroyed_at=None).first()
    if stored is None:
        raise Refused(Refusal("file_absent"))
    _require_known(stored, known_at)
    must_be_describable(facts)
    owner = parties.declare(unit, DeclarationInput(applicants=(owner_of(facts),)), confirmed=confirmed)
    summary = parties.write_text(unit, facts.summary, TextPurpose.SUBJECT) if facts.summary.strip() else None
    row = models.PaperFacts.objects.create(
        file=stored,
        kind_code=facts.kind_code.strip(),
        title=facts.title.strip(),
        number=facts.number.strip(),
        issuer=facts.issuer.strip(),
        issued_on=facts.issued_on,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        scope=facts.scope.strip(),
        declaration_id=owner.id,
        declaration_digest=owner.digest,
        summary_id=summary.id if summary is not None else None,
        summary_digest=summary.digest if summary is not None else None,
        confirmed_at=unit.at,
        confirmed_by=str(unit.actor),
    )
    return as_described(row)


def _require_known(stored: models.StoredFile, known_at: datetime | None) -> None:
    if known_at is None:
        return
    newer = models.PaperFacts.objects.filter(file=stored, confirmed_at__gt=known_at).order_by("-id").first()
    if newer is not None:
        raise Refused(Refusal("paper_facts_newer", {"at": newer.confirmed_at}))


def describe_alike(*, file: str, like: str) -> None:
    """Keeps for a file what was confirmed last about another one, of which it is the signed copy; by the same hand.

    Nothing is kept where nobody described that one. Refused: `file_absent`.
    """
    latest = models.PaperFacts.objects.filter(file__digest=like).order_by("-id").first()
    if latest is None:
        return
    stored = models.StoredFile.objects.filter(digest=file, destroyed_at=None).first()
    if stored is None:
        raise Refused(Refusal("file_absent"))
    latest.pk, latest.file = None, stored
    latest.save(force_insert=True)

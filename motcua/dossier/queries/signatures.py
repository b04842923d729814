"""What officers sign on the way of a dossier: the slips they make, and their lines of the control slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.types import FormKey
from motcua.dossier.entries import SLIP_SIGNED
from motcua.dossier.law import law_of
from motcua.dossier.queries.printing import head_of, signer_of
from motcua.dossier.queries.sight import seen
from motcua.dossier.queries.way import Passing, SignedLines, handovers, passed
from motcua.dossier.rows import facts_of
from motcua.dossier.rules.slips import SIGNED_BY_ITS_MAKER, TOLD_BY, told
from motcua.dossier.types import Facts
from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.kernel.types import Actor, ActorKind, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import Handover, Letter, Letterhead, Signer

_CONFIRMATION = "handover_confirmation"
_UNTITLED = "Cán bộ, công chức"
_GROUP = 8


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that its maker signs. `about` is the sequence of the entry it tells of; `made_by` the code of the officer
    who made it, who alone signs it, empty where the machine did; `attachment` leads to the signed slip."""

    form: FormKey
    about: int
    made_at: datetime
    made_by: str
    maker: Signer
    signed_at: datetime | None = None
    attachment: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the control slip: by the sequence of its entry, and as the slip shows it."""

    number: int
    shown: Handover
    given_by_me: bool
    taken_by_me: bool

    @property
    def waits(self) -> bool:
        """Whether the reader has still to sign it."""
        return (self.given_by_me and self.shown.giver_signed_at is None) or (
            self.taken_by_me and self.shown.taker_signed_at is None
        )


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The paper with which an officer confirms his lines, as PDF, and whose lines these are by their entries."""

    pdf: bytes
    given: tuple[int, ...]
    taken: tuple[int, ...]
    signer: Signer


def slips_of(scope: Scope, dossier_id: int) -> Sequence[Slip]:
    """The slips that their makers sign, and any other that was signed so before. Raises Refused: `no_such_dossier`."""
    row = seen(scope, dossier_id)
    return _slips(facts_of(row.facts), journal.entries(row.stream))


def control_lines(scope: Scope, dossier_id: int, actor: Actor) -> Sequence[Line]:
    """The lines of the control slip, as this officer sees them. Raises Refused: `no_such_dossier`."""
    row = seen(scope, dossier_id)
    facts, entries = facts_of(row.facts), journal.entries(row.stream)
    shown = handovers(facts, law_of(facts), entries, {})
    return [
        Line(one.sequence, line, _gave(one, scope, actor), _took(one, scope))
        for one, line in zip(passed(facts, entries), shown, strict=True)
    ]


def confirmation(scope: Scope, dossier_id: int, actor: Actor, *, at: datetime) -> Confirmation:
    """The paper by which this officer confirms all of his lines that he has not signed yet.

    Each is bound to its entry by the digest, which covers everything that came before in the dossier's stream. Raises
    Refused: `no_such_dossier`, `no_line_to_sign`.
    """
    row = seen(scope, dossier_id)
    facts, entries = facts_of(row.facts), journal.entries(row.stream)
    signed, law = SignedLines.among(entries), law_of(facts)
    mine: list[str] = []
    given, taken = [], []
    for one, line in zip(passed(facts, entries), handovers(facts, law, entries, {}), strict=True):
        if _gave(one, scope, actor) and one.sequence not in signed.given:
            given.append(one.sequence)
            mine.append(_written("Giao cho", line.taker, line.taker_person, one))
        if _took(one, scope) and one.sequence not in signed.taken:
            taken.append(one.sequence)
            mine.append(_written("Nhận từ", line.giver, line.giver_person, one))
    if not mine:
        raise Refused(Refusal("no_line_to_sign"))
    agency_id = actor.agency_id if actor.agency_id is not None else facts.subject.receiving_agency_id
    signer = signer_of(actor, agency_id)
    letter = Letter(
        template=papers.letter_template(_CONFIRMATION, on=at.date()),
        head=letterhead_of(signer, agency_id),
        values={"code": facts.code, "procedure": law.version.name, "lines": tuple(mine)},
    )
    return Confirmation(papers.render_letter(letter, at=at), tuple(given), tuple(taken), signer)


def letterhead_of(signer: Signer, agency_id: int) -> Letterhead:
    """The head and the foot of a letter that somebody signs for himself in an agency; it bears no number."""
    head = head_of(agency_id)
    return Letterhead(
        issuer=head.issuer,
        superior=head.superior,
        place=head.place,
        signer=signer.name,
        signer_title=signer.title or _UNTITLED,
        capacity=signer.capacity,
    )


def _slips(facts: Facts, entries: Sequence[Entry]) -> list[Slip]:
    signed = {entry.body["about"]: entry for entry in entries if entry.kind == SLIP_SIGNED}
    found = ((form, told(form, entries)) for form in TOLD_BY)
    return [
        Slip(
            form=form,
            about=entry.sequence,
            made_at=entry.at,
            made_by=entry.actor.key if entry.actor.kind is ActorKind.OFFICER else "",
            maker=signer_of(entry.actor, facts.subject.receiving_agency_id),
            signed_at=signed[entry.sequence].at if entry.sequence in signed else None,
            attachment=signed[entry.sequence].body["attachment"] if entry.sequence in signed else None,
        )
        for form, entry in found
        if entry is not None and (form in SIGNED_BY_ITS_MAKER or entry.sequence in signed)
    ]


def _gave(one: Passing, scope: Scope, actor: Actor) -> bool:
    return scope.officer_id is not None and one.was_given_by(officer_id=scope.officer_id, code=actor.key)


def _took(one: Passing, scope: Scope) -> bool:
    return scope.officer_id is not None and one.was_taken_by(officer_id=scope.officer_id)


def _written(what: str, place: str, person: str, one: Passing) -> str:
    whole = one.digest.hex()
    digest = " ".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))
    who = ", ".join(part for part in (person, place) if part)
    return f"{what} {who} lúc {one.at:%H:%M} ngày {one.at:%d/%m/%Y}. Mục nhật ký số {one.sequence}, dấu kiểm {digest}"

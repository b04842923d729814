"""Signing the electronic result: a way out of a step that is taken by making the signature the procedure asks for.

The number is drawn and written down first, then the paper is printed with it, signed and stored while nothing is locked
and no transaction is open; then everything is entered at once. Where that fails the number is voided, with the reason.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.types import ResultSignature, SignedBy
from motcua.dossier.types import ReturnMethod
from motcua.journal.commands import is_recording, recording
from motcua.journal.types import RequestKey
from motcua.kernel import reference
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import EVERYTHING, Scope
from motcua.papers import commands as papers
from motcua.papers import queries as reading
from motcua.papers.types import Accepted, NewResult, OpenSigner
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process import drafted, electronic, models
from motcua.process.commands.attempts import BROKEN_OFF, begin_attempt, given_up, unnumbered, why_it_failed
from motcua.process.commands.drafting import RESULT
from motcua.process.commands.moving import moved
from motcua.process.commands.result_papers import RESULT_ATTEMPT
from motcua.process.commands.working import own_work, take_way
from motcua.process.course import Course
from motcua.process.results import holder_of
from motcua.process.rules.course import way_out
from motcua.process.rules.signatures import first_of, plan_of, signature_for
from motcua.process.types import InCapacity, Moved, ResultEntry


@dataclass(frozen=True, slots=True)
class _Begun:
    """An attempt: what is signed, by which signature, and where the dossier stood when it began."""

    paper: models.ResultPaper
    signature: ResultSignature
    agency_id: int
    capacity: InCapacity
    sequence: int
    is_first: bool


def sign_result(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    work_number: int,
    action_key: str,
    signer: OpenSigner,
    address: str,
    capacity: InCapacity | None = None,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Takes a way out of a step by signing the dossier's electronic result with a key that is open.

    The first signature approves: it draws the number, and the paper that is signed bears it and the code of the public
    verification page at `address` (the house's own). `capacity` is in which capacity the officer signs; without it the
    one of his post. A press that is repeated finds its signature and is answered the same.

    No unit of work may be open around it (RuntimeError). Raises Refused: `no_such_dossier`, `moved_on`,
    `not_your_work`, `work_done_already`, `work_is_held`, `no_such_way_out`, `step_signs_nothing`, `result_not_drafted`,
    `result_being_signed`, `signature_out_of_order`, `signed_already`, `capacity_not_allowed`; `result_not_signed` when
    the first signature failed and its number was voided (a SigningError where the key was the reason); otherwise what
    `papers.commands.sign` raises.
    """
    if is_recording():
        raise RuntimeError("Nothing may be locked while a result is signed.")
    begun = _begin(
        actor=actor,
        scope=scope,
        at=at,
        dossier_id=dossier_id,
        work_number=work_number,
        action_key=action_key,
        capacity=capacity,
        key=key,
        seen=seen,
    )
    if isinstance(begun, Moved):
        return begun
    try:
        accepted = _signed(begun, actor=actor, signer=signer, address=address, at=at)
        return _entered(
            begun, accepted, actor=actor, scope=scope, at=at, work_number=work_number, action_key=action_key, key=key
        )
    except Refused as refused:
        raise _given_up(begun, refused, actor=actor, at=at) from refused
    except Exception:
        _void(begun, BROKEN_OFF, actor=actor, at=at)
        raise


def _begin(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    work_number: int,
    action_key: str,
    capacity: InCapacity | None,
    key: RequestKey | None,
    seen: int | None,
) -> _Begun | Moved:
    """Whether he may sign now; for the first signature the number is drawn. A repeated press gets its answer."""
    with recording(actor=actor, at=at) as unit, reference.held():
        course = Course.load(unit, dossier_id, scope=scope, seen=None)
        paper = electronic.result_paper(dossier_id)
        if paper is not None and key is not None and any(one["press"] == key.key for one in paper.signed):
            return Moved(dossier_id, course.sequence)
        unit.require_seen(course.locked.head, seen)
        work = own_work(course, scope, work_number)
        way = granted(way_out(course.definition, work.step_key, action_key))
        kind = course.locked.version.result
        signature = signature_for(kind, way.step, way.action, decided=course.locked.facts.outcome)
        if kind is None or signature is None:
            raise Refused(Refusal("step_signs_nothing"))
        if paper is None:
            raise Refused(Refusal("result_not_drafted"))
        is_first = signature == first_of(kind)
        if is_first != (not paper.signed):
            raise Refused(Refusal("signature_out_of_order", {"role": signature.key, "awaited": (first_of(kind).key,)}))
        agency_id = work.placement.agency_id
        chosen = capacity or drafted.own_capacity(actor, agency_id, on=at.date())
        if signature.by is SignedBy.OFFICER and signature.capacities and chosen.capacity not in signature.capacities:
            raise Refused(Refusal("capacity_not_allowed", {"capacity": chosen.capacity}))
        if is_first:
            _number(course, paper, series=kind.number_series)
        course.save()
        return _Begun(paper, signature, agency_id, chosen, course.sequence, is_first)


def _number(course: Course, paper: models.ResultPaper, *, series: str) -> None:
    """Draws the number and the token. An attempt that never came to its end loses the number it had drawn."""
    agency_id = course.locked.facts.subject.resolving_agency_id
    begin_attempt(course, paper, RESULT_ATTEMPT, agency_id=agency_id, series=series)
    paper.token = papers.new_token()
    paper.save()


def _signed(begun: _Begun, *, actor: Actor, signer: OpenSigner, address: str, at: datetime) -> Accepted:
    """The paper with the signature, in the store without a row yet. Nothing is locked here."""
    paper = begun.paper
    if begun.is_first:
        pdf = drafted.final_pdf(
            paper,
            agency_id=begun.agency_id,
            actor=actor,
            capacity=begun.capacity,
            at=at,
            verify_address=electronic.verify_address(paper, house=address),
        )
    else:
        pdf = drafted.bytes_of(paper.attachment_id, dossier_id=paper.dossier_id, reader=str(actor), at=at)
    stamp = drafted.stamp_for(begun.signature, paper, actor=actor, capacity=begun.capacity, agency_id=begun.agency_id)
    plan = plan_of(electronic.result_kind(paper.dossier_id))
    signed = papers.sign(pdf, signer=signer, stamp=stamp, at=at, plan=plan)
    return papers.accept_own(signed)


def _entered(
    begun: _Begun,
    accepted: Accepted,
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    work_number: int,
    action_key: str,
    key: RequestKey | None,
) -> Moved:
    """Everything that the signature means, at once: the file, the register, the way out of the step."""

    def move(course: Course) -> None:
        work = own_work(course, scope, work_number)
        way = granted(way_out(course.definition, work.step_key, action_key))
        paper, holder = begun.paper, holder_of(course.dossier_id)
        stored = papers.keep_file(accepted, unit=course.unit)
        if paper.attachment_id is not None:
            papers.drop(paper.attachment_id, holder=holder, unit=course.unit)
        paper.attachment_id = papers.attach(stored, holder=holder, kind=RESULT, unit=course.unit).id
        press = key.key if key is not None else ""
        made = drafted.signature_made(begun.signature, actor=actor, capacity=begun.capacity, at=at, press=press)
        paper.signed = [*paper.signed, made]
        _register(course, paper, file=stored.file.digest)
        paper.save()
        body = {
            "signature": begun.signature.key,
            "capacity": made["capacity"],
            "attachment": paper.attachment_id,
            "file": stored.file.digest,
        }
        course.note(ResultEntry.SIGNED, body)
        take_way(course, work, way, by=scope.officer_id)

    return moved(
        move, actor=actor, scope=scope, at=at, dossier_id=begun.paper.dossier_id, key=None, seen=begun.sequence
    )


def _register(course: Course, paper: models.ResultPaper, *, file: str) -> None:
    """Enters the result with its first signature; with the last one the file is its electronic copy."""
    kind, facts = course.locked.version.result, course.locked.facts
    if kind is None:
        raise ValueError("A procedure without a result signs none.")
    whole = not reading.missing_signatures(plan_of(kind), [one["key"] for one in paper.signed])
    if paper.result:
        if whole:
            papers.file_result(course.unit, key=paper.result, file=file)
        return
    new = NewResult(
        number=paper.number,
        place=paper.place,
        token=paper.token,
        kind_code=kind.code,
        kind_name=kind.name,
        agency_id=facts.subject.resolving_agency_id,
        holder=holder_of(course.dossier_id),
        owner=facts.declaration,
        issued_on=course.now.date(),
        valid_to=electronic.last_day(paper),
        file=file if whole else "",
        on_paper=facts.return_method is not ReturnMethod.ELECTRONIC,
    )
    paper.result = papers.enter_result(course.unit, new).key


def _given_up(begun: _Begun, refused: Refused, *, actor: Actor, at: datetime) -> Refused:
    """Voids the number of a first signature that failed, and says so; a later one leaves everything as it was."""
    if not begun.is_first:
        return refused
    _void(begun, why_it_failed(refused), actor=actor, at=at)
    return given_up(refused, RESULT_ATTEMPT, number=begun.paper.number)


def _void(begun: _Begun, why: str, *, actor: Actor, at: datetime) -> None:
    if not begun.is_first:
        return
    with recording(actor=actor, at=at) as unit, reference.held():
        course = Course.load(unit, begun.paper.dossier_id, scope=EVERYTHING, seen=None)
        paper = electronic.result_paper(course.dossier_id)
        reason = parties.write_text(unit, why, TextPurpose.REASON)
        if paper is None or paper.place != begun.paper.place:
            papers.void_number(unit, place=begun.paper.place, reason=reason)
        else:
            unnumbered(course, paper, reason, RESULT_ATTEMPT)
            paper.token = ""
            paper.save()
        course.save()

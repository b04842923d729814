"""The official papers of a dossier: filled from its facts, printed by `papers`. Official text is Vietnamese."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from motcua.catalogue.types import FormKey, Regime
from motcua.dossier.law import law_of
from motcua.dossier.queries.sight import seen
from motcua.dossier.queries.way import handovers, passed
from motcua.dossier.rows import facts_of
from motcua.dossier.rules.apology import due_when_made
from motcua.dossier.rules.forwarding import TOPIC as FORWARDING
from motcua.dossier.rules.forwarding import papers_arrive_at
from motcua.dossier.rules.law import Law
from motcua.dossier.rules.slips import told, with_reason
from motcua.dossier.types import Facts, InvolvementRole, OwedFee, ReturnMethod, Timeliness
from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.kernel.types import Actor, ActorKind, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Agency, Role, Scope
from motcua.papers import queries as papers
from motcua.papers.types import (
    ApologyLetter,
    ChainLine,
    Charge,
    ControlSlip,
    Enclosure,
    Form,
    Head,
    Paper,
    Person,
    ReceiptPaper,
    RefusalSlip,
    Signer,
    StopNotice,
    SupplementSlip,
    TransferSlip,
)
from motcua.parties import queries as parties
from motcua.parties.types import Declaration, IdentityKind, Party
from motcua.worktime.types import term_words

Chain = Callable[[Facts], tuple[ChainLine, ...]]
"""What each agency of a chain does for a dossier; none where one agency does all."""
_IDENTITIES: Final[Mapping[IdentityKind, str]] = {
    IdentityKind.PERSONAL_NUMBER: "Số định danh cá nhân",
    IdentityKind.OLD_IDENTITY_CARD: "Số chứng minh nhân dân",
    IdentityKind.PASSPORT: "Số hộ chiếu",
    IdentityKind.OTHER_PAPER: "Số giấy tờ",
    IdentityKind.TAX_CODE: "Mã số thuế",
    IdentityKind.AGENCY_IDENTIFIER: "Mã định danh điện tử",
    IdentityKind.OTHER_REGISTER: "Số đăng ký",
}
_WRITTEN_BY_HAND: Final = "…………"
_RETURNED_ELSEWHERE: Final[Mapping[ReturnMethod, str]] = {
    ReturnMethod.POST: "Qua dịch vụ bưu chính công ích, theo địa chỉ đã đăng ký",
    ReturnMethod.ELECTRONIC: "Bản điện tử, qua tài khoản đã nộp hồ sơ",
}


def form_pdf(
    scope: Scope,
    dossier_id: int,
    form: FormKey,
    *,
    at: datetime,
    address: str,
    classes: Mapping[int, Timeliness] = MappingProxyType({}),
) -> bytes:
    """One official paper of a dossier: receipt, request to supplement, refusal, apology, notice of stopping, control
    slip.

    It says what happened last of its kind. `address` is that of the house, for the QR code. `classes` is for the
    control slip: how timely the work was that ended when the dossier was passed on, by the sequence of that entry; the
    course knows it. Raises Refused: `no_such_dossier`; `paper_not_due` when nothing of the kind has happened, or the
    regime of the dossier knows no such form.
    """
    found = official_paper(scope, dossier_id, form, at=at, address=address, classes=classes)
    return papers.render(found.paper, at=found.dated)


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """A paper of a dossier as plain values. `name` is what its printings are counted under, `dated` the day it bears:
    that of the act it tells of, today where it tells of all that was."""

    paper: Paper
    name: str
    dated: datetime


def official_paper(
    scope: Scope,
    dossier_id: int,
    form: FormKey,
    *,
    at: datetime,
    address: str,
    classes: Mapping[int, Timeliness] = MappingProxyType({}),
    chain: Chain = lambda _facts: (),
) -> OfficialPaper:
    """The same paper as plain values, on the form that held when it was made. `chain` is for the transfer slip: what
    each agency does; the course knows that too."""
    row = seen(scope, dossier_id)
    facts = facts_of(row.facts)
    entries = tuple(journal.entries(row.stream))
    about = told(form, entries)
    dated = about.at if about is not None else at
    fill = _FILLERS.get(form)
    official = official_form(law_of(facts).regime, form, on=dated.date())
    declaration = parties.declarations([facts.declaration.id]).get(facts.declaration.id)
    if fill is None or official is None or declaration is None:
        raise Refused(Refusal("paper_not_due", {"form": form}))
    filled = fill(_Desk(facts, law_of(facts), official, declaration, entries, address, classes, chain))
    if filled is None:
        raise Refused(Refusal("paper_not_due", {"form": form}))
    place = about.sequence if about is not None else max((one.sequence for one in passed(facts, entries)), default=0)
    return OfficialPaper(filled, f"{row.stream}/{form}/{place}", dated)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What lies on the table of whoever fills in a paper."""

    facts: Facts
    law: Law
    form: Form
    declaration: Declaration
    entries: tuple[Entry, ...]
    address: str
    classes: Mapping[int, Timeliness]
    chain: Chain

    @property
    def applicants(self) -> tuple[Person, ...]:
        return tuple(person_of(party) for party in self.declaration.applicants)

    @property
    def tracking(self) -> str:
        return tracking_address(self.address, self.facts.code) if self.facts.code else ""

    def told(self, form: FormKey) -> Entry | None:
        """The entry that this slip tells of."""
        return told(form, self.entries)

    def text(self, entry: Entry, name: str) -> str:
        """A typed text that the entry refers to, empty where there is none or it was erased."""
        return self._written(entry.body.get(name))

    def asked_for(self, entry: Entry, labels: Mapping[str, str]) -> Iterator[str]:
        """The papers that a slip asks for, each with why, where that was said."""
        why = {one["component"]: self._written(one["reason"]) for one in entry.body.get("papers", ())}
        return (with_reason(labels.get(key, key), why.get(key, "")) for key in entry.body.get("missing", ()))

    def _written(self, reference: Mapping[str, Any] | None) -> str:
        if reference is None:
            return ""
        found = parties.texts([int(reference["text"])]).get(int(reference["text"]))
        return (found.content or "") if found is not None else ""

    def head(self, agency_id: int, day: date) -> Head:
        """The head of a paper that this agency issues."""
        return head_of(agency_id)

    def signer(self, entry: Entry) -> Signer:
        """Who moved the dossier then, in the capacity of his post; the agency itself where the machine did."""
        return signer_of(entry.actor, self.facts.subject.receiving_agency_id)


# --- the papers -------------------------------------------------------------------------------------------------------


def _receipt(desk: _Desk) -> Paper | None:
    facts, clock = desk.facts, desk.facts.clock
    received = desk.told(FormKey.RECEIPT)
    if received is None or clock is None or facts.received_at is None or facts.appointment_at is None:
        return None
    submitter = desk.declaration.submitter
    receiver = organisation.agency(facts.subject.receiving_agency_id)
    return ReceiptPaper(
        form=desk.form,
        head=desk.head(receiver.id, facts.received_at.date()),
        code=facts.code,
        tracking_address=desk.tracking,
        desk=receiver.name,
        applicants=desk.applicants,
        procedure=desk.law.version.name,
        enclosures=_enclosures(facts, desk.law),
        sets=1,
        term=term_words(clock.basis[0].term if clock.basis and clock.basis[0].term else clock.term, "vi"),
        received_at=facts.received_at,
        appointment_at=facts.appointment_at,
        collected_at=_RETURNED_ELSEWHERE.get(facts.return_method, receiver.name),
        receiver=desk.signer(received),
        submitter=submitter.name if submitter is not None else "",
        charges=tuple(_charge(fee, desk.law) for fee in facts.fees),
        book=facts.receipt_book,
        book_number=str(facts.receipt_number) if facts.receipt_number is not None else "",
        expected=clock.expected,
        forwarded_at=papers_arrive_at(facts, desk.law),
        forwarding_article=desk.law.regime.article(FORWARDING),
        resolver=organisation.agency(facts.subject.resolving_agency_id).name if facts.subject.cross_boundary else "",
    )


def _supplement(desk: _Desk) -> Paper | None:
    facts = desk.facts
    asked = desk.told(FormKey.SUPPLEMENT_REQUEST)
    if asked is None:
        return None
    after_appraisal = asked.kind == "dossier.supplement_asked"
    agency_id = facts.subject.resolving_agency_id if after_appraisal else facts.subject.receiving_agency_id
    labels = {component.key: component.label.vi for component in desk.law.version.components}
    reason = desk.text(asked, "reason" if after_appraisal else "note") or INCOMPLETE
    return SupplementSlip(
        form=desk.form,
        head=desk.head(agency_id, asked.at.date()),
        applicants=desk.applicants,
        procedure=desk.law.version.name,
        wanted=tuple(desk.asked_for(asked, labels)) or (reason,),
        reason=reason,
        guide=desk.signer(asked),
        code=facts.code,
        tracking_address=desk.tracking,
        until=facts.supplements[-1].waiting_until if after_appraisal else None,
    )


INCOMPLETE: Final = "Hồ sơ chưa đầy đủ, chưa hợp lệ theo quy định"


def _refusal(desk: _Desk) -> Paper | None:
    refused = desk.told(FormKey.REFUSAL)
    if refused is None:
        return None
    at_intake = refused.kind == "dossier.declined"
    subject = desk.facts.subject
    submitter = desk.declaration.submitter
    return RefusalSlip(
        form=desk.form,
        head=desk.head(subject.receiving_agency_id if at_intake else subject.resolving_agency_id, refused.at.date()),
        applicants=desk.applicants,
        procedure=desk.law.version.name,
        reason=desk.text(refused, "note" if at_intake else "reason"),
        receiver=desk.signer(refused),
        submitter=submitter.name if submitter is not None else "",
        code=desk.facts.code,
        tracking_address=desk.tracking,
    )


def _apology(desk: _Desk) -> Paper | None:
    facts = desk.facts
    made, clock = desk.told(FormKey.APOLOGY), facts.clock
    if made is None or facts.apology is None or clock is None or facts.received_at is None:
        return None
    return ApologyLetter(
        form=desk.form,
        head=desk.head(facts.subject.resolving_agency_id, made.at.date()),
        applicants=desk.applicants,
        code=facts.code,
        tracking_address=desk.tracking,
        procedure=desk.law.version.name,
        received_at=facts.received_at,
        due_at=due_when_made(clock, made.at),
        reason=desk.text(made, "reason"),
        signer=_head_of_agency(facts.subject.resolving_agency_id, on=made.at.date()),
        new_appointment_at=facts.appointment_at if facts.reappointments else facts.apology.proposed_at,
        recipients=(organisation.agency(facts.subject.receiving_agency_id).name,),
    )


def _stop(desk: _Desk) -> Paper | None:
    facts = desk.facts
    stopped = desk.told(FormKey.STOP_NOTICE)
    if stopped is None or facts.received_at is None:
        return None
    definition = desk.law.version.process
    steps = definition.steps if definition is not None else ()
    stage = next((step.label.vi for step in steps if step.key == facts.holder.step_key), "Đang giải quyết")
    return StopNotice(
        form=desk.form,
        head=desk.head(facts.subject.resolving_agency_id, stopped.at.date()),
        applicants=desk.applicants,
        code=facts.code,
        tracking_address=desk.tracking,
        procedure=desk.law.version.name,
        received_at=facts.received_at,
        stage=stage,
        requested_at=stopped.at,
        stopped_at=stopped.at,
        reason=desk.text(stopped, "reason"),
        signer=desk.signer(stopped),
        returned=tuple(enclosure.name for enclosure in _enclosures(facts, desk.law)),
    )


def _control_slip(desk: _Desk) -> Paper | None:
    facts = desk.facts
    if facts.received_at is None or facts.appointment_at is None:
        return None
    resolving_id = facts.subject.resolving_agency_id
    others = {one.agency_id: None for one in facts.involved if one.role in _TAKING_PART}
    names = organisation.agency_names({resolving_id, *others})
    return ControlSlip(
        form=desk.form,
        head=desk.head(facts.subject.receiving_agency_id, facts.received_at.date()),
        applicants=desk.applicants,
        code=facts.code,
        tracking_address=desk.tracking,
        procedure=desk.law.version.name,
        resolver=names.get(resolving_id, ""),
        co_resolvers=tuple(names[one] for one in others if one in names),
        received_at=facts.received_at,
        appointment_at=facts.appointment_at,
        handovers=handovers(facts, desk.law, desk.entries, desk.classes),
    )


def _transfer(desk: _Desk) -> Paper | None:
    facts, received = desk.facts, desk.told(FormKey.RECEIPT)
    lines = desk.chain(facts)
    if not lines or received is None or facts.received_at is None or facts.appointment_at is None:
        return None
    return TransferSlip(
        form=desk.form,
        head=desk.head(facts.subject.receiving_agency_id, facts.received_at.date()),
        applicants=desk.applicants,
        code=facts.code,
        tracking_address=desk.tracking,
        procedure=desk.law.version.name,
        lead=organisation.agency(facts.subject.resolving_agency_id).name,
        received_at=facts.received_at,
        appointment_at=facts.appointment_at,
        lines=lines,
        signer=desk.signer(received),
    )


_TAKING_PART: Final = frozenset({InvolvementRole.CONSULTED, InvolvementRole.CHAIN})

_FILLERS: Final[Mapping[FormKey, Callable[[_Desk], Paper | None]]] = {
    FormKey.RECEIPT: _receipt,
    FormKey.SUPPLEMENT_REQUEST: _supplement,
    FormKey.REFUSAL: _refusal,
    FormKey.APOLOGY: _apology,
    FormKey.STOP_NOTICE: _stop,
    FormKey.CONTROL_SLIP: _control_slip,
    FormKey.TRANSFER_SLIP: _transfer,
}


# --- their parts ------------------------------------------------------------------------------------------------------


def official_form(regime: Regime, key: FormKey, *, on: date) -> Form | None:
    """The form of the day it is printed on, of that regime; None where the regime knows no such form."""
    official = regime.form(key, on=on)
    if official is None:
        return None
    sets = [one for one in regime.form_sets if one.valid_from <= on] or [regime.form_sets[0]]
    circular = max(sets, key=lambda one: one.valid_from).decided_by
    return Form(official.number, official.title, official.decided_by or circular)


def tracking_address(address: str, code: str) -> str:
    """Where a dossier is followed by its code, for the QR code of its papers; `address` is that of the house."""
    return f"{address.rstrip('/')}/track/?code={code}"


def head_of(agency_id: int) -> Head:
    """The head of a paper that this agency issues."""
    agency = organisation.agency(agency_id)
    above = organisation.agency(agency.parent_id) if agency.parent_id is not None else None
    return Head(issuer=agency.name, place=_place_of(agency), superior=above.name if above is not None else "")


def signer_of(actor: Actor, agency_id: int) -> Signer:
    """The officer in the capacity of his post; the agency itself where the machine acted."""
    names = organisation.officer_names_by_code([actor.key]) if actor.kind is ActorKind.OFFICER else {}
    name = names.get(actor.key, "")
    if not name:
        return Signer(organisation.agency(agency_id).name)
    post = next(iter(organisation.posts_by_id([actor.post_id] if actor.post_id is not None else []).values()), None)
    return Signer(name) if post is None else Signer(name, post.title, post.capacity.prefix)


def _head_of_agency(agency_id: int, *, on: date) -> Signer:
    """Who leads the agency, for a paper that he signs by hand; where several do, whoever signs writes his name."""
    leaders = organisation.officers_for(Role.LEADER, agency_id=agency_id, on=on)
    return Signer(leaders[0].name if len(leaders) == 1 else _WRITTEN_BY_HAND)


def person_of(party: Party) -> Person:
    """Somebody as a paper names him."""
    identity = party.identity
    return Person(
        name=party.name,
        address=party.address,
        phone=party.phone,
        email=party.email,
        identity=_IDENTITIES[identity.kind] if identity is not None else "",
        identity_number=identity.number if identity is not None else "",
    )


def _enclosures(facts: Facts, law: Law) -> tuple[Enclosure, ...]:
    labels = {component.key: component.label.vi for component in law.version.components}
    return tuple(
        Enclosure(
            name=labels.get(held.key, held.key) + (" (bản điện tử)" if held.electronic else ""),
            originals=held.originals,
            certified=held.certified_copies,
            copies=held.copies,
        )
        for held in facts.components
    )


def _charge(fee: OwedFee, law: Law) -> Charge:
    label = next((known.label.vi for known in law.version.fees if known.key == fee.key), fee.reason or fee.key)
    exemption = law.version.exemption(fee.exemption)
    why = f", {exemption.label.vi[:1].lower()}{exemption.label.vi[1:]}" if exemption is not None else ""
    if not fee.amount:
        return Charge(label, 0, f"miễn{why}")
    reduced = f", giảm{why}" if exemption is not None else ""
    return Charge(label, fee.amount, f"{'đã nộp' if fee.settled_at is not None else 'chưa nộp'}{reduced}")


def _place_of(agency: Agency) -> str:
    """Where papers are dated: the agency's commune or province, else the province its identifier names."""
    for find, code in _places(agency):
        try:
            return find(code)
        except Refused:  # an agency of another level has no such place
            continue
    return agency.short_name


def _places(agency: Agency) -> Sequence[tuple[Callable[[str], str], str]]:
    return (
        (lambda code: organisation.commune(code).name, agency.place_code),
        (lambda code: organisation.province(code).name, agency.place_code),
        (lambda code: organisation.province_by_identifier(code).name, agency.code.split(".")[0]),
    )

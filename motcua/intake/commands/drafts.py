"""Drafts of what is to be filed online: begun, kept at every page, filed once; removed when their time is over."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from motcua.accounts.types import Citizen, digest_of_secret, new_secret
from motcua.catalogue import queries as catalogue
from motcua.dossier.types import DigitalState, FileKind, NewPaper
from motcua.intake import models
from motcua.intake.commands import entering
from motcua.intake.commands.declaring import declared_papers
from motcua.intake.queries.drafts import application_in, may_have, receiving_agency
from motcua.intake.reading import as_draft, draft_rules_on, receipt_of
from motcua.intake.rules import drafted
from motcua.intake.rules.keeping import file_objection
from motcua.intake.types import Draft, DraftFile
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import reference
from motcua.kernel.types import Actor, ActorKind, Refusal, Refused, granted, system
from motcua.papers import commands as papers
from motcua.papers import queries as kept
from motcua.papers.types import Accepted, Attached, Content
from motcua.parties import commands as parties
from motcua.parties.types import Identity, Subject
from motcua.process.types import Receipt

_NOBODY_KNOWN = Actor(ActorKind.CITIZEN, "portal")
_CLEARING = system("sweep:drafts")


def begin_draft(
    *, at: datetime, procedure_code: str, citizen: Citizen | None, at_centre: bool = False
) -> tuple[Draft, str]:
    """A new draft, and the secret of its link, which is never told again.

    `at_centre`: on a machine of the one-stop shop, where people file here whatever the law says of portals. What was
    begun may be finished, wherever filings go by then. Raises Refused: `not_filed_online`, `filed_on_national_portal`,
    and where the procedure is unknown or not in force.
    """
    version = granted(catalogue.current_version(procedure_code, at.date()))
    place = catalogue.filing_place(version.code, at.date())
    refusal = drafted.filed_online(version) or drafted.begun_here(place, at_centre=at_centre)
    if refusal is not None:
        raise Refused(refusal)
    secret = new_secret()
    with recording(actor=_actor(citizen), at=at) as unit:
        row = models.Draft.objects.create(
            secret_digest=digest_of_secret(secret),
            procedure_code=version.code,
            citizen_id=citizen.id if citizen is not None else None,
            unfiled_id=parties.keep_unfiled(unit, {}, identities=_own(citizen)),
            begun_at=at,
            changed_at=at,
            expires_at=_expiry(at),
        )
    return as_draft(row), secret


def keep_draft(*, at: datetime, draft_id: int, content: Mapping[str, Any], citizen: Citizen | None = None) -> Draft:
    """Keeps the sections of `content`; those that are not in it stay as they were.

    A draft that is nobody's becomes that of a citizen who goes on with it, once it names him as the one who files.
    Raises Refused: `draft_absent`, `draft_filed`, `draft_too_long`.
    """
    with recording(actor=_actor(citizen), at=at) as unit:
        row = _open(draft_id, citizen, at)
        draft = as_draft(row)
        whole = {**draft.content, **content}
        if len(json.dumps(whole, ensure_ascii=False)) > draft_rules_on(at.date()).most_typed:
            raise Refused(Refusal("draft_too_long"))
        _kept(unit, row, whole, citizen)
        _gone_on_with(row, draft.content, whole, citizen)
        _changed(row, at)
    return replace(
        draft, content=whole, changed_at=row.changed_at, expires_at=row.expires_at, citizen_id=row.citizen_id
    )


def claim_draft(*, at: datetime, draft_id: int, citizen: Citizen) -> None:
    """A draft that was begun without log-in becomes that of a citizen who found it by its link; his already, it stays.

    Raises Refused: `draft_absent` (somebody else's too), `draft_filed`, `draft_names_another` (somebody else files).
    """
    with recording(actor=citizen.actor, at=at) as unit:
        row = _open(draft_id, citizen, at)
        if row.citizen_id is not None:
            return
        content = as_draft(row).content
        refusal = drafted.may_become(content, citizen.identity)
        if refusal is not None:
            raise Refused(refusal)
        row.citizen_id = citizen.id
        _kept(unit, row, content, citizen)
        _changed(row, at)


def accept_file(
    *, at: datetime, draft_id: int, content: Content, name_hint: str, citizen: Citizen | None = None
) -> Accepted:
    """Examines a content for a draft and writes it into the store: the first half of adding, outside any unit of work.

    Raises Refused: `draft_absent`, `draft_filed`, `files_too_many` (before the content is touched), and what is
    wrong with the file.
    """
    row = _require_open(_found(models.Draft.objects.filter(id=draft_id, expires_at__gt=at).first(), citizen))
    full = draft_rules_on(at.date()).allowance.is_used_up(len(kept.attachments(row.holder)))
    if full is not None:
        raise Refused(full)
    return papers.accept_file(content, name_hint=name_hint, on=at.date(), at=at)


def add_file(
    *, at: datetime, draft_id: int, component: str, accepted: Accepted, citizen: Citizen | None = None
) -> DraftFile:
    """Attaches an accepted file to the draft, for a paper of the checklist; the same file twice is attached once.

    Raises Refused: `draft_absent`, `draft_filed`, `draft_component_unknown`, `files_too_many`, `files_too_large`,
    `file_store_unreachable`.
    """
    with recording(actor=_actor(citizen), at=at) as unit:
        row = _open(draft_id, citizen, at)
        draft = as_draft(row)
        version = granted(catalogue.current_version(row.procedure_code, at.date()))
        objection = file_objection(
            component, accepted.file.size, version=version, there=draft.files, rules=draft_rules_on(at.date())
        )
        if objection is not None:
            raise Refused(objection)
        file = papers.keep_file(accepted, unit=unit)
        held = papers.attach(file, holder=row.holder, component=component, kind=FileKind.SUBMITTED, unit=unit)
        _gone_on_with(row, draft.content, draft.content, citizen)
        _changed(row, at)
    return DraftFile(held.id, held.component, held.file, held.pages, held.is_signed, held.added_at)


def remove_file(*, at: datetime, draft_id: int, attachment: int, citizen: Citizen | None = None) -> None:
    """Takes a file out of the draft. Raises Refused: `draft_absent`, `draft_filed`, `file_absent`."""
    with recording(actor=_actor(citizen), at=at) as unit:
        row = _open(draft_id, citizen, at)
        _let_go(unit, row, [kept.attachment(attachment, holder=row.holder)])
        _changed(row, at)


def drop_draft(*, at: datetime, draft_id: int, citizen: Citizen | None = None) -> None:
    """Throws the draft away, with what was typed and attached. Raises Refused: `draft_absent`, `draft_filed`."""
    with recording(actor=_actor(citizen), at=at) as unit:
        _removed(unit, _open(draft_id, citizen, at))


def file_draft(
    *, at: datetime, draft_id: int, key: RequestKey | None = None, citizen: Citizen | None = None
) -> Receipt:
    """Files the draft: what was typed becomes the declaration, its files go over to the dossier, in one unit of work.

    However often and wherever it is asked for, there is one filing, and everybody gets its receipt. `citizen` is
    whoever has logged in; his papers may be used again as he agreed. Raises Refused: `draft_absent`, the first of the
    objections (`queries.objections_to`), and those of `file`.
    """
    actor = _actor(citizen)
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if unit.earlier_answer is not None:
            return Receipt(**unit.earlier_answer)
        row = _found(_locked(draft_id, at), citizen)
        earlier = receipt_of(row)
        if earlier is not None:
            unit.answer(asdict(earlier))
            return earlier
        draft = as_draft(row)
        application = application_in(draft, citizen, at=at)
        if isinstance(application, tuple):
            raise Refused(application[0].refusal)
        receiving = granted(receiving_agency(application.request, at=at))
        receipt = entering.file(
            actor=actor,
            at=at,
            receiving_agency_id=receiving,
            application=application,
            proven=_own(citizen),
            papers=[
                *map(_as_paper, draft.files),
                *declared_papers(draft, application, receiving_agency_id=receiving, at=at),
            ],
        )
        _now_filed(unit, row, receipt)
    return receipt


def remove_expired(draft_id: int, at: datetime) -> None:
    """Removes a draft whose time is over; the act of the sweep."""
    with recording(actor=_CLEARING, at=at) as unit:
        row = models.Draft.objects.select_for_update().filter(id=draft_id, expires_at__lte=at).first()
        if row is not None:
            _removed(unit, row)


def forget_person(unit: Unit, subject: Subject) -> None:
    """Removes the drafts in which somebody stands whose data are erased, with their files."""
    rows = models.Draft.objects.select_for_update().filter(unfiled_id__in=subject.unfiled_ids)
    for row in rows.order_by("id"):
        _removed(unit, row)


def _now_filed(unit: Unit, row: models.Draft, receipt: Receipt) -> None:
    """The dossier has everything now; of the draft there remains where its link leads."""
    for held in kept.attachments(row.holder):
        papers.drop(held.id, holder=row.holder, unit=unit)
    if row.unfiled_id is not None:
        parties.forget_unfiled(row.unfiled_id)
    row.unfiled_id, row.form_ids, row.filed_at = None, [], unit.at
    row.dossier_id, row.filed_sequence = receipt.dossier_id, receipt.sequence
    row.expires_at = unit.at + timedelta(days=draft_rules_on(unit.at.date()).days_after_filing)
    row.save()


def _removed(unit: Unit, row: models.Draft) -> None:
    _let_go(unit, row, kept.attachments(row.holder))
    if row.unfiled_id is not None:
        parties.forget_unfiled(row.unfiled_id)
    row.delete()


def _let_go(unit: Unit, row: models.Draft, files: Sequence[Attached]) -> None:
    """The draft has these files no more."""
    decision = draft_rules_on(unit.at.date()).decision
    papers.let_go(files, holder=row.holder, since=row.begun_at, decision=decision, unit=unit)


def _as_paper(file: DraftFile) -> NewPaper:
    """The same stored file; what was found about its signatures stays with it."""
    accepted = Accepted(file.file, original_digest=file.file.digest, pages=file.pages, is_signed=file.is_signed)
    return NewPaper(file.component, accepted, FileKind.SUBMITTED, DigitalState.DIGITISED)


def _open(draft_id: int, citizen: Citizen | None, at: datetime) -> models.Draft:
    return _require_open(_found(_locked(draft_id, at), citizen))


def _locked(draft_id: int, at: datetime) -> models.Draft | None:
    return models.Draft.objects.select_for_update(no_key=True).filter(id=draft_id, expires_at__gt=at).first()


def _found(row: models.Draft | None, citizen: Citizen | None) -> models.Draft:
    if row is None or not may_have(row, citizen):
        raise Refused(Refusal("draft_absent"))
    return row


def _require_open(row: models.Draft) -> models.Draft:
    if row.filed_at is not None:
        raise Refused(Refusal("draft_filed"))
    return row


def _kept(unit: Unit, row: models.Draft, content: Mapping[str, Any], citizen: Citizen | None) -> None:
    named = [*drafted.identities_in(content), *_own(citizen)]
    row.unfiled_id = parties.keep_unfiled(unit, content, identities=named, earlier=row.unfiled_id)
    row.form_ids = sorted({begun.form_id for begun in drafted.forms_begun(content).values()})


def _gone_on_with(
    row: models.Draft, before: Mapping[str, Any], after: Mapping[str, Any], citizen: Citizen | None
) -> None:
    if row.citizen_id is None and citizen is not None and drafted.becomes(before, after, citizen.identity):
        row.citizen_id = citizen.id


def _changed(row: models.Draft, at: datetime) -> None:
    row.changed_at, row.expires_at = at, _expiry(at)
    row.save()


def _expiry(at: datetime) -> datetime:
    return at + timedelta(days=draft_rules_on(at.date()).days)


def _actor(citizen: Citizen | None) -> Actor:
    return citizen.actor if citizen is not None else _NOBODY_KNOWN


def _own(citizen: Citizen | None) -> list[Identity]:
    return [citizen.identity] if citizen is not None and citizen.identity is not None else []

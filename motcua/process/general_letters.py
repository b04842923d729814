"""Letters (công văn) about a dossier: to the person, or to another agency.

Whoever has the work drafts one, from the papers of the dossier; a leader of his agency signs it under a number of the
clerk's register, and the clerk seals it. A letter moves nothing: neither the dossier nor its date. The letter of
apology has a template of its own, and is drafted by whoever may apologise.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import SignedBy
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue, LetterTemplate
from motcua.parties import queries as parties
from motcua.process import models
from motcua.process.apologies import has_apology_letter, known_of_apology
from motcua.process.drafted import (
    code_in,
    copy_in_force,
    draft_pdf,
    paper_to_sign,
    shown_signatures,
    template_drafted,
    values_drafted,
    worth_of,
)
from motcua.process.letters import proposed_values, values_in
from motcua.process.naming import said
from motcua.process.results import facts_in_sight, holder_of
from motcua.process.rows import open_work_of
from motcua.process.rules.general_letters import (
    SIGNATURES,
    may_sign,
    objection_to_apology_letter,
    objection_to_changing,
    objection_to_writing,
    signature_called,
    signed_in,
)
from motcua.process.rules.submissions import main_work
from motcua.process.types import (
    APOLOGY_LETTER,
    GENERAL_LETTER,
    AwaitingLetter,
    DossierLetter,
    PaperToDraft,
    PaperToSign,
    WorkItem,
)

MOST = 50
"""So many letters stand on a page that wait to be signed; the oldest draft first."""
_SUBJECT = "hồ sơ {code}"
_COPIES = ("Như trên", "Lưu: VT, hồ sơ {code}")


def letters_of(scope: Scope, dossier_id: int, *, actor: Actor, at: datetime) -> Sequence[DossierLetter]:
    """The letters of a dossier in the order in which they were begun, as this person may deal with them.

    Raises Refused (`no_such_dossier`): absent, or out of sight.
    """
    facts_in_sight(scope, dossier_id)
    rows = list(models.WrittenLetter.objects.filter(dossier_id=dossier_id).order_by("about"))
    if not rows:
        return ()
    work = main_work(open_work_of(dossier_id))
    texts = parties.texts({row.values_id for row in rows})
    names = organisation.officer_names_by_code({code_in(row.drafted_by) for row in rows})
    found = []
    for row in rows:
        template = template_drafted(row)
        text = texts.get(row.values_id)
        said_there = values_in(text.content, template) if text is not None and text.content else {}
        held = copy_in_force(row.attachment_id, holder=holder_of(dossier_id))
        worth = worth_of(held, at=at) if row.signed else ("", ())
        made, awaited = shown_signatures(row, SIGNATURES)
        found.append(
            DossierLetter(
                about=row.about,
                title=template.title,
                attachment=held.id,
                subject=_text(said_there.get("subject")),
                addressees=_lines(said_there.get("addressee")),
                drafted_by=names.get(code_in(row.drafted_by), ""),
                drafted_at=row.drafted_at,
                number=row.number if row.signed else "",
                signed=made,
                awaited=awaited,
                verdict=worth[0],
                verdicts=worth[1],
                may_change=_objection(scope, work, row, actor=actor, on=at.date()) is None,
                signs=row.awaits if may_sign(scope, agency_id=row.agency_id, signature=row.awaits) else "",
                to_person=row.to_person,
            )
        )
    return found


def may_write_letter(scope: Scope, dossier_id: int) -> bool:
    """Whether this person may begin a letter about the dossier now: the work lies with him."""
    return objection_to_writing(scope, main_work(open_work_of(dossier_id))) is None


def letter_to_draft(
    scope: Scope,
    dossier_id: int,
    *,
    actor: Actor,
    at: datetime,
    about: int | None = None,
    letter: str = GENERAL_LETTER,
    to_person: bool = False,
) -> PaperToDraft:
    """The template and what to begin with: what the draft `about` says, or what the dossier knows.

    A new one is written in the template `letter`, and addressed to the applicant or to nobody yet. Raises Refused as
    `at_writing`, and `letter_template_absent`, `draft_erased`.
    """
    facts, row, _ = at_writing(scope, dossier_id, about, actor=actor, on=at.date(), letter=letter)
    template = template_of(row, letter, on=at.date())
    if row is not None:
        known = {one.key for one in template.fields}
        values = {key: value for key, value in values_drafted(row).items() if key in known}
        return PaperToDraft(template=template, values=values, is_new=False)
    version = catalogue.version(facts.subject.procedure_version_id)
    beside = _known(facts, to_person=to_person or letter == APOLOGY_LETTER)
    if letter == APOLOGY_LETTER:
        beside |= known_of_apology(facts, version)
    return PaperToDraft(template=template, values=proposed_values(template, facts, version, beside=beside), is_new=True)


def letter_preview(
    scope: Scope,
    dossier_id: int,
    values: Mapping[str, FieldValue],
    *,
    actor: Actor,
    at: datetime,
    about: int | None = None,
    letter: str = GENERAL_LETTER,
) -> bytes:
    """The letter as PDF, with these values, without keeping anything.

    Raises Refused: as `letter_to_draft`, and `letter_incomplete` and its kin.
    """
    _, row, agency_id = at_writing(scope, dossier_id, about, actor=actor, on=at.date(), letter=letter)
    template = template_of(row, letter, on=at.date())
    return draft_pdf(template, values, agency_id=agency_id, at=at)


def letter_to_sign(scope: Scope, dossier_id: int, about: int, *, actor: Actor, at: datetime) -> PaperToSign:
    """What somebody needs to know before he signs or seals a letter, whichever comes next.

    Raises Refused: `no_such_dossier`, `no_such_letter`, `letter_signed_already`, `letter_not_yours_to_sign`.
    """
    facts_in_sight(scope, dossier_id)
    row = row_of(dossier_id, about)
    signature = signature_called(row.awaits)
    if signature is None:
        raise Refused(Refusal("letter_signed_already"))
    if not may_sign(scope, agency_id=row.agency_id, signature=row.awaits):
        raise Refused(Refusal("letter_not_yours_to_sign"))
    held = papers.attachment(row.attachment_id, holder=holder_of(dossier_id))
    return paper_to_sign(row, signature, held, actor=actor, agency_id=row.agency_id, at=at)


def letters_awaiting(
    scope: Scope,
    *,
    at: datetime,
    by: SignedBy | None = None,
    attachments: Sequence[int] | None = None,
) -> Sequence[AwaitingLetter]:
    """The letters that wait for this person's signature or seal (`by`: for that one), the oldest first: as many as
    stand on a page, or those whose files are these. A fixed number of statements."""
    waiting = _awaiting(scope, by).order_by("drafted_at", "id")
    rows = list(waiting[:MOST] if attachments is None else waiting.filter(attachment_id__in=attachments))
    dossiers = {row.id: row for row in dossier.by_ids(scope, sorted({row.dossier_id for row in rows}), at=at)}
    texts = parties.texts({row.values_id for row in rows})
    found = []
    for row in rows:
        signature, text = signature_called(row.awaits), texts.get(row.values_id)
        if signature is None or row.dossier_id not in dossiers:
            continue
        template = template_drafted(row)
        values = values_in(text.content, template) if text is not None and text.content else {}
        found.append(
            AwaitingLetter(
                about=row.about,
                agency_id=row.agency_id,
                attachment=row.attachment_id,
                awaits=row.awaits,
                subject=_text(values.get("subject")) or template.title,
                number=row.number if row.signed else "",
                drafted_at=row.drafted_at,
                signature=said(signature.label),
                row=dossiers[row.dossier_id],
            )
        )
    return found


def count_letters_awaiting(scope: Scope, by: SignedBy | None = None) -> int:
    """How many letters wait for this person, for the menu: one statement."""
    return _awaiting(scope, by).count()


def row_of(dossier_id: int, about: int) -> models.WrittenLetter:
    """The row of a letter. Raises Refused (`no_such_letter`): there is none, or it was taken back."""
    row = models.WrittenLetter.objects.filter(dossier_id=dossier_id, about=about).first()
    if row is None:
        raise Refused(Refusal("no_such_letter"))
    return row


def is_shared(row: models.WrittenLetter) -> bool:
    """Whether another letter of the dossier says exactly the same: then both have the same file."""
    others = models.WrittenLetter.objects.filter(dossier_id=row.dossier_id, attachment_id=row.attachment_id)
    return others.exclude(id=row.id).exists()


def template_of(row: models.WrittenLetter | None, letter: str, *, on: date) -> LetterTemplate:
    """The template in which a letter is drafted on a day: that of the one that is changed, or for a new one `letter`.

    Raises Refused (`letter_template_absent`).
    """
    return papers.letter_template(row.letter if row is not None else letter, on=on)


def at_writing(
    scope: Scope, dossier_id: int, about: int | None, *, actor: Actor, on: date, letter: str = GENERAL_LETTER
) -> tuple[Facts, models.WrittenLetter | None, int]:
    """The dossier, the letter that is to be changed (None: a new one), and the agency that issues it, or its heir.

    Raises Refused: `no_such_dossier`; of a new one `letter_of_holder`, or, of an apology, `not_yours_to_do`,
    `no_apology_yet`, `apology_drafted_already`; of one that is there `no_such_letter`, `letter_of_author`,
    `letter_signed_already`.
    """
    facts = facts_in_sight(scope, dossier_id)
    if about is not None:
        row = row_of(dossier_id, about)
        work = main_work(open_work_of(dossier_id))
        if (refusal := _objection(scope, work, row, actor=actor, on=on)) is not None:
            raise Refused(refusal)
        return facts, row, organisation.heir_of(row.agency_id, on=on)
    if letter == APOLOGY_LETTER:
        refusal = objection_to_apology_letter(scope, facts, is_drafted=has_apology_letter(dossier_id))
        if refusal is not None:
            raise Refused(refusal)
        return facts, None, organisation.heir_of(facts.subject.resolving_agency_id, on=on)
    work = main_work(open_work_of(dossier_id))
    refusal = objection_to_writing(scope, work)
    if refusal is not None or work is None:
        raise Refused(refusal or Refusal("letter_of_holder"))
    return facts, None, work.placement.agency_id


def _objection(
    scope: Scope, work: WorkItem | None, row: models.WrittenLetter, *, actor: Actor, on: date
) -> Refusal | None:
    return objection_to_changing(
        scope,
        work,
        issuer_id=organisation.heir_of(row.agency_id, on=on),
        is_author=code_in(row.drafted_by) == actor.key,
        is_signed=bool(row.signed),
    )


def _awaiting(scope: Scope, by: SignedBy | None) -> QuerySet[models.WrittenLetter]:
    awaited = [one.key for one in SIGNATURES if one.key in signed_in(scope) and by in (None, one.by)]
    return models.WrittenLetter.objects.filter(agency_id__in=scope.own_agency_ids, awaits__in=awaited)


def _known(facts: Facts, *, to_person: bool) -> dict[str, FieldValue]:
    """What the house proposes, by the names under which the template's fields ask for it."""
    code = facts.code or facts.filing_number
    known: dict[str, FieldValue] = {
        "letter.subject": _SUBJECT.format(code=code),
        "letter.copies": tuple(one.format(code=code) for one in _COPIES),
    }
    if to_person:
        declaration = parties.declarations([facts.declaration.id]).get(facts.declaration.id)
        applicants = declaration.applicants if declaration is not None else ()
        known["letter.addressee"] = tuple(party.name for party in applicants)
    return known


def _text(value: FieldValue | None) -> str:
    return value if isinstance(value, str) else ""


def _lines(value: FieldValue | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()

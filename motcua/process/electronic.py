"""The electronic result of a dossier: how it stands, what it says, and how it is printed and stamped."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.conf import settings

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Result, ResultSignature, SignedBy
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.kernel.types import Actor, ActorKind, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Post, Role, Scope, SigningCapacity
from motcua.papers import queries as papers
from motcua.papers.types import Anchor, Attached, FieldValue, Letter, Letterhead, LetterTemplate, Stamp
from motcua.process import models
from motcua.process.course import agency_of_step, definition_of
from motcua.process.keys import seal_keys
from motcua.process.letters import proposed_values, values_kept
from motcua.process.naming import said
from motcua.process.results import facts_in_sight, holder_of
from motcua.process.rows import open_work_of
from motcua.process.rules.authority import may_work
from motcua.process.rules.signatures import first_of
from motcua.process.types import BESIDE, ElectronicResult, InCapacity, MadeSignature, PaperToDraft, ResultToSign

_DRAFT_NUMBER = "DỰ THẢO"
"""What stands for the number on a draft."""
_NOBODY_YET = "…………"
_GRANTED_FOR = timedelta(minutes=5)
_VERIFY = "kiem-tra"


def result_paper(dossier_id: int) -> models.ResultPaper | None:
    """The row of the dossier's electronic result; None where nothing was drafted."""
    return models.ResultPaper.objects.filter(dossier_id=dossier_id).first()


def template_of(result: Result, *, on: date) -> LetterTemplate:
    """The template in which this result is drafted on a day. Raises Refused: `letter_template_absent`."""
    return papers.letter_template(result.letter, on=on)


def template_drafted(row: models.ResultPaper) -> LetterTemplate:
    """The template in which it was drafted, whatever holds today."""
    return papers.letter_version(row.letter, row.letter_version)


def result_kind(dossier_id: int) -> Result:
    """The kind of result that the procedure of a dossier ends with. Raises Refused: `result_on_paper`."""
    facts = dossier.facts(dossier_id)
    result = catalogue.version(facts.subject.procedure_version_id).result
    if result is None or not result.signatures:
        raise Refused(Refusal("result_on_paper"))
    return result


def last_day(row: models.ResultPaper) -> date | None:
    """Until which day the result holds, where its template says so."""
    day = values_drafted(row).get(template_drafted(row).ends_with)
    return day if isinstance(day, date) else None


# --- what it says -----------------------------------------------------------------------------------------------------


def values_drafted(row: models.ResultPaper) -> dict[str, FieldValue]:
    """What was drafted. Raises Refused (`draft_erased`): it was erased with the person's data."""
    return values_kept(row.values_id, template_drafted(row))


# --- who signs --------------------------------------------------------------------------------------------------------


def post_of(actor: Actor) -> Post | None:
    """The post in which somebody acts."""
    return organisation.posts_by_id([actor.post_id]).get(actor.post_id) if actor.post_id is not None else None


def own_capacity(actor: Actor, agency_id: int, *, on: date) -> InCapacity:
    """The capacity of somebody's post, and the office he stands in for: that of the head of the agency."""
    post = post_of(actor)
    if post is None or not post.capacity.prefix:
        return InCapacity()
    return InCapacity(post.capacity, head_title(agency_id, on=on))


def head_title(agency_id: int, *, on: date) -> str:
    """What the head of an agency is called there; empty where nobody is."""
    heads = {SigningCapacity.OWN, SigningCapacity.TM}
    posts = organisation.posts([agency_id], on=on)
    return next((one.title for one in posts if one.role is Role.LEADER and one.capacity in heads), "")


def name_of(actor_key: str) -> str:
    """The officer's name by his personnel code."""
    return organisation.officer_names_by_code([actor_key]).get(actor_key, "")


def code_in(actor: str) -> str:
    """The personnel code in an actor as it is written."""
    return actor.removeprefix(f"{ActorKind.OFFICER}:").partition("/")[0]


# --- how it is printed ------------------------------------------------------------------------------------------------


def draft_pdf(template: LetterTemplate, values: Mapping[str, FieldValue], *, agency_id: int, at: datetime) -> bytes:
    """The draft: without a number, before anybody has signed. Raises Refused: `letter_incomplete` and its kin."""
    leaders = organisation.officers_for(Role.LEADER, agency_id=agency_id, on=at.date())
    return _printed(
        template,
        values,
        agency_id=agency_id,
        at=at,
        signer=leaders[0].name if len(leaders) == 1 else _NOBODY_YET,
        signer_title=head_title(agency_id, on=at.date()) or _NOBODY_YET,
        number=_DRAFT_NUMBER,
    )


def final_pdf(
    row: models.ResultPaper, *, agency_id: int, actor: Actor, capacity: InCapacity, address: str, at: datetime
) -> bytes:
    """The paper that is signed: with its number, the code of the verification page, and who signs in which capacity."""
    post = post_of(actor)
    return _printed(
        template_drafted(row),
        values_drafted(row),
        agency_id=agency_id,
        at=at,
        signer=name_of(actor.key),
        signer_title=post.title if post is not None else "",
        number=row.number,
        capacity=capacity.written,
        verify_address=f"{address.rstrip('/')}/{_VERIFY}/{row.token}",
    )


def _printed(
    template: LetterTemplate,
    values: Mapping[str, FieldValue],
    *,
    agency_id: int,
    at: datetime,
    signer: str,
    signer_title: str,
    number: str,
    capacity: str = "",
    verify_address: str = "",
) -> bytes:
    head = dossier.head_of(agency_id)
    return papers.render_letter(
        Letter(
            template=template,
            head=Letterhead(
                issuer=head.issuer,
                superior=head.superior,
                place=head.place,
                number=number if template.is_numbered else "",
                signer=signer,
                signer_title=signer_title,
                capacity=capacity,
            ),
            values=values,
            verify_address=verify_address,
        ),
        at=at,
    )


def stamp_for(
    signature: ResultSignature,
    row: models.ResultPaper,
    *,
    actor: Actor,
    capacity: InCapacity,
    agency_id: int,
) -> Stamp:
    """What the signature shows, and where: beside words of the paper, which name whoever signed first."""
    first = code_in(row.signed[0]["by"]) if row.signed else actor.key
    issuer = organisation.agency(agency_id).name
    post = post_of(actor)
    title = post.title if post is not None else ""
    says_who = signature.by is SignedBy.OFFICER and bool(row.signed)  # of the first the paper itself says it
    place = signature.place
    return Stamp(
        role=signature.key,
        template=signature.stamp,
        capacity=capacity.written if says_who else "",
        title=title if says_who else "",
        agency=issuer,
        number=row.number,
        place=None
        if place is None
        else Anchor(
            words=place.words.format(signer=name_of(first), title=title, number=row.number, issuer=issuer),
            width=place.width,
            height=place.height,
            beside=place.beside,
            right=place.right,
            up=place.up,
        ),
    )


def signed_bytes(row: models.ResultPaper, *, reader: str, at: datetime) -> bytes:
    """The paper as it was signed last. Raises Refused: `file_absent`, `file_missing`, `file_store_unreachable`."""
    if row.attachment_id is None:
        raise Refused(Refusal("file_absent"))
    attached = papers.attachment(row.attachment_id, holder=holder_of(row.dossier_id))
    leave = papers.grant(attached, reader=reader, at=at, until=at + _GRANTED_FOR)
    opened = papers.open_granted(leave, reader=reader, at=at, name="result")
    return b"".join(opened.read(0, opened.size))


# --- what a page shows ------------------------------------------------------------------------------------------------


def electronic_result(scope: Scope, dossier_id: int, *, at: datetime) -> ElectronicResult | None:
    """The dossier's electronic result as it stands, with what its signatures are worth; None where nothing is drafted.

    Raises Refused (`no_such_dossier`): absent, or out of sight.
    """
    facts_in_sight(scope, dossier_id)
    row = result_paper(dossier_id)
    if row is None:
        return None
    signatures = sorted(result_kind(dossier_id).signatures, key=lambda one: one.turn)
    made = {one["key"]: one for one in row.signed}
    names = organisation.officer_names_by_code({code_in(one["by"]) for one in row.signed})
    held = _copy_in_force(row)
    verdict, verdicts = _worth(row, held, at=at)
    return ElectronicResult(
        title=template_drafted(row).title,
        attachment=held.id,
        number=row.number if row.signed else "",
        token=row.token if row.signed else "",
        signed=tuple(
            MadeSignature(
                key=one.key,
                label=said(one.label),
                by=names.get(code_in(made[one.key]["by"]), ""),
                at=datetime.fromisoformat(made[one.key]["at"]),
            )
            for one in signatures
            if one.key in made
        ),
        awaited=tuple(said(one.label) for one in signatures if one.key not in made),
        verdict=verdict,
        verdicts=verdicts,
    )


def result_to_draft(scope: Scope, dossier_id: int, *, at: datetime) -> PaperToDraft:
    """The template and what to begin with: what was drafted before, or what the dossier says.

    Raises Refused: `no_such_dossier`, `result_on_paper`, `letter_template_absent`, `draft_erased`.
    """
    facts = facts_in_sight(scope, dossier_id)
    template = template_of(result_kind(dossier_id), on=at.date())
    row = result_paper(dossier_id)
    if row is None:
        version = catalogue.version(facts.subject.procedure_version_id)
        return PaperToDraft(template=template, values=proposed_values(template, facts, version), is_new=True)
    known = {one.key for one in template.fields}
    values = {key: value for key, value in values_drafted(row).items() if key in known}
    return PaperToDraft(template=template, values=values, is_new=False)


def draft_preview(scope: Scope, dossier_id: int, values: Mapping[str, FieldValue], *, at: datetime) -> bytes:
    """The draft as PDF, with these values, without keeping anything. Raises Refused: as `result_to_draft`, and
    `letter_incomplete` and its kin."""
    facts = facts_in_sight(scope, dossier_id)
    kind = result_kind(dossier_id)
    return draft_pdf(template_of(kind, on=at.date()), values, agency_id=approving_agency(facts, kind, at=at), at=at)


def approving_agency(facts: Facts, kind: Result, *, at: datetime) -> int:
    """The agency that approves, and so issues the result."""
    version = catalogue.version(facts.subject.procedure_version_id)
    return agency_of_step(definition_of(version).step(first_of(kind).step), facts.subject, on=at)


def may_draft(scope: Scope, dossier_id: int, facts: Facts) -> bool:
    """Whether the procedure's result is electronic and this person may draft it now: it lies with him, undecided."""
    kind = catalogue.version(facts.subject.procedure_version_id).result
    if kind is None or not kind.signatures or facts.decided_at is not None:
        return False
    main = next((one for one in open_work_of(dossier_id) if one.kind not in BESIDE), None)
    return main is not None and may_work(scope, agency_id=main.placement.agency_id, role=main.placement.role)


def result_to_sign(
    scope: Scope, dossier_id: int, signature_key: str, *, actor: Actor, agency_id: int, at: datetime
) -> ResultToSign:
    """What somebody needs to know before he makes a signature in that agency.

    Raises Refused: `no_such_dossier`, `result_on_paper`, `result_not_drafted`, `step_signs_nothing`.
    """
    facts_in_sight(scope, dossier_id)
    kind, row = result_kind(dossier_id), result_paper(dossier_id)
    signature = next((one for one in kind.signatures if one.key == signature_key), None)
    if signature is None:
        raise Refused(Refusal("step_signs_nothing"))
    if row is None:
        raise Refused(Refusal("result_not_drafted"))
    of_agency = signature.by is SignedBy.AGENCY
    allowed = signature.capacities or frozenset(SigningCapacity)
    file = papers.attachment(row.attachment_id or row.draft_id, holder=holder_of(dossier_id))
    keys = seal_keys(organisation.agency(agency_id).code) if of_agency else (actor.key,)
    return ResultToSign(
        signature=signature,
        attachment=file.id,
        pages=file.pages,
        title=template_drafted(row).title,
        is_first=not row.signed,
        keys=keys,
        capacities=() if of_agency else tuple(one for one in SigningCapacity if one in allowed),
        proposed=own_capacity(actor, agency_id, on=at.date()),
        is_sample=settings.DEMO and not set(keys) & set(papers.signers()),
    )


def _copy_in_force(row: models.ResultPaper) -> Attached:
    """The file that is offered: the draft, or what was signed, as it is since its time stamp was renewed last."""
    holder = holder_of(row.dossier_id)
    held = papers.attachment(row.attachment_id or row.draft_id, holder=holder)
    newest = papers.newest_copy(held.file.digest)
    if newest == held.file.digest:
        return held
    return next((one for one in papers.attachments(holder) if one.file.digest == newest), held)


def _worth(row: models.ResultPaper, held: Attached, *, at: datetime) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """What was found when the file was last examined; where nobody has looked yet, it is looked at now."""
    if row.attachment_id is None:
        return "", ()
    kept = papers.verdicts_of([held.file.digest]).get(held.file.digest)
    if kept is not None and kept.examined_at is not None:
        verdicts = kept.verdicts
    else:
        verdicts = papers.examine(signed_bytes(row, reader="process", at=at), at=at)
    sentence = papers.overall_in_words(papers.overall(verdicts))
    return sentence, tuple(papers.verdict_in_words(one) for one in verdicts)

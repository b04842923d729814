"""The electronic result of a dossier: how it stands, what is drafted, and who signs it next."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Result
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue, LetterTemplate
from motcua.process import models
from motcua.process.course import definition_of
from motcua.process.drafted import (
    copy_in_force,
    draft_pdf,
    paper_to_sign,
    shown_signatures,
    template_drafted,
    values_drafted,
    worth_of,
)
from motcua.process.letters import proposed_values
from motcua.process.placing import agency_of_step
from motcua.process.results import facts_in_sight, holder_of
from motcua.process.rows import open_work_of
from motcua.process.rules.authority import may_work
from motcua.process.rules.signatures import first_of
from motcua.process.types import BESIDE, ElectronicResult, MadeSignature, PaperToDraft, PaperToSign, post_in_words

_VERIFY = "kiem-tra"


def result_paper(dossier_id: int) -> models.ResultPaper | None:
    """The row of the dossier's electronic result; None where nothing was drafted."""
    return models.ResultPaper.objects.filter(dossier_id=dossier_id).first()


def template_of(result: Result, *, on: date) -> LetterTemplate:
    """The template in which this result is drafted on a day. Raises Refused: `letter_template_absent`."""
    return papers.letter_template(result.letter, on=on)


def result_kind(dossier_id: int) -> Result:
    """The kind of result that the procedure of a dossier ends with. Raises Refused: `result_on_paper`."""
    facts = dossier.facts(dossier_id)
    result = catalogue.version(facts.subject.procedure_version_id).result
    if result is None or not result.signatures:
        raise Refused(Refusal("result_on_paper"))
    return result


def verify_address(row: models.ResultPaper, *, house: str) -> str:
    """Where anybody verifies the result, in the house at that address: what the code on the paper says."""
    return f"{house.rstrip('/')}/{_VERIFY}/{row.token}"


def last_day(row: models.ResultPaper) -> date | None:
    """Until which day the result holds, where its template says so."""
    day = values_drafted(row).get(template_drafted(row).ends_with)
    return day if isinstance(day, date) else None


def signatures_of_result(key: str) -> tuple[MadeSignature, ...]:
    """The signatures that were made on an electronic result, by its key in the register; none where it is on paper."""
    row = models.ResultPaper.objects.filter(result=key).first()
    if row is None:
        return ()
    made, _ = shown_signatures(row, result_kind(row.dossier_id).signatures)
    return made


def approved_as(keys: Collection[str]) -> dict[str, str]:
    """In which capacity and post each of these results (by its key) was approved by signing it; one statement.

    Those on paper, and those signed before that was remembered, are not among them.
    """
    rows = models.ResultPaper.objects.filter(result__in=keys).values_list("result", "signed") if keys else ()
    first = {key: signed[0] for key, signed in rows if signed}
    return {key: post_in_words(made["capacity"], made["title"]) for key, made in first.items() if "title" in made}


def electronic_result(scope: Scope, dossier_id: int, *, at: datetime) -> ElectronicResult | None:
    """The dossier's electronic result as it stands, with what its signatures are worth; None where nothing is drafted.

    Raises Refused (`no_such_dossier`): absent, or out of sight.
    """
    facts_in_sight(scope, dossier_id)
    row = result_paper(dossier_id)
    if row is None:
        return None
    held = copy_in_force(row.attachment_id or row.draft_id, holder=holder_of(dossier_id))
    worth = worth_of(held, at=at) if row.attachment_id is not None else ("", ())
    made, awaited = shown_signatures(row, result_kind(dossier_id).signatures)
    return ElectronicResult(
        title=template_drafted(row).title,
        attachment=held.id,
        number=row.number if row.signed else "",
        token=row.token if row.signed else "",
        signed=made,
        awaited=awaited,
        verdict=worth[0],
        verdicts=worth[1],
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
) -> PaperToSign:
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
    attachment_id = row.attachment_id or row.draft_id
    held = papers.attachment(attachment_id, holder=holder_of(dossier_id))
    return paper_to_sign(row, signature, held, actor=actor, agency_id=agency_id, at=at)

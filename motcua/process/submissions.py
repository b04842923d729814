"""The submission (tờ trình): what whoever works on a dossier lays before those who decide it, on a paper of its own.

Nobody must write one. Whoever has the work drafts it, may draft it anew, and signs it with his own key.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ProcedureVersion, Step
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue, Letter, LetterTemplate
from motcua.process.course import definition_of
from motcua.process.drafted import head_title, template_drafted
from motcua.process.electronic import result_paper
from motcua.process.letters import proposed_values, values_kept
from motcua.process.placing import agency_of_step
from motcua.process.results import facts_in_sight, holder_of
from motcua.process.rows import open_work_of
from motcua.process.rules.course import step_called
from motcua.process.rules.submissions import lies_with, main_work, step_proposed_to
from motcua.process.types import SUBMISSION, PaperToDraft, Submission, SubmissionEntry, WorkItem

_ABOUT = "giải quyết hồ sơ thủ tục “{procedure}”"
_DRAFT_OF = "Dự thảo {title}"


def submissions_of(scope: Scope, dossier_id: int) -> Sequence[Submission]:
    """The submissions that lie in a dossier, in order: those that were signed, and the draft that is not yet.

    Raises Refused (`no_such_dossier`): absent, or out of sight.
    """
    facts_in_sight(scope, dossier_id)
    found = submissions_among(journal.entries(f"dossier/{dossier_id}"))
    if not found:
        return ()
    there = {one.id for one in papers.attachments(holder_of(dossier_id))}
    return tuple(one for one in found if one.attachment in there)


def submissions_among(entries: Iterable[Entry]) -> list[Submission]:
    """The submissions of which these entries of one dossier tell; a draft gives way to the next one."""
    found: list[Submission] = []
    for entry in entries:
        if entry.kind == SubmissionEntry.DRAFTED:
            if found and found[-1].signed_at is None:
                found.pop()
            found.append(_drafted(entry))
        elif entry.kind == SubmissionEntry.SIGNED:
            found[-1] = replace(found[-1], attachment=entry.body["attachment"], signed_at=entry.at)
    return found


def waiting_for_signature(submissions: Sequence[Submission], actor: Actor, facts: Facts) -> Submission | None:
    """The draft of his that this officer may sign, until the dossier is decided; None where there is none."""
    newest = submissions[-1] if submissions else None
    if newest is None or newest.signed_at is not None or newest.made_by != actor.key or facts.decided_at is not None:
        return None
    return newest


def may_submit(scope: Scope, dossier_id: int, facts: Facts) -> bool:
    """Whether this person may draft a submission now: the work is his, and it leads to somebody who decides."""
    version = catalogue.version(facts.subject.procedure_version_id)
    return objection(scope, facts, version, main_work(open_work_of(dossier_id))) is None


def objection(scope: Scope, facts: Facts, version: ProcedureVersion, work: WorkItem | None) -> Refusal | None:
    """Why this person drafts no submission: `nothing_to_propose`, `submission_of_holder`."""
    if facts.decided_at is not None:
        return Refusal("nothing_to_propose")
    if work is None or not lies_with(scope, work):
        return Refusal("submission_of_holder")
    return None if _proposed_to(version, work) is not None else Refusal("nothing_to_propose")


def submission_to_draft(scope: Scope, dossier_id: int, *, at: datetime) -> PaperToDraft:
    """The template and what to begin with: what the unsigned draft says, or what the dossier knows.

    Raises Refused: `no_such_dossier`, `submission_of_holder`, `nothing_to_propose`,
    `letter_template_absent`.
    """
    facts, version, work = _at_work(scope, dossier_id)
    template = papers.letter_template(SUBMISSION, on=at.date())
    drafted = _drafted_values(submissions_of(scope, dossier_id))
    if drafted:
        known = {one.key for one in template.fields}
        values = {key: value for key, value in drafted.items() if key in known}
        return PaperToDraft(template=template, values=values, is_new=False)
    beside = _known(dossier_id, facts, version, work, at=at)
    return PaperToDraft(template=template, values=proposed_values(template, facts, version, beside=beside), is_new=True)


def submission_preview(
    scope: Scope, dossier_id: int, values: Mapping[str, FieldValue], *, actor: Actor, at: datetime
) -> bytes:
    """The submission as PDF, with these values, without keeping anything.

    Raises Refused: as `submission_to_draft`, and `letter_incomplete` and its kin.
    """
    _, _, work = _at_work(scope, dossier_id)
    template = papers.letter_template(SUBMISSION, on=at.date())
    return submission_pdf(template, values, actor=actor, agency_id=work.placement.agency_id, at=at)


def submission_pdf(
    template: LetterTemplate, values: Mapping[str, FieldValue], *, actor: Actor, agency_id: int, at: datetime
) -> bytes:
    """The paper as the officer signs it, in the agency in which he works. Raises Refused: `letter_incomplete` …"""
    head = dossier.letterhead_of(dossier.signer_of(actor, agency_id), agency_id)
    return papers.render_letter(Letter(template=template, head=head, values=values), at=at)


def _drafted_values(found: Sequence[Submission]) -> Mapping[str, FieldValue]:
    """What the draft that is not signed says; empty where there is none, or it was erased with the person's data."""
    if not found or found[-1].signed_at is not None:
        return {}
    try:
        return values_kept(found[-1].values_id, found[-1].template)
    except Refused:
        return {}


def _at_work(scope: Scope, dossier_id: int) -> tuple[Facts, ProcedureVersion, WorkItem]:
    facts = facts_in_sight(scope, dossier_id)
    version = catalogue.version(facts.subject.procedure_version_id)
    work = main_work(open_work_of(dossier_id))
    refusal = objection(scope, facts, version, work)
    if refusal is not None or work is None:
        raise Refused(refusal or Refusal("submission_of_holder"))
    return facts, version, work


def _proposed_to(version: ProcedureVersion, work: WorkItem) -> Step | None:
    definition = definition_of(version)
    step = step_called(definition, work.step_key)
    return step_proposed_to(definition, step) if step is not None else None


def _known(
    dossier_id: int, facts: Facts, version: ProcedureVersion, work: WorkItem, *, at: datetime
) -> dict[str, FieldValue]:
    """What the house proposes, by the names under which the template's fields ask for it."""
    known: dict[str, FieldValue] = {
        "approver": _approver(facts, version, work, at=at),
        "dossier.subject": _ABOUT.format(procedure=version.name),
        "dossier.code": facts.code,
        "procedure.name": version.name,
        "dossier.papers": _papers_of(dossier_id, facts, version),
    }
    if facts.received_at is not None:
        known["dossier.received"] = facts.received_at
    if facts.appointment_at is not None:
        known["dossier.appointment"] = facts.appointment_at
    return known


def _approver(facts: Facts, version: ProcedureVersion, work: WorkItem, *, at: datetime) -> str:
    step = _proposed_to(version, work)
    if step is None:
        return ""
    agency_id = agency_of_step(step, facts.subject, on=at)
    name = organisation.agency(agency_id).name
    title = head_title(agency_id, on=at.date())
    return f"{title} {name}" if title and name not in title else title or name


def _papers_of(dossier_id: int, facts: Facts, version: ProcedureVersion) -> tuple[str, ...]:
    """What lies in the dossier: the papers of the checklist, and the draft of the result."""
    there = {one.key for one in facts.components} | {one.component for one in facts.papers}
    handed_in = [one.label.vi for one in version.components if one.key in there]
    result = result_paper(dossier_id)
    drafted = [_DRAFT_OF.format(title=template_drafted(result).title)] if result is not None else []
    return (*handed_in, *drafted)


def _drafted(entry: Entry) -> Submission:
    body = entry.body
    return Submission(
        about=entry.sequence,
        attachment=body["attachment"],
        template=papers.letter_version(body["letter"], body["version"]),
        made_at=entry.at,
        made_by=entry.actor.key,
        maker=dossier.signer_of(entry.actor, body["agency"]),
        values_id=body["values"]["text"],
    )

"""Drafts, for whoever may read them: by the secret of their link, or as the citizen's own."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from motcua.accounts.types import Citizen, digest_of_secret
from motcua.catalogue import queries as catalogue
from motcua.intake import models
from motcua.intake.queries.forms import forms_in, objections_to_forms
from motcua.intake.queries.sheets import resolving_agency, sheet
from motcua.intake.reading import as_draft
from motcua.intake.rules import arrival, drafted
from motcua.intake.types import Application, Draft, DraftLine, Objection, Request, Sheet
from motcua.kernel.types import Refusal, Refused, granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import NOTHING
from motcua.papers import queries as papers
from motcua.papers.types import Attached, Grant, OpenedFile
from motcua.parties import queries as parties
from motcua.parties.types import Subject
from motcua.process import queries as process
from motcua.process.types import PersonalStore

_GRANTED_FOR = timedelta(minutes=5)
"""How long a leave to read lasts: the file is opened in the very request in which it is given."""
_SHOWN = 50
_SECTIONS = ("who", "proxy", "what", "forms", "papers", "result", "review")


def draft(key: str, citizen: Citizen | None, *, at: datetime) -> Draft:
    """The draft of a link's secret, or, by its number, one of the citizen's own.

    A citizen's draft is read by nobody but him, secret or not. Raises Refused (`draft_absent`): there is none, it is
    over, or it is somebody else's.
    """
    rows = models.Draft.objects.filter(expires_at__gt=at)
    if citizen is not None and key.isascii() and key.isdigit():
        row = rows.filter(id=int(key[:18]), citizen_id=citizen.id).first()
    else:
        row = rows.filter(secret_digest=digest_of_secret(key)).first()
    if row is None or not may_have(row, citizen):
        raise Refused(Refusal("draft_absent"))
    return as_draft(row)


def may_have(row: models.Draft, citizen: Citizen | None) -> bool:
    """Whether somebody who found the draft may have it: nobody's is everybody's who has its secret."""
    return row.citizen_id is None or (citizen is not None and citizen.id == row.citizen_id)


def may_claim(draft: Draft, citizen: Citizen | None) -> bool:
    """Whether the draft is nobody's, and names nobody else than whoever has logged in as the one who files."""
    is_free = draft.citizen_id is None and draft.filed is None
    return is_free and citizen is not None and drafted.may_become(draft.content, citizen.identity) is None


def drafts_of(citizen: Citizen, *, at: datetime) -> list[DraftLine]:
    """A citizen's drafts that are not filed, the last changed first; one statement."""
    rows = models.Draft.objects.filter(citizen_id=citizen.id, filed_at=None, expires_at__gt=at)
    return [
        DraftLine(row.id, row.procedure_code, row.changed_at, row.expires_at)
        for row in rows.order_by("-changed_at", "-id")[:_SHOWN]
    ]


def draft_request(draft: Draft, *, at: datetime) -> Request:
    """What is asked for so far, for `sheet` and the fees. Raises Refused as `sheet`."""
    version = granted(catalogue.current_version(draft.procedure_code, at.date()))
    return drafted.request_of(draft.content, version=version, files=draft.components)


def draft_sheet(draft: Draft, *, at: datetime) -> Sheet:
    """Papers, fees and the term of what is asked for so far. Raises Refused as `sheet`."""
    return sheet(draft_request(draft, at=at), at=at)


def receiving_agency(request: Request, *, at: datetime) -> int | Refusal:
    """The one-stop shop that receives what is filed online for that place."""
    version = catalogue.current_version(request.procedure_code, at.date())
    resolving = version if isinstance(version, Refusal) else resolving_agency(request, version, at)
    return (
        resolving
        if isinstance(resolving, Refusal)
        else arrival.receiving_agency(resolving, organisation.ground(at.date()))
    )


def objections_to(draft: Draft, citizen: Citizen | None, *, at: datetime) -> tuple[Objection, ...]:
    """Everything that stands in the way of filing the draft, in the order of the pages; nothing: it may be filed.

    Raises Refused where the procedure is not in force any more.
    """
    answer = application_in(draft, citizen, at=at)
    return answer if isinstance(answer, tuple) else ()


def application_in(draft: Draft, citizen: Citizen | None, *, at: datetime) -> Application | tuple[Objection, ...]:
    """The application that the draft has become, or all objections. Raises Refused as `objections_to`."""
    version = granted(catalogue.current_version(draft.procedure_code, at.date()))
    proven = citizen.identity if citizen is not None else None
    filled = forms_in(draft, at=at)
    there = draft.components | {one.component.key for one in filled}
    answer = drafted.application_of(draft.content, version=version, files=there, proven=proven)
    found = [
        *(answer if isinstance(answer, tuple) else ()),
        *_of_people(draft, at=at),
        *objections_to_forms(filled, at=at),
    ]
    asked = drafted.request_of(draft.content, version=version, files=there)
    receiving = receiving_agency(asked, at=at) if _is_a_place(asked.commune_code) else Refusal("draft_choice_missing")
    if isinstance(receiving, Refusal):
        found.append(Objection("what.commune", receiving))
    found.sort(key=lambda one: _SECTIONS.index(one.field.partition(".")[0]))
    return answer if isinstance(answer, Application) and not found else tuple(found)


def known_papers_of(draft: Draft, citizen: Citizen | None, *, at: datetime) -> PersonalStore:
    """What a citizen has already for the papers of his draft, by the number he has proved to be his; else nothing.

    Nothing either where the applicant is somebody else. Raises Refused as `sheet`.
    """
    identity = citizen.identity if citizen is not None else None
    if identity is None or not drafted.uses_own_papers(draft.content, identity):
        return PersonalStore()
    components = [one for item in draft_sheet(draft, at=at).items for one in item.components]
    return process.known_papers(NOTHING, [identity], components, on=at.date(), proven=[identity])


def open_draft_file(draft: Draft, attachment: int, *, reader: str, at: datetime) -> OpenedFile:
    """A file of the draft, to be read in pieces by `reader`. Raises Refused: `file_absent` and those of a lost file."""
    held, leave = _granted(draft, attachment, reader=reader, at=at)
    return papers.open_granted(leave, reader=reader, at=at, name=f"{draft.procedure_code} {held.component} {held.id}")


def draft_file_preview(
    draft: Draft, attachment: int, *, reader: str, at: datetime, page: int = 1, size: str = "small"
) -> OpenedFile:
    """A picture of one page of it. Raises Refused as `open_draft_file`; `file_without_preview` where there is none."""
    _, leave = _granted(draft, attachment, reader=reader, at=at)
    return papers.open_preview(leave, reader=reader, at=at, page=page, size=size)


def drafts_about(subject: Subject) -> Iterator[Mapping[str, Any]]:
    """What is held of a person in drafts: what was typed about him and the matter, and which files there are."""
    for row in models.Draft.objects.filter(unfiled_id__in=subject.unfiled_ids).order_by("id"):
        found = as_draft(row)
        yield {
            "draft": found.id,
            "procedure": found.procedure_code,
            "begun_at": found.begun_at.isoformat(),
            "expires_at": found.expires_at.isoformat(),
            "typed": drafted.about(found.content, subject.identity),
            "files": [
                {"component": one.component, "digest": one.file.digest, "bytes": one.file.size} for one in found.files
            ],
        }


def _granted(draft: Draft, attachment: int, *, reader: str, at: datetime) -> tuple[Attached, Grant]:
    held = papers.attachment(attachment, holder=models.holder_of(draft.id))
    if held.removed_at is not None:
        raise Refused(Refusal("file_absent"))
    return held, papers.grant(held, reader=reader, at=at, until=at + _GRANTED_FOR)


def _is_a_place(commune_code: str) -> bool:
    """Whether that is a commune of today, or none was named."""
    try:
        return not commune_code or bool(organisation.commune(commune_code))
    except Refused:
        return False


def _of_people(draft: Draft, *, at: datetime) -> Iterator[Objection]:
    confirmed = drafted.confirmed_in(draft.content)
    for finding in parties.review(drafted.declaration_of(draft.content), on=at.date()):
        if not (finding.confirmable and finding.refusal.code in confirmed):
            yield Objection(drafted.field_of(finding.field), finding.refusal, finding.confirmable)

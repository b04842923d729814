"""The files of a dossier, for each paper of the checklist; and reading one, by the dossier's own right."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from motcua.catalogue.types import Component, checklist
from motcua.dossier.law import law_of
from motcua.dossier.models import Dossier
from motcua.dossier.queries.sight import seen
from motcua.dossier.rows import facts_of
from motcua.dossier.types import DossierPapers, Facts, HeldFile, PaperRow, SignedHere
from motcua.kernel.types import ActorKind, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import Attached, ConfirmedFacts, CopyStanding, OpenedFile, SignatureReport
from motcua.parties import queries as parties

_GRANTED_FOR = timedelta(minutes=5)
"""How long a leave to read lasts: the file is opened in the very request in which it is given."""
_OFFICER = f"{ActorKind.OFFICER}:"
_SIGNED_ELSEWHERE = frozenset({"corrected_result"})
"""Kinds of files that belong to no paper of the checklist and came in with their signatures."""
_POST = re.compile(r"/post:(\d+)")


def papers_of(dossier_id: int, scope: Scope) -> DossierPapers:
    """What the dossier has of each paper that its case asks for, and what else it holds (results, say).

    In the order of the checklist, and in each the files in the order in which they came; earlier copies of what got a
    new time stamp stand last, the latest of them first. Raises Refused (`no_such_dossier`): absent, or out of sight.
    """
    row = seen(scope, dossier_id)
    facts = facts_of(row.facts)
    held = papers.attachments(row.stream)
    first_copies = _first_copies(facts, held)
    known = _confirmed(facts, held, first_copies)
    hands = {one.added_by for one in held} | {one.confirmed_by for one in known.values()}
    names = organisation.officer_names_by_code({_code(hand) for hand in hands} - {""})
    here = _signed_here(facts, held, names)
    signs = {paper.attachment: paper.signs for paper in facts.papers}
    signed = set(signs.values())
    worth = papers.signature_reports(one.file.digest for one in held if one.is_signed)
    standings = papers.copy_standings(one.file.digest for one in held if one.is_signed)
    files = [
        replace(
            _held(one, names, in_force=one.id not in signed, signatures=worth.get(one.file.digest)),
            standing=standings.get(one.file.digest, CopyStanding.ONLY),
            signed_here=here.get(one.id),
            known=_by_name(known.get(one.id), names),
            signs=signs.get(one.id),
            paper=first_copies.get(one.id, one.id),
        )
        for one in held
    ]
    files.sort(key=_place)
    stores = _stores(facts)
    return DossierPapers(
        dossier_id=dossier_id,
        sequence=row.stream_sequence,
        rows=tuple(_row(component, facts, files, stores) for component in _asked_for(facts)),
        others=tuple(file for file in files if not file.component),
    )


def confirmed_facts(facts: Facts, held: Collection[Attached]) -> Mapping[int, ConfirmedFacts]:
    """What was confirmed about the files that the dossier holds, by attachment.

    Of a signed copy that is what was confirmed about the unsigned one, and of one with a new archive time stamp what
    was confirmed about the earlier ones. For rooms that decide themselves who may know.
    """
    return _confirmed(facts, held, _first_copies(facts, held))


def paper_of(dossier_id: int, attachment_id: int, scope: Scope) -> tuple[PaperRow, HeldFile]:
    """A file of a paper of the checklist, with that paper.

    Raises Refused (`no_such_dossier`, `no_such_paper`): a stranger learns no more than that there is none.
    """
    for row in papers_of(dossier_id, scope).rows:
        for file in row.files:
            if file.attachment == attachment_id:
                return row, file
    raise Refused(Refusal("no_such_paper"))


def open_paper(dossier_id: int, attachment_id: int, *, scope: Scope, reader: str, at: datetime) -> OpenedFile:
    """The file, to be read in pieces by `reader`; also after the dossier ended.

    Raises Refused: `no_such_dossier`, `file_absent` (not this dossier's, or taken out), `file_missing`,
    `file_store_unreachable`.
    """
    row, attached = _lying_in(dossier_id, attachment_id, scope)
    leave = papers.grant(attached, reader=reader, at=at, until=at + _GRANTED_FOR)
    return papers.open_granted(leave, reader=reader, at=at, name=_name(row, attached))


def paper_preview(
    dossier_id: int,
    attachment_id: int,
    *,
    scope: Scope,
    reader: str,
    at: datetime,
    page: int = 1,
    size: str = "small",
) -> OpenedFile:
    """A picture of one page of the file. Raises Refused as `open_paper`; `file_without_preview` where there is none."""
    _, attached = _lying_in(dossier_id, attachment_id, scope)
    leave = papers.grant(attached, reader=reader, at=at, until=at + _GRANTED_FOR)
    return papers.open_preview(leave, reader=reader, at=at, page=page, size=size)


def most_bytes_of_a_file(*, on: date) -> int:
    """How large a file may be at most that is handed in on that day."""
    return papers.limits_on(on).most_bytes


def _lying_in(dossier_id: int, attachment_id: int, scope: Scope) -> tuple[Dossier, Attached]:
    row = seen(scope, dossier_id)
    attached = papers.attachment(attachment_id, holder=row.stream)
    if attached.removed_at is not None:
        raise Refused(Refusal("file_absent"))
    return row, attached


def _name(row: Dossier, attached: Attached) -> str:
    """What a download is called: the dossier's code and the paper's name; nobody's name is in it."""
    facts = facts_of(row.facts)
    label = next((one.label.vi for one in law_of(facts).version.components if one.key == attached.component), "")
    code = row.code or row.filing_number
    return " ".join(part for part in (code, label or attached.kind, str(attached.id)) if part)


def _asked_for(facts: Facts) -> Iterable[Component]:
    """The papers of the checklist of this case and channel, and any other of the procedure that is there anyway."""
    version, subject = law_of(facts).version, facts.subject
    items = checklist(version, case=subject.case_key or None, channel=subject.channel)
    asked = {component.key: component for item in items for component in item.components}
    there = {one.key for one in facts.components} | {paper.component for paper in facts.papers}
    there |= {one.component for one in facts.stores}
    others = (one for one in version.components if one.key in there and one.key not in asked)
    return [*asked.values(), *others]


def _first_copies(facts: Facts, held: Collection[Attached]) -> Mapping[int, int]:
    """Of the copies that later got a new archive time stamp, of which the dossier's entries know nothing: the one that
    they know, by attachment."""
    told = {one.file: one.attachment for one in facts.papers}
    if not any(one.is_signed and one.file.digest in told for one in held):
        return {}
    earlier = papers.earlier_copies(one.file.digest for one in held)
    found = {one.id: [told[copy] for copy in earlier.get(one.file.digest, ()) if copy in told] for one in held}
    return {number: min(firsts) for number, firsts in found.items() if firsts and number not in told.values()}


def _confirmed(
    facts: Facts, held: Collection[Attached], first_copies: Mapping[int, int]
) -> Mapping[int, ConfirmedFacts]:
    confirmed = papers.confirmed_facts(one.file.digest for one in held)
    known = {one.id: confirmed[one.file.digest] for one in held if one.file.digest in confirmed}
    for one in facts.papers:
        if one.signs is not None and one.signs in known:
            known.setdefault(one.attachment, known[one.signs])
    for later, first in first_copies.items():
        if first in known:
            known.setdefault(later, known[first])
    return known


def _by_name(known: ConfirmedFacts | None, names: Mapping[str, str]) -> ConfirmedFacts | None:
    return None if known is None else replace(known, confirmed_by=names.get(_code(known.confirmed_by), ""))


def _signed_here(facts: Facts, held: Iterable[Attached], names: Mapping[str, str]) -> dict[int, SignedHere]:
    """Who made the last signature of the files that the house signed itself: results, and the copies of scans."""
    copies = {one.attachment for one in facts.papers if one.signs is not None}
    ours = {
        one.id: one
        for one in held
        if one.is_signed
        and (one.id in copies or not one.component)
        and one.kind not in _SIGNED_ELSEWHERE
        and _code(one.added_by) in names
    }
    posts = organisation.posts_by_id(_post(one.added_by) for one in ours.values()) if ours else {}
    told = {}
    for number, one in ours.items():
        post = posts.get(_post(one.added_by))
        told[number] = SignedHere(
            name=names[_code(one.added_by)],
            title=post.title if post is not None else "",
            capacity=post.capacity.prefix if post is not None and number in copies else "",
            at=one.added_at,
        )
    return told


def _stores(facts: Facts) -> dict[str, str]:
    """What the national stores are called from which papers were taken, by paper; nothing is asked where none was."""
    if not facts.stores:
        return {}
    texts = parties.texts(one.store.id for one in facts.stores)
    return {one.component: (texts[one.store.id].content or "") for one in facts.stores if one.store.id in texts}


def _row(component: Component, facts: Facts, files: Iterable[HeldFile], stores: Mapping[str, str]) -> PaperRow:
    return PaperRow(
        component=component,
        held=next((one for one in facts.components if one.key == component.key), None),
        state=facts.digital_state(component.key),
        files=tuple(file for file in files if file.component == component.key),
        store=stores.get(component.key, ""),
    )


def _place(file: HeldFile) -> tuple[bool, int]:
    """Where it stands among the files of its paper: earlier copies come behind everything that holds now."""
    is_earlier = file.standing is CopyStanding.EARLIER
    return is_earlier, -file.attachment if is_earlier else file.attachment


def _held(
    attached: Attached, names: Mapping[str, str], *, in_force: bool, signatures: SignatureReport | None
) -> HeldFile:
    return HeldFile(
        attachment=attached.id,
        component=attached.component,
        kind=attached.kind,
        file=attached.file,
        pages=attached.pages,
        is_signed=attached.is_signed,
        added_at=attached.added_at,
        added_by=names.get(_code(attached.added_by), ""),
        in_force=in_force,
        signatures=signatures,
    )


def _code(actor: str) -> str:
    """The personnel code in an actor as it is written, empty for any other hand."""
    return actor.removeprefix(_OFFICER).partition("/")[0] if actor.startswith(_OFFICER) else ""


def _post(actor: str) -> int:
    """The post in an actor as it is written, 0 where he acted in none."""
    found = _POST.search(actor)
    return int(found[1]) if found is not None else 0

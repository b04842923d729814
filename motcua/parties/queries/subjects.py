"""What the house holds about one person, and what erasing it would remove."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from motcua.kernel.types import Refusal
from motcua.parties.models import DeclaredParty as PartyRow
from motcua.parties.models import Unfiled
from motcua.parties.queries.reading import texts
from motcua.parties.rules import content
from motcua.parties.rules.declaration import identity_key, tidied_identity
from motcua.parties.types import ErasurePlan, Identity, Role, Sight, Subject, TextPurpose, holders

_FILERS = frozenset({Role.SUBMITTER, Role.PROXY})
_OF_THE_OFFICE = frozenset({TextPurpose.SUBMISSION, TextPurpose.RESULT, TextPurpose.LETTER, TextPurpose.NOTE})
"""Texts of papers that officers draft, and their notes to each other: they are erased with the person's data, and
handed out to nobody. What became a result or a letter of his, he gets as the paper itself."""


def export(
    identity: Identity, *, sight: Sight | None = None, only_declared: bool = False, with_unfiled: bool = True
) -> dict[str, Any] | Refusal:
    """Everything the house holds about one identity, as JSON-ready values: Luật BVDLCN 91/2025 gives the right to it.

    Of each declaration it holds what was declared about this party, not about the others. With `sight` only what the
    reader may see; `person_not_found` is the answer for nobody, and for somebody of whom he may see nothing. With
    `only_declared` the rooms are not asked, and no text is read: one statement. What somebody has typed with this
    number and not filed is nobody's to read but his: the room that holds it hands out what of it is about him, or
    nothing without `with_unfiled`.
    """
    tidy = tidied_identity(identity)
    rows = _in_sight(_parties_of(tidy), sight)
    unfiled = _unfiled_of(tidy) if with_unfiled and not only_declared else []
    if not rows and not unfiled:
        return Refusal("person_not_found")
    subject = _subject(tidy, rows, unfiled)
    asked = () if only_declared else holders()
    held = {holder.key: list(holder.export(subject)) for holder in asked}
    about = {number for holder in asked for number in holder.texts(subject)}
    return {
        "identity": {"kind": subject.identity.kind.value, "number": subject.identity.number},
        "declared": [
            {
                "entry": row.id,
                "declaration": row.declaration_id,
                "declared_at": row.declaration.declared_at.isoformat(),
                "role": row.role,
                "party": content.fields_of(row.content or ""),
            }
            for row in rows
        ],
        "texts": [
            {"text": text.ref.id, "purpose": text.purpose, "at": text.written_at.isoformat(), "content": text.content}
            for _, text in sorted((texts(about) if about else {}).items())
            if text.purpose not in _OF_THE_OFFICE
        ],
        **held,
    }


def subject_of(identity: Identity, *, sight: Sight | None = None, with_unfiled: bool = True) -> Subject:
    """Whom rooms are asked about that hold something of a person; `sight` and `with_unfiled` as in `export`."""
    tidy = tidied_identity(identity)
    return _subject(tidy, _in_sight(_parties_of(tidy), sight), _unfiled_of(tidy) if with_unfiled else [])


def applications_of(identity: Identity) -> frozenset[int]:
    """The ids of the declarations in which this person or organisation is an applicant; none of an erased one."""
    rows = _parties_of(tidied_identity(identity))
    return frozenset(row.declaration_id for row in rows if row.role == Role.APPLICANT)


def filings_for_others(identity: Identity) -> frozenset[int]:
    """The ids of the declarations that this person filed, with an authorisation or without, and is no applicant of."""
    rows = _parties_of(tidied_identity(identity))
    own = {row.declaration_id for row in rows if row.role == Role.APPLICANT}
    return frozenset(row.declaration_id for row in rows if row.role in _FILERS) - own


def erasure_plan(identity: Identity, *, lock: bool = False) -> ErasurePlan:
    """What erasing this identity would remove, and what stands against it: the dry run of `commands.erase`."""
    tidy = tidied_identity(identity)
    rows = _parties_of(tidy, lock=lock)
    unfiled = _unfiled_of(tidy, lock=lock)
    subject = _subject(tidy, rows, unfiled)
    return ErasurePlan(
        parties=tuple(row.id for row in rows),
        declarations=tuple(sorted(subject.declaration_ids)),
        texts=tuple(sorted({number for holder in holders() for number in holder.texts(subject)})),
        objections=tuple(refusal for holder in holders() for refusal in holder.objections(subject)),
        unfiled=tuple(row.id for row in unfiled),
    )


def unfiled(number: int) -> dict[str, Any]:
    """What somebody has typed so far and not filed; empty where it was filed or erased meanwhile."""
    return unfiled_many([number]).get(number, {})


def unfiled_many(numbers: Collection[int]) -> dict[int, dict[str, Any]]:
    """The same for several, by number, in one statement."""
    rows = Unfiled.objects.filter(id__in=numbers)
    return {row.id: dict(json.loads(row.content)) for row in rows}


def _subject(identity: Identity, rows: Sequence[PartyRow], unfiled: Sequence[Unfiled]) -> Subject:
    declared = frozenset(row.declaration_id for row in rows)
    return Subject(identity, declared, unfiled_ids=frozenset(row.id for row in unfiled))


def _in_sight(rows: Sequence[PartyRow], sight: Sight | None) -> Sequence[PartyRow]:
    if sight is None:
        return rows
    seen = sight(frozenset(row.declaration_id for row in rows))
    return [row for row in rows if row.declaration_id in seen]


def _unfiled_of(identity: Identity, *, lock: bool = False) -> list[Unfiled]:
    rows = Unfiled.objects.filter(identities__contains=[identity_key(identity)]).order_by("id")
    return list(rows.select_for_update(no_key=True) if lock else rows)


def _parties_of(identity: Identity, *, lock: bool = False) -> list[PartyRow]:
    rows = PartyRow.objects.filter(identity_number=identity.number).select_related("declaration").order_by("id")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    return [row for row in rows if _identity_of(row) == (identity.kind, identity.number)]


def _identity_of(row: PartyRow) -> tuple[object, str] | None:
    held = content.party_from(row.content).identity if row.content is not None else None
    return (held.kind, held.number) if held is not None else None

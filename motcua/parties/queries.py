"""Every read of personal data. Who may read what is decided by the room that holds the reference."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from motcua.kernel.text import fold
from motcua.kernel.types import Refusal
from motcua.parties import keyring
from motcua.parties.models import DeclaredParty as PartyRow
from motcua.parties.models import TypedText
from motcua.parties.rules import card, content, masking, sealing
from motcua.parties.rules.declaration import findings, tidied, tidied_identity
from motcua.parties.types import (
    CardReading,
    Declaration,
    DeclarationInput,
    DeclarationRef,
    DeclaredParty,
    ErasurePlan,
    Fault,
    Finding,
    Flaw,
    Identity,
    KnownParty,
    MaskedParty,
    Party,
    Role,
    Subject,
    Text,
    TextRef,
    holders,
)

_LONGEST_SYLLABLE = 6
"""A single word of a name is searched only when longer than the common family names: it is then no syllable of many."""
_SHORTEST_NUMBER = 4
_LOOKED_AT = 200
_VERIFIED_AT_ONCE = 1_000


def review(declared: DeclarationInput, *, on: date) -> tuple[Finding, ...]:
    """What is wrong or doubtful with a declaration before it is filed, for the form to show beside its fields."""
    return findings(tidied(declared), on=on)


def read_card(scanned: str) -> CardReading | Refusal:
    """What the QR code of an identity card says."""
    return card.read(scanned)


def masked(party: Party) -> MaskedParty:
    """The party as a public page may show it."""
    return MaskedParty(
        name=masking.masked_name(party.name),
        number=masking.masked_number(party.identity.number) if party.identity else "",
        phone=masking.masked_number(party.phone),
    )


def declarations(ids: Iterable[int]) -> dict[int, Declaration]:
    """The declarations with these ids, in one query. Unknown ids are left out."""
    rows = (
        PartyRow.objects.filter(declaration_id__in=set(ids))
        .order_by("declaration_id", "id")
        .values_list(
            "declaration_id",
            "declaration__digest",
            "declaration__declared_at",
            "declaration__authorisation",
            "role",
            "content",
            "erased_at",
        )
    )
    found: dict[int, Declaration] = {}
    for number, digest, declared_at, authorisation, role, text, erased_at in rows:
        before = found[number].declared if number in found else ()
        party = DeclaredParty(Role(role), content.party_from(text) if text is not None else None, erased_at)
        found[number] = Declaration(
            ref=DeclarationRef(number, bytes(digest)),
            declared_at=declared_at,
            declared=(*before, party),
            authorisation=content.authorisation_from(authorisation) if authorisation is not None else None,
        )
    return found


def texts(ids: Iterable[int]) -> dict[int, Text]:
    """The typed texts with these ids, in one query. Unknown ids are left out."""
    return {
        row.id: Text(TextRef(row.id, bytes(row.digest)), row.purpose, row.content, row.written_at, row.erased_at)
        for row in TypedText.objects.filter(id__in=set(ids))
    }


# --- searching ------------------------------------------------------------------------------------------------------


def search(typed: str, *, limit: int = 50) -> list[int] | Refusal:
    """The ids of declarations that name somebody by the words of a name, the beginning of a number or a telephone.

    A name finds the latest declarations first, a number the nearest number. Marks and case do not matter, the last
    word may be unfinished.
    """
    found = _matches(typed)
    if isinstance(found, Refusal):
        return found
    return list(dict.fromkeys(match.declaration for match in found))[:limit]


def known_parties(typed: str, *, limit: int = 10) -> list[KnownParty] | Refusal:
    """Everybody who declared before and fits what is being typed, as last declared, once each."""
    found = _matches(typed)
    if isinstance(found, Refusal):
        return found
    latest: dict[object, KnownParty] = {}
    for match in sorted(found, key=lambda one: -one.id):
        party = content.party_from(match.content)
        who = (party.identity.kind, party.identity.number) if party.identity else (fold(party.name), party.born)
        latest.setdefault(who, KnownParty(party, match.declared_at))
    return list(latest.values())[:limit]


@dataclass(frozen=True, slots=True)
class _Match:
    id: int
    declaration: int
    content: str
    declared_at: datetime


_COLUMNS = (
    "SELECT p.id, p.declaration_id, p.content, d.declared_at"
    " FROM parties_declaredparty p JOIN parties_declaration d ON d.id = p.declaration_id WHERE "
)


def _matches(typed: str) -> list[_Match] | Refusal:
    number = re.sub(r"[\s.\-]", "", typed)
    if any(character.isdigit() for character in number) and re.fullmatch(r"\+?[0-9A-Za-z]+", number):
        return _matches_of_number(number)
    words = fold(typed).split()
    if not words or (len(words) == 1 and len(words[0]) <= _LONGEST_SYLLABLE):
        return Refusal("search_too_broad")
    return _rows(
        _COLUMNS
        + "p.name_folded IS NOT NULL AND to_tsvector('simple', p.name_folded) @@ to_tsquery('simple', %s)"
        + f" ORDER BY p.id DESC LIMIT {_LOOKED_AT}",
        [" & ".join([*words[:-1], f"{words[-1]}:*"])],
    )


def _matches_of_number(number: str) -> list[_Match] | Refusal:
    if len(number) < _SHORTEST_NUMBER:
        return Refusal("search_too_broad")
    by_number = f"p.identity_number LIKE %s ORDER BY p.identity_number, p.id DESC LIMIT {_LOOKED_AT}"
    by_phone = f"p.phone LIKE %s ORDER BY p.phone, p.id DESC LIMIT {_LOOKED_AT}"
    national = re.sub(r"^\+?84(?=[0-9]{4})", "0", number)
    return _rows(f"({_COLUMNS} {by_number}) UNION ALL ({_COLUMNS} {by_phone})", [f"{number.upper()}%", f"{national}%"])


def _rows(statement: str, values: list[Any]) -> list[_Match]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_Match(*row) for row in cursor.fetchall()]


# --- verifying ------------------------------------------------------------------------------------------------------


def verify_refs(declared: Iterable[DeclarationRef] = (), written: Iterable[TextRef] = ()) -> list[Fault]:
    """Which of these references, as the journal holds them, do not fit what is stored. Empty: all hold."""
    faults: list[Fault] = []
    wanted_declarations = {ref.id: ref.digest for ref in declared}
    wanted_texts = {ref.id: ref.digest for ref in written}
    faults += _unfit("declaration", wanted_declarations, dict(_sealed_declarations(wanted_declarations)))
    faults += _unfit("text", wanted_texts, dict(_sealed_texts(wanted_texts)))
    return faults


def verify_all() -> Iterator[Fault]:
    """Every record of this room whose content does not give its own digest, in batches, for `motcua check`."""
    for record, table, sealed in (
        ("declaration", "parties_declaration", _sealed_declarations),
        ("text", "parties_typedtext", _sealed_texts),
    ):
        for ids in _batches(table):
            for number, (_, flaw) in sorted(sealed(ids)):
                if flaw is not None:
                    yield Fault(record, number, flaw)


_Sealed = tuple[bytes, Flaw | None]


def _unfit(record: str, wanted: dict[int, bytes], sealed: dict[int, _Sealed]) -> Iterator[Fault]:
    for number, digest in sorted(wanted.items()):
        if number not in sealed:
            yield Fault(record, number, Flaw.MISSING)
            continue
        kept, flaw = sealed[number]
        if kept != digest:
            yield Fault(record, number, Flaw.OTHER_DIGEST)
        elif flaw is not None:
            yield Fault(record, number, flaw)


def _sealed_texts(ids: Collection[int]) -> Iterator[tuple[int, _Sealed]]:
    key = keyring.key()
    rows = TypedText.objects.filter(id__in=list(ids)).values_list("id", "digest", "salt", "content")
    for number, digest, salt, text in rows:
        yield number, (bytes(digest), _flaw(text, salt, bytes(digest), key=key))


def _sealed_declarations(ids: Collection[int]) -> Iterator[tuple[int, _Sealed]]:
    key = keyring.key()
    parties: dict[int, list[PartyRow]] = defaultdict(list)
    for row in PartyRow.objects.filter(declaration_id__in=list(ids)).select_related("declaration").order_by("id"):
        parties[row.declaration_id].append(row)
    for number, rows in parties.items():
        declaration = rows[0].declaration
        flaws = [_party_flaw(row, key=key) for row in rows]
        authorised = declaration.authorisation_digest and bytes(declaration.authorisation_digest)
        if authorised:
            flaws.append(_flaw(declaration.authorisation, declaration.authorisation_salt, authorised, key=key))
        whole = sealing.digest_of_declaration(
            [(row.role, row.place, bytes(row.digest)) for row in rows], authorised or None, key=key
        )
        digest = bytes(declaration.digest)
        flaw = next((flaw for flaw in flaws if flaw is not None), None if whole == digest else Flaw.CHANGED)
        yield number, (digest, flaw)


def _party_flaw(row: PartyRow, *, key: bytes) -> Flaw | None:
    flaw = _flaw(row.content, row.salt, bytes(row.digest), key=key)
    if flaw is None and row.content is not None:
        columns = (row.name_folded, row.identity_number, row.phone)
        return None if columns == content.search_columns(content.party_from(row.content)) else Flaw.INDEX_DIFFERS
    return flaw


def _flaw(text: str | None, salt: bytes | memoryview | None, digest: bytes, *, key: bytes) -> Flaw | None:
    """An erased record has nothing left to be wrong."""
    if text is None or salt is None:
        return None
    return None if sealing.digest_of(text, salt=bytes(salt), key=key) == digest else Flaw.CHANGED


def _batches(table: str) -> Iterator[Sequence[int]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM {table} WHERE id > %s ORDER BY id LIMIT {_VERIFIED_AT_ONCE}",  # noqa: S608 - own names
                [last],
            )
            ids = [number for (number,) in cursor.fetchall()]
        if not ids:
            return
        yield ids
        last = ids[-1]


# --- what one person has --------------------------------------------------------------------------------------------


def export(identity: Identity) -> dict[str, Any] | Refusal:
    """Everything the house holds about one identity, as JSON-ready values: Luật BVDLCN 91/2025 gives the right to it.

    Of each declaration it holds what was declared about this party, not about the others.
    """
    rows = _parties_of(tidied_identity(identity))
    if not rows:
        return Refusal("person_not_found")
    subject = Subject(tidied_identity(identity), frozenset(row.declaration_id for row in rows))
    held = {holder.key: list(holder.export(subject)) for holder in holders()}
    about = {number for holder in holders() for number in holder.texts(subject)}
    return {
        "identity": {"kind": subject.identity.kind.value, "number": subject.identity.number},
        "declared": [
            {
                "declaration": row.declaration_id,
                "declared_at": row.declaration.declared_at.isoformat(),
                "role": row.role,
                "party": content.fields_of(row.content or ""),
            }
            for row in rows
        ],
        "texts": [
            {"text": text.ref.id, "purpose": text.purpose, "at": text.written_at.isoformat(), "content": text.content}
            for _, text in sorted(texts(about).items())
        ],
        **held,
    }


def erasure_plan(identity: Identity, *, lock: bool = False) -> ErasurePlan:
    """What erasing this identity would remove, and what stands against it: the dry run of `commands.erase`."""
    tidy = tidied_identity(identity)
    rows = _parties_of(tidy, lock=lock)
    subject = Subject(tidy, frozenset(row.declaration_id for row in rows))
    return ErasurePlan(
        parties=tuple(row.id for row in rows),
        declarations=tuple(sorted(subject.declaration_ids)),
        texts=tuple(sorted({number for holder in holders() for number in holder.texts(subject)})),
        objections=tuple(refusal for holder in holders() for refusal in holder.objections(subject)),
    )


def _parties_of(identity: Identity, *, lock: bool = False) -> list[PartyRow]:
    rows = PartyRow.objects.filter(identity_number=identity.number).select_related("declaration").order_by("id")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    return [row for row in rows if _identity_of(row) == (identity.kind, identity.number)]


def _identity_of(row: PartyRow) -> tuple[object, str] | None:
    held = content.party_from(row.content).identity if row.content is not None else None
    return (held.kind, held.number) if held is not None else None

"""Whether what is stored still is what the journal refers to."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection

from motcua.journal.queries import entries, entries_after
from motcua.kernel.messages import name_of
from motcua.parties import keyring
from motcua.parties.entries import ERASURES
from motcua.parties.models import DeclaredParty as PartyRow
from motcua.parties.models import TypedText
from motcua.parties.rules import content, sealing
from motcua.parties.types import DeclarationRef, Fault, Flaw, TextRef

_VERIFIED_AT_ONCE = 1_000


def verify_refs(declared: Iterable[DeclarationRef] = (), written: Iterable[TextRef] = ()) -> list[Fault]:
    """Which of these references, as the journal holds them, do not fit what is stored. Empty: all hold."""
    return [
        *_unfit("declaration", {(ref.id, ref.digest) for ref in declared}, _sealed_declarations),
        *_unfit("text", {(ref.id, ref.digest) for ref in written}, _sealed_texts),
    ]


def verify_all() -> Iterator[Fault]:
    """Every record of this room that was changed, or erased without an entry of the journal; read in batches."""
    for record, table, sealed in (
        ("declaration", "parties_declaration", _sealed_declarations),
        ("text", "parties_typedtext", _sealed_texts),
    ):
        for ids in _batches(table):
            for number, (_, flaw) in sorted(sealed(ids)):
                if flaw is not None:
                    yield Fault(record, number, flaw)
    erasures = [entry.body for entry in entries(ERASURES)]
    for record, model, key in (("party", PartyRow, "parties"), ("text", TypedText, "texts")):
        recorded = {number for body in erasures for number in body[key]}
        erased = set(model.objects.filter(erased_at__isnull=False).values_list("id", flat=True))
        yield from (Fault(record, number, Flaw.ERASED_IN_SILENCE) for number in sorted(erased - recorded))


def faults_of_the_journal() -> Iterator[Fault]:
    """Every reference to this room in any entry of the journal that does not fit what is stored, in batches."""
    position = 0
    while batch := entries_after(position, limit=_VERIFIED_AT_ONCE):
        position = batch[-1].position
        found = [ref for entry in batch for ref in references_in(entry.body)]
        yield from verify_refs(
            {ref for ref in found if isinstance(ref, DeclarationRef)},
            {ref for ref in found if isinstance(ref, TextRef)},
        )


def faults_in_words() -> Iterator[str]:
    """Everything wrong with this room's records, one sentence each, for `motcua check`."""
    try:
        found = {*verify_all(), *faults_of_the_journal()}
    except keyring.OtherKey as other:
        yield str(other)
        return
    for fault in sorted(found, key=lambda one: (one.record, one.id, one.flaw)):
        yield f"{fault.record} {fault.id}: {name_of(fault.flaw)}"


def references_in(body: object) -> Iterator[DeclarationRef | TextRef]:
    """The references to this room anywhere in the body of an entry."""
    if isinstance(body, Mapping):
        if body.keys() == {"declaration", "hmac"}:
            yield DeclarationRef.from_body(body)
        elif body.keys() == {"text", "hmac"}:
            yield TextRef.from_body(body)
        else:
            body = list(body.values())
    if isinstance(body, list | tuple):
        for part in body:
            yield from references_in(part)


_Sealed = tuple[bytes, Flaw | None]


def _unfit(
    record: str,
    wanted: Collection[tuple[int, bytes]],
    look_up: Callable[[Collection[int]], Iterator[tuple[int, _Sealed]]],
) -> Iterator[Fault]:
    sealed = dict(look_up([number for number, _ in wanted]))
    for number, digest in sorted(wanted):
        kept, flaw = sealed.get(number, (digest, Flaw.MISSING))
        if kept != digest:
            flaw = Flaw.OTHER_DIGEST
        if flaw is not None:
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

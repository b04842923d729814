"""Every write of personal data: declaring, writing a text, erasing. All inside the caller's unit of work."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection

from motcua.journal.commands import Unit
from motcua.kernel import reference, statements
from motcua.kernel.types import Refusal, Refused
from motcua.parties import keyring, models
from motcua.parties.entries import ERASED, ERASURES, EXPORTED, EXPORTS
from motcua.parties.queries.subjects import erasure_plan
from motcua.parties.rules import content, sealing
from motcua.parties.rules.declaration import findings, identity_key, tidied
from motcua.parties.rules.names import prose
from motcua.parties.types import (
    DeclarationInput,
    DeclarationRef,
    ErasurePlan,
    Identity,
    Role,
    Subject,
    TextPurpose,
    TextRef,
    holders,
)

LONGEST_TEXT = 20_000

_DECLARE = f"""
WITH e AS (SELECT {reference.EDITIONS} AS editions), declared AS MATERIALIZED (
    SELECT nextval('parties_declaration_id_seq') AS id, d.*
    FROM json_to_recordset(%s::json)
        AS d (ordinal bigint, digest bytea, authorisation text, authorisation_salt bytea, authorisation_digest bytea)
), declaration AS (
    INSERT INTO parties_declaration (id, digest, declared_at, declared_by,
                                     authorisation, authorisation_salt, authorisation_digest)
    SELECT id, digest, %s::timestamp, %s, authorisation, authorisation_salt, authorisation_digest FROM declared
), parties AS (
    INSERT INTO parties_declaredparty (declaration_id, role, place, digest, salt, content,
                                       name_folded, identity_number, phone)
    SELECT declared.id, role, place, p.digest, salt, content, name_folded, identity_number, phone
    FROM ROWS FROM (json_to_recordset(%s::json) AS (
        ordinal bigint, role text, place smallint, digest bytea, salt bytea, content text, name_folded text,
        identity_number text, phone text
    )) WITH ORDINALITY
        AS p (ordinal, role, place, digest, salt, content, name_folded, identity_number, phone, line)
    JOIN declared USING (ordinal)
    ORDER BY line
)
SELECT id, digest, editions FROM declared, e ORDER BY ordinal
"""  # noqa: S608 - built from constants; every value is bound

_WRITE_TEXTS = """
INSERT INTO parties_typedtext (purpose, digest, salt, content, written_at, written_by)
SELECT purpose, digest, salt, content, %s::timestamp, %s
FROM json_to_recordset(%s::json) AS t (ordinal bigint, purpose text, digest bytea, salt bytea, content text)
ORDER BY ordinal
RETURNING id, digest
"""


def declare(unit: Unit, declared: DeclarationInput, *, confirmed: Collection[str] = ()) -> DeclarationRef:
    """Stores who stands behind a filing and returns the reference that the dossier and its entry keep.

    `confirmed` are the codes of the doubts which the typist compared with the paper and confirmed; any other doubt,
    and any mistake, is raised as Refused. Writes one statement; no entry of its own.
    """
    tidy = tidied(declared)
    for finding in findings(tidy, on=unit.at.date()):
        if not (finding.confirmable and finding.refusal.code in confirmed):
            raise Refused(finding.refusal)
    return _store(unit, [tidy])[0]


def declare_many(unit: Unit, declared: Sequence[DeclarationInput]) -> list[DeclarationRef]:
    """Stores many declarations with one statement, for history brought over or simulated.

    Mistakes are refused as in `declare`; doubts count as confirmed, since there is nobody left to compare papers.
    """
    tidy = [tidied(one) for one in declared]
    for one in tidy:
        for finding in findings(one, on=unit.at.date()):
            if not finding.confirmable:
                raise Refused(finding.refusal)
    return _store(unit, tidy)


def mark_of(text: str, *, purpose: str) -> bytes:
    """By what the house knows a text again that it does not keep, 32 bytes: an HMAC under the key of its records.

    The same text has another mark for another purpose. Without the key nobody can try out texts against it.
    """
    return sealing.digest_of(text, salt=f"{purpose}\n".encode(), key=keyring.key())


def write_text(unit: Unit, text: str, purpose: TextPurpose) -> TextRef:
    """Stores a text that somebody typed and returns the reference that entries keep. An empty text is refused."""
    return write_texts(unit, [(text, purpose)])[0]


def write_texts(unit: Unit, texts: Sequence[tuple[str, TextPurpose]]) -> list[TextRef]:
    """Stores several texts with one statement, in the order given."""
    kept = [(prose(text), purpose) for text, purpose in texts]
    for text, _ in kept:
        if not text:
            raise Refused(Refusal("text_missing"))
        if len(text) > LONGEST_TEXT:
            raise Refused(Refusal("text_too_long", {"most": LONGEST_TEXT}))
    key = keyring.key()
    salts = [sealing.new_salt() for _ in kept]
    digests = [sealing.digest_of(text, salt=salt, key=key) for (text, _), salt in zip(kept, salts, strict=True)]
    written = [
        {"ordinal": ordinal, "purpose": purpose.value, "digest": digest, "salt": salt, "content": text}
        for ordinal, ((text, purpose), salt, digest) in enumerate(zip(kept, salts, digests, strict=True))
    ]
    stored = statements.rows(_WRITE_TEXTS, [unit.at, str(unit.actor), statements.recordset(written)])
    by_digest = {bytes(digest): TextRef(number, bytes(digest)) for number, digest in stored}
    return [by_digest[digest] for digest in digests]


def keep_unfiled(
    unit: Unit, content: Mapping[str, Any], *, identities: Iterable[Identity], earlier: int | None = None
) -> int:
    """Keeps what somebody has typed so far, in the place of what he had `earlier`; its number.

    `identities` are the numbers that stand in it, and his own: by them it is handed out and erased. Plain JSON.
    """
    kept = {
        "content": json.dumps(content, ensure_ascii=False),
        "identities": sorted({identity_key(identity) for identity in identities}),
        "kept_at": unit.at,
    }
    if earlier is not None and models.Unfiled.objects.filter(id=earlier).update(**kept):
        return earlier
    return models.Unfiled.objects.create(**kept).id


def forget_unfiled(number: int) -> None:
    """It is filed now, or never will be. Call it in the unit of work that does so."""
    models.Unfiled.objects.filter(id=number).delete()


def erase(unit: Unit, identity: Identity, *, reason: str) -> ErasurePlan:
    """Erases what is held about one identity: its parties in all declarations, and the texts the holders name.

    The rows, their places and their HMACs stay, so the journal still verifies; content, salts and search columns go.
    What was not filed yet goes whole, with what hangs on it: no entry names it.
    Refused when a holder objects, or when nobody declared with this number. Writes one entry `parties.erased` without
    personal data. `queries.erasure_plan` is the dry run.
    """
    plan = erasure_plan(identity, lock=True)
    if plan.objections:
        raise Refused(plan.objections[0])
    if plan.is_empty:
        raise Refused(Refusal("person_not_found"))
    reason_ref = write_text(unit, reason, TextPurpose.REASON)
    _erase_rows(unit, plan)
    _forget_unfiled(unit, identity, plan)
    unit.append_named(
        ERASURES,
        kind=ERASED.name,
        version=ERASED.version,
        body={
            "parties": list(plan.parties),
            "declarations": list(plan.declarations),
            "texts": list(plan.texts),
            "reason": reason_ref.body(),
        },
    )
    return plan


def note_export(unit: Unit, exported: Mapping[str, Any], *, files: Collection[int]) -> None:
    """Writes down that what `queries.export` gave is handed out, with these files: one entry `parties.exported`.

    It names the person's entries in the declarations by their ids and the files by their attachments, and nobody.
    """
    unit.append_named(
        EXPORTS,
        kind=EXPORTED.name,
        version=EXPORTED.version,
        body={
            "parties": [one["entry"] for one in exported["declared"]],
            "declarations": sorted({one["declaration"] for one in exported["declared"]}),
            "files": sorted(files),
        },
    )


def _forget_unfiled(unit: Unit, identity: Identity, plan: ErasurePlan) -> None:
    subject = Subject(identity, frozenset(plan.declarations), unfiled_ids=frozenset(plan.unfiled))
    for holder in holders():
        holder.forget(unit, subject)
    models.Unfiled.objects.filter(id__in=plan.unfiled).delete()


def _erase_rows(unit: Unit, plan: ErasurePlan) -> None:
    by: list[Any] = [unit.at, str(unit.actor)]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE parties_declaredparty SET erased_at = %s, erased_by = %s, salt = NULL, content = NULL,"
            " name_folded = NULL, identity_number = NULL, phone = NULL WHERE id = ANY(%s) AND erased_at IS NULL",
            [*by, list(plan.parties)],
        )
        cursor.execute(
            "UPDATE parties_declaration SET erased_at = %s, erased_by = %s, authorisation = NULL,"
            " authorisation_salt = NULL WHERE id = ANY(%s) AND authorisation IS NOT NULL",
            [*by, list(plan.declarations)],
        )
        cursor.execute(
            "UPDATE parties_typedtext SET erased_at = %s, erased_by = %s, salt = NULL, content = NULL"
            " WHERE id = ANY(%s) AND erased_at IS NULL",
            [*by, list(plan.texts)],
        )


class _PartyRow(NamedTuple):
    """One row of `parties_declaredparty`, as `_DECLARE` takes it."""

    ordinal: int
    role: str
    place: int
    digest: bytes
    salt: bytes
    content: str
    name_folded: str
    identity_number: str | None
    phone: str | None


class _DeclarationRow(NamedTuple):
    """One row of `parties_declaration`, as `_DECLARE` takes it."""

    ordinal: int
    digest: bytes
    authorisation: str | None
    authorisation_salt: bytes | None
    authorisation_digest: bytes | None


def _store(unit: Unit, declared: Sequence[DeclarationInput]) -> list[DeclarationRef]:
    if not declared:
        return []
    key = keyring.key()
    rows: list[_DeclarationRow] = []
    party_rows: list[_PartyRow] = []
    for ordinal, one in enumerate(declared, start=1):
        parties = _party_rows(ordinal, one, key=key)
        rows.append(_declaration_row(ordinal, one, parties, key=key))
        party_rows += parties
    declarations = statements.recordset([row._asdict() for row in rows])
    parties_written = statements.recordset([row._asdict() for row in party_rows])
    stored = statements.rows(_DECLARE, [declarations, unit.at, str(unit.actor), parties_written])
    reference.hold(stored[0][-1])
    return [DeclarationRef(number, bytes(digest)) for number, digest, _ in stored]


def _declaration_row(
    ordinal: int, declared: DeclarationInput, parties: Sequence[_PartyRow], *, key: bytes
) -> _DeclarationRow:
    written, salt, digest = None, None, None
    if declared.authorisation is not None:
        written, salt = content.written_authorisation(declared.authorisation), sealing.new_salt()
        digest = sealing.digest_of(written, salt=salt, key=key)
    parts = [(row.role, row.place, row.digest) for row in parties]
    return _DeclarationRow(ordinal, sealing.digest_of_declaration(parts, digest, key=key), written, salt, digest)


def _party_rows(ordinal: int, declared: DeclarationInput, *, key: bytes) -> list[_PartyRow]:
    rows: list[_PartyRow] = []
    places: Counter[Role] = Counter()
    for role, party in declared.parties():
        text, salt = content.written(party), sealing.new_salt()
        digest = sealing.digest_of(text, salt=salt, key=key)
        rows.append(_PartyRow(ordinal, role.value, places[role], digest, salt, text, *content.search_columns(party)))
        places[role] += 1
    return rows

"""Declarations and texts by their ids, and what a form or a public page may know of a party."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import orjson

from motcua.kernel import statements
from motcua.kernel.types import Refusal
from motcua.parties.models import TypedText
from motcua.parties.rules import card, content, masking, personal_number, phone, tax_code
from motcua.parties.rules.declaration import findings, is_address, tidied, tidied_party
from motcua.parties.types import (
    CardReading,
    Declaration,
    DeclarationInput,
    DeclarationRef,
    DeclaredParty,
    Finding,
    IdentityKind,
    MaskedParty,
    Party,
    Role,
    Text,
    TextRef,
)

_DECLARATIONS = """
SELECT d.id, d.digest, d.declared_at, d.authorisation, p.role, p.content, p.erased_at
FROM parties_declaredparty p JOIN parties_declaration d ON d.id = p.declaration_id
WHERE p.declaration_id = ANY(%s::bigint[]) ORDER BY d.id, p.id
"""


def review(declared: DeclarationInput, *, on: date) -> tuple[Finding, ...]:
    """What is wrong or doubtful with a declaration before it is filed, for the form to show beside its fields."""
    return findings(tidied(declared), on=on)


def read_card(scanned: str) -> CardReading | Refusal:
    """What the QR code of an identity card says."""
    return card.read(scanned)


def kind_of_number(scanned: str) -> IdentityKind | None:
    """Of which register a number alone is, by its length, as older cards and certificates carry it; None: no number."""
    return card.kind_of_number(scanned)


def fault_of_number(kind: IdentityKind, number: str) -> Refusal | None:
    """What is wrong with a personal number or a tax code by itself, whatever else is declared."""
    if kind is IdentityKind.PERSONAL_NUMBER:
        read = personal_number.read(number)
        return read if isinstance(read, Refusal) else None
    return tax_code.check(tax_code.tidy(number))


def fault_of_phone(number: str) -> Refusal | None:
    """What is wrong with a telephone number."""
    normal = phone.normal_form(number)
    return normal if isinstance(normal, Refusal) else None


def phone_number(typed: str) -> str | Refusal:
    """A telephone number as the house keeps it, however it was typed."""
    return phone.normal_form(typed)


def fault_of_email(address: str) -> Refusal | None:
    """What is wrong with an e-mail address."""
    return None if is_address(address) else Refusal("email_unreadable")


def as_kept(party: Party) -> Party:
    """The party in the form in which a declaration keeps it, to compare it with one that is kept."""
    return tidied_party(party)


def masked(party: Party) -> MaskedParty:
    """The party as a public page may show it."""
    return MaskedParty(
        name=masking.masked_name(party.name),
        number=masking.masked_number(party.identity.number) if party.identity else "",
        phone=masking.masked_number(party.phone),
    )


def declarations(ids: Iterable[int]) -> dict[int, Declaration]:
    """The declarations with these ids, in one query. Unknown ids are left out."""
    return _declarations(statements.rows(_DECLARATIONS, [list(set(ids))]))


def declaration_of(number: str) -> str:
    """An expression of SQL for one declaration, which another statement may bring along for `declaration`.

    `number` is the column that has its id, after the name of its table: bare, it would be taken for a column of ours.
    Raises ValueError.
    """
    if "." not in number:
        raise ValueError(f"Name the table of the column {number}.")
    return (
        "(SELECT json_agg(json_build_array(d.id, encode(d.digest, 'hex'), d.declared_at, d.authorisation, p.role,"  # noqa: S608 - our own words only
        " p.content, p.erased_at) ORDER BY p.id)::text FROM parties_declaredparty p"
        f" JOIN parties_declaration d ON d.id = p.declaration_id WHERE p.declaration_id = {number})"
    )


def declaration(brought: str | None) -> Declaration | None:
    """The declaration that a statement brought along (`declaration_of`); None where there is none of that id."""
    rows = [
        (number, bytes.fromhex(digest), datetime.fromisoformat(declared_at), authorisation, role, text,
         erased_at and datetime.fromisoformat(erased_at))
        for number, digest, declared_at, authorisation, role, text, erased_at in orjson.loads(brought or "[]")
    ]  # fmt: skip
    return next(iter(_declarations(rows).values()), None)


def _declarations(rows: Iterable[tuple[Any, ...]]) -> dict[int, Declaration]:
    """The declarations whose parties stand in these rows, one party in each."""
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

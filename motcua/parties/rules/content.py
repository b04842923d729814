"""A party as the text that is stored and sealed, and back. A stored text never changes and stays readable for ever."""

import json
from datetime import date
from typing import Any

from motcua.kernel.text import fold
from motcua.parties.types import Authorisation, BirthDate, Identity, IdentityKind, Party, PartyKind, Sex


def written(party: Party) -> str:
    """The party as canonical JSON: sorted keys, no blanks, empty fields left out."""
    identity = party.identity
    return _canonical(
        {
            "kind": party.kind.value,
            "name": party.name,
            "identity": identity
            and {
                "kind": identity.kind.value,
                "number": identity.number,
                "paper": identity.paper,
                "issued_on": identity.issued_on and identity.issued_on.isoformat(),
                "issued_by": identity.issued_by,
            },
            "born": party.born and str(party.born),
            "sex": party.sex and party.sex.value,
            "nationality": party.nationality,
            "address": party.address,
            "commune": party.commune,
            "phone": party.phone,
            "email": party.email,
            "tax_code": party.tax_code,
            "represented_by": party.represented_by,
        }
    )


def fields_of(content: str) -> dict[str, Any]:
    """The stored fields themselves, for handing them to the person they belong to."""
    fields = json.loads(content)
    if not isinstance(fields, dict):
        raise TypeError("A stored party is an object.")
    return fields


def party_from(content: str) -> Party:
    """The party a stored text holds."""
    fields = json.loads(content)
    identity = fields.get("identity")
    return Party(
        kind=PartyKind(fields["kind"]),
        name=fields["name"],
        identity=identity and _identity_from(identity),
        born=_birth_from(fields.get("born")),
        sex=Sex(fields["sex"]) if "sex" in fields else None,
        nationality=fields.get("nationality", ""),
        address=fields.get("address", ""),
        commune=fields.get("commune", ""),
        phone=fields.get("phone", ""),
        email=fields.get("email", ""),
        tax_code=fields.get("tax_code", ""),
        represented_by=fields.get("represented_by", ""),
    )


def written_authorisation(authorisation: Authorisation) -> str:
    """The authorisation as canonical JSON."""
    return _canonical(
        {
            "paper": authorisation.paper,
            "number": authorisation.number,
            "signed_on": authorisation.signed_on and authorisation.signed_on.isoformat(),
            "certified_by": authorisation.certified_by,
        }
    )


def authorisation_from(content: str) -> Authorisation:
    """The authorisation a stored text holds."""
    fields = json.loads(content)
    return Authorisation(
        paper=fields["paper"],
        number=fields.get("number", ""),
        signed_on=_day_from(fields.get("signed_on")),
        certified_by=fields.get("certified_by", ""),
    )


def search_columns(party: Party) -> tuple[str, str | None, str | None]:
    """Folded name, identity number and telephone, as the search columns hold them."""
    return fold(party.name), party.identity.number if party.identity else None, party.phone or None


def _canonical(fields: dict[str, Any]) -> str:
    return json.dumps(_without_empty(fields), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    kept = {key: _without_empty(value) if isinstance(value, dict) else value for key, value in fields.items()}
    return {key: value for key, value in kept.items() if value not in (None, "", {})}


def _identity_from(fields: dict[str, Any]) -> Identity:
    return Identity(
        kind=IdentityKind(fields["kind"]),
        number=fields["number"],
        paper=fields.get("paper", ""),
        issued_on=_day_from(fields.get("issued_on")),
        issued_by=fields.get("issued_by", ""),
    )


def _birth_from(text: str | None) -> BirthDate | None:
    return BirthDate(*(int(part) for part in text.split("-"))) if text else None


def _day_from(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

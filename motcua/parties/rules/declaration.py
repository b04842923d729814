"""A whole declaration: brought into one form, then looked over field by field."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from motcua.kernel.types import Refusal
from motcua.parties.rules import birth, names, personal_number, phone, tax_code
from motcua.parties.types import (
    ORGANISATION_IDENTITIES,
    PERSON_IDENTITIES,
    Authorisation,
    DeclarationInput,
    Finding,
    Identity,
    IdentityKind,
    Party,
    PartyKind,
    Role,
)

MOST_APPLICANTS = 50
LONGEST_TEXT = 1000
_EMAIL = re.compile(r"[^@\s|<>,;\"']{1,64}@[^@\s|<>,;\"']{1,190}\.[^@\s.|<>,;\"']{2,}")
_ALONE = ([Role.COLLECTOR], [Role.SENDER])
"""Who may be declared without any applicant, and without a number."""
_OLD_CARD = re.compile(r"[0-9]{9}")
_PASSPORT = re.compile(r"[A-Z0-9]{5,20}")


def is_address(text: str) -> bool:
    """Whether something can be sent to it by e-mail."""
    return _EMAIL.fullmatch(text) is not None


def tidied(declared: DeclarationInput) -> DeclarationInput:
    """The declaration in one form: NFC, single blanks, numbers without separators. Nothing is guessed."""
    return DeclarationInput(
        applicants=tuple(tidied_party(applicant) for applicant in declared.applicants),
        submitter=declared.submitter and tidied_party(declared.submitter),
        proxy=declared.proxy and tidied_party(declared.proxy),
        authorisation=declared.authorisation and _tidied_authorisation(declared.authorisation),
        collector=declared.collector and tidied_party(declared.collector),
        sender=declared.sender and tidied_party(declared.sender),
        by_name=declared.by_name,
    )


def tidied_party(party: Party) -> Party:
    """One party in one form. A telephone number that cannot be read stays as typed, for `findings` to refuse."""
    number = phone.normal_form(party.phone) if party.phone else ""
    return replace(
        party,
        name=names.as_typed(party.name),
        identity=party.identity and tidied_identity(party.identity),
        nationality=party.nationality.strip().upper(),
        address=names.as_typed(party.address),
        commune=party.commune.strip(),
        phone=party.phone if isinstance(number, Refusal) else number,
        email=party.email.strip(),
        tax_code=tax_code.tidy(party.tax_code),
        represented_by=names.as_typed(party.represented_by),
    )


def tidied_identity(identity: Identity) -> Identity:
    """The number as its register writes it."""
    match identity.kind:
        case IdentityKind.PERSONAL_NUMBER | IdentityKind.OLD_IDENTITY_CARD:
            number = personal_number.tidy(identity.number)
        case IdentityKind.TAX_CODE:
            number = tax_code.tidy(identity.number)
        case IdentityKind.PASSPORT:
            number = personal_number.tidy(identity.number).upper()
        case _:
            number = names.as_typed(identity.number)
    return replace(
        identity, number=number, paper=names.as_typed(identity.paper), issued_by=names.as_typed(identity.issued_by)
    )


def identity_key(identity: Identity) -> str:
    """A number together with its register, in one form, by which what is not filed yet is found."""
    return f"{identity.kind}:{tidied_identity(identity).number}"


def findings(declared: DeclarationInput, *, on: date) -> tuple[Finding, ...]:
    """Everything wrong or doubtful with a tidied declaration filed on that day, field by field."""
    return tuple(_findings(declared, on))


def _findings(declared: DeclarationInput, on: date) -> Iterator[Finding]:
    if not declared.applicants and [role for role, _ in declared.parties()] not in _ALONE:
        yield Finding("applicants", Refusal("applicant_missing"))
    if len(declared.applicants) > MOST_APPLICANTS:
        yield Finding("applicants", Refusal("applicants_too_many", {"most": MOST_APPLICANTS}))
    if declared.authorisation is not None and declared.proxy is None:
        yield Finding("proxy", Refusal("proxy_missing", {}, "NĐ 118/2025 Đ6.2"))
    if declared.proxy is not None and (declared.authorisation is None or not declared.authorisation.paper):
        yield Finding("authorisation", Refusal("authorisation_missing", {}, "NĐ 118/2025 Đ6.2"))
    for place, applicant in enumerate(declared.applicants):
        yield from _party_findings(f"applicants.{place}", applicant, on, identified=not declared.by_name)
    for field, party in (("submitter", declared.submitter), ("proxy", declared.proxy)):
        if party is not None:
            yield from _party_findings(field, party, on, identified=True)
    for field, party in (("collector", declared.collector), ("sender", declared.sender)):
        if party is not None:
            yield from _party_findings(field, party, on, identified=False)


def _party_findings(path: str, party: Party, on: date, *, identified: bool) -> Iterator[Finding]:
    refused_name = names.check_name(party.name, person=party.kind is PartyKind.PERSON)
    if refused_name is not None:
        yield Finding(f"{path}.name", refused_name)
    if party.identity is not None:
        yield from _identity_findings(f"{path}.identity", party, party.identity, on)
    elif identified:
        yield Finding(f"{path}.identity", Refusal("identity_missing", {}, "NĐ 118/2025 Đ17.1a"))
    if party.born is not None and (refused_birth := birth.check(party.born, on=on)) is not None:
        yield Finding(f"{path}.born", refused_birth)
    yield from _contact_findings(path, party)
    if party.tax_code:
        yield from _tax_code_findings(f"{path}.tax_code", party.tax_code)


def _identity_findings(path: str, party: Party, identity: Identity, on: date) -> Iterator[Finding]:
    fitting = PERSON_IDENTITIES if party.kind is PartyKind.PERSON else ORGANISATION_IDENTITIES
    if identity.kind not in fitting:
        yield Finding(f"{path}.kind", Refusal("identity_of_other_kind"))
        return
    match identity.kind:
        case IdentityKind.PERSONAL_NUMBER:
            yield from _personal_number_findings(path, party, identity.number, on)
        case IdentityKind.TAX_CODE:
            yield from _tax_code_findings(f"{path}.number", identity.number)
        case IdentityKind.OLD_IDENTITY_CARD if not _OLD_CARD.fullmatch(identity.number):
            yield Finding(f"{path}.number", Refusal("old_identity_card_malformed"))
        case IdentityKind.PASSPORT if not _PASSPORT.fullmatch(identity.number):
            yield Finding(f"{path}.number", Refusal("passport_malformed"))
        case _ if not identity.number:
            yield Finding(f"{path}.number", Refusal("identity_number_missing"))
    if identity.kind in (IdentityKind.OTHER_PAPER, IdentityKind.OTHER_REGISTER) and not identity.paper:
        yield Finding(f"{path}.paper", Refusal("identity_paper_missing"))
    if identity.issued_on is not None and identity.issued_on > on:
        yield Finding(f"{path}.issued_on", Refusal("issue_date_in_future"))


def _personal_number_findings(path: str, party: Party, digits: str, on: date) -> Iterator[Finding]:
    number = personal_number.read(digits)
    if isinstance(number, Refusal):
        yield Finding(f"{path}.number", number)
        return
    for doubt in personal_number.contradictions(number, born=party.born, sex=party.sex, on=on):
        yield Finding(f"{path}.number", doubt, confirmable=True)


def _tax_code_findings(path: str, code: str) -> Iterator[Finding]:
    refused = tax_code.check(code)
    if refused is not None:
        yield Finding(path, refused)
    for doubt in tax_code.doubts(code):
        yield Finding(path, doubt, confirmable=True)


def _contact_findings(path: str, party: Party) -> Iterator[Finding]:
    if party.phone and isinstance(refused := phone.normal_form(party.phone), Refusal):
        yield Finding(f"{path}.phone", refused)
    if party.email and not is_address(party.email):
        yield Finding(f"{path}.email", Refusal("email_unreadable"))
    if len(party.address) > LONGEST_TEXT:
        yield Finding(f"{path}.address", Refusal("address_too_long", {"most": LONGEST_TEXT}))


def _tidied_authorisation(authorisation: Authorisation) -> Authorisation:
    return replace(
        authorisation,
        paper=names.as_typed(authorisation.paper),
        number=names.as_typed(authorisation.number),
        certified_by=names.as_typed(authorisation.certified_by),
    )

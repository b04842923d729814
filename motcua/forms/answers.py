"""Answers as the house reads and judges them: with its communes, its numbers, its days."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from motcua.forms import places
from motcua.forms.rules import judging, posting
from motcua.forms.types import Answers, Fault, Field, FieldKind, Form, Page, Posted
from motcua.kernel.types import Refusal
from motcua.parties import queries as parties
from motcua.parties.types import IdentityKind


def decoded(fields: Iterable[Field], posted: Posted) -> dict[str, Any]:
    """The answers that were posted to these fields; communes by whatever people call them."""
    return posting.decoded(fields, posted, place_of=places.code_of)


def objections(form: Form, counted: Answers, *, today: date, page: Page | None = None) -> tuple[Fault, ...]:
    """Everything that is wrong with the answers that count, of one page or of the whole form."""
    only = None if page is None else [one.name for one in page.fields]
    return judging.objections(form, counted, today=today, checks=_CHECKS, only=only)


def _personal_number(answer: str) -> Refusal | None:
    return parties.fault_of_number(IdentityKind.PERSONAL_NUMBER, answer)


def _tax_code(answer: str) -> Refusal | None:
    return parties.fault_of_number(IdentityKind.TAX_CODE, answer)


def _commune(answer: str) -> Refusal | None:
    if places.name_of(answer):
        return None
    return Refusal("form_place_unclear" if places.meant_by(answer) else "form_place_unknown")


_CHECKS: judging.Checks = {
    FieldKind.PERSONAL_NUMBER: _personal_number,
    FieldKind.TAX_CODE: _tax_code,
    FieldKind.PHONE: parties.fault_of_phone,
    FieldKind.EMAIL: parties.fault_of_email,
    FieldKind.COMMUNE: _commune,
}

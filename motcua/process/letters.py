"""What a letter about a dossier says: proposed from what the dossier knows, kept as a text, read again."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from motcua.catalogue.types import ProcedureVersion
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.kernel.types import Refusal, Refused
from motcua.papers.types import FieldKind, FieldValue, LetterTemplate
from motcua.parties import queries as parties
from motcua.parties.types import Party, Sex

_SEXES = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}
_COUNTRIES = {"VN": "Việt Nam"}
_NOTHING: Mapping[str, FieldValue] = MappingProxyType({})


def proposed_values(
    template: LetterTemplate, facts: Facts, version: ProcedureVersion, *, beside: Mapping[str, FieldValue] = _NOTHING
) -> dict[str, FieldValue]:
    """What the dossier knows of the fields of the template; a person looks at it and fills in the rest.

    `beside` is what else is known, by the names under which fields ask for it (`filled_from`).
    """
    declaration = parties.declarations([facts.declaration.id]).get(facts.declaration.id)
    known: dict[str, FieldValue] = dict(beside)
    if declaration is not None and declaration.applicants:
        known |= _of_applicant(declaration.applicants[0])
    case = version.case(facts.subject.case_key)
    if case is not None:
        known["case"] = case.label.vi
    return {one.key: known[one.filled_from] for one in template.fields if known.get(one.filled_from)}


def _of_applicant(party: Party) -> dict[str, FieldValue]:
    person = dossier.person_of(party)
    return {
        "applicant.name": party.name,
        "applicant.born": party.born.written if party.born is not None else "",
        "applicant.sex": _SEXES.get(party.sex, "") if party.sex is not None else "",
        "applicant.nationality": _COUNTRIES.get(party.nationality, party.nationality),
        "applicant.identity": f"{person.identity} {person.identity_number}".strip(),
        "applicant.address": party.address,
    }


def values_written(values: Mapping[str, FieldValue]) -> str:
    """The values as a text that can be kept."""
    plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def values_kept(text_id: int, template: LetterTemplate) -> dict[str, FieldValue]:
    """The values that were kept as that text. Raises Refused (`draft_erased`): erased with the person's data."""
    text = parties.texts([text_id]).get(text_id)
    if text is None or not text.content:
        raise Refused(Refusal("draft_erased"))
    return values_in(text.content, template)


def values_in(content: str, template: LetterTemplate) -> dict[str, FieldValue]:
    """The values that a kept text says."""
    kinds = {one.key: one.kind for one in template.fields}
    return {key: _read(kinds[key], value) for key, value in json.loads(content).items()}


def _read(kind: FieldKind, value: str | int | list[str]) -> FieldValue:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and kind is FieldKind.DAY:
        return date.fromisoformat(value)
    if isinstance(value, str) and kind is FieldKind.INSTANT:
        return datetime.fromisoformat(value)
    return value

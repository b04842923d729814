"""What is known of an applicant for the forms he fills in: what he typed in the draft, what his log-in proves, what he
filed before."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.forms.types import Known, KnownAnswer, Source
from motcua.parties.types import BirthDate, IdentityKind, Party

_PROVEN = frozenset({Known.NAME, Known.NUMBER, Known.TAX_CODE})
_OF_NUMBERS = {IdentityKind.PERSONAL_NUMBER: Known.NUMBER, IdentityKind.TAX_CODE: Known.TAX_CODE}


def known_of(applicant: Party, source: Source, *, is_proven: bool = False) -> Iterator[tuple[Known, KnownAnswer]]:
    """What a declared party says, each thing with where it is from; `is_proven`: its name and number are the log-in's.

    Of a birth of which only the year is known no day is made.
    """
    identity = applicant.identity
    said: Mapping[Known, Any] = {
        Known.NAME: applicant.name,
        Known.BORN: _whole(applicant.born),
        Known.PHONE: applicant.phone,
        Known.EMAIL: applicant.email,
        Known.ADDRESS: applicant.address,
        Known.COMMUNE: applicant.commune,
        **({_OF_NUMBERS[identity.kind]: identity.number} if identity and identity.kind in _OF_NUMBERS else {}),
    }
    for what, answer in said.items():
        if answer:
            yield what, KnownAnswer(answer, Source.LOG_IN if is_proven and what in _PROVEN else source)


def _whole(born: BirthDate | None) -> str:
    return str(born) if born is not None and born.day is not None else ""

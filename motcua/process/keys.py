"""Whose key signs: `signing.yaml` names the key of an officer by his personnel code, the seal by the agency's."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings

from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.papers import commands as papers
from motcua.papers import queries as reading
from motcua.papers.types import OpenSigner, Pin, Shows
from motcua.process.types import Seal


@contextmanager
def opened_key(actor: Actor, *, pin: Pin, at: datetime) -> Iterator[OpenSigner]:
    """The officer's own key, open for one or many signatures after one entry of his PIN.

    No transaction may be open meanwhile. Raises SigningError: `signing_pin_wrong`, `signer_unknown`
    (the house has no key of his), and the other troubles of keys.
    """
    name = organisation.officer_names_by_code([actor.key]).get(actor.key, "")
    with papers.signing(actor.key, pin=pin, at=at, bearer=name) as signer:
        yield signer


@contextmanager
def opened_seal(agency_id: int, *, key: str, pin: Pin, at: datetime) -> Iterator[OpenSigner]:
    """The seal of an agency, one of its `seal_keys`, open for one or many signatures after one entry of its PIN.

    Raises Refused (`seal_of_another`): that key is not the agency's; otherwise as `opened_key`.
    """
    agency = organisation.agency(agency_id)
    if key not in seal_keys(agency.code):
        raise Refused(Refusal("seal_of_another", {"key": key, "agency": agency.name}))
    with papers.signing(key, pin=pin, at=at, bearer=agency.name, shows=Shows.SEAL) as signer:
        yield signer


def seal_keys(code: str) -> tuple[str, ...]:
    """The keys of the house that are an agency's: named by its code, or by it and `-seal…` where there are several.

    Where none is, the one that would bear the plain code: in the demonstration it signs with a sample.
    """
    mine = tuple(one for one in reading.signers() if one == code or one.startswith(f"{code}-seal"))
    return mine or (code,)


def seals_of(agency_ids: Iterable[int]) -> tuple[Seal, ...]:
    """The seals of these agencies, one agency after the other."""
    agencies = [organisation.agency(one) for one in sorted(set(agency_ids))]
    return tuple(Seal(agency.id, agency.name, key) for agency in agencies for key in seal_keys(agency.code))


def signs_with_sample(keys: Collection[str]) -> bool:
    """Whether the house has none of these keys, so that the demonstration signs with a sample certificate."""
    return settings.DEMO and not set(keys) & set(reading.signers())

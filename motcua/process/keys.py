"""Whose key signs: `signing.yaml` names the key of an officer by his personnel code."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from motcua.kernel.types import Actor
from motcua.organisation import queries as organisation
from motcua.papers import commands as papers
from motcua.papers.types import OpenSigner, Pin


@contextmanager
def opened_key(actor: Actor, *, pin: Pin, at: datetime) -> Iterator[OpenSigner]:
    """The officer's own key, open for one or many signatures after one entry of his PIN.

    No transaction may be open meanwhile. Raises SigningError: `signing_pin_wrong`, `signer_unknown`
    (the house has no key of his), and the other troubles of keys.
    """
    name = organisation.officer_names_by_code([actor.key]).get(actor.key, "")
    with papers.signing(actor.key, pin=pin, at=at, bearer=name) as signer:
        yield signer

"""Many papers with one PIN entry: each for itself, one session of the key."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from motcua.kernel.types import Refused
from motcua.papers.signing import signatures
from motcua.papers.signing.types import Level, OpenSigner, Signed, SigningError, ToSign

_MOST_IN_VAIN = 3
"""So many papers in a row for which the key was out of reach; then the rest is not tried."""


def sign_each(
    papers: Iterable[ToSign], *, signer: OpenSigner, at: datetime, level: Level | None = None
) -> Iterator[Signed]:
    """Signs one after the other and hands each out at once, so that it can be kept before the next is signed.

    A paper that cannot be signed does not stop the others. A trouble of the key does: a wrong PIN is not tried a second
    time (the token would lock itself), and a key that stays out of reach is not asked for every paper.
    """
    ended: Signed | None = None
    in_vain = 0
    for paper in papers:
        if ended is not None:
            yield Signed(paper.key, None, ended.refusal, ended.may_pass)
            continue
        outcome = _one(paper, signer, at, level)
        if isinstance(outcome, SigningError):
            in_vain += 1
            result = Signed(paper.key, None, outcome.refusal, may_pass=not outcome.is_permanent)
            if outcome.is_permanent or in_vain == _MOST_IN_VAIN:
                ended = result
        else:
            in_vain = 0
            result = outcome
        yield result


def _one(paper: ToSign, signer: OpenSigner, at: datetime, level: Level | None) -> Signed | SigningError:
    try:
        pdf = signatures.sign(paper.pdf, signer=signer, stamp=paper.stamp, at=at, plan=paper.plan, level=level)
    except SigningError as error:
        return error
    except Refused as refused:
        return Signed(paper.key, None, refused.refusal)
    return Signed(paper.key, pdf)

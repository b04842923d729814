"""Many papers with one entry of the PIN: each in units of work of its own, and nothing locked while one is signed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from motcua.kernel.types import Refusal, Refused
from motcua.papers.types import OpenSigner, SigningError
from motcua.process.types import SignedPaper

_MOST_IN_VAIN = 3
"""So many papers in a row for which the key was out of reach; then the rest is not tried."""
SignOne = Callable[[str, OpenSigner], None]
"""Signs the paper of that key and enters it. Raises Refused for what stands in the way."""


def signed_each(
    wanted: Sequence[str], sign: SignOne, opening: AbstractContextManager[OpenSigner]
) -> Iterator[SignedPaper]:
    """Opens the key, then signs one paper after the other; each outcome is handed out as soon as it is entered.

    Whoever stops asking stops the signing, and what was signed until then stays. One that fails stops no other; a key
    in trouble ends it, so that a wrong PIN is tried once. The key is open when this returns; it is closed with the last
    outcome, or with the iterator. Raises Refused: `nothing_to_sign`; SigningError when the key does not open.
    """
    if not wanted:
        raise Refused(Refusal("nothing_to_sign"))
    run = _outcomes(tuple(dict.fromkeys(wanted)), sign, opening)
    next(run)
    return (outcome for outcome in run if outcome is not None)


def _outcomes(
    wanted: Sequence[str], sign: SignOne, opening: AbstractContextManager[OpenSigner]
) -> Iterator[SignedPaper | None]:
    """First None, when the key is open; then the outcomes."""
    in_vain, ended = 0, None
    with opening as signer:
        yield None
        for key in wanted:
            if ended is not None:
                yield SignedPaper(key, ended)
                continue
            trouble = _signed(key, sign, signer)
            in_vain = in_vain + 1 if isinstance(trouble, SigningError) else 0
            if isinstance(trouble, SigningError) and (trouble.is_permanent or in_vain == _MOST_IN_VAIN):
                ended = Refusal("key_in_trouble")
            yield SignedPaper(key, trouble.refusal if trouble is not None else None)


def _signed(key: str, sign: SignOne, signer: OpenSigner) -> Refused | None:
    """None when it is signed and entered; else what stood in the way."""
    try:
        sign(key, signer)
    except Refused as refused:
        return refused
    return None

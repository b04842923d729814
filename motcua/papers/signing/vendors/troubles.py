"""The troubles every vendor may have, told the same way by all of them."""

from motcua.kernel.types import Refusal
from motcua.papers.signing.types import SigningError


def pin_wrong() -> SigningError:
    """The PIN or passphrase does not open the key."""
    return SigningError(Refusal("signing_pin_wrong"), is_permanent=True)


def pin_locked() -> SigningError:
    """Too many wrong tries: the token opens to nobody."""
    return SigningError(Refusal("signing_pin_locked"), is_permanent=True)


def key_absent(what: str) -> SigningError:
    """The key, its certificate or its file is not where the settings say."""
    return SigningError(Refusal("signing_key_absent", {"what": what}), is_permanent=True)


def out_of_reach(what: str) -> SigningError:
    """The token was pulled out, the service does not answer: it may be there again in a moment."""
    return SigningError(Refusal("signing_out_of_reach", {"what": what}), is_permanent=False)


def refused_by_vendor(reason: str) -> SigningError:
    """Whoever holds the key said no, and would say it again."""
    return SigningError(Refusal("signing_refused_by_vendor", {"reason": reason}), is_permanent=True)

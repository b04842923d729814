"""Trust in the signing library's terms."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from asn1crypto import x509
from pyhanko_certvalidator import ValidationContext

from motcua.papers.signing.certificates import parsed
from motcua.papers.signing.issuers import Issuers
from motcua.papers.signing.types import TrustAnchors

# Verdicts and refusals say what the library would warn of, to whoever asked.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

Mode = Literal["soft-fail", "hard-fail", "require"]


def believed(
    trust: TrustAnchors,
    *,
    moment: datetime | None = None,
    of_stamps: bool = False,
    mode: Mode = "soft-fail",
    certificates: Iterable[x509.Certificate] = (),
    lists: Iterable[Any] = (),
    answers: Iterable[Any] = (),
    asking: Issuers | None = None,
) -> ValidationContext:
    """A context that believes these anchors at `moment` (with a zone; now without it).

    `certificates`, `lists` and `answers` are what the file itself brings. At a past moment nothing is fetched: what an
    issuer says today is taken as said of then, and a withdrawal after the moment does not count. Where something is
    fetched, it is by way of `asking`, which learns who was silent.
    """
    asks = trust.asks_issuers and moment is None
    anchors = trust.issuers + (trust.authorities if of_stamps else ())
    return ValidationContext(
        trust_roots=[parsed(one) for one in anchors],
        other_certs=[*map(parsed, trust.intermediates), *certificates],
        crls=[*trust.revocation_lists, *lists],
        ocsps=[*trust.revocation_answers, *answers],
        moment=moment,
        revocation_mode=mode,
        allow_fetching=asks,
        fetcher_backend=(asking or Issuers(trust.inside)) if asks else None,
        retroactive_revinfo=moment is not None,
    )

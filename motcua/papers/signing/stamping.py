"""Time stamps of an authority, for signatures and for whatever else the house wants to be able to prove."""

import asyncio
from dataclasses import dataclass

from asn1crypto import cms, tsp
from pyhanko.sign import timestamps
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data

from motcua.kernel import clock
from motcua.kernel.timestamps import StampReading, StampTrust, TimeStampError
from motcua.papers.signing.certificates import subject_of
from motcua.papers.signing.contexts import believed
from motcua.papers.signing.types import SigningError, TrustAnchors
from motcua.papers.signing.vendors import troubles
from motcua.papers.signing.vendors.authorities import Authority


class AuthorityClient(timestamps.TimeStamper):
    """The signing library's client, speaking through the vendor's plugin."""

    def __init__(self, authority: Authority) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library does not say its types here
        self._authority = authority

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """What the authority answers."""
        return self._authority.answer(req)


def stamped(client: AuthorityClient, digest: bytes) -> bytes:
    """The token (DER) over a SHA-256 digest. Raises SigningError."""
    try:
        return bytes(asyncio.run(client.async_timestamp(digest, "sha256")).dump())
    except timestamps.TimestampRequestError as error:
        raise troubles.refused_by_vendor(str(error)) from error


@dataclass(frozen=True, slots=True)
class HouseStamper:
    """What the rest of the house has its digests stamped with (`kernel.timestamps`)."""

    authority: Authority
    trust: TrustAnchors

    def stamp(self, digest: bytes) -> bytes:
        """The token over the digest."""
        try:
            return stamped(AuthorityClient(self.authority), digest)
        except SigningError as error:
            raise TimeStampError(error.refusal.code, is_permanent=error.is_permanent) from error

    def read(self, token: bytes, digest: bytes) -> StampReading:
        """What the token says."""
        return read(token, digest, trust=self.trust)


def read(token: bytes, digest: bytes, *, trust: TrustAnchors) -> StampReading:
    """What a token says of a SHA-256 digest. The authority is believed as of the time the token names.

    Nothing later vouches for that time: who holds the key of an authority can write any. It is kept beside something
    that left the house, which is what makes it strong.
    """
    try:
        signed = cms.ContentInfo.load(token, strict=True)["content"]
        info = signed["encap_content_info"]["content"].parsed
        at = info["gen_time"].native
        context = believed(trust, moment=at, of_stamps=True)
        status = asyncio.run(validate_tst_signed_data(signed, context, lambda _algorithm: digest))
        authority = subject_of(status["signing_cert"].dump())
        is_of_sha_256 = info["message_imprint"]["hash_algorithm"]["algorithm"].native == "sha256"
    except Exception:  # noqa: BLE001 - the bytes may be anything, and the parsers raise anything
        return StampReading(StampTrust.FALSE)
    whole = status["intact"] and status["valid"] and is_of_sha_256
    if not whole:
        held = StampTrust.FALSE
    elif status["validation_path"] is None or status.get("trust_problem_indic") is not None:
        held = StampTrust.UNKNOWN_AUTHORITY
    else:
        held = StampTrust.HOLDS
    return StampReading(held, clock.inward(at), authority.name)

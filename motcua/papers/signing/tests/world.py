"""The world the tests sign in: an issuer, its signers and its authority, services that answer on this machine, papers.

Everybody in it is invented.
"""

import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import keys, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.kernel import clock
from motcua.papers import press
from motcua.papers.rules.printed import printed
from motcua.papers.signing import signatures
from motcua.papers.signing.certificates import parsed
from motcua.papers.signing.types import OpenSigner, Pin, Proof, TrustAnchors
from motcua.papers.signing.vendors.keys import KeyInHand
from motcua.papers.signing.vendors.own_authority import Issued, OwnAuthority
from motcua.papers.tests import factories

NOW = clock.now().replace(microsecond=0)
YEAR = timedelta(days=365)
PIN = "246810"
DUNG = "Lê Tiến Dũng"
AGENCY = "Sở Tư pháp tỉnh Quảng Ninh"


@cache
def issuer() -> OwnAuthority:
    return OwnAuthority.founded("CA chuyên dùng thử nghiệm", at=clock.outward(NOW - 3 * YEAR))


@cache
def stranger() -> OwnAuthority:
    return OwnAuthority.founded("CA không quen biết", at=clock.outward(NOW - 3 * YEAR))


def issued(
    name: str = DUNG,
    *,
    is_rsa: bool = False,
    until: datetime = NOW + YEAR,
    lists_at: str = "",
    answers_at: str = "",
) -> Issued:
    """The one certificate of that name and kind."""
    return _issued(name, is_rsa, until, lists_at, answers_at)


@cache
def _issued(name: str, is_rsa: bool, until: datetime, lists_at: str, answers_at: str) -> Issued:
    return issuer().signer(
        name,
        organisation=AGENCY,
        since=clock.outward(NOW - YEAR),
        until=clock.outward(until),
        is_rsa=is_rsa,
        lists_at=lists_at,
        answers_at=answers_at,
    )


def trust(*, withdrawn: tuple[tuple[bytes, datetime], ...] = (), knows_lists: bool = True) -> TrustAnchors:
    """Believes the issuer, and knows its list of withdrawn certificates."""
    told = [(certificate, clock.outward(when)) for certificate, when in withdrawn]
    lists = (issuer().withdrawn_list(at=clock.outward(NOW), withdrawn=told),) if knows_lists else ()
    return TrustAnchors(issuers=(issuer().root.certificate,), revocation_lists=lists)


class Clerk:
    """A plugin whose key is in hand, for tests that are not about keys."""

    is_sample = False

    def __init__(self, one: Issued, *, own: OwnAuthority | None = None) -> None:
        self._one = one
        self._own = own or issuer()

    @contextmanager
    def open(self, pin: Pin) -> Iterator[KeyInHand]:
        yield KeyInHand([self._one.certificate, self._own.root.certificate], self._one.key)


@contextmanager
def signer(
    name: str = DUNG, *, proof: Proof | None = None, one: Issued | None = None, own: OwnAuthority | None = None
) -> Iterator[OpenSigner]:
    """An open key of that name."""
    clerk = Clerk(one or issued(name), own=own)
    with signatures.opened(clerk, pin=Pin(PIN), at=NOW, proof=proof) as opened:
        yield opened


class Tower:
    """A time stamp authority in this process; its clock can be set."""

    def __init__(
        self, *, at: datetime | None = None, own: OwnAuthority | None = None, until: datetime = NOW + YEAR
    ) -> None:
        by = own or issuer()
        one = by.stamper("TSA thử nghiệm", since=clock.outward(NOW - 2 * YEAR), until=clock.outward(until))
        self._stamper = DummyTimeStamper(
            parsed(one.certificate),
            keys.PrivateKeyInfo.load(one.key_written),
            SimpleCertificateStore.from_certs([parsed(by.root.certificate)]),
            fixed_dt=clock.outward(at) if at is not None else None,
        )

    def answer(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return self._stamper.request_tsa_response(request)


@cache
def tower() -> Tower:
    return Tower()


@cache
def paper(pages: int = 1) -> bytes:
    """A letter that waits for signatures; a register when it has several pages."""
    written = factories.apology() if pages == 1 else factories.register(lines=40 * pages)
    return press.pdf(written.template, printed(written, at=NOW), at=NOW)


# --- services ---------------------------------------------------------------------------------------------------------

Answer = tuple[int, str, bytes]


@contextmanager
def service(answers: Callable[[str, bytes], Answer]) -> Iterator[str]:
    """An HTTP service on this machine; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._send(answers(self.path, self.rfile.read(int(self.headers["Content-Length"]))))

        def do_GET(self) -> None:
            self._send(answers(self.path, b""))

        def _send(self, answer: Answer) -> None:
            status, kind, content = answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class SigningService:
    """A remote-signing service: it sees digests, never papers. `heard` is all that was sent to it."""

    def __init__(self, one: Issued) -> None:
        self._key = KeyInHand([one.certificate, issuer().root.certificate], one.key)
        self.heard: list[dict[str, Any]] = []
        self.status = 200

    def __call__(self, path: str, content: bytes) -> Answer:
        if self.status != 200:
            return self.status, "text/plain", b"out of order"
        asked = json.loads(content)
        self.heard.append(asked)
        return self._json(*self._answered(path.rsplit("/", 1)[-1], asked))

    def _answered(self, what: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if asked["credentialID"] != "dung":
            return 400, {"error": "invalid_request", "error_description": "Invalid parameter credentialID"}
        if what == "info":
            return 200, {"cert": {"certificates": [b64encode(one).decode() for one in self._key.certificates]}}
        if what == "authorize":
            if asked["PIN"] != PIN:
                return 400, {"error": "invalid_pin", "error_description": "The PIN is invalid"}
            return 200, {"SAD": asked["hash"][0]}
        if asked["SAD"] != asked["hash"][0]:
            return 400, {"error": "invalid_request", "error_description": "Another hash was authorized"}
        return 200, {"signatures": [b64encode(self._key.sign(b64decode(asked["hash"][0]))).decode()]}

    @staticmethod
    def _json(status: int, said: dict[str, Any]) -> Answer:
        return status, "application/json", json.dumps(said).encode()


class Responder:
    """An OCSP responder of the issuer, with a certificate of its own. `heard` counts questions."""

    def __init__(self) -> None:
        self.withdrawn: dict[int, datetime] = {}
        self.status = 200
        self.is_busy = False
        self.heard = 0
        root = x509.load_der_x509_certificate(issuer().root.certificate)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "OCSP thử nghiệm")]))
            .issuer_name(root.subject)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(_utc(NOW - YEAR))
            .not_valid_after(_utc(NOW + YEAR))
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=False)
            .add_extension(x509.OCSPNoCheck(), critical=False)
            .sign(issuer().root.key, hashes.SHA256())
        )

    def withdraw(self, certificate: bytes, *, at: datetime) -> None:
        self.withdrawn[x509.load_der_x509_certificate(certificate).serial_number] = at

    def __call__(self, _path: str, content: bytes) -> Answer:
        self.heard += 1
        if self.status != 200:
            return self.status, "text/plain", b"out of order"
        if self.is_busy:
            busy = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER)
            return 200, "application/ocsp-response", busy.public_bytes(Encoding.DER)
        return 200, "application/ocsp-response", self._answered(ocsp.load_der_ocsp_request(content))

    def _answered(self, asked: ocsp.OCSPRequest) -> bytes:
        since = self.withdrawn.get(asked.serial_number)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.GOOD if since is None else ocsp.OCSPCertStatus.REVOKED,
            this_update=_utc(NOW) - timedelta(minutes=1),
            next_update=_utc(NOW) + timedelta(days=1),
            revocation_time=_utc(since) if since is not None else None,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self._certificate)
        nonce = asked.extensions.get_extension_for_class(x509.OCSPNonce).value
        answer = builder.certificates([self._certificate]).add_extension(nonce, critical=False)
        return answer.sign(self._key, hashes.SHA256()).public_bytes(Encoding.DER)


def _utc(instant: datetime) -> datetime:
    return clock.outward(instant).astimezone(UTC)


def stamping_service(_path: str, content: bytes) -> Answer:
    """A time stamp authority by HTTP."""
    return stamping_of(tower())("", content)


def stamping_of(authority: Tower) -> Callable[[str, bytes], Answer]:
    """That authority by HTTP."""

    def answers(_path: str, content: bytes) -> Answer:
        return 200, "application/timestamp-reply", authority.answer(tsp.TimeStampReq.load(content)).dump()

    return answers

"""Whether a certificate was withdrawn is asked of its issuer by OCSP; who does not answer leaves the matter open."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
import requests
from pyhanko.sign.validation.dss import DocumentSecurityStore

from motcua.papers.signing import examining, issuers, reading
from motcua.papers.signing.issuers import Issuers, is_outside
from motcua.papers.signing.tests import world
from motcua.papers.signing.tests.test_signing import OFFICER, signed
from motcua.papers.signing.types import Level, Outcome, Proof, Revocation, SigningError, Trust, TrustAnchors
from motcua.papers.signing.words import overall

HERE = ("127.0.0.1",)


@pytest.fixture
def responder() -> world.Responder:
    return world.Responder()


@pytest.fixture
def address(responder: world.Responder) -> Iterator[str]:
    with world.service(responder) as at:
        yield at


@pytest.fixture
def asking() -> TrustAnchors:
    return replace(world.trust(knows_lists=False), asks_issuers=True, inside=HERE)


def of_a_certificate_that_names(address: str, *, level: Level = Level.PLAIN, trust: TrustAnchors) -> bytes:
    proof = Proof(level, world.tower(), trust)
    with world.signer(one=world.issued(answers_at=address), proof=proof) as signer:
        return signed(world.paper(), signer, OFFICER)


# --- examining ---


def test_a_certificate_that_its_issuer_vouches_for(
    address: str, asking: TrustAnchors, responder: world.Responder
) -> None:
    pdf = of_a_certificate_that_names(address, trust=asking)
    verdicts, silent = examining.found(pdf, trust=asking, at=world.NOW)
    assert (overall(verdicts), verdicts[0].revocation, silent) == (Outcome.HOLDS, Revocation.GOOD, ())
    assert responder.heard == 1


def test_a_withdrawn_certificate_is_found_and_named(
    address: str, asking: TrustAnchors, responder: world.Responder
) -> None:
    pdf = of_a_certificate_that_names(address, trust=asking)
    responder.withdraw(world.issued(answers_at=address).certificate, at=world.NOW - world.YEAR / 12)
    (verdict,) = examining.examine(pdf, trust=asking, at=world.NOW)
    assert (verdict.trust, verdict.revocation, verdict.outcome) == (Trust.REVOKED, Revocation.REVOKED, Outcome.FAILS)
    assert verdict.subject is not None
    assert verdict.subject.name == world.DUNG


@pytest.mark.parametrize("how", ["out of order", "busy", "away", "not believed"])
def test_a_silent_responder_leaves_it_uncertain_and_is_named(
    how: str, address: str, asking: TrustAnchors, responder: world.Responder
) -> None:
    if how == "away":
        with socket.create_server(("127.0.0.1", 0)) as nobody:
            address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    pdf = of_a_certificate_that_names(address, trust=asking)
    responder.status, responder.is_busy = (503 if how == "out of order" else 200), how == "busy"
    if how == "not believed":
        asking = replace(asking, inside=())
    verdicts, silent = examining.found(pdf, trust=asking, at=world.NOW)
    assert overall(verdicts) is Outcome.UNCERTAIN
    assert verdicts[0].revocation is Revocation.UNKNOWN
    assert silent == (address.removeprefix("http://"),)
    assert responder.heard == (1 if how in ("out of order", "busy") else 0)


def test_an_answer_of_somebody_else_proves_nothing(
    address: str, asking: TrustAnchors, responder: world.Responder, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = of_a_certificate_that_names(address, trust=asking)
    monkeypatch.setattr(world, "issuer", world.stranger)
    forger = world.Responder()
    monkeypatch.undo()
    monkeypatch.setattr(world.Responder, "_answered", forger._answered)
    (verdict,) = examining.examine(pdf, trust=asking, at=world.NOW)
    assert verdict.outcome is Outcome.UNCERTAIN


# --- signing so that it lasts ---


def test_the_answer_lies_in_a_paper_that_is_to_last(
    address: str, asking: TrustAnchors, responder: world.Responder
) -> None:
    pdf = of_a_certificate_that_names(address, level=Level.LASTING, trust=asking)
    store = DocumentSecurityStore.read_dss(reading.opened_paper(pdf))
    assert store.ocsps
    heard = responder.heard
    responder.status = 503
    told_nothing = replace(asking, asks_issuers=False)
    verdicts = examining.examine(pdf, trust=told_nothing, at=world.NOW)
    assert overall(verdicts) is Outcome.HOLDS, "the answer is in the paper"
    assert responder.heard == heard


def test_nothing_lasting_is_signed_while_the_issuer_is_silent(
    address: str, asking: TrustAnchors, responder: world.Responder
) -> None:
    responder.status = 503
    with pytest.raises(SigningError) as raised:
        of_a_certificate_that_names(address, level=Level.LASTING, trust=asking)
    assert (raised.value.refusal.code, raised.value.is_permanent) == ("signing_revocation_unknown", False)


def test_nothing_lasting_is_signed_with_a_withdrawn_certificate(
    address: str, asking: TrustAnchors, responder: world.Responder
) -> None:
    responder.withdraw(world.issued(answers_at=address).certificate, at=world.NOW - world.YEAR / 12)
    with pytest.raises(SigningError, match="signing_certificate_withdrawn"):
        of_a_certificate_that_names(address, level=Level.LASTING, trust=asking)


# --- whom the house asks, and for how long ---


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/ocsp",
        "http://localhost:8080/",
        "http://10.0.0.7/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0x7f000001/",
        "http://8.8.8.8:25/",
        "http://ai:do@8.8.8.8/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "ldap://8.8.8.8/",
        "http:///",
        "http://8.8.8.8:99999/",
        f"http://8.8.8.8/{'a' * 2000}",
    ],
)
def test_addresses_the_house_does_not_ask(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connected(*_: object, **__: object) -> None:
        pytest.fail("It was asked.")

    monkeypatch.setattr("motcua.papers.signing.issuers.socket.create_connection", connected)
    with pytest.raises(requests.RequestException):
        Issuers().asked(address, content=None, headers={}, most_bytes=10)


def test_what_lies_outside() -> None:
    assert is_outside("8.8.8.8")
    assert is_outside("2001:4860:4860::8888")
    assert not is_outside("224.0.0.1")
    assert not is_outside("100.64.0.1")
    assert not is_outside("2002:7f00:1::")


@contextmanager
def server(answer: bytes, *, pause: float = 0) -> Iterator[str]:
    """Sends these bytes to whoever connects, one at a time when there is a pause, and then waits."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        over = threading.Event()

        def serve() -> None:
            line, _ = listening.accept()
            with line:
                for byte in [answer[i : i + 1] for i in range(len(answer))] if pause else [answer]:
                    if over.wait(pause):
                        return
                    try:
                        line.sendall(byte)
                    except OSError:
                        return
                over.wait(5)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        over.set()
        thread.join(5)


@pytest.mark.parametrize(
    ("answer", "pause"),
    [(b"", 0), (b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 400, 0.05), (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 400, 0.05)],
    ids=["silent", "slow head", "slow body"],
)
def test_nobody_is_waited_for(answer: bytes, pause: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuers, "_SECONDS_EACH", 0.4)
    begun = time.monotonic()
    with server(answer, pause=pause) as address, pytest.raises(requests.RequestException):
        Issuers(HERE).asked(address, content=b"?", headers={}, most_bytes=1000)
    assert time.monotonic() - begun < 2


def test_an_answer_without_end_is_cut_off_and_a_pointer_elsewhere_is_not_followed() -> None:
    endless = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000
    elsewhere = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
    for answer in (endless, elsewhere):
        asking = Issuers(HERE)
        with server(answer) as address, pytest.raises(requests.RequestException):
            asking.asked(address, content=None, headers={}, most_bytes=1000)
        assert asking.silent


def test_one_paper_asks_for_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuers, "_SECONDS_TOGETHER", 0.0)
    with pytest.raises(requests.RequestException):
        Issuers(HERE).asked("http://127.0.0.1:9/", content=None, headers={}, most_bytes=10)

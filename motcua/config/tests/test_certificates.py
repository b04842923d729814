"""The house's own certificate authority: made once, believed for ever, served and renewed without anybody's doing."""

import socket
import ssl
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from motcua.config.certificates import Issued, issued, names_of_this_machine
from motcua.config.serving import Child, Renewal
from motcua.kernel import clock
from motcua.kernel.home import Home

NAMES = ["motcua.xa.example", "localhost", "127.0.0.1", "::1"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def at() -> datetime:
    return clock.now()


def served(one: Issued) -> x509.Certificate:
    return x509.load_pem_x509_certificate(one.certificate.read_bytes())


def met(one: Issued, name: str, *, believing: bool = True) -> str:
    """What a browser that trusts the authority says to a server with this certificate: nothing, or its objection."""
    told = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    told.load_cert_chain(one.certificate, one.key)
    ours, theirs = socket.socketpair()

    def serve() -> None:
        try:
            told.wrap_socket(theirs, server_side=True).close()
        except OSError:
            theirs.close()

    thread = threading.Thread(target=serve)
    thread.start()
    browser = ssl.create_default_context(cafile=str(one.authority)) if believing else ssl.create_default_context()
    try:
        browser.wrap_socket(ours, server_hostname=name).close()
    except ssl.SSLError as objection:
        return str(objection)
    finally:
        ours.close()
        thread.join()
    return ""


@pytest.mark.parametrize("name", NAMES)
def test_whoever_trusts_the_authority_reaches_the_house_under_each_of_its_names(home: Home, name: str) -> None:
    assert met(issued(home, NAMES, at=at()), name) == ""


def test_others_are_warned_and_so_is_everybody_under_another_name(home: Home) -> None:
    one = issued(home, NAMES, at=at())
    assert "unable to get local issuer" in met(one, "localhost", believing=False)
    assert "not valid for" in met(one, "elsewhere.example")


def test_a_second_start_serves_by_the_same(home: Home) -> None:
    first, second = issued(home, NAMES, at=at()), issued(home, reversed(NAMES), at=at())
    assert first.is_new
    assert not second.is_new
    assert (first.names, first.fingerprint) == (second.names, second.fingerprint)


def test_it_is_renewed_before_it_runs_out_and_by_the_same_authority(home: Home) -> None:
    first = issued(home, NAMES, at=at())
    runs_out = served(first).not_valid_after_utc
    assert not issued(home, NAMES, at=at() + timedelta(days=360)).is_new
    later = issued(home, NAMES, at=at() + timedelta(days=370))
    assert later.is_new
    assert later.fingerprint == first.fingerprint
    assert served(later).not_valid_after_utc > runs_out


def test_another_name_of_the_house_makes_another_certificate(home: Home) -> None:
    first = issued(home, NAMES, at=at())
    other = issued(home, [*NAMES, "10.0.0.7"], at=at())
    assert other.is_new
    assert other.fingerprint == first.fingerprint


def test_what_another_authority_signed_is_not_served(home: Home) -> None:
    first = issued(home, NAMES, at=at())
    first.authority.unlink()
    second = issued(home, NAMES, at=at())
    assert second.is_new
    assert second.fingerprint != first.fingerprint
    assert met(second, "localhost") == ""


def test_no_certificate_outlives_its_authority_or_what_browsers_take(home: Home) -> None:
    one = issued(home, NAMES, at=at())
    assert served(one).not_valid_after_utc - served(one).not_valid_before_utc <= timedelta(days=398)
    last = issued(home, NAMES, at=at() + timedelta(days=3_500))
    authority = x509.load_pem_x509_certificate(last.authority.read_bytes())
    assert served(last).not_valid_after_utc <= authority.not_valid_after_utc


def test_nobody_else_reads_a_key(home: Home) -> None:
    one = issued(home, NAMES, at=at())
    for path in (one.key, one.authority.with_suffix(".key")):
        assert path.stat().st_mode & 0o077 == 0
    assert one.key.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("is_new", "ends"), [(True, 1), (False, 0)])
def test_the_web_server_is_started_again_for_a_new_certificate_only(home: Home, is_new: bool, ends: int) -> None:
    ended: list[bool] = []
    web = Child("web", [], environment={})
    web.ask_to_end = lambda: ended.append(True)  # type: ignore[method-assign]  # the process is no matter here
    one = replace(issued(home, NAMES, at=at()), is_new=is_new)
    Renewal(lambda: one, web, every=0).look_after()
    assert len(ended) == ends
    Renewal(lambda: one, web).look_after()
    Renewal(None, web, every=0).look_after()
    assert len(ended) == ends


def test_this_machine_knows_what_it_is_called() -> None:
    assert {"localhost", "127.0.0.1", socket.gethostname()} <= set(names_of_this_machine())

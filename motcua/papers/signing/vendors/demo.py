"""The demonstration's signers and time stamps: an issuer of its own, made at first use. Nothing it signs has force.

With a folder the issuer is kept there, so that what was signed yesterday still verifies; without one it lives as long
as the process.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from asn1crypto import keys, tsp
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.kernel import clock
from motcua.kernel.home import write_once
from motcua.papers.signing.certificates import parsed
from motcua.papers.signing.types import Pin
from motcua.papers.signing.vendors import troubles
from motcua.papers.signing.vendors.keys import KeyInHand
from motcua.papers.signing.vendors.options import VendorOptions
from motcua.papers.signing.vendors.own_authority import Issued, OwnAuthority

PIN = "123456"
"""What opens every key of the demonstration, so that a wrong one can be shown too."""

_NAME = "Motcua – chứng thư mẫu"
_SINCE, _UNTIL = datetime(2020, 1, 1), datetime(2040, 1, 1)
"""A demonstration plays in any year."""
_making = threading.Lock()


class DemoOptions(VendorOptions):
    """Who signs."""

    name: str
    organisation: str = ""
    folder: Path | None = None


class Demo:
    """A signer of any name, with a certificate made on the fly."""

    is_sample = True

    def __init__(self, options: DemoOptions) -> None:
        self._options = options

    @contextmanager
    def open(self, pin: Pin) -> Iterator[KeyInHand]:
        """A new certificate for each process and name."""
        if pin.disclosed() != PIN:
            raise troubles.pin_wrong()
        own = authority(self._options.folder)
        issued = _signer(self._options.name, self._options.organisation, self._options.folder)
        yield KeyInHand([issued.certificate, own.root.certificate], issued.key)


class DemoAuthorityOptions(VendorOptions):
    """Where the issuer is kept."""

    folder: Path | None = None


class DemoAuthority:
    """Stamps with this machine's own clock: fit for a demonstration, proof of nothing."""

    def __init__(self, options: DemoAuthorityOptions) -> None:
        self._folder = options.folder

    def answer(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The stamp."""
        return _stamper(self._folder).request_tsa_response(request)


def authority(folder: Path | None) -> OwnAuthority:
    """The demonstration's issuer; made when it is not there yet."""
    with _making:
        return _kept(folder)


def withdrawn_list(folder: Path | None) -> bytes:
    """That the demonstration has withdrawn nothing, signed by its issuer."""
    return authority(folder).withdrawn_list(at=clock.outward(_SINCE), days=(_UNTIL - _SINCE).days)


@cache
def _kept(folder: Path | None) -> OwnAuthority:
    if folder is None:
        return _founded()
    path = folder / "issuer.pem"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_once(path, _founded().written())
    return OwnAuthority.read(path.read_bytes(), is_sample=True)


def _founded() -> OwnAuthority:
    return OwnAuthority.founded(_NAME, at=clock.outward(_SINCE), years=_UNTIL.year - _SINCE.year, is_sample=True)


@cache
def _signer(name: str, organisation: str, folder: Path | None) -> Issued:
    since, until = clock.outward(_SINCE), clock.outward(_UNTIL)
    return authority(folder).signer(name, organisation=organisation, since=since, until=until)


@cache
def _stamper(folder: Path | None) -> DummyTimeStamper:
    own = authority(folder)
    issued = own.stamper(f"{_NAME}: dấu thời gian", since=clock.outward(_SINCE), until=clock.outward(_UNTIL))
    vouching = SimpleCertificateStore.from_certs([parsed(own.root.certificate)])
    return DummyTimeStamper(parsed(issued.certificate), keys.PrivateKeyInfo.load(issued.key_written), vouching)

"""A key in a file (PKCS#12: .p12, .pfx), for tests and for small offices. The passphrase is its PIN."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from motcua.papers.signing.types import Pin
from motcua.papers.signing.vendors import troubles
from motcua.papers.signing.vendors.keys import KeyInHand, usable
from motcua.papers.signing.vendors.options import VendorOptions


class Pkcs12Options(VendorOptions):
    """Where the file lies."""

    file: Path


class Pkcs12:
    """Opens the file anew for each session."""

    is_sample = False

    def __init__(self, options: Pkcs12Options) -> None:
        self._options = options

    @contextmanager
    def open(self, pin: Pin) -> Iterator[KeyInHand]:
        """The key, its certificate and whoever vouches for it, as they lie in the file."""
        try:
            content = self._options.file.read_bytes()
        except OSError as error:
            raise troubles.key_absent(str(self._options.file.name)) from error
        try:
            bundle = load_pkcs12(content, pin.disclosed().encode())
        except ValueError as error:
            # The library does not tell a wrong passphrase from a spoilt file, except by its words.
            if "password" in str(error).lower():
                raise troubles.pin_wrong() from None
            raise troubles.key_absent(str(self._options.file.name)) from error
        if bundle.cert is None or bundle.key is None:
            raise troubles.key_absent(str(self._options.file.name))
        chain = [bundle.cert, *bundle.additional_certs]
        yield KeyInHand([one.certificate.public_bytes(Encoding.DER) for one in chain], usable(bundle.key))

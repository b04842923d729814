"""A certificate authority of the house's own, for an office network that has no other; and what it serves by.

Browsers let a page use the camera and passkeys only over HTTPS. The authority is made once in the home and stays; who
trusts it on his machine trusts every later certificate of this house. The served one is made anew before it runs out,
and when the house is reached under another name. Nothing here is needed behind a proxy that has a certificate.

tls/authority.crt   handed out at /tls/
tls/authority.key   never leaves the home; only its owner may read it
tls/served.crt      for the names and addresses of this machine
tls/served.key
"""

import os
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from motcua.kernel.clock import outward
from motcua.kernel.home import Home

_AUTHORITY_LASTS, _SERVED_LASTS, _RENEWED_BEFORE = timedelta(days=3_650), timedelta(days=397), timedelta(days=30)
"""Browsers refuse a served certificate of more than 398 days."""
_BEFORE = timedelta(days=1)
"""It holds from a little earlier, for machines whose clock is behind."""
_ELSEWHERE = ("192.0.2.1", 9)
"""An address of nobody: asking how one would get there tells the machine's own address, and sends nothing."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What the house serves by. `fingerprint` is the authority's, as people compare it; `is_new`: just made."""

    certificate: Path
    key: Path
    authority: Path
    names: tuple[str, ...]
    fingerprint: str
    is_new: bool


def issued(home: Home, names: Iterable[str], *, at: datetime) -> Issued:
    """The certificate for these names and addresses, made where there is none that lasts; the authority likewise."""
    folder = home.path / "tls"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = tuple(sorted(set(names)))
    authority, authority_key = _authority(folder, at)
    served = _read(folder / "served.crt")
    is_new = served is None or not (folder / "served.key").exists() or not _lasts(served, authority, wanted, at)
    if is_new:
        _serve_by(folder, authority, authority_key, wanted, at)
    return Issued(
        certificate=folder / "served.crt",
        key=folder / "served.key",
        authority=folder / "authority.crt",
        names=wanted,
        fingerprint=authority.fingerprint(hashes.SHA256()).hex(":").upper(),
        is_new=is_new,
    )


def names_of_this_machine() -> list[str]:
    """What others call this machine in its network: its names, and its addresses as far as they can be told."""
    host = socket.gethostname()
    found = {"localhost", "127.0.0.1", "::1", host, socket.getfqdn(host)}
    with suppress(OSError):
        found |= {str(one[4][0]) for one in socket.getaddrinfo(host, None)}
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(_ELSEWHERE)
        found.add(asking.getsockname()[0])
    return sorted(name.partition("%")[0] for name in found if name)


def _authority(folder: Path, at: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    known, key = _read(folder / "authority.crt"), _read_key(folder / "authority.key")
    if known is not None and key is not None:
        return known, key
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Motcua {socket.gethostname()}"[:64])])
    made = (
        _begun(named, named, key.public_key(), at, _AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_use(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(folder / "authority.key", _key_bytes(key), mode=0o600)
    _write(folder / "authority.crt", made.public_bytes(serialization.Encoding.PEM), mode=0o644)
    return made, key


def _serve_by(
    folder: Path,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    names: Sequence[str],
    at: datetime,
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Motcua")])
    lasts = min(_SERVED_LASTS, authority.not_valid_after_utc - outward(at))
    made = (
        _begun(named, authority.subject, key.public_key(), at, lasts)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_use(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write(folder / "served.key", _key_bytes(key), mode=0o600)
    _write(folder / "served.crt", made.public_bytes(serialization.Encoding.PEM), mode=0o644)


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    at: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    now = outward(at)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEFORE)
        .not_valid_after(now + lasts)
    )


def _lasts(served: x509.Certificate, authority: x509.Certificate, names: Sequence[str], at: datetime) -> bool:
    """Whether the certificate is this authority's, for these names, and not about to run out."""
    said = served.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    try:
        served.verify_directly_issued_by(authority)
    except (InvalidSignature, ValueError):
        return False
    return (
        list(said) == [_general(name) for name in names]
        and outward(at) < served.not_valid_after_utc - _RENEWED_BEFORE
        and outward(at) > served.not_valid_before_utc
    )


def _general(name: str) -> x509.GeneralName:
    with suppress(ValueError):
        return x509.IPAddress(ip_address(name))
    return x509.DNSName(name)


def _use(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _key_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _read(path: Path) -> x509.Certificate | None:
    return x509.load_pem_x509_certificate(path.read_bytes()) if path.exists() else None


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey | None:
    if not path.exists():
        return None
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} is no key of this house's making.")
    return key


def _write(path: Path, content: bytes, *, mode: int) -> None:
    """Whole or not at all, and never readable by others for a moment."""
    beside = path.with_suffix(path.suffix + ".new")
    beside.unlink(missing_ok=True)
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)

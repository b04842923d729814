"""An issuer of certificates of one's own: it vouches for signers and stampers, and says what it has withdrawn.

The demonstration signs with it, and so do the tests. Nobody outside believes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from motcua.papers.signing.certificates import SAMPLE_OID
from motcua.papers.signing.vendors.keys import PrivateKey, usable

_RSA_BITS = 2048
_RSA_EXPONENT = 65537
_BACK = timedelta(hours=1)
"""Certificates are valid from a little before they are made: clocks differ."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate (DER) with its key."""

    certificate: bytes
    key: PrivateKey = field(repr=False)

    @property
    def key_written(self) -> bytes:
        """The key as DER (PKCS#8, without a passphrase)."""
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


@dataclass(frozen=True, slots=True)
class OwnAuthority:
    """The issuer: its own certificate and key. `is_sample` marks everything it issues as without legal force."""

    root: Issued
    is_sample: bool = False

    @classmethod
    def founded(cls, name: str, *, at: datetime, years: int = 10, is_sample: bool = False) -> "OwnAuthority":
        """A new issuer, from `at` (local or with a zone) on."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = _names(name, "")
        builder = (
            x509.CertificateBuilder()
            .subject_name(names)
            .issuer_name(names)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(_utc(at) - _BACK)
            .not_valid_after(_utc(at) + timedelta(days=365 * years))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_usage(certificates=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )
        return cls(Issued(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER), key), is_sample)

    def written(self) -> bytes:
        """Certificate and key as PEM, to be kept where nobody else reads."""
        certificate = x509.load_der_x509_certificate(self.root.certificate).public_bytes(Encoding.PEM)
        return certificate + self.root.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @classmethod
    def read(cls, content: bytes, *, is_sample: bool = False) -> "OwnAuthority":
        """The issuer back from what was written. Raises ValueError."""
        certificate = x509.load_pem_x509_certificate(content).public_bytes(Encoding.DER)
        return cls(Issued(certificate, usable(load_pem_private_key(content, None))), is_sample)

    def signer(
        self,
        name: str,
        *,
        organisation: str = "",
        since: datetime,
        until: datetime,
        is_rsa: bool = False,
        lists_at: str = "",
        answers_at: str = "",
    ) -> Issued:
        """A certificate for signing papers.

        `lists_at` is where the list of withdrawn certificates can be fetched, `answers_at` where one asks by OCSP.
        """
        key = _rsa() if is_rsa else ec.generate_private_key(ec.SECP256R1())
        builder = self._leaf(_names(name, organisation), key, since, until)
        builder = builder.add_extension(_usage(), critical=True)
        if lists_at:
            point = x509.DistributionPoint([x509.UniformResourceIdentifier(lists_at)], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        if answers_at:
            access = x509.AccessDescription(
                AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(answers_at)
            )
            builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
        return self._issued(builder, key)

    def stamper(self, name: str, *, since: datetime, until: datetime) -> Issued:
        """A certificate for stamping times."""
        key = _rsa()
        builder = self._leaf(_names(name, ""), key, since, until)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return self._issued(builder.add_extension(_usage(), critical=True), key)

    def withdrawn_list(
        self, *, at: datetime, withdrawn: Iterable[tuple[bytes, datetime]] = (), days: int = 30
    ) -> bytes:
        """The list (CRL, DER) of certificates withdrawn so far, with the instants at which they were."""
        root = x509.load_der_x509_certificate(self.root.certificate)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(root.subject)
            .last_update(_utc(at) - _BACK)
            .next_update(_utc(at) + timedelta(days=days))
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(_identifier(root), critical=False)
        )
        for certificate, when in withdrawn:
            serial = x509.load_der_x509_certificate(certificate).serial_number
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(_utc(when)).build()
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(self.root.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def _leaf(self, names: x509.Name, key: PrivateKey, since: datetime, until: datetime) -> x509.CertificateBuilder:
        root = x509.load_der_x509_certificate(self.root.certificate)
        builder = (
            x509.CertificateBuilder()
            .subject_name(names)
            .issuer_name(root.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(_utc(since))
            .not_valid_after(_utc(until))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_identifier(root), critical=False)
        )
        if self.is_sample:
            policy = x509.PolicyInformation(x509.ObjectIdentifier(SAMPLE_OID), None)
            builder = builder.add_extension(x509.CertificatePolicies([policy]), critical=False)
        return builder

    def _issued(self, builder: x509.CertificateBuilder, key: PrivateKey) -> Issued:
        return Issued(builder.sign(self.root.key, hashes.SHA256()).public_bytes(Encoding.DER), key)


def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=_RSA_EXPONENT, key_size=_RSA_BITS)


def _names(name: str, organisation: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _identifier(root: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    key = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(key)


def _usage(*, certificates: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)

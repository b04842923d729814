"""Certificates in the house's own words."""

from hashlib import sha256

from asn1crypto import pem
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from motcua.kernel import clock
from motcua.papers.signing.types import Subject

SAMPLE_OID = "2.25.281474976710655.1"
"""A certificate policy of our own: an issuer of the demonstration, whose signatures have no legal force."""


def subject_of(certificate: bytes) -> Subject:
    """Who is named in a certificate (DER). Raises ValueError when it is none."""
    read = x509.load_der_x509_certificate(certificate)
    return Subject(
        name=_part(read.subject, NameOID.COMMON_NAME) or read.subject.rfc4514_string(),
        organisation=_part(read.subject, NameOID.ORGANIZATION_NAME),
        issuer=_part(read.issuer, NameOID.COMMON_NAME) or read.issuer.rfc4514_string(),
        serial=f"{read.serial_number:x}",
        fingerprint=sha256(certificate).hexdigest(),
        valid_from=clock.inward(read.not_valid_before_utc),
        valid_until=clock.inward(read.not_valid_after_utc),
        is_sample=_is_sample(read),
    )


def certificates_in(content: bytes) -> list[bytes]:
    """The certificates of a file as DER: one DER, or any number of PEM. Raises ValueError when there is none."""
    if pem.detect(content):
        found = [read.public_bytes(Encoding.DER) for read in x509.load_pem_x509_certificates(content)]
    else:
        found = [x509.load_der_x509_certificate(content).public_bytes(Encoding.DER)]
    return found


def parsed(certificate: bytes) -> asn1.Certificate:
    """The certificate as the signing library wants it."""
    return asn1.Certificate.load(certificate)


def _part(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    parts = name.get_attributes_for_oid(oid)
    return str(parts[0].value) if parts else ""


def _is_sample(certificate: x509.Certificate) -> bool:
    try:
        policies = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
    except x509.ExtensionNotFound:
        return False
    return any(policy.policy_identifier.dotted_string == SAMPLE_OID for policy in policies)

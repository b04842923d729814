"""Signing: a paper's bytes in, the signed paper's bytes out. All is appended, so earlier signatures stay whole."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import cast

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError as LibraryError
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import InsufficientRevinfoError, PathError, RevokedError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused
from motcua.papers.signing import drawing, order, reading
from motcua.papers.signing.certificates import parsed, subject_of
from motcua.papers.signing.changes import change_after
from motcua.papers.signing.contexts import believed
from motcua.papers.signing.placing import Place, arranged, placed
from motcua.papers.signing.stamping import AuthorityClient
from motcua.papers.signing.types import (
    GRAVE,
    Box,
    Learnt,
    Level,
    OpenSigner,
    Picture,
    Pin,
    Proof,
    SignaturePlan,
    SignerPlugin,
    SigningError,
    SigningSession,
    Stamp,
    TrustAnchors,
)
from motcua.papers.signing.vendors import troubles

_LONGEST_SIGNATURE_BYTES = 1_024
_ALGORITHM = "sha256"
_UNSEEN = Place(0, (0, 0, 0, 0))


@contextmanager
def opened(
    plugin: SignerPlugin, *, pin: Pin, at: datetime, proof: Proof | None = None, picture: Picture | None = None
) -> Iterator[OpenSigner]:
    """Opens a key for one or many signatures. Raises SigningError: wrong PIN, absent token, expired certificate."""
    with plugin.open(pin) as session:
        subject = subject_of(session.certificates[0])
        if not subject.valid_from <= at <= subject.valid_until:
            values = {"since": subject.valid_from.date(), "until": subject.valid_until.date()}
            raise SigningError(Refusal("signing_certificate_expired", values), is_permanent=True)
        is_sample = plugin.is_sample or subject.is_sample
        yield OpenSigner(session, subject, is_sample, proof or Proof(), picture=picture)


def sign(
    pdf: bytes,
    *,
    signer: OpenSigner,
    stamp: Stamp,
    at: datetime,
    plan: SignaturePlan | None = None,
    level: Level | None = None,
) -> bytes:
    """The paper with one signature more; what it raises is said at the door (`doors.sign`)."""
    there = reading.signatures_in(reading.opened_paper(pdf))
    refusal = order.may_sign(
        plan, role=stamp.role, signed=[one.field_name for one in there], fingerprint=signer.subject.fingerprint
    )
    if refusal is not None:
        raise Refused(refusal)
    altered = [one.field_name for one in there if _is_altered(pdf, one)]
    if altered:
        raise Refused(Refusal("signature_on_altered_paper", {"roles": tuple(altered)}))
    picture = drawing.picture_for(stamp, signer.picture)
    place = _place(pdf, stamp, picture, beside_pictures=any(drawing.shows_picture(one.sig_field) for one in there))
    shown = _Shown(stamp, place, picture)
    return asyncio.run(_signed(pdf, signer, shown, at=at, level=level or signer.proof.level))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a reader sees of a signature, and where; without a place nothing."""

    stamp: Stamp
    place: Place | None
    picture: Picture | None


def _place(pdf: bytes, stamp: Stamp, picture: Picture | None, *, beside_pictures: bool) -> Place | None:
    """Where the stamp shows. Once a picture is on the paper, words go where they cannot lie over one."""
    if stamp.place is None:
        return None
    arrangement = drawing.arrangement_of(stamp)
    if arrangement is None or isinstance(stamp.place, Box) or not (picture or beside_pictures):
        return placed(pdf, stamp.place)
    return arranged(pdf, stamp.place, arrangement, picture)


def _is_altered(pdf: bytes, earlier: EmbeddedPdfSignature) -> bool:
    """Whether an earlier signature does not hold any more: nobody puts his own on top of that."""
    if not reading.is_whole(earlier):
        return True
    reading.look_through(earlier)
    return change_after(pdf, earlier)[0] in GRAVE


async def _signed(pdf: bytes, signer: OpenSigner, shown: _Shown, *, at: datetime, level: Level) -> bytes:
    context = None
    if level is Level.LASTING:
        await _not_withdrawn(signer)
        context = believed(signer.learnt.trust or signer.proof.trust, of_stamps=True, mode="hard-fail")
    maker = _maker(signer, shown, at=at, level=level, context=context)
    output = BytesIO()
    try:
        with _told_plainly():
            writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
            await _made(maker, writer, output, learnt=signer.learnt, at=at, level=level)
    finally:
        if context is not None:
            await context.aclose()
    if context is not None and signer.learnt.trust is None:
        signer.learnt.trust = _told(signer.proof.trust, context)
    return output.getvalue()


async def _not_withdrawn(signer: OpenSigner) -> None:
    """Looks into the lists at hand, also where the certificate does not say that there is one. Raises SigningError."""
    trust = replace(signer.learnt.trust or signer.proof.trust, asks_issuers=False)
    certificate, *others = map(parsed, signer.session.certificates)
    context = believed(trust, mode="require")
    validator = CertificateValidator(certificate, intermediate_certs=others, validation_context=context)
    try:
        await validator.async_validate_usage(set())
    except RevokedError as error:
        raise _as_trouble(error) from error
    except (PathError, ValidationError):
        return  # whether it must be known at all is decided with the issuers' help


async def _made(
    maker: signers.PdfSigner,
    writer: IncrementalPdfFileWriter,
    output: BytesIO,
    *,
    learnt: Learnt,
    at: datetime,
    level: Level,
) -> None:
    """The steps of the signing library one by one: it asks neither the machine's clock nor, twice, for the room."""
    session = maker.init_signing_session(writer)
    session.system_time = clock.outward(at.replace(microsecond=0))
    proof = await session.perform_presign_validation(writer)
    if level not in learnt.room:
        learnt.room[level] = await session.estimate_signature_container_size(proof)
    draft = session.prepare_tbs_document(validation_info=proof, bytes_reserved=learnt.room[level])
    digested, written = draft.digest_tbs_document(output=output)
    done = await draft.perform_signature(
        document_digest=digested.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=session.system_time),
    )
    await done.post_signature_processing(written)


def _client(signer: OpenSigner) -> AuthorityClient | None:
    """The way to the authority, kept for the session: it learns how large a time stamp is."""
    if signer.learnt.client is None and signer.proof.authority is not None:
        signer.learnt.client = AuthorityClient(signer.proof.authority)
    return cast("AuthorityClient | None", signer.learnt.client)


def _told(trust: TrustAnchors, context: ValidationContext) -> TrustAnchors:
    """The anchors with everything the issuers said when they were asked, so that the next signature need not ask."""
    return replace(
        trust,
        revocation_lists=tuple(one.dump() for one in context.crls),
        revocation_answers=tuple(one.dump() for one in context.ocsps),
        asks_issuers=False,
    )


def _maker(
    signer: OpenSigner,
    shown: _Shown,
    *,
    at: datetime,
    level: Level,
    context: ValidationContext | None,
) -> signers.PdfSigner:
    bridge = _Bridge(signer.session)
    stamp, place, style = shown.stamp, shown.place, None
    if place is not None:
        style = drawing.style(
            stamp, signer=signer.subject, at=at, is_sample=signer.is_sample, place=place, picture=shown.picture
        )
    seen = place or _UNSEEN
    return signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=stamp.role,
            md_algorithm=_ALGORITHM,
            subfilter=fields.SigSeedSubFilter.PADES,
            name=signer.subject.name,
            reason=stamp.reason or None,
            location=stamp.agency or None,
            signer_key_usage=bridge.usages,
            embed_validation_info=context is not None,
            use_pades_lta=context is not None,
            validation_context=context,
        ),
        bridge,
        timestamper=None if level is Level.PLAIN else _client(signer),
        stamp_style=style,
        new_field_spec=fields.SigFieldSpec(
            stamp.role, on_page=seen.page, box=seen.corners, readable_field_name=drawing.title(stamp)
        ),
    )


class _Bridge(signers.Signer):
    """The signing library's signer, whose key lies behind a plugin: it hands over digests, never the paper."""

    def __init__(self, session: SigningSession) -> None:
        certificates = [parsed(one) for one in session.certificates]
        super().__init__(
            signing_cert=certificates[0], cert_registry=SimpleCertificateStore.from_certs(certificates[1:])
        )
        self._session = session

    @property
    def usages(self) -> set[str]:
        """What the certificate says it may be used for, of what signing a paper asks."""
        return _usages_of(parsed(self._session.certificates[0]))

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,
    ) -> bytes:
        """The signature over the attributes of a signature, of which the digest of the paper is one."""
        if digest_algorithm != _ALGORITHM:
            raise ValueError("Papers are signed with SHA-256.")
        return bytes(_LONGEST_SIGNATURE_BYTES) if dry_run else self._session.sign(sha256(data).digest())


def _usages_of(certificate: x509.Certificate) -> set[str]:
    extension = certificate.key_usage_value
    allowed = {"digital_signature", "non_repudiation"}
    return allowed if extension is None else allowed & set(extension.native)


@contextmanager
def _told_plainly() -> Iterator[None]:
    """The signing library's errors as the house's refusals."""
    try:
        yield
    except TimestampRequestError as error:
        raise troubles.refused_by_vendor(str(error)) from error
    except (LibraryError, PathError, ValidationError) as error:
        raise _as_trouble(error) from error
    except PdfError as error:
        raise Refused(Refusal("paper_damaged")) from error


def _as_trouble(error: Exception) -> SigningError:
    cause = error.__cause__ or error
    if isinstance(cause, RevokedError):
        return SigningError(Refusal("signing_certificate_withdrawn"), is_permanent=True)
    if isinstance(cause, InsufficientRevinfoError):
        return SigningError(Refusal("signing_revocation_unknown"), is_permanent=False)
    if isinstance(cause, PathError | ValidationError):
        return SigningError(Refusal("signing_certificate_not_believed"), is_permanent=True)
    return troubles.refused_by_vendor(str(error))

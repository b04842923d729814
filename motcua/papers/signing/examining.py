"""Whether the signatures of a paper hold: integrity, chain, time, revocation, coverage, and what came afterwards.

Each is judged as of the instant at which it is proved to have existed: the time stamp on it, else the archive time
stamp over the paper, else now. So a signature made in time outlives its certificate. A damaged or hostile file gets a
verdict too, never an error.
"""

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from asn1crypto import cms, x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import cms_basic_validation, collect_timing_info, validate_tst_signed_data
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from motcua.kernel import clock
from motcua.kernel.types import Refused
from motcua.papers.signing import reading
from motcua.papers.signing.certificates import subject_of
from motcua.papers.signing.changes import change_after
from motcua.papers.signing.contexts import Mode, believed
from motcua.papers.signing.issuers import Issuers
from motcua.papers.signing.types import (
    GRAVE,
    Change,
    Coverage,
    Integrity,
    Kind,
    Outcome,
    Revocation,
    TimeSource,
    Trust,
    TrustAnchors,
    Verdict,
)

_LOG = logging.getLogger(__name__)
_USAGES = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
_COVERAGES = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.WHOLE_FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}
_TRUSTS = {
    AdESFailure.REVOKED: Trust.REVOKED,
    AdESFailure.NOT_YET_VALID: Trust.NOT_YET_VALID,
    AdESIndeterminate.REVOKED_NO_POE: Trust.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Trust.REVOKED,
    AdESIndeterminate.EXPIRED: Trust.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Trust.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Trust.EXPIRED,
    AdESIndeterminate.NOT_YET_VALID: Trust.NOT_YET_VALID,
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Trust.UNKNOWN_ISSUER,
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: Trust.WRONG_USE,
    AdESIndeterminate.SIG_CONSTRAINTS_FAILURE: Trust.WRONG_USE,
}
_HARMLESS = frozenset({Change.NONE, Change.SIGNATURES})


def examine(pdf: bytes, *, trust: TrustAnchors, at: datetime) -> tuple[Verdict, ...]:
    """A verdict on every signature and time stamp, in the order they were made; none for an unsigned paper.

    A file that cannot be read gets one verdict of kind `paper` that says why. Nothing is raised.
    """
    return found(pdf, trust=trust, at=at)[0]


def found(
    pdf: bytes, *, trust: TrustAnchors, at: datetime, unheard: Collection[str] = ()
) -> tuple[tuple[Verdict, ...], tuple[str, ...]]:
    """The verdicts as `examine` gives them, and the services of issuers (hosts) that did not answer.

    `unheard` are those that were silent a moment ago: they are not waited for again.
    """
    try:
        reader = reading.opened_paper(pdf)
        signatures = reading.signatures_in(reader)
    except Refused as refused:
        return (_unreadable(Kind.PAPER, trouble=refused.refusal.code.removeprefix("paper_")),), ()
    if not signatures:
        return (), ()
    asking = Issuers(trust.inside, unheard)
    verdicts = asyncio.run(_examined(pdf, signatures, trust, clock.outward(at), asking))
    return verdicts, tuple(sorted(asking.silent))


# --- one after the other, the last first -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Whom the house believes, and what the paper itself brings to prove its signatures."""

    trust: TrustAnchors
    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[Any, ...] = ()
    answers: tuple[Any, ...] = ()

    def context(self, moment: datetime, *, of_stamps: bool = False, mode: Mode = "soft-fail") -> ValidationContext:
        return believed(
            self.trust,
            moment=moment,
            of_stamps=of_stamps,
            mode=mode,
            certificates=self.certificates,
            lists=self.lists,
            answers=self.answers,
        )


async def _examined(
    pdf: bytes, signatures: list[EmbeddedPdfSignature], trust: TrustAnchors, at: datetime, asking: Issuers
) -> tuple[Verdict, ...]:
    asked = await _asked(trust, signatures, asking) if trust.asks_issuers else trust
    evidence = _brought(signatures[0], asked)
    verdicts: list[Verdict] = []
    moment = at
    for signature in reversed(signatures):
        of_paper = reading.is_time_stamp(signature)
        try:
            judged = await (_time_stamp if of_paper else _signature)(pdf, signature, evidence, moment)
        except Exception as error:  # noqa: BLE001 - a hostile file makes the parsers stumble anywhere
            _LOG.info("A signature could not be examined: %s", type(error).__name__)
            kind = Kind.TIME_STAMP if of_paper else Kind.SIGNATURE
            judged = _unreadable(kind, role=signature.field_name, trouble="damaged")
        if of_paper and judged.outcome is Outcome.HOLDS and judged.at is not None:
            moment = clock.outward(judged.at)
        verdicts.append(judged)
    return tuple(reversed(verdicts))


async def _signature(pdf: bytes, signature: EmbeddedPdfSignature, evidence: _Evidence, moment: datetime) -> Verdict:
    reading.look_through(signature)
    info = signature.signer_info
    timing = await collect_timing_info(info, evidence.context(moment, of_stamps=True), signature.compute_digest)
    stamp = timing.get("timestamp_validity")
    claimed = timing.get("signer_reported_dt") or signature.self_reported_timestamp
    if stamp is None:
        time, when = (TimeSource.CLAIMED, claimed) if claimed is not None else (TimeSource.UNKNOWN, None)
    elif stamp.intact and stamp.valid and stamp.trusted:
        time, when, moment = TimeSource.TIME_STAMP, stamp.timestamp, stamp.timestamp
    else:
        time, when = TimeSource.UNTRUSTED_STAMP, claimed
    whole, trust, revocation = await _chain(signature, evidence, moment)
    verdict = _covered(
        pdf,
        signature,
        Verdict(
            kind=Kind.SIGNATURE,
            outcome=Outcome.FAILS,
            integrity=Integrity.INTACT if whole else Integrity.ALTERED,
            trust=trust,
            revocation=revocation,
            time=time,
            at=clock.inward(when) if when is not None else None,
            stamped_by="" if stamp is None else subject_of(stamp.signing_cert.dump()).name,
        ),
    )
    return replace(verdict, outcome=_outcome(verdict))


async def _time_stamp(pdf: bytes, signature: EmbeddedPdfSignature, evidence: _Evidence, moment: datetime) -> Verdict:
    reading.look_through(signature)
    status = await validate_tst_signed_data(
        signature.signed_data, evidence.context(moment, of_stamps=True), lambda _: signature.compute_digest()
    )
    verdict = _covered(
        pdf,
        signature,
        Verdict(
            kind=Kind.TIME_STAMP,
            outcome=Outcome.FAILS,
            integrity=Integrity.INTACT if status["intact"] and status["valid"] else Integrity.ALTERED,
            trust=_trust(status),
            revocation=Revocation.GOOD,
            time=TimeSource.TIME_STAMP,
            at=clock.inward(status["timestamp"]),
            stamped_by=subject_of(signature.signer_cert.dump()).name,
        ),
    )
    return replace(verdict, outcome=_outcome(verdict))


def _covered(pdf: bytes, signature: EmbeddedPdfSignature, verdict: Verdict) -> Verdict:
    change, pages = change_after(pdf, signature)
    coverage: Any = signature.coverage  # the library says None of what it computes later
    return replace(
        verdict,
        role=signature.field_name,
        subject=subject_of(signature.signer_cert.dump()),
        coverage=_COVERAGES.get(coverage, Coverage.PART),
        change=change,
        pages=pages,
    )


def _outcome(verdict: Verdict) -> Outcome:
    if (
        verdict.integrity is not Integrity.INTACT
        or verdict.coverage is Coverage.PART
        or verdict.trust is Trust.REVOKED
        or verdict.change in GRAVE
    ):
        return Outcome.FAILS
    if (
        verdict.trust is not Trust.TRUSTED
        or verdict.revocation is not Revocation.GOOD
        or verdict.time in (TimeSource.UNTRUSTED_STAMP, TimeSource.UNKNOWN)
        or verdict.change not in _HARMLESS
    ):
        return Outcome.UNCERTAIN
    return Outcome.HOLDS


# --- the chain -------------------------------------------------------------------------------------------------------


async def _chain(
    signature: EmbeddedPdfSignature, evidence: _Evidence, moment: datetime
) -> tuple[bool, Trust, Revocation]:
    """Whether the signed bytes are whole, whether the certificate is believed, and whether it was withdrawn.

    First everything must be proved, revocation too; where that fails, what can be said without it.
    """
    strict = await _basic(signature, evidence.context(moment, mode="require"))
    whole = bool(strict["intact"] and strict["valid"])
    if not whole:
        return False, Trust.UNPROVEN, Revocation.UNKNOWN
    trust = _trust(strict)
    if trust is Trust.TRUSTED:
        return True, trust, Revocation.GOOD
    if trust is not Trust.REVOKED:
        trust = _trust(await _basic(signature, evidence.context(moment)))
    return True, trust, Revocation.REVOKED if trust is Trust.REVOKED else Revocation.UNKNOWN


async def _basic(signature: EmbeddedPdfSignature, context: ValidationContext) -> dict[str, Any]:
    return dict(
        await cms_basic_validation(
            signature.signed_data,
            raw_digest=signature.compute_digest(),
            validation_context=context,
            key_usage_settings=_USAGES,
        )
    )


def _trust(status: dict[str, Any]) -> Trust:
    trouble = status["trust_problem_indic"]
    if trouble is not None:
        return _TRUSTS.get(trouble, Trust.UNPROVEN)
    return Trust.TRUSTED if status["validation_path"] is not None else Trust.UNKNOWN_ISSUER


def _brought(signature: EmbeddedPdfSignature, trust: TrustAnchors) -> _Evidence:
    """The evidence in the paper's own store, where it has one that can be read."""
    try:
        store = DocumentSecurityStore.read_dss(signature.reader)
        brought = store.as_validation_context({"trust_roots": []})
        return _Evidence(trust, tuple(store.load_certs()), tuple(brought.crls), tuple(brought.ocsps))
    except NoDSSFoundError:
        return _Evidence(trust)
    except Exception as error:  # noqa: BLE001 - what a paper brings along may be anything
        _LOG.info("The evidence in a paper could not be read: %s", type(error).__name__)
        return _Evidence(trust)


async def _asked(trust: TrustAnchors, signatures: Sequence[EmbeddedPdfSignature], asking: Issuers) -> TrustAnchors:
    """The anchors, with what the issuers of these certificates say today about withdrawing them."""
    context = believed(trust, of_stamps=True, mode="hard-fail", asking=asking)
    try:
        for certificate, others in _certificates(signatures):
            validator = CertificateValidator(certificate, intermediate_certs=others, validation_context=context)
            try:
                await validator.async_validate_usage(set())
            except (PathError, ValidationError) as error:
                _LOG.info("An issuer was asked in vain: %s", type(error).__name__)
        return replace(
            trust,
            revocation_lists=tuple(one.dump() for one in context.crls),
            revocation_answers=tuple(one.dump() for one in context.ocsps),
            asks_issuers=False,
        )
    finally:
        await context.aclose()


def _certificates(
    signatures: Sequence[EmbeddedPdfSignature],
) -> list[tuple[x509.Certificate, list[x509.Certificate]]]:
    found: dict[bytes, tuple[x509.Certificate, list[x509.Certificate]]] = {}
    for signature in signatures:
        try:
            certificate: cms.Certificate = signature.signer_cert
            found.setdefault(certificate.sha256, (certificate, signature.other_embedded_certs))
        except Exception as error:  # noqa: BLE001 - a hostile file
            _LOG.info("A certificate could not be read: %s", type(error).__name__)
    return list(found.values())


def _unreadable(kind: Kind, *, role: str = "", trouble: str) -> Verdict:
    return Verdict(kind=kind, outcome=Outcome.FAILS, role=role, integrity=Integrity.UNREADABLE, trouble=trouble)

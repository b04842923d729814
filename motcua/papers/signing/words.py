"""Verdicts in words, for an officer and for a citizen."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from motcua.papers.signing.types import (
    Change,
    Coverage,
    Integrity,
    Kind,
    Outcome,
    Revocation,
    TimeSource,
    Trust,
    Verdict,
)


def overall(verdicts: Sequence[Verdict]) -> Outcome:
    """The verdict on the paper: the worst of its signatures. Time stamps alone sign nothing."""
    counted = [verdict for verdict in verdicts if verdict.kind is not Kind.TIME_STAMP]
    for outcome in (Outcome.FAILS, Outcome.UNCERTAIN):
        if any(verdict.outcome is outcome for verdict in counted):
            return outcome
    return Outcome.HOLDS if counted else Outcome.UNSIGNED


def overall_in_words(outcome: Outcome) -> str:
    """What the verdicts on a paper come to, in one sentence of the active language."""
    return {
        Outcome.HOLDS: _("Every signature on this paper holds."),
        Outcome.UNCERTAIN: _("The paper is as it was signed, but not everything about its signatures can be proved."),
        Outcome.FAILS: _("This paper cannot be relied on: at least one signature does not hold."),
        Outcome.UNSIGNED: _("This paper bears no digital signature."),
    }[outcome]


def in_words(verdict: Verdict) -> tuple[str, ...]:
    """One verdict line by line: who, when, whole or not, believed or not, and what came afterwards."""
    if verdict.integrity is Integrity.UNREADABLE:
        return (_unreadable(verdict),)
    lines = [_who(verdict), _integrity(verdict), _when(verdict), _trust(verdict.trust)]
    if verdict.kind is Kind.SIGNATURE and verdict.trust is Trust.TRUSTED:
        lines.append(_revocation(verdict.revocation))
    lines += [_coverage(verdict.coverage), _change(verdict)]
    if verdict.subject is not None and verdict.subject.is_sample:
        lines.append(_("This is a sample certificate: the signature has no legal force."))
    return tuple(line for line in lines if line)


def _unreadable(verdict: Verdict) -> str:
    if verdict.kind is not Kind.PAPER:
        return _("The signature “{role}” is damaged and cannot be examined.").format(role=verdict.role)
    return {
        "encrypted": _("The file is protected by a password, so its signatures cannot be examined."),
        "not_a_pdf": _("The file is not a PDF."),
    }.get(verdict.trouble, _("The file is damaged, so its signatures cannot be examined."))


def _who(verdict: Verdict) -> str:
    if verdict.kind is Kind.TIME_STAMP:
        return _("Time stamp over the whole paper by {authority}.").format(authority=verdict.stamped_by)
    subject = verdict.subject
    if subject is None:
        return _("It is not known who signed.")
    if subject.organisation and subject.organisation != subject.name:
        return _("Signed by {name}, {organisation} (certificate issued by {issuer}).").format(
            name=subject.name, organisation=subject.organisation, issuer=subject.issuer
        )
    return _("Signed by {name} (certificate issued by {issuer}).").format(name=subject.name, issuer=subject.issuer)


def _integrity(verdict: Verdict) -> str:
    if verdict.integrity is Integrity.INTACT:
        return _("What was signed has not been altered.")
    return _("What was signed HAS BEEN ALTERED since: the signature is void.")


def _when(verdict: Verdict) -> str:
    at = verdict.at.strftime("%H:%M %d/%m/%Y") if verdict.at is not None else ""
    if verdict.kind is Kind.TIME_STAMP:
        return _("Stamped at {at}.").format(at=at)
    return {
        TimeSource.TIME_STAMP: _("Signed at {at}, vouched for by the time stamp of {authority}."),
        TimeSource.UNTRUSTED_STAMP: _("Signed at {at} by the signer's own claim; the time stamp is not believed."),
        TimeSource.CLAIMED: _("Signed at {at} by the signer's own claim; there is no time stamp."),
        TimeSource.UNKNOWN: _("It is not known when it was signed."),
    }[verdict.time].format(at=at, authority=verdict.stamped_by)


def _trust(trust: Trust) -> str:
    return {
        Trust.TRUSTED: _("The certificate leads to an issuer this house believes."),
        Trust.UNKNOWN_ISSUER: _("The issuer of the certificate is not known here."),
        Trust.EXPIRED: _("The certificate had expired, and nothing proves that it was signed before."),
        Trust.NOT_YET_VALID: _("The certificate was not valid yet."),
        Trust.REVOKED: _("The certificate HAD BEEN WITHDRAWN by its issuer."),
        Trust.WRONG_USE: _("The certificate is not meant for signing papers."),
        Trust.UNPROVEN: _("The chain of the certificate could not be proved."),
    }[trust]


def _revocation(revocation: Revocation) -> str:
    return {
        Revocation.GOOD: _("The certificate had not been withdrawn."),
        Revocation.REVOKED: "",
        Revocation.UNKNOWN: _("It could not be learnt whether the certificate had been withdrawn."),
    }[revocation]


def _coverage(coverage: Coverage) -> str:
    return {
        Coverage.WHOLE_FILE: _("It covers the whole file."),
        Coverage.REVISION: _("It covers the file as it was then; something was appended later."),
        Coverage.PART: _("It covers ONLY A PART of the file."),
    }[coverage]


def _change(verdict: Verdict) -> str:
    pages = ", ".join(str(page) for page in verdict.pages)
    sentence = {
        Change.NONE: "",
        Change.SIGNATURES: _("Afterwards only signatures and time stamps were added."),
        Change.FORM_FILLING: _("Afterwards fields of a form were filled in: look at them."),
        Change.ANNOTATIONS: _("Afterwards notes were put ON TOP of page {pages}."),
        Change.CONTENT: _("Afterwards the content of page {pages} WAS CHANGED."),
        Change.PAGES: _("Afterwards pages WERE ADDED OR REMOVED."),
        Change.OTHER: _("Afterwards the file WAS CHANGED in a way that no signature allows."),
    }[verdict.change]
    return sentence.format(pages=pages)

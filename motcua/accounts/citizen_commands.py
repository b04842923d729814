"""What is written of citizens: that somebody has joined, who he is by now, and the browsers he is logged in in."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError

from motcua.accounts import models
from motcua.accounts.kinds import CitizenKind
from motcua.accounts.rules import sessions
from motcua.accounts.rules.claims import Claimed
from motcua.accounts.types import Citizen, absent_or_not_yours
from motcua.journal.commands import Unit as Work
from motcua.journal.commands import recording
from motcua.kernel.types import Actor, ActorKind
from motcua.parties import commands as parties
from motcua.parties import queries as declared
from motcua.parties.types import DeclarationInput, DeclarationRef, Party

_THE_PROVIDER = Actor(ActorKind.CITIZEN, "eid")
_MOST_SESSIONS = 20
"""So many browsers may be logged in for one citizen; the one not used for longest gives way to another."""


def open_session(*, at: datetime, issuer: str, claimed: Claimed, browser: str) -> int:
    """Logs somebody in whom the provider has proven; answers the session's id.

    Who comes for the first time joins; who comes with another name or number than last time is declared anew.
    Refused when what the provider says of him cannot be so: a number or a name that cannot be read.
    """
    with recording(actor=_THE_PROVIDER, at=at) as work:
        subject = parties.mark_of(f"{issuer} {claimed.account}", purpose="accounts.citizen")
        party = _believed(claimed.party, at)
        row = _locked(subject) or _joined(work, subject, party)
        if _known(row) != party:
            _note(work, row, CitizenKind.DECLARED_ANEW, _declared(work, party))
        row.level = claimed.level
        row.save()
        models.CitizenSession.objects.filter(seen_at__lte=at - sessions.WHOLE_LIMIT).delete()
        session = models.CitizenSession.objects.create(citizen=row, began_at=at, seen_at=at, browser=browser)
        theirs = models.CitizenSession.objects.filter(citizen=row)
        kept = theirs.order_by("-seen_at", "-id").values("id")[:_MOST_SESSIONS]
        theirs.exclude(id__in=kept).delete()
        return session.id


def touch_session(session_id: int, *, at: datetime) -> None:
    """Notes that a session was used."""
    models.CitizenSession.objects.filter(id=session_id).update(seen_at=at)


def end_session(session_id: int) -> None:
    """Logs one browser out. One that is logged out already stays so."""
    models.CitizenSession.objects.filter(id=session_id).delete()


def end_session_of(citizen: Citizen, session_id: int) -> None:
    """Logs one of the citizen's own browsers out. Refused (`absent_or_not_yours`) for any other."""
    ended, _ = models.CitizenSession.objects.filter(id=session_id, citizen_id=citizen.id).delete()
    if not ended:
        raise absent_or_not_yours()


def end_other_sessions(citizen: Citizen, *, but: int) -> int:
    """Logs all the citizen's browsers out but this one; answers how many they were."""
    ended, _ = models.CitizenSession.objects.filter(citizen_id=citizen.id).exclude(id=but).delete()
    return ended


def _locked(subject: bytes) -> models.Citizen | None:
    return models.Citizen.objects.select_for_update(no_key=True).filter(subject=subject).first()


def _joined(work: Work, subject: bytes, party: Party) -> models.Citizen:
    """The new row; or the one somebody has made in the meantime who came with the same e-ID."""
    try:
        with work.attempt():
            ref = _declared(work, party)
            row = models.Citizen.objects.create(
                subject=subject, declaration_id=ref.id, declaration_digest=ref.digest, joined_at=work.at
            )
            _note(work, row, CitizenKind.JOINED, ref)
            return row
    except IntegrityError:
        there = _locked(subject)
        if there is None:
            raise
        return there


def _believed(party: Party, at: datetime) -> Party:
    """The party as it will be kept. A date of birth that cannot be so is left out, as one that cannot be read."""
    findings = declared.review(DeclarationInput(applicants=(party,)), on=at.date())
    is_born_wrong = any(finding.field.endswith(".born") for finding in findings)
    return declared.as_kept(replace(party, born=None) if is_born_wrong else party)


def _declared(work: Work, party: Party) -> DeclarationRef:
    """What the provider says is compared with the registers already: its doubts count as confirmed."""
    whole = DeclarationInput(applicants=(party,))
    doubts = {one.refusal.code for one in declared.review(whole, on=work.at.date()) if one.confirmable}
    return parties.declare(work, whole, confirmed=doubts)


def _known(row: models.Citizen) -> Party | None:
    """Who he was at his last log-in; None once that was erased."""
    return next(iter(declared.declarations([row.declaration_id])[row.declaration_id].applicants), None)


def _note(work: Work, row: models.Citizen, kind: CitizenKind, ref: DeclarationRef) -> None:
    row.declaration_id, row.declaration_digest = ref.id, ref.digest
    row.with_head(work.append(row.head, kind=kind.value, version=1, body=ref.body()))
    row.save()

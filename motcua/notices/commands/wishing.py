"""How people want to be told, as they say themselves."""

from datetime import datetime

from motcua.accounts.types import Citizen
from motcua.journal.commands import recording
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.notices import models
from motcua.notices.rules.wording import is_mailbox
from motcua.notices.types import DigestWish, Wishes


def wish_as_citizen(citizen: Citizen, wishes: Wishes, *, at: datetime) -> None:
    """Keeps what a citizen who is logged in wishes, for all his dossiers."""
    with recording(actor=citizen.actor, at=at):
        models.CitizenWishes.objects.update_or_create(
            citizen_id=citizen.id,
            defaults={"by_email": wishes.by_email, "by_phone": wishes.by_phone, "language": wishes.language},
        )


def wish_as_officer(*, actor: Actor, officer_id: int, at: datetime, email: str, language: str) -> None:
    """Keeps where an officer wants to be reminded; an empty address means nowhere. Refused: `mailbox_unreadable`."""
    email = email.strip()
    if email and not is_mailbox(email):
        raise Refused(Refusal("mailbox_unreadable"))
    with recording(actor=actor, at=at):
        models.OfficerWishes.objects.update_or_create(
            officer_id=officer_id, defaults={"email": email, "language": language}
        )


def wish_digest(*, actor: Actor, officer_id: int, at: datetime, email: str, language: str, digest: DigestWish) -> None:
    """Keeps where, and when, somebody who oversees agencies wants the digest. Refused: `mailbox_unreadable`."""
    with recording(actor=actor, at=at):
        wish_as_officer(actor=actor, officer_id=officer_id, at=at, email=email, language=language)
        models.OfficerWishes.objects.filter(officer_id=officer_id).update(digest=digest.value)

"""Accounts, passwords, the record of readings, and the mark of the database."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from motcua.accounts import models
from motcua.accounts.kinds import AccountKind
from motcua.accounts.models import User
from motcua.accounts.types import Purpose, Read
from motcua.journal.commands import Unit as Work
from motcua.journal.commands import recording
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import commands as organisation
from motcua.organisation import queries as officers

_READINGS_AT_ONCE = 500
_LONGEST_NAME = 60
_WITHOUT_REAL_ACCOUNTS = frozenset({Purpose.DEMO, Purpose.TRAINING})
MOST_VIEWS = 20
"""So many views somebody keeps of one page."""


def create_user(*, actor: Actor, at: datetime, officer_id: int, username: str, is_sample: bool = False) -> int:
    """Opens an account for an officer and answers its id. It has no password yet: send a link, or set one.

    Refused: a name that is taken or empty, an officer who has an account, an officer who is not there.
    """
    with recording(actor=actor, at=at) as work:
        name = User.normalize_username(username.strip()).lower()
        if not name:
            raise Refused(Refusal("username_empty"))
        officer = officers.officer(officer_id)
        user = User(username=name, officer_id=officer_id, is_sample=is_sample)
        user.set_unusable_password()
        try:
            with work.attempt():
                user.save(force_insert=True)
        except IntegrityError as error:
            if User.objects.filter(officer_id=officer_id).exists():
                raise Refused(Refusal("officer_has_account", {"officer": officer.code})) from error
            raise Refused(Refusal("username_taken", {"username": name})) from error
        _note(work, user, AccountKind.CREATED, {"officer": officer.code, "is_sample": is_sample})
        return user.id


def set_password(*, actor: Actor, at: datetime, user_id: int, password: str) -> None:
    """Sets a password; every other session of the account ends. Refused: `password_too_weak`, `user_absent`."""
    with recording(actor=actor, at=at) as work:
        user = _locked(user_id)
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise Refused(Refusal("password_too_weak", {"reasons": " ".join(error.messages)})) from error
        user.set_password(password)
        user.save(update_fields=["password"])
        _note(work, user, AccountKind.PASSWORD_SET, {})


def issue_password_link(*, actor: Actor, at: datetime, user_id: int) -> tuple[str, str]:
    """Answers the two parts of an address (account, token) at which the holder sets his password, once, within days.

    The token is made from the account's state: it is void as soon as a password is set or the account is used.
    """
    with recording(actor=actor, at=at) as work:
        user = _locked(user_id)
        if not user.is_active:
            raise Refused(Refusal("user_absent"))
        _note(work, user, AccountKind.PASSWORD_LINK_ISSUED, {})
        return urlsafe_base64_encode(str(user.id).encode()), default_token_generator.make_token(user)


def user_of_link(account: str, token: str) -> User:
    """The account that a link leads to. Refused (`link_void`): used, too old, or not ours."""
    try:
        user = User.objects.filter(id=int(urlsafe_base64_decode(account)), is_active=True).first()
    except ValueError:
        user = None
    if user is None or not default_token_generator.check_token(user, token):
        raise Refused(Refusal("link_void"))
    return user


def close_user(*, actor: Actor, at: datetime, user_id: int) -> None:
    """Lets nobody log in with this account any more; open sessions end with their next request."""
    _switch(actor, at, user_id, AccountKind.CLOSED, is_active=False)


def open_user(*, actor: Actor, at: datetime, user_id: int) -> None:
    """Lets the account be used again."""
    _switch(actor, at, user_id, AccountKind.OPENED, is_active=True)


def record_readings(*, user_id: int, post_id: int | None, at: datetime, reads: Iterable[Read]) -> None:
    """Writes down that somebody saw personal data: outside the journal, after the response, each thing once."""
    rows = [
        models.Reading(
            at=at,
            user_id=user_id,
            post_id=post_id,
            subject_kind=read.kind,
            subject_key=read.key,
            purpose=read.purpose,
        )
        for read in dict.fromkeys(reads)
    ]
    models.Reading.objects.bulk_create(rows, batch_size=_READINGS_AT_ONCE)


def keep_view(*, user_id: int, page: str, name: str, query: str) -> None:
    """Keeps a list of that page under a name; one of that name is kept anew.

    Outside the journal: it is nobody's business but his. Refused: `view_without_name`, `too_many_views`.
    """
    wanted = " ".join(name.split())[:_LONGEST_NAME]
    if not wanted:
        raise Refused(Refusal("view_without_name"))
    kept = models.KeptView.objects.filter(user_id=user_id, page=page)
    if kept.exclude(name=wanted).count() >= MOST_VIEWS:
        raise Refused(Refusal("too_many_views", {"most": MOST_VIEWS}))
    models.KeptView.objects.update_or_create(user_id=user_id, page=page, name=wanted, defaults={"query": query})


def drop_view(*, user_id: int, view_id: int) -> None:
    """Forgets a view of his; somebody else's stays, and one that is gone is no trouble."""
    models.KeptView.objects.filter(user_id=user_id, id=view_id).delete()


def mark_database(*, purpose: Purpose, at: datetime) -> None:
    """Says once what this database is for. Refused: it was marked for something else, or demo beside real accounts.

    `motcua serve` and `motcua migrate` mark for production, `motcua demo` for demo, `motcua training` for training.
    """
    if purpose in _WITHOUT_REAL_ACCOUNTS and User.objects.filter(is_sample=False).exists():
        raise Refused(Refusal("demo_beside_production"))
    mark, _ = models.DatabaseMark.objects.get_or_create(defaults={"purpose": purpose, "marked_at": at})
    if mark.purpose != purpose:
        is_sample = purpose in _WITHOUT_REAL_ACCOUNTS
        raise Refused(Refusal("demo_beside_production" if is_sample else "production_on_a_demo"))


def create_sample_users(*, actor: Actor, at: datetime) -> int:
    """Builds the sample province with an account for each of its officers; answers how many accounts were added."""
    ids = organisation.establish_sample(actor=actor, at=at)
    known = set(User.objects.filter(officer_id__in=ids).values_list("officer_id", flat=True))
    added = [officer_id for officer_id in ids if officer_id not in known]
    with recording(actor=actor, at=at):
        for officer_id in added:
            code = officers.officer(officer_id).code
            create_user(actor=actor, at=at, officer_id=officer_id, username=code, is_sample=True)
    return len(added)


def create_training_users(*, actor: Actor, at: datetime) -> int:
    """Gives everybody who holds a post today a log-in of one click, by his personnel code; answers how many were added.

    Only for a database that was marked for training. Refused: `demo_beside_production`.
    """
    mark_database(purpose=Purpose.TRAINING, at=at)
    ids = {holding.officer_id for holding in officers.holdings(on=at.date())}
    added = sorted(ids - set(User.objects.filter(officer_id__in=ids).values_list("officer_id", flat=True)))
    with recording(actor=actor, at=at):
        for officer_id in added:
            code = officers.officer(officer_id).code
            create_user(actor=actor, at=at, officer_id=officer_id, username=code, is_sample=True)
    return len(added)


def _switch(actor: Actor, at: datetime, user_id: int, kind: AccountKind, *, is_active: bool) -> None:
    with recording(actor=actor, at=at) as work:
        user = _locked(user_id)
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        _note(work, user, kind, {})


def _locked(user_id: int) -> User:
    user = User.objects.select_for_update(no_key=True).filter(id=user_id).first()
    if user is None:
        raise Refused(Refusal("user_absent"))
    return user


def _note(work: Work, user: User, kind: AccountKind, body: dict[str, str | bool]) -> None:
    user.with_head(work.append(user.head, kind=kind.value, version=1, body=body))
    user.save(update_fields=["stream_sequence", "stream_digest", "stream_at"])

"""What is wrong with a house, in plain words, and what to do about it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.catalogue import queries as catalogue
from motcua.journal import queries as journal
from motcua.kernel import sweep, timestamps
from motcua.kernel.messages import sentence_of
from motcua.kernel.models import SweepTrouble
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.papers import queries as papers
from motcua.papers.types import KeyPicture, Shows

_LEAST_FREE_BYTES = 2 * 1024**3
_MOST_CLOCK_DRIFT = timedelta(minutes=2)
_OLDEST_SEAL = timedelta(days=2)
_MOST_BEHIND = 1_000
_LATEST_ALARM = timedelta(minutes=10)
_GIGABYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong: what it is about, and a sentence that says what to do.

    `is_chosen`: the house has decided so itself, and is only reminded of what it costs.
    """

    about: str
    sentence: str | Promise
    is_chosen: bool = False


def examine(*, at: datetime) -> Iterator[Complaint]:
    """Everything that is wrong, the gravest first."""
    yield from _disk(Path(settings.HOME))
    yield from _clock(at)
    yield from _seal(at)
    yield from _signing()
    yield from _pictures(at.date())
    yield from _templates()
    yield from _readers()
    yield from _alarms(at)
    yield from _files()
    yield from _reading(at.date())
    yield from _eid()
    yield from _encryption()


def _disk(home: Path) -> Iterator[Complaint]:
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if free < _LEAST_FREE_BYTES:
        yield Complaint(
            "disk",
            _("Only {free} GB are free on the disk of {home}. Make room: without it nothing can be received.").format(
                free=round(free / _GIGABYTE, 1), home=home
            ),
        )


def _files() -> Iterator[Complaint]:
    for about, reason in papers.file_troubles():
        if about == "scanner":
            sentence = _(
                "The virus scanner named in MOTCUA_CLAMD does not answer ({reason}); until it does, no file is taken."
            )
        else:
            sentence = _("The store of files cannot be used ({reason}); until it can, no file is taken or shown.")
        yield Complaint(about, sentence.format(reason=reason))


def _reading(on: date) -> Iterator[Complaint]:
    trouble = papers.reading_trouble(on)
    if trouble is not None:
        yield Complaint("reading", sentence_of(trouble), is_chosen=True)


def _eid() -> Iterator[Complaint]:
    trouble = accounts.eid_trouble()
    if trouble is not None:
        sentence = _(
            "The national e-ID named in MOTCUA_EID_ISSUER is of no use: {reason} Until it is, citizens do not log in."
        )
        yield Complaint("eid", sentence.format(reason=sentence_of(trouble)))


def _encryption() -> Iterator[Complaint]:
    if settings.ENVIRONMENT.mode == "production" and settings.ENVIRONMENT.plain_http:
        sentence = _(
            "MOTCUA_PLAIN_HTTP is set: passwords and names travel readable. That is only for a network of your own; "
            "better put a reverse proxy with a certificate before the house."
        )
        yield Complaint("encryption", sentence, is_chosen=True)


def _clock(at: datetime) -> Iterator[Complaint]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::timestamp, max(recorded_at) FROM journal_entry")
        there, last = cursor.fetchone()
    if abs(there - at) > _MOST_CLOCK_DRIFT:
        yield Complaint(
            "clock",
            _(
                "The clocks of this machine and of the database differ by {minutes} minutes. Set both by the network."
            ).format(minutes=round(abs(there - at) / timedelta(minutes=1))),
        )
    if last is not None and last > at + _MOST_CLOCK_DRIFT:
        yield Complaint(
            "clock",
            _("The last entry was written at {last}, which is in the future: the clock has been set back.").format(
                last=f"{last:%H:%M %d/%m/%Y}"
            ),
        )


def _seal(at: datetime) -> Iterator[Complaint]:
    last = journal.last_seal()
    position = journal.last_position()
    if last is None and position:
        yield Complaint("seal", _("The journal was never sealed. Run `motcua journal seal` every evening."))
    elif last is not None and last.upto < position and at - last.sealed_at > _OLDEST_SEAL:
        yield Complaint(
            "seal",
            _(
                "The last seal is of {day}. Run `motcua journal seal` every evening, and keep the seals elsewhere."
            ).format(day=f"{last.sealed_at:%d/%m/%Y}"),
        )


def _signing() -> Iterator[Complaint]:
    trouble = papers.settings_trouble()
    if trouble is not None:
        yield Complaint("signing", sentence_of(trouble.refusal))
        return
    newest = journal.last_seal()
    if timestamps.stamper() is None:
        sentence = _(
            "No time stamp authority is named in signing.yaml: nobody outside vouches for when the journal was sealed "
            "or a paper was signed."
        )
        yield Complaint("time_stamp", sentence, is_chosen=True)
    elif newest is not None and not newest.token:
        yield Complaint("time_stamp", _("The last seal bears no time stamp. Run `motcua journal seal` once more."))


def _pictures(on: date) -> Iterator[Complaint]:
    """The pictures that signatures show: what cannot be used first stops whoever signs with that key."""
    keys = papers.key_pictures()
    for one in keys:
        refusal = one.trouble or _misplaced(one, on=on) or one.remark
        if refusal is None and not one.has_signer:
            refusal = Refusal("picture_without_signer", {"key": one.key})
        if refusal is not None:
            yield Complaint("picture", sentence_of(refusal))
    for one in keys:
        if one.shows is None:
            yield Complaint("picture", sentence_of(Refusal("picture_not_given", {"key": one.key})), is_chosen=True)


def _templates() -> Iterator[Complaint]:
    """The house's own templates that are set aside: papers go on being printed with the version before."""
    for one in catalogue.template_troubles():
        why = sentence_of(one.refusal)
        sentence = _("The template templates/{file} of this house is not used: {why}").format(file=one.file, why=why)
        yield Complaint("template", sentence)


def _misplaced(one: KeyPicture, *, on: date) -> Refusal | None:
    """An officer's key is named by his personnel code, an agency's by its code: each shows what is its own."""
    if one.shows is Shows.SEAL:
        is_wrong = one.key in organisation.officer_names_by_code([one.key])
    else:
        is_wrong = one.shows is not None and _is_agency(one.key.partition("-seal")[0], on=on)
    return Refusal("picture_of_other_kind", {"key": one.key}) if is_wrong else None


def _is_agency(code: str, *, on: date) -> bool:
    try:
        organisation.agency_by_code(code, on=on)
    except Refused:
        return False
    return True


def _readers() -> Iterator[Complaint]:
    for lag in journal.lag():
        if lag.trouble:
            yield Complaint("reader", _("{name} has stopped: {trouble}").format(name=lag.reader, trouble=lag.trouble))
        elif lag.behind > _MOST_BEHIND:
            yield Complaint(
                "reader",
                _("{name} is {count} entries behind. Is the background work running (`motcua work`)?").format(
                    name=lag.reader, count=lag.behind
                ),
            )


def _alarms(at: datetime) -> Iterator[Complaint]:
    for one in sweep.sweeps():
        late = one.due(at - _LATEST_ALARM).count()
        if late:
            yield Complaint(
                "alarm",
                _("{count} alarms of {name} are late. Is the background work running (`motcua work`)?").format(
                    count=late, name=one.name
                ),
            )
    troubled = SweepTrouble.objects.count()
    if troubled:
        yield Complaint("alarm", _("{count} alarms failed and are tried again; see the log.").format(count=troubled))

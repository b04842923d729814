"""Somebody says something to an agency: received at once, with a code, a link and the day of the answer."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from motcua.accounts.types import Citizen, digest_of_secret, new_secret, secret_of_press
from motcua.dossier import queries as dossier
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import messages, numbers, reference
from motcua.kernel.types import Actor, ActorKind, Refused, granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING
from motcua.papers import commands as papers
from motcua.papers.types import Accepted
from motcua.parties import commands as parties
from motcua.parties import queries as known
from motcua.parties.types import DeclarationInput, TextPurpose, TextRef
from motcua.voice import entries, models
from motcua.voice.reading import rules_on
from motcua.voice.rules.handling import code_of, series_on
from motcua.voice.rules.sending import objection_to
from motcua.voice.types import FeedbackRules, FileUse, Kind, Move, NewFeedback, Sent, Stage
from motcua.worktime import queries as worktime
from motcua.worktime.types import Calendar, Due, Term, end_of_term

_NOBODY_KNOWN = Actor(ActorKind.CITIZEN, "portal")


def accept_files(uploads: Iterable[tuple[str, BinaryIO]], *, at: datetime) -> tuple[list[Accepted], list[str]]:
    """Examines what was sent, each with its name, and writes it into the store, outside any unit of work; with what is
    not taken, in words. Of more files than a feedback may have, one too many is looked at.
    """
    accepted, untaken = [], []
    for name, content in islice(uploads, rules_on(at.date()).allowance.most_files + 1):
        try:
            accepted.append(papers.accept_file(content, name_hint=name, on=at.date(), at=at))
        except Refused as refused:
            untaken.append(f"{name}: {messages.sentence_of(refused.refusal)}")
    return accepted, untaken


def send(
    new: NewFeedback,
    *,
    at: datetime,
    files: Sequence[Accepted] = (),
    citizen: Citizen | None = None,
    key: RequestKey | None = None,
) -> Sent:
    """Receives a feedback and sets its terms. However often one press comes in, there is one, with one link.

    Whether there is a dossier of the code that was typed, nobody learns from the answer. `citizen` is whoever has
    logged in. Raises Refused: `feedback_kind_unknown`, `feedback_words_missing`, `feedback_contact_missing`, what is
    wrong with the sender, `agency_absent`, `text_too_long`, `files_too_many`, `files_too_large`,
    `file_store_unreachable`.
    """
    rules = rules_on(at.date())
    kind = granted(objection_to(new, sizes=[one.file.size for one in files], rules=rules))
    secret = secret_of_press(key.key) if key is not None and key.key else new_secret()
    dossier_id = _dossier_of(new.dossier_code)
    declaration = DeclarationInput(applicants=(), sender=new.sender)
    doubts = {one.refusal.code for one in known.review(declaration, on=at.date()) if one.confirmable}
    actor = citizen.actor if citizen is not None else _NOBODY_KNOWN
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if unit.earlier_answer is not None:
            return Sent(**unit.earlier_answer, secret=secret)
        declared = parties.declare(unit, declaration, confirmed=doubts)
        row = _received(new, at=at, rules=rules, kind=kind)
        row.secret_digest, row.dossier_id = digest_of_secret(secret), dossier_id
        texts = _texts(unit, new)
        row.declaration_id, row.words_id = declared.id, texts[0].id
        row.typed_code_id = texts[1].id if len(texts) > 1 else None
        row.code = code_of(at.date(), numbers.draw(series_on(at.date()))[0])
        body = {
            "code": row.code,
            "agency_id": row.agency_id,
            "kind": row.kind,
            "dossier_id": dossier_id,
            "sender": declared.body(),
            "words": texts[0].body(),
            "dossier_code": texts[1].body() if len(texts) > 1 else None,
            "files": [one.file.digest for one in files],
            "due_at": row.due_at.isoformat(),
            "decline_due_at": row.decline_due_at.isoformat(),
            "calendar": [row.calendar, row.calendar_version, row.calendar_agency],
        }
        row.with_head(unit.append(row.head, kind=entries.kind_of(Move.RECEIVED), version=1, body=body)).save()
        attach(unit, row, files, FileUse.SENT)
        unit.answer({"feedback_id": row.pk, "code": row.code})
    return Sent(row.pk, row.code, secret)


def attach(unit: Unit, row: models.Feedback, files: Sequence[Accepted], use: FileUse) -> None:
    """The feedback has these files. In the order of their digests, by which they are locked."""
    for one in sorted(files, key=lambda accepted: accepted.file.digest):
        papers.attach(papers.keep_file(one, unit=unit), holder=row.holder, kind=use, unit=unit)


def _received(new: NewFeedback, *, at: datetime, rules: FeedbackRules, kind: Kind) -> models.Feedback:
    """The row with its terms, counted by the calendar of the agency; nothing is saved yet."""
    agency = organisation.agency(new.agency_id, on=at.date())
    key = organisation.calendar_key(agency.id, on=at.date())
    calendar = worktime.calendar(key, agency=agency.code)
    due, declining = _end(rules.handle, at, calendar), _end(rules.decline, at, calendar)
    return models.Feedback(
        kind=kind.key,
        for_leaders=kind.for_leaders,
        stage=Stage.RECEIVED,
        agency_id=agency.id,
        received_at=at,
        calendar=calendar.definition.key,
        calendar_version=calendar.definition.version,
        calendar_agency=agency.code,
        due_at=due.due_at,
        lapses_at=due.lapses_at,
        decline_due_at=declining.due_at,
        decline_lapses_at=declining.lapses_at,
    )


def _end(term: Term, at: datetime, calendar: Calendar) -> Due:
    return granted(end_of_term(term, at, calendar=calendar, at_counter=False))


def _texts(unit: Unit, new: NewFeedback) -> list[TextRef]:
    """What was said, and the code of the dossier where one was typed: it may be anything, so it is a typed text too."""
    typed = [(new.words, TextPurpose.FEEDBACK)]
    if new.dossier_code.strip():
        typed.append((new.dossier_code, TextPurpose.SUBJECT))
    return parties.write_texts(unit, typed)


def _dossier_of(code: str) -> int | None:
    """The dossier of that code, for the office alone."""
    if code.strip():
        with suppress(Refused):
            return dossier.by_code(EVERYTHING, code)
    return None

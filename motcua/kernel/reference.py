"""Reference data that a process may keep: read once, and again as soon as anybody has changed them.

Calendars, agencies, posts and competence are asked for by every command and changed a few times a month. The tables of
a room that owns such data are watched (`watching`): the first change of a transaction gives the room a new edition, a
number that never comes twice, visible together with the change itself. What was read under an edition is right for as
long as the room has that edition, in every process, with no message between them and no time after which to forget.
A transaction that has changed the data itself keeps nothing.

To ask for the editions is one short statement; `held` makes it one for a whole command.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar, cast

from django.db import connection

from motcua.kernel import statements

Question = ParamSpec("Question")
Answer = TypeVar("Answer")

EDITIONS = """
(SELECT jsonb_object_agg(room, edition) FROM kernel_edition
 WHERE coalesce(current_setting('motcua.changing_' || room, true), '') = '')
"""
"""An expression of SQL for the editions, which another statement may bring along for `hold`."""

_UNKNOWN = object()
_MOST_KEPT = 50_000
"""Answers a process keeps of one room: more than a province asks for in a day."""


@dataclass(slots=True)
class _Held:
    """The editions of one stretch of work, read when they are first needed, and the shelves looked up so far."""

    editions: Mapping[str, str] | None = None
    shelves: dict[str, "_Shelf | None"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What is kept of one room in one edition of one database."""

    edition: tuple[str, ...]
    answers: dict[Hashable, Any] = field(default_factory=dict)


_HELD: ContextVar[_Held | None] = ContextVar("held", default=None)
_SHELVES: dict[str, _Shelf] = {}


@contextmanager
def held() -> Iterator[None]:
    """For as long as this lasts all reference data are of one edition, which is asked for once.

    Only for work that changes no reference data: it would not see its own changes.
    """
    if _HELD.get() is not None:
        yield
        return
    token = _HELD.set(_Held())
    try:
        yield
    finally:
        _HELD.reset(token)


def hold(editions: str | Mapping[str, str] | None) -> None:
    """Takes the editions that a statement brought along (`EDITIONS`), unless the held work has them already."""
    now = _HELD.get()
    if now is not None and now.editions is None:
        now.editions = _read(editions)


def kept(
    room: str, *, era: Callable[[date], date] | None = None
) -> Callable[[Callable[Question, Answer]], Callable[Question, Answer]]:
    """Keeps the answers of a function that reads the tables of that room and of no other.

    Its arguments are hashable, and its answer is a value that nobody changes. What is raised is not kept. With `era`
    the argument `on` is a day, or None, and the answer is the same for all days that have the same era.
    """

    def keeping(read: Callable[Question, Answer]) -> Callable[Question, Answer]:
        names = tuple(signature(read).parameters)

        def for_the_era(args: tuple[Any, ...], named: dict[str, Any]) -> Hashable:
            """The question as it is put for every day of the era."""
            asked = dict(zip(names, args, strict=False)) | named
            if era is not None and asked.get("on") is not None:
                asked["on"] = era(asked["on"])
            return read, tuple(sorted(asked.items()))

        @wraps(read)
        def answer_kept(*args: Question.args, **named: Question.kwargs) -> Answer:
            now = _HELD.get()
            if now is None:
                with held():  # what is read on the way is of the same edition
                    return answer_kept(*args, **named)
            shelf = _shelf_of(room, now)
            if shelf is None:
                return read(*args, **named)
            question = (read, args, *named.items())
            known = shelf.answers.get(question, _UNKNOWN)
            if known is not _UNKNOWN:
                return cast(Answer, known)
            general = for_the_era(args, named)
            answer = cast(Answer, shelf.answers.get(general, _UNKNOWN))
            if answer is _UNKNOWN:
                answer = read(*args, **named)
            if len(shelf.answers) >= _MOST_KEPT:
                shelf.answers.clear()
            shelf.answers[question] = shelf.answers[general] = answer
            return answer

        return answer_kept

    return keeping


def era_among(turning_points: Sequence[date], day: date) -> date:
    """The last of the sorted days on which anything began or had ended, as it is on this day."""
    place = bisect_right(turning_points, day)
    return turning_points[place - 1] if place else date.min


def watching(room: str, tables: Iterable[str]) -> str:
    """The room's first edition, and triggers by which changes of these tables give it another; SQL for a migration.

    Tables that come later are watched by a later one.
    """
    first = (
        f"INSERT INTO kernel_edition (room, edition) VALUES ('{room}', gen_random_uuid())"  # noqa: S608 - a constant
        " ON CONFLICT (room) DO NOTHING;\n"
    )
    return first + "\n".join(
        f"CREATE TRIGGER {table}_new_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION kernel_new_edition('{room}');"
        for table in tables
    )


def _shelf_of(room: str, now: _Held) -> _Shelf | None:
    """The shelf of the room's edition in the held work, None where it has none to rely on."""
    if room not in now.shelves:
        now.shelves[room] = _shelf_in(room, _editions(now).get(room))
    return now.shelves[room]


def _shelf_in(room: str, edition: str | None) -> _Shelf | None:
    if edition is None:
        return None
    place = connection.settings_dict
    present = (place["HOST"], place["PORT"], place["NAME"], edition)
    shelf = _SHELVES.get(room)
    if shelf is None or shelf.edition != present:
        shelf = _SHELVES[room] = _Shelf(present)
    return shelf


def _editions(now: _Held) -> Mapping[str, str]:
    if now.editions is None:
        answer = statements.row(f"SELECT {EDITIONS}")
        now.editions = _read(answer[0] if answer else None)
    return now.editions


def _read(editions: str | Mapping[str, str] | None) -> Mapping[str, str]:
    if editions is None:
        return {}
    return cast(Mapping[str, str], json.loads(editions)) if isinstance(editions, str) else editions

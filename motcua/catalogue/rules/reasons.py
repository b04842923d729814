"""Which reasons are offered for an act, what a chosen one says, and whether a list may be changed so."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from motcua.catalogue.parts.reasons import Reason, ReasonKind
from motcua.kernel.text import fold, sort_key
from motcua.kernel.types import Refusal

_LONGEST_KEY = 40


def offered(
    reasons: Iterable[Reason], kind: ReasonKind, *, on: date, about: Collection[str] = ()
) -> tuple[Reason, ...]:
    """The reasons for that kind of act on that day, those that need words last. `about`: the codes of the procedure and
    of its field; without any, those that are for all procedures.
    """
    found = [
        one
        for one in reasons
        if kind in one.kinds and one.holds_on(on) and (not one.only or set(one.only) & set(about))
    ]
    return tuple(sorted(found, key=lambda one: (one.needs_words, sort_key(one.label.vi))))


def worded(reason: Reason | None, words: str) -> str | Refusal:
    """What the paper says: the reason in its own words and its article, then what was typed.

    A reason that needs words says nothing itself. Refused: `reason_needs_words`.
    """
    typed = words.strip()
    if reason is None:
        return typed
    if reason.needs_words:
        return typed or Refusal("reason_needs_words", {"reason": reason.label.vi})
    listed = f"{reason.label.vi} ({reason.article})" if reason.article else reason.label.vi
    return f"{listed}: {typed}" if typed else listed


def own_words(reason: Reason | None, said: str) -> str:
    """What was typed beside a listed reason, from what the paper says (`worded`)."""
    listed = worded(reason, "")
    if isinstance(listed, Refusal):
        return said
    return said.removeprefix(listed).removeprefix(": ")


def objection_to(reason: Reason, *, today: date, others: Iterable[Reason]) -> Refusal | None:
    """Why a reason may not begin so: in the past, without a decision or an act, or where its key is taken."""
    if reason.valid_from < today:
        return Refusal("reason_in_the_past", {"today": today})
    if not reason.decision.strip():
        return Refusal("reason_without_decision")
    if not reason.kinds or not reason.label.vi.strip():
        return Refusal("reason_says_nothing")
    same = [one for one in others if one.key == reason.key]
    taken = [one for one in same if one.valid_to is None or one.valid_to >= reason.valid_from]
    return Refusal("reason_there_already", {"reason": taken[0].label.vi}) if taken else None


def objection_to_ending(reason: Reason, last_day: date, decision: str, *, today: date) -> Refusal | None:
    """Why a reason may not end so: it ended before, would end before yesterday, or before it begins."""
    if reason.valid_to is not None and reason.valid_to < today:
        return Refusal("reason_ended_already", {"last": reason.valid_to})
    earliest = max(today - timedelta(days=1), reason.valid_from)
    if last_day < earliest:
        return Refusal("reason_ends_too_soon", {"earliest": earliest})
    return Refusal("reason_without_decision") if not decision.strip() else None


def key_from(words: str) -> str:
    """A key for a reason of the house's own, from its words."""
    return re.sub(r"\s+", "_", fold(words))[:_LONGEST_KEY].strip("_")

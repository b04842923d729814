"""Going through a draft: what can be taken as it stands, and every place where a person has to decide."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from motcua.catalogue.importing.marks import MarkKind
from motcua.catalogue.importing.shapes import Draft, Paper, ReadFee, Shape, Way
from motcua.catalogue.importing.terms import Time, decide
from motcua.catalogue.importing.values import is_damaged
from motcua.catalogue.importing.words import Words
from motcua.catalogue.parts.codec import encode
from motcua.catalogue.parts.words import AuthorityLevel, Mark
from motcua.catalogue.rules.publication import SMALLEST_LIKELY_AMOUNT
from motcua.kernel.text import fold
from motcua.worktime.types import Term

_CODE = re.compile(r"[0-9]\.[0-9]{6}")
_MONEY = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(?:đồng|đ\b|vnđ|vnd)")
_LESS = ("mien", "giam")
_SHOWN = "xuat trinh"
_LONGEST_PAPER = 300
_MOST_LIKELY_COPIES = 50
"""More copies than any procedure asks for: a year that slipped into the count (20251 is 2025 and 1)."""

_CHARGE, _FEE = "le phi", "phi"


@dataclass(frozen=True, slots=True)
class Question:
    """A mark in the making: its kind, the place in the draft, what stands there."""

    kind: MarkKind
    where: str
    text: str = ""


def marks_of(draft: Draft, *, words: Words) -> tuple[Mark, ...]:
    """Everything in the draft that awaits a person, each question once, at its first place."""
    asked: dict[tuple[MarkKind, str], Mark] = {}
    for question in _questions(draft, words):
        mark = Mark(question.kind.value, question.where, question.text)
        asked.setdefault((question.kind, question.text), mark)
    return tuple(asked.values())


def _questions(draft: Draft, words: Words) -> Iterator[Question]:
    yield from _code(draft)
    if is_damaged(str(encode(draft))):
        yield Question(MarkKind.TEXT_DAMAGED, "")
    yield from _descent(draft, words)
    if draft.shape is Shape.LIST:
        return
    yield from _missing(draft)
    yield from _levels(draft, words)
    for place, way in enumerate(draft.ways):
        yield from _way(draft, way, f"ways[{place}]", words)
    yield from _terms_together(draft, words)
    for place, paper in enumerate(draft.papers):
        yield from _paper(paper, f"papers[{place}]", words)
    yield from _headings(draft)
    yield from (
        Question(MarkKind.RESULT_WITHOUT_NAME, f"results[{place}]", result.code)
        for place, result in enumerate(draft.results)
        if not result.name
    )


def _code(draft: Draft) -> Iterator[Question]:
    if draft.code_as_found:
        yield Question(MarkKind.CODE_HAD_BLANKS, "code", draft.code_as_found)
    if not _CODE.fullmatch(draft.code):
        yield Question(MarkKind.CODE_UNUSUAL, "code", draft.code)
    if draft.shape is Shape.PORTAL and draft.state:
        yield Question(MarkKind.NOT_PUBLIC, "state", draft.state)


def _descent(draft: Draft, words: Words) -> Iterator[Question]:
    if not draft.fields:
        yield Question(MarkKind.FIELD_MISSING, "fields")
    elif len(draft.fields) > 1:
        yield Question(MarkKind.SEVERAL_FIELDS, "fields", "; ".join(draft.fields))
    for subject in draft.subjects:
        if draft.shape is not Shape.LIST and fold(subject) not in words.subjects:
            yield Question(MarkKind.SUBJECT_UNKNOWN, "subjects", subject)


def _missing(draft: Draft) -> Iterator[Question]:
    required = (
        (draft.decision, MarkKind.DECISION_MISSING, "decision"),
        (draft.subjects, MarkKind.SUBJECT_MISSING, "subjects"),
        (draft.resolved_by or draft.agencies, MarkKind.RESOLVER_MISSING, "resolved_by"),
        (draft.ways, MarkKind.CHANNEL_MISSING, "ways"),
        ([text for text in draft.legal_basis if text.number], MarkKind.LEGAL_BASIS_MISSING, "legal_basis"),
    )
    yield from (Question(kind, where) for found, kind, where in required if not found)


def _levels(draft: Draft, words: Words) -> Iterator[Question]:
    if not draft.levels:
        yield Question(MarkKind.LEVEL_MISSING, "levels")
    for level in draft.levels:
        meant = words.levels.get(fold(level))
        if meant is None:
            yield Question(MarkKind.LEVEL_UNKNOWN, "levels", level)
        elif meant is AuthorityLevel.COMMUNE and is_vertical(draft, words):
            yield Question(MarkKind.BRANCH_AS_COMMUNE, "levels", "; ".join(draft.agencies))


def is_vertical(draft: Draft, words: Words) -> bool:
    """Whether the field is one of those whose branches are published as commune level."""
    return not words.vertical_fields.isdisjoint(map(fold, draft.fields))


def _way(draft: Draft, way: Way, where: str, words: Words) -> Iterator[Question]:
    if fold(way.channel) not in words.channels:
        yield Question(MarkKind.CHANNEL_UNKNOWN, f"{where}.channel", way.channel)
    decided = decide(time_of(draft, way), words=words)
    if isinstance(decided, MarkKind):
        yield Question(decided, where, time_said(way))
    beside = fold(f"{way.text} {way.note}")
    if any(place in beside for place in words.harder_places):
        yield Question(MarkKind.LONGER_IN_SOME_PLACES, where, time_said(way))
    if fold(way.note).startswith(words.cases):
        yield Question(MarkKind.CHANNEL_TERMS_ARE_CASES, where, time_said(way))
    for place, fee in enumerate(way.fees):
        yield from (Question(kind, f"{where}.fees[{place}]", _fee_said(fee)) for kind in fee_questions(fee, words))


def time_of(draft: Draft, way: Way) -> Time:
    """The published time of a way of filing."""
    return Time(way.amount, way.unit, ". ".join(text for text in (way.text, way.note) if text), draft.fields)


def time_said(way: Way) -> str:
    """The time of a way as the source says it."""
    return _said(way.amount, way.unit, way.text, way.note)


def _terms_together(draft: Draft, words: Words) -> Iterator[Question]:
    """Terms that contradict one another: inside a channel, or between the channels and the cases."""
    by_channel: dict[str, list[tuple[int, Term]]] = {}
    for place, way in enumerate(draft.ways):
        decided = decide(time_of(draft, way), words=words)
        if isinstance(decided, Term):
            by_channel.setdefault(way.channel, []).append((place, decided))
    for found in by_channel.values():
        if len({term for _, term in found}) > 1:
            terms = "; ".join(str(term) for _, term in found)
            yield Question(MarkKind.CHANNEL_TERMS_ARE_CASES, f"ways[{found[0][0]}]", terms)
    cases: set[Term] = set()
    for place, case in enumerate(draft.cases):
        decided = decide(Time(case.amount, case.unit, "", draft.fields), words=words)
        if isinstance(decided, Term):
            cases.add(decided)
        else:
            yield Question(decided, f"cases[{place}]", _said(case.amount, case.unit, case.name))
    channels = {term for found in by_channel.values() for _, term in found}
    if cases and channels and cases != channels:
        sides = (", ".join(sorted(map(str, terms))) for terms in (channels, cases))
        yield Question(MarkKind.CASES_AGAINST_CHANNELS, "cases", " / ".join(sides))


def fee_questions(fee: ReadFee, words: Words) -> list[MarkKind]:
    """What a person has to decide about one amount."""
    free = fold(fee.text) in words.free
    if fee.amount is None:
        return [] if free else [MarkKind.FEE_IS_TEXT if fee.text else MarkKind.FEE_UNSAID]
    if fee.amount < 0 or fee.amount != int(fee.amount):
        return [MarkKind.AMOUNT_IMPOSSIBLE]
    if fee.amount == 0:
        return [MarkKind.FEE_ZERO_WITH_TEXT] if fee.text and not free else []
    kinds = []
    currency = currency_of(fee, words)
    if currency is None:
        kinds.append(MarkKind.CURRENCY_UNKNOWN)
    if currency == "VND" and fee.amount < SMALLEST_LIKELY_AMOUNT:
        kinds.append(MarkKind.AMOUNT_TOO_SMALL)
    if fee_kind(fee) is None:
        kinds.append(MarkKind.FEE_KIND_UNSAID)
    if _says_more(fee):
        kinds.append(MarkKind.FEE_TEXT_SAYS_MORE)
    return kinds


def currency_of(fee: ReadFee, words: Words) -> str | None:
    """The currency's code, None for a word that is not known."""
    return words.currencies.get(fold(fee.currency))


def fee_kind(fee: ReadFee) -> str | None:
    """`charge` for lệ phí, `fee` for phí, None where the text says neither or both."""
    said = f" {fold(fee.text)} "
    charge = f" {_CHARGE} " in said
    plain = f" {_FEE} " in said.replace(f" {_CHARGE} ", " ")
    if charge == plain:
        return None
    return "charge" if charge else "fee"


def _says_more(fee: ReadFee) -> bool:
    """Whether the text names another amount, or people who pay less."""
    amounts = {Decimal(re.sub(r"[.,]", "", found)) for found in _MONEY.findall(fee.text.lower())}
    return bool(amounts - {fee.amount}) or not set(_LESS).isdisjoint(fold(fee.text).split())


def _fee_said(fee: ReadFee) -> str:
    return _said(fee.amount, fee.currency, fee.text)


def _paper(paper: Paper, where: str, words: Words) -> Iterator[Question]:
    if not paper.name:
        yield Question(MarkKind.PAPER_WITHOUT_NAME, where, paper.form_name)
    elif is_remark(paper, words):
        yield Question(MarkKind.REMARK_AMONG_PAPERS, where, paper.name)
    elif max(paper.originals, paper.copies) > _MOST_LIKELY_COPIES:
        text = f"{paper.originals} / {paper.copies} {paper.name}"
        yield Question(MarkKind.PAPER_COUNT_UNLIKELY, where, text)
    elif not paper.originals and not paper.copies:
        yield Question(MarkKind.PAPER_WITHOUT_COUNT, where, paper.name)
    elif _SHOWN in fold(f"{paper.group} {paper.name}"):
        yield Question(MarkKind.PAPER_MAY_BE_SHOWN, where, paper.name)


def is_remark(paper: Paper, words: Words) -> bool:
    """Whether a line of the list of papers reads like a remark or a heading."""
    without_count = not paper.originals and not paper.copies
    return (
        fold(paper.name).startswith(words.remarks)
        or paper.name.endswith(":")
        or (without_count and len(paper.name) > _LONGEST_PAPER)
    )


def _headings(draft: Draft) -> Iterator[Question]:
    """Several headings over the papers may be cases, or only parts of one list."""
    headings = list(dict.fromkeys(paper.group for paper in draft.papers))
    if len(headings) > 1:
        yield Question(MarkKind.PAPERS_BY_HEADING, "papers", "; ".join(filter(None, headings)))


def _said(amount: Decimal | None, *texts: str) -> str:
    return " ".join(text for text in ("" if amount is None else str(amount), *texts) if text)


def kinds_of(marks: Iterable[Mark]) -> tuple[str, ...]:
    """The kinds of these marks, each once, sorted."""
    return tuple(sorted({mark.kind for mark in marks}))

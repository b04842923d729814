"""Which reasons are offered, what a paper says of the chosen one, and how a list may change."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from motcua.catalogue.rules.reasons import key_from, objection_to, objection_to_ending, offered, own_words, worded
from motcua.catalogue.types import Label, Reason, ReasonKind
from motcua.kernel.types import Refusal

TODAY = date(2026, 3, 2)
MISSING = Reason(
    1,
    "paper_missing",
    frozenset({ReasonKind.COMPLETION, ReasonKind.SUPPLEMENT}),
    Label("Thiếu giấy tờ", "A paper is missing"),
    date(2018, 6, 21),
    "Quy định của hệ thống",
)
OTHER = replace(MISSING, id=2, key="other", label=Label("Lý do khác"), needs_words=True)
OF_BIRTHS = replace(MISSING, id=3, key="no_birth_paper", label=Label("Chưa có giấy chứng sinh"), only=("ho_tich",))
ENDED = replace(MISSING, id=4, key="old", label=Label("Bỏ trống"), valid_to=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("kind", "day", "about", "keys"),
    [
        (ReasonKind.SUPPLEMENT, TODAY, (), ["paper_missing", "other"]),
        (ReasonKind.SUPPLEMENT, TODAY, ("1.001193", "ho_tich"), ["no_birth_paper", "paper_missing", "other"]),
        (ReasonKind.SUPPLEMENT, date(2026, 3, 1), (), ["old", "paper_missing", "other"]),
        (ReasonKind.SUPPLEMENT, date(2018, 6, 20), (), []),
        (ReasonKind.STOP, TODAY, (), []),
    ],
)
def test_what_is_offered(kind: ReasonKind, day: date, about: tuple[str, ...], keys: list[str]) -> None:
    found = offered((OTHER, ENDED, MISSING, OF_BIRTHS), kind, on=day, about=about)
    assert [one.key for one in found] == keys


@pytest.mark.parametrize(
    ("reason", "words", "said"),
    [
        (MISSING, "", "Thiếu giấy tờ"),
        (MISSING, " bản sao hộ chiếu ", "Thiếu giấy tờ: bản sao hộ chiếu"),
        (replace(MISSING, article="NĐ 118/2025/NĐ-CP, Điều 17"), "", "Thiếu giấy tờ (NĐ 118/2025/NĐ-CP, Điều 17)"),
        (OTHER, "Mưa lũ", "Mưa lũ"),
        (OTHER, "  ", Refusal("reason_needs_words", {"reason": "Lý do khác"})),
        (None, "Tự ghi", "Tự ghi"),
    ],
)
def test_what_a_paper_says(reason: Reason | None, words: str, said: str | Refusal) -> None:
    assert worded(reason, words) == said
    if isinstance(said, str):
        assert own_words(reason, said) == words.strip()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_from": date(2026, 3, 1)}, "reason_in_the_past"),
        ({"decision": " "}, "reason_without_decision"),
        ({"kinds": frozenset()}, "reason_says_nothing"),
        ({}, "reason_there_already"),
        ({"key": "old", "valid_from": TODAY}, None),
        ({"key": "new"}, None),
    ],
)
def test_how_a_reason_begins(changes: dict[str, Any], code: str | None) -> None:
    refusal = objection_to(
        replace(MISSING, **{"valid_from": TODAY, **changes}), today=TODAY, others=(MISSING, OTHER, ENDED)
    )
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("reason", "last_day", "decision", "code"),
    [
        (MISSING, date(2026, 3, 1), "QĐ 1", None),
        (MISSING, date(2026, 2, 28), "QĐ 1", "reason_ends_too_soon"),
        (replace(MISSING, valid_from=TODAY), date(2026, 3, 1), "QĐ 1", "reason_ends_too_soon"),
        (ENDED, TODAY, "QĐ 1", "reason_ended_already"),
        (MISSING, TODAY, " ", "reason_without_decision"),
    ],
)
def test_how_a_reason_ends(reason: Reason, last_day: date, decision: str, code: str | None) -> None:
    refusal = objection_to_ending(reason, last_day, decision, today=TODAY)
    assert (refusal.code if refusal else None) == code


def test_a_key_comes_from_the_words() -> None:
    assert key_from("Đất đang có tranh chấp, chờ Toà án giải quyết xong") == "dat_dang_co_tranh_chap_cho_toa_an_giai_q"

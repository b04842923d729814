"""How the values of a refusal read inside its sentence."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import pytest
from django.utils import translation

from motcua.kernel import messages
from motcua.kernel.messages import Wording
from motcua.kernel.types import Refusal


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True)
class Paper:
    vi: str
    en: str

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.vi


@pytest.fixture(autouse=True)
def _sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_WORDINGS", {"said": Wording("{value}.")})
    monkeypatch.setattr(messages, "_NAMES", {})


def said(value: object, language: str = "vi") -> str:
    with translation.override(language):
        return messages.sentence_of(Refusal("said", {"value": value}))


def test_dates_and_instants_read_day_before_month() -> None:
    assert said(date(2026, 3, 9)) == "09/03/2026."
    assert said(datetime(2026, 3, 9, 17, 0)) == "17:00 09/03/2026."


def test_amounts_are_grouped_as_the_reader_writes_them_and_years_are_not() -> None:
    assert said(1_250_000) == "1.250.000."
    assert said(1_250_000, "en") == "1,250,000."
    assert said(2026) == "2026."


def test_a_member_of_an_enum_reads_by_its_name_and_by_its_value_when_nobody_named_it() -> None:
    messages.name({Colour.RED: "màu đỏ"})
    assert said((Colour.RED, Colour.GREEN)) == "màu đỏ, green."


def test_a_label_is_asked_for_its_words_in_the_readers_language() -> None:
    paper = Paper("Tờ khai", "Application form")
    assert said(paper) == "Tờ khai."
    assert said((paper, paper), "en") == "Application form, Application form."


def test_the_article_stands_behind_the_sentence() -> None:
    assert messages.sentence_of(Refusal("said", {"value": "No"}, "NĐ 118/2025 Đ11.2c")) == "No. (NĐ 118/2025 Đ11.2c)"

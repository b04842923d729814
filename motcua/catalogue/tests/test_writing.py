"""A version is written back as text, and single words of a text are changed without touching the rest."""

import pytest

from motcua.catalogue.language import loading
from motcua.catalogue.language.rewording import reworded, scalars
from motcua.catalogue.language.writing import text_of
from motcua.catalogue.rules.listing import same_content
from motcua.catalogue.tests.factories import HOUSE_NUMBER, house_number, starter, starters
from motcua.catalogue.types import ProcedureVersion


@pytest.mark.parametrize("version", starters(), ids=lambda version: version.code)
def test_what_is_written_down_reads_as_it_was(version: ProcedureVersion) -> None:
    text = text_of(version, loading.library())
    assert same_content(loading.procedure("again.yaml", text), version), text


def test_the_text_is_as_short_as_a_person_would_write_it() -> None:
    text = text_of(starter("1.004873"), loading.library())
    assert "- residence_paper\n" in text
    assert "signatures: signed_and_sealed" in text
    assert "{term: 3 working_day, article: NĐ 123/2015/NĐ-CP Đ22.3}" in text
    assert "model: consultation" in text
    assert "\nname: Thủ tục" in text
    assert "{key: never_married, " in text


def test_a_step_that_differs_from_its_model_is_written() -> None:
    slow = loading.procedure("slow.yaml", HOUSE_NUMBER.replace("{model: on_site_5}", SLOWER))
    text = text_of(slow, loading.library())
    assert "hours:" in text
    assert loading.procedure("again.yaml", text) == slow


SLOWER = "{model: on_site_5, decision: QĐ 9/QĐ-UBND, steps: {appraise: {hours: 2.5, role: leader}}}"


def test_one_word_is_changed_and_every_other_stays() -> None:
    commented = HOUSE_NUMBER.replace("field:", "# as decided in March\nfield:")
    changed = reworded(commented, {("decision",): "QĐ 2/QĐ-UBND, sửa: lần 1", ("terms", 0, "term"): "2 working_day"})
    assert changed == commented.replace("QĐ 1/QĐ-UBND\n", '"QĐ 2/QĐ-UBND, sửa: lần 1"\n', 1).replace(
        "3 working_day", "2 working_day"
    )
    assert scalars(changed)["decision",] == "QĐ 2/QĐ-UBND, sửa: lần 1"


@pytest.mark.parametrize("word", ["", "null", "- gạch", "a: b", "[x]", "“ngoặc”", "5.000", "# không"])
def test_whatever_is_typed_stays_one_word(word: str) -> None:
    changed = reworded(HOUSE_NUMBER, {("decision",): word})
    assert scalars(changed)["decision",] == word
    assert scalars(changed).keys() == scalars(HOUSE_NUMBER).keys()


def test_a_block_of_text_gives_way_to_a_word() -> None:
    text = HOUSE_NUMBER.replace("decision: QĐ 1/QĐ-UBND", "decision: >-\n  QĐ 1\n  /QĐ-UBND")
    assert loading.procedure("x", reworded(text, {("decision",): "QĐ 1/QĐ-UBND"})) == house_number()

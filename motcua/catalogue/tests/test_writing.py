"""A version is written back as text, and single words of a text are changed without touching the rest."""

from decimal import Decimal

import pytest

from motcua.catalogue.language import loading
from motcua.catalogue.language.rewording import reworded, scalars
from motcua.catalogue.language.writing import text_of
from motcua.catalogue.rules.listing import same_content
from motcua.catalogue.tests.factories import HOUSE_NUMBER, house_number, starter, starters
from motcua.catalogue.types import BadSource, ProcedureVersion


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


@pytest.mark.parametrize("code", ["1.004873", "2.000635"])
def test_the_steps_of_a_model_are_written_out_and_mean_the_same(code: str) -> None:
    version = starter(code)
    text = text_of(version, loading.library(), with_own_steps=True)
    assert "own:" in text
    assert same_content(loading.procedure("again.yaml", text), version), text


def test_a_process_that_no_model_has_is_read_and_written() -> None:
    """The leader signs himself what the officer appraised; nobody seals."""
    own = loading.procedure("own.yaml", HOUSE_NUMBER.replace("process: {model: on_site_5}", OWN))
    assert own.process is not None
    assert [step.key for step in own.process.steps] == ["receive", "appraise", "sign", "hand_over"]
    assert (own.process.step("appraise").hours, own.process.model) == (Decimal("9.5"), "on_site_5")
    text = text_of(own, loading.library())
    assert "supplement_returns_to: appraise" in text
    assert loading.procedure("again.yaml", text) == own


def test_faults_of_own_steps_are_named_with_their_lines() -> None:
    """A way that leads nowhere, a role nobody has, and changes of a model that is not followed."""
    text = HOUSE_NUMBER.replace("process: {model: on_site_5}", OWN)
    for old, new, code, path in (
        ("next: sign", "next: seal", "leads_nowhere", "process"),
        ("role: leader", "role: king", "", "process.own.steps.2.role"),
        ("decision: QĐ 9/QĐ-UBND", "steps: {appraise: {hours: 1}}", "reference_unknown", "process.steps.appraise"),
    ):
        assert old in text
        with pytest.raises(BadSource) as bad:
            loading.procedure("own.yaml", text.replace(old, new, 1))
        fault = bad.value.faults[0]
        assert fault.path.startswith(path)
        assert code in fault.code
        assert fault.line > text[: text.index("process:")].count("\n")


OWN = """process:
  model: on_site_5
  decision: QĐ 9/QĐ-UBND
  own:
    supplement_returns_to: appraise
    steps:
      - {key: receive, kind: receive, vi: Tiếp nhận, en: Receive, role: receptionist, at: receiving, hours: 2,
         actions: [{key: pass_on, vi: Chuyển, en: Pass on, next: appraise}]}
      - {key: appraise, kind: appraise, vi: Thẩm định, en: Appraise, role: officer, at: resolving, hours: 9.5,
         may_supplement: true, actions: [{key: submit, vi: Trình ký, en: Submit, next: sign}]}
      - key: sign
        kind: approve
        vi: Ký, ghi sổ
        en: Sign and register
        role: leader
        at: resolving
        hours: 6
        actions:
          - {key: approve, vi: Ký, en: Sign, next: hand_over, outcome: approve}
          - {key: refuse, vi: Từ chối, en: Refuse, next: hand_over, outcome: refuse}
      - {key: hand_over, kind: hand_over, vi: Trả kết quả, en: Hand over, role: receptionist, at: receiving, hours: 0,
         actions: [{key: hand_over, vi: Trả, en: Hand over, outcome: hand_over}]}"""


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

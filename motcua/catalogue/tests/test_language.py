"""The written language: every fault has its line, and says in both languages what to do."""

import pytest
from django.utils import translation

from motcua.catalogue.language import loading, models
from motcua.catalogue.language.text import BadSource, Fault, read
from motcua.catalogue.queries import fault_in_place, fault_sentence
from motcua.catalogue.sheet_wording import place_words
from motcua.catalogue.tests.factories import HOUSE_NUMBER


def faults(text: str) -> list[Fault]:
    with pytest.raises(BadSource) as bad:
        loading.procedure("house_number.yaml", text)
    return list(bad.value.faults)


def changed(old: str, new: str) -> str:
    assert old in HOUSE_NUMBER
    return HOUSE_NUMBER.replace(old, new)


def line_of(part: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "code", "marked"),
    [
        ("levels: [commune]", "levels: [hamlet]", "enum", "levels"),
        ("code: 9.000001", "code: 9.1", "string_pattern_mismatch", "code"),
        ("decision: QĐ 1/QĐ-UBND\n", "", "missing", "code"),
        ("effective_from: 2026-01-01", "effective_from: tomorrow", "date_from_datetime_parsing", "effective_from"),
        ("3 working_day", "three days", "term_unreadable", "term:"),
        ("field: xay_dung", "field: xay_nha", "reference_unknown", "field:"),
        ("model: on_site_5", "model: on_site_6", "reference_unknown", "process"),
        ("originals: 1", "originals: one", "int_parsing", "originals"),
        ("originals: 1", "colour: red", "extra_forbidden", "colour"),
        ("originals: 1", "copies: 0", "paper_without_count", "key: request"),
        ("subjects: [citizen, organisation]", "subjects: [citizens]", "reference_unknown", "subjects"),
        ("  - {term: 3 working_day}", "  - {term: 3 working_day, cases: again}", "case_unknown", "term:"),
        ("  - {term: 3 working_day}", "  - {term: 3 working_day, channels: post}", "channel_closed", "term:"),
        ("levels: [commune]", "levels: [commune]\nlevels: [province]", "named_twice", "levels: [province]"),
        ("legal_basis:\n  - 1/QĐ-UBND | Quy chế đánh số nhà\n", "legal_basis: []\n", "too_short", "legal_basis"),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, code: str, marked: str) -> None:
    text = changed(old, new)
    found = faults(text)
    assert code in [fault.code for fault in found], found
    fault = next(fault for fault in found if fault.code == code)
    assert fault.line == line_of(marked, text)
    with translation.override("vi"):
        vietnamese = fault_sentence(fault)
    with translation.override("en"):
        english = fault_sentence(fault)
    assert vietnamese != english
    assert "{" not in vietnamese + english


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = changed("levels: [commune]", "levels: [hamlet]").replace("originals: 1", "originals: one")
    found = faults(text)
    assert [fault.code for fault in found] == ["enum", "int_parsing"]
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)


def test_what_is_not_yaml_says_where() -> None:
    (fault,) = faults(HOUSE_NUMBER + "notes: [unclosed\n")
    assert fault.code == "not_yaml"
    assert fault.line > 15


def test_an_empty_file_misses_everything() -> None:
    assert {fault.code for fault in faults("")} == {"missing"}


def test_yaml_guesses_nothing() -> None:
    source = read("x.yaml", "code: 1.10\nanswer: no\nday: 2026-01-01\nnothing:\ntilde: ~\nquoted: ''\n")
    assert source.data == {
        "code": "1.10",
        "answer": "no",
        "day": "2026-01-01",
        "nothing": None,
        "tilde": None,
        "quoted": "",
    }


def test_a_text_with_a_comma_in_braces_must_be_quoted() -> None:
    found = faults(changed("vi: Đơn đề nghị,", "vi: Đơn đề nghị, bản mới,"))
    (fault,) = (fault for fault in found if fault.code == "extra_forbidden")
    with translation.override("vi"):
        assert "dấu phẩy" in fault_sentence(fault)


def test_hours_may_be_named_by_case_and_must_fit() -> None:
    text = changed("{model: on_site_5}", "{model: on_site_5, steps: {appraise: {hours: 30}}}")
    (fault,) = faults(text)
    assert fault.code == "path_too_long"
    with translation.override("vi"):
        assert "giờ làm việc" in fault_sentence(fault)


def test_a_step_the_model_does_not_have_cannot_be_changed() -> None:
    text = changed("{model: on_site_5}", "{model: on_site_5, steps: {dance: {hours: 1}}}")
    (fault,) = faults(text)
    assert (fault.code, fault.path) == ("reference_unknown", "process.steps.dance")


def test_ambiguous_terms_are_not_published() -> None:
    text = changed(
        "  - {term: 3 working_day}",
        "  - {term: 3 working_day, channels: online}\n  - {term: 5 working_day, applicants: citizen}\n"
        "  - {term: 7 working_day}",
    )
    (fault,) = faults(text)
    assert fault.code == "terms_ambiguous_without_case"
    with translation.override("vi"):
        assert "hình thức nộp hồ sơ trực tuyến" in fault_in_place(fault)
        assert "5 ngày làm việc" in fault_in_place(fault)


@pytest.mark.parametrize(
    ("path", "vietnamese", "english"),
    [
        ("terms.0.term", "Thời hạn giải quyết 1 › thời hạn", "Terms 1 › term"),
        ("fees.0.exemptions.1.percent", "Phí, lệ phí 1 › đối tượng miễn, giảm 2 › giảm (%)", ""),
        (
            "process.own.steps.2.role",
            "Quy trình nội bộ › các bước riêng › các bước của quy trình 3 › người thực hiện",
            "",
        ),
        (
            "process.steps.dance",
            "Quy trình nội bộ › các bước của quy trình › “dance”",
            "Process › steps of the process › “dance”",
        ),
        ("levles", "“levles”", "“levles”"),
        ("pauses.0.vi", "Thời gian không tính 1 › tên", ""),
    ],
)
def test_a_place_is_said_in_the_words_of_the_reader(path: str, vietnamese: str, english: str) -> None:
    for language, words in (("vi", vietnamese), ("en", english)):
        with translation.override(language):
            assert place_words(path) == words or not words


def test_every_key_that_may_be_written_has_a_name() -> None:
    """Whatever a fault points to, the reader is not shown a word of the machine."""
    written = [kind for kind in vars(models).values() if isinstance(kind, type) and issubclass(kind, models.Strict)]
    shared: set[type[models.Strict]] = {
        models.WrittenLibrary,
        models.WrittenModel,
        models.WrittenStep,
        models.WrittenField,
    }
    for kind in set(written) - shared:
        for name in kind.model_fields:
            assert not place_words(f"terms.0.{name}").endswith(f"“{name}”"), name


def test_a_wish_of_one_procedure_does_not_touch_the_shared_model() -> None:
    text = changed("{model: on_site_5}", "{model: on_site_5, steps: {appraise: {vi: Xem nhà, hours: 2}}}")
    changed_version = loading.procedure("x.yaml", text)
    plain = loading.procedure("y.yaml", HOUSE_NUMBER)
    assert changed_version.process is not None
    assert plain.process is not None
    assert changed_version.process.step("appraise").label.vi == "Xem nhà"
    assert plain.process.step("appraise").label.vi == "Thẩm định hồ sơ"

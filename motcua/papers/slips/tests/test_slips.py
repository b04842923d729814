"""Official slips: what each declares, how it looks with a sample, and drawings of the house's own."""

from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refused
from motcua.papers import press, queries
from motcua.papers.letters.printing import unsaid as letter_unsaid
from motcua.papers.letters.tests.test_letters import text_of
from motcua.papers.slips.samples import SLIPS
from motcua.papers.slips.templates import unsaid
from motcua.papers.tests import factories
from motcua.papers.types import Form, Paper, SlipTemplate

AT = datetime(2026, 3, 2, 9, 0)
FORM = Form("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Thông tư mẫu")
NO_PAPERS = {"printer_test", "separator", "sample_picture", "signature_stamp", "code_pad", "declared_form"}
"""Drawn too, and no official form: they try a printer, part scans, stand in for one, lie on a paper, reserve codes."""
EVERY = pytest.mark.parametrize("key", sorted(SLIPS))
OWN = """
#import "/official.typ": *
#let draw(paper) = official(paper)[
  #head(paper)
  #title(paper, under: code-line(paper))
  #applicants(paper, "Hồ sơ của")
  #strong-line-of("Nội dung yêu cầu giải quyết", paper.procedure)
  {reason}
  Phường Hồng Gai kính báo.
  #signatures([], signature([Người tiếp nhận hồ sơ], paper.receiver))
]
"""
SAYS_WHY = "#par[Lý do: #paper.reason]"


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def put(home: Path, text: str, /, *, kind: str = "slips", key: str = "refusal", **version: Any) -> None:
    """The administrator puts a template of his own into the house."""
    folder = home / "templates" / kind
    folder.mkdir(parents=True, exist_ok=True)
    said = {"number": 100, "valid_from": "2026-01-01", "drawing": f"{key}.typ", **version}
    lines = [f"    {name}: {value}" for name, value in said.items()]
    (folder / f"{key}.yaml").write_text("versions:\n  -\n" + "\n".join(lines) + "\n", encoding="utf-8")
    (folder / f"{key}.typ").write_text(text, encoding="utf-8")


def newest(key: str = "refusal") -> SlipTemplate:
    return next(one for one in queries.slip_templates() if one.key == key)


def test_every_paper_of_the_house_has_a_sample_so_an_administrator_can_draw_his_own() -> None:
    assert set(SLIPS.values()) == set(get_args(Paper)), "a new paper needs a sample in slips.samples"
    drawn = {form.stem for form in press.FORMS.glob("*.typ") if "#let draw(" in form.read_text(encoding="utf-8")}
    assert drawn - set(SLIPS) == NO_PAPERS


@EVERY
def test_each_is_listed_with_what_it_must_say_and_previewed_with_a_sample(key: str, home: Path) -> None:
    slip = newest(key)
    required = {one.key for one in slip.fields if one.is_required}
    assert {"form", "head"} <= required
    assert slip.number == 1
    assert all(str(one.label) for one in slip.fields)
    said = text_of(queries.preview_slip(slip, form=FORM, at=AT))
    assert FORM.title.upper() in said
    assert "ỦY BAN NHÂN DÂN PHƯỜNG MẪU" in said.upper()


@EVERY
def test_the_drawing_of_the_program_says_everything_that_is_required(key: str, home: Path) -> None:
    unsaid(newest(key))


def test_a_drawing_of_the_house_is_used_from_its_day_on(home: Path) -> None:
    put(home, OWN.replace("{reason}", SAYS_WHY))
    assert [one.number for one in queries.slip_templates() if one.key == "refusal"] == [100, 1]
    assert queries.slip_troubles() == ()
    assert "Phường Hồng Gai kính báo" in text_of(queries.render(factories.refusal(), at=AT))
    before = text_of(queries.render(factories.refusal(), at=datetime(2025, 12, 31, 9, 0)))
    assert "kính báo" not in before
    put(home, OWN.replace("{reason}", SAYS_WHY).replace("kính báo", "trân trọng báo"))
    assert "trân trọng báo" in text_of(queries.preview_slip(newest(), form=FORM, at=AT)), "a changed file is read again"


def test_the_way_back_to_the_drawing_of_the_program_is_one_more_version(home: Path) -> None:
    put(home, OWN.replace("{reason}", SAYS_WHY))
    with (home / "templates" / "slips" / "refusal.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {number: 101, valid_from: 2026-02-15, drawing: program}\n")
    assert queries.slip_troubles() == ()
    assert [one.number for one in queries.slip_templates() if one.key == "refusal"] == [101, 100, 1]
    assert "kính báo" not in text_of(queries.render(factories.refusal(), at=AT))
    before = datetime(2026, 2, 14, 9, 0)
    assert "kính báo" in text_of(queries.render(factories.refusal(), at=before))


def test_receipts_of_money_are_drawn_anew_like_slips(home: Path) -> None:
    lines = "#par[#paper.payer; #paper.in_words; #paper.manner; #paper.paid_at; #paper.series #paper.number]"
    sums = "#for one in (..paper.charges, paper.total) { par[#one.name #one.amount] }"
    drawing = f"""#import "/official.typ": *
#let draw(paper) = official(paper)[
  #head(paper)
  #title(paper)
  {lines}
  {sums}
  #signatures([], signature([Người thu tiền], paper.cashier))
]"""
    put(home, drawing, key="payment_receipt")
    assert queries.slip_troubles() == ()
    assert newest("payment_receipt").number == 100


def test_one_that_leaves_out_what_it_must_say_is_named_and_not_used(home: Path) -> None:
    put(home, OWN.replace("{reason}", ""))
    (trouble,) = queries.slip_troubles()
    assert trouble.file == "slips/refusal.yaml"
    assert trouble.refusal.code == "template_lacks_field"
    assert "không in: lý do." in str(sentence_of(trouble.refusal))
    assert newest().number == 1
    assert "kính báo" not in text_of(queries.render(factories.refusal(), at=AT))


def test_one_that_asks_for_what_is_not_declared_is_not_used(home: Path) -> None:
    put(home, OWN.replace("{reason}", SAYS_WHY + "#paper.birthday"))
    (trouble,) = queries.slip_troubles()
    assert trouble.refusal.code == "template_not_drawn"
    assert "birthday" in str(sentence_of(trouble.refusal))


@pytest.mark.parametrize(
    ("version", "code"),
    [
        ({"number": 2}, "template_number_taken"),
        ({"drawing": "absent.typ"}, "template_unreadable"),
        ({"number": "[1"}, "template_unreadable"),
    ],
)
def test_a_file_that_is_wrong_stops_no_paper(version: dict[str, Any], code: str, home: Path) -> None:
    put(home, OWN.replace("{reason}", SAYS_WHY), **version)
    assert [one.refusal.code for one in queries.slip_troubles()] == [code]
    assert text_of(queries.render(factories.refusal(), at=AT))


def test_a_slip_that_no_circular_knows_is_no_slip(home: Path) -> None:
    put(home, OWN.replace("{reason}", SAYS_WHY), key="greeting")
    assert [one.refusal.code for one in queries.slip_troubles()] == ["template_unreadable"]
    with pytest.raises(Refused, match="letter_template_absent"):
        queries.slip_version("greeting", 100)


LETTER = """
#import "/letter.typ": *
#let draw(paper) = letter(paper)[
  #align(center)[Kính gửi: #paper.values.addressee.join("; ")]
  Về việc #paper.values.subject
  {body}
  #signed(paper)
]
"""
FIELDS = (
    "\n      - {key: subject, label: Trích yếu, label_en: Subject, sample: mẫu}"
    "\n      - {key: addressee, label: Nơi gửi đến, label_en: Addressee, kind: list, sample: [Sở Mẫu]}"
    "\n      - {key: body, label: Nội dung, label_en: Body, kind: list, sample: [Một câu.]}"
)


def test_letters_of_the_house_are_overridden_and_tried_alike(home: Path) -> None:
    given: dict[str, Any] = {"kind": "letters", "key": "general_letter", "title": "Công văn", "fields": FIELDS}
    put(home, LETTER.replace("{body}", ""), **given)
    (trouble,) = queries.letter_troubles()
    assert (trouble.file, trouble.refusal.values["fields"]) == ("letters/general_letter.yaml", ("Nội dung",))
    assert queries.letter_template("general_letter", on=AT.date()).number == 1
    put(home, LETTER.replace("{body}", '#paper.values.body.join(" ")'), **given)
    assert queries.letter_troubles() == ()
    own = queries.letter_template("general_letter", on=AT.date())
    assert (own.number, own.name, own.is_numbered) == (100, "Công văn", True)
    assert "Một câu." in text_of(queries.preview_letter(own, at=AT))
    assert queries.letter_template("general_letter", on=datetime(2025, 5, 5).date()).number == 1
    assert queries.letter_version("general_letter", 1).number == 1, "what was drafted before keeps its version"


@pytest.mark.parametrize("template", queries.letter_templates(), ids=lambda one: one.key)
def test_every_letter_of_the_program_prints_what_it_requires(template: Any, home: Path) -> None:
    letter_unsaid(template)

"""`motcua due`, as people and as programs call it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from motcua.cli import main

HEADER = "id,received,amount,unit,desk\n"


def motcua_due(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["due", *words], input=given)


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def csv_file(folder: Path, *rows: str, header: str = HEADER) -> str:
    file = folder / "rows.csv"
    file.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    return str(file)


class TestForPeople:
    def test_the_date_and_its_reasons_in_vietnamese(self) -> None:
        result = motcua_due("--received", "2026-02-13T16:20", "--term", "5 working_day")
        assert result.exit_code == 0
        assert result.stdout.splitlines()[0] == "Hạn trả: 17:00 thứ Sáu 27/02/2026."
        assert "16–20/02: nghỉ lễ, Tết Nguyên đán" in result.stdout

    def test_in_english(self) -> None:
        result = motcua_due("--received", "13/02/2026 16:20", "--term", "5 working_day", "--lang", "en")
        assert result.stdout.splitlines()[0] == "Due: 17:00 on Friday 27 February 2026."

    def test_with_the_other_setting_and_a_desk(self) -> None:
        evening = ["--received", "2026-03-06T17:00", "--term", "1 working_day", "--setting"]
        assert "09/03/2026" in motcua_due(*evening, "receipt_day").stdout.splitlines()[0]
        assert "10/03/2026" in motcua_due(*evening, "effective_day").stdout.splitlines()[0]
        desk = motcua_due("--received", "2026-03-14T09:00", "--term", "same_day", "--desk", "saturday_morning")
        assert desk.stdout.splitlines()[0] == "Hạn trả: 11:30 thứ Bảy 14/03/2026."

    def test_a_zone_is_taken_into_account(self) -> None:
        result = motcua_due("--received", "2026-02-13T09:20:30Z", "--term", "5 working_day")
        assert "Tiếp nhận 16:20 thứ Sáu 13/02/2026" in result.stdout


class TestForPrograms:
    def test_one_object(self) -> None:
        result = motcua_due("--received", "2026-02-13T16:20", "--term", "5 working_day", "--json", "--lang", "en")
        (answer,) = objects(result)
        explanation = answer.pop("explanation")
        assert answer == {
            "received": "2026-02-13T16:20",
            "term": "5 working_day",
            "due_at": "2026-02-27T17:00",
            "due_date": "2026-02-27",
            "lapses_at": "2026-02-28T00:00",
            "day_zero": "2026-02-13",
            "counted_by": "date",
            "expected": False,
            "calendar": "vn-office 2026.1",
            "setting": "receipt_day",
        }
        assert explanation[0] == "Received at 16:20 on Friday 13 February 2026. Term: 5 working days."

    def test_a_file_row_by_row(self, tmp_path: Path) -> None:
        file = csv_file(
            tmp_path,
            "E01,2026-03-02T09:10,5,working_day,",
            "E13,2026-03-02T09:10,6.25,working_day,",
            "E33,2026-03-10T14:59,,same_day,",
            "E34,2026-03-10T15:00,1,same_day,",
            "",
            "E37,2026-03-14T09:00,,same_day,saturday_morning",
        )
        result = motcua_due("--csv", file, "--json")
        assert result.exit_code == 0
        assert [(answer["id"], answer["line"], answer["due_at"]) for answer in objects(result)] == [
            ("E01", 2, "2026-03-09T17:00"),
            ("E13", 3, "2026-03-11T09:30"),
            ("E33", 4, "2026-03-10T17:00"),
            ("E34", 5, "2026-03-10T17:00"),
            ("E37", 7, "2026-03-14T11:30"),
        ]

    def test_a_file_without_desks_under_another_setting_and_one_desk_for_all(self, tmp_path: Path) -> None:
        file = csv_file(tmp_path, "2026-03-14T09:00,5,day", header="\ufeffReceived, amount ,unit\n")
        (plain,) = objects(motcua_due("--csv", file, "--setting", "effective_day"))
        (at_desk,) = objects(motcua_due("--csv", file, "--setting", "effective_day", "--desk", "saturday_morning"))
        assert plain["day_zero"] == "2026-03-16"
        assert at_desk["day_zero"] == "2026-03-14"
        assert at_desk["setting"] == "effective_day"

    def test_the_standard_input_is_a_file_too(self) -> None:
        result = motcua_due("--csv", "-", given=HEADER + "a,2026-03-07T09:00,24,hour,\n")
        (answer,) = objects(result)
        assert (answer["due_at"], answer["counted_by"]) == ("2026-03-08T09:00", "minute")

    def test_rows_without_an_answer_say_why_and_the_others_are_answered(self, tmp_path: Path) -> None:
        file = csv_file(
            tmp_path,
            "a,2026-03-02T09:10,0,working_day,",
            "b,2026-03-02T09:10,5,fortnight,",
            "c,yesterday,5,working_day,",
            "d,2026-03-02T09:10,5,working_day,midnight",
            "e,2060-12-30T09:10,5,working_day,",
            "f,2026-03-02T09:10,,working_day,",
            "g,2026-03-02T09:10,5,working_day,,extra",
            "h,2026-03-02T09:10",
            "i,2026-03-02T09:10,5,working_day,",
        )
        result = motcua_due("--csv", file)
        answers = objects(result)
        assert result.exit_code == 1
        assert [answer.get("error") for answer in answers] == [
            "term_amount_not_positive",
            "term_unit_unknown",
            "received_unreadable",
            "desk_hours_unknown",
            "beyond_calendar",
            "term_amount_missing",
            "row_too_long",
            "term_unit_unknown",
            None,
        ]
        assert all(answer["due_at"] is None for answer in answers[:-1])
        assert answers[-1]["due_at"] == "2026-03-09T17:00"
        assert answers[0]["message"]["vi"] == "0 working_day không phải là thời hạn. Hãy nhập số lớn hơn 0."
        assert answers[0]["message"]["en"] == "A term of 0 working_day is none. Enter more than zero."
        assert "Số dòng không tính được: 8" in result.stderr
        assert answers[6]["id"] == "g"

    @pytest.mark.parametrize(
        "written",
        [
            b"\xef\xbb\xbfreceived;amount;unit;desk\r\n02/03/2026 9:10;6,25;working_day;;;\r\n",
            "received\tamount\tunit\r\n02/03/2026 09:10\t6,25\tworking_day\r\n".encode("utf-16"),
        ],
        ids=["CSV of a Vietnamese spreadsheet", "Unicode text of a spreadsheet"],
    )
    def test_a_file_as_spreadsheets_write_it(self, tmp_path: Path, written: bytes) -> None:
        file = tmp_path / "rows.csv"
        file.write_bytes(written)
        (answer,) = objects(motcua_due("--csv", str(file)))
        assert (answer["amount"], answer["due_at"]) == ("6,25", "2026-03-11T09:30")

    def test_a_quotation_mark_at_the_wrong_place_spoils_its_own_line(self) -> None:
        rows = 'a,"2026-03-02T09:10\nb,"2026-03-02"T09:10,5,working_day,\nc,2026-03-02T09:10,5,working_day,\n'
        result = motcua_due("--csv", "-", given=HEADER + rows)
        assert result.exit_code == 1
        answers = [(answer["line"], answer.get("error"), answer["due_at"]) for answer in objects(result)]
        assert answers == [(2, "row_unreadable", None), (3, "row_unreadable", None), (4, None, "2026-03-09T17:00")]


class TestBadCalls:
    @pytest.mark.parametrize(
        ("words", "vietnamese", "english"),
        [
            ([], "Hãy nêu --received và --term", "Give --received and --term"),
            (["--received", "2026-02-13T16:20"], "Hãy nêu", "Give"),
            (["--received", "2026-02-13", "--term", "5 day"], "không phải là thời điểm", "is no instant"),
            (["--received", "2026-02-30T10:00", "--term", "5 day"], "không phải là thời điểm", "is no instant"),
            (["--received", "9999-12-31T23:00Z", "--term", "5 day"], "không phải là thời điểm", "is no instant"),
            (["--received", "2026-02-13T16:20", "--term", "5 fortnight"], "Không có đơn vị", "is not known"),
            (["--received", "2026-02-13T16:20", "--term", "-5 day"], "lớn hơn 0", "more than zero"),
            (["--received", "2026-02-13T16:20", "--term", "99999999 day"], "dài hơn mọi thời hạn", "longer than any"),
            (
                ["--received", "2026-02-13T16:20", "--term", "5 day", "--calendar", "x"],
                "Không có lịch “x”",
                "no calendar “x”",
            ),
            (
                ["--received", "2026-02-13T16:20", "--term", "5 day", "--desk", "x"],
                "Không có giờ tiếp nhận “x”",
                "no reception hours “x”",
            ),
        ],
    )
    def test_what_is_wrong_is_said_in_both_languages(self, words: list[str], vietnamese: str, english: str) -> None:
        result = motcua_due(*words)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert vietnamese in result.stderr
        assert english in result.stderr

    def test_a_date_beyond_the_calendar_is_a_no(self) -> None:
        result = motcua_due("--received", "2060-12-30T16:20", "--term", "5 working_day")
        assert result.exit_code == 1
        assert "có hiệu lực từ 01/01/2010 đến 31/12/2060" in result.stderr
        assert "reaches from 01/01/2010 to 31/12/2060" in result.stderr

    def test_a_file_that_is_none(self, tmp_path: Path) -> None:
        assert motcua_due("--csv", str(tmp_path / "absent.csv")).exit_code == 2
        columns = motcua_due("--csv", csv_file(tmp_path, "2026-03-02T09:10", header="received\n"))
        assert columns.exit_code == 2
        assert "amount, unit" in columns.stderr
        assert motcua_due("--csv", "-", given="").exit_code == 2
        both = motcua_due("--csv", csv_file(tmp_path), "--received", "2026-03-02T09:10")
        assert both.exit_code == 2
        latin = tmp_path / "latin.csv"
        latin.write_bytes(HEADER.encode() + b"\xe9,2026-03-02T09:10,5,day,\n")
        unreadable = motcua_due("--csv", str(latin))
        assert unreadable.exit_code == 2
        assert "UTF-8" in unreadable.stderr
        twice = motcua_due("--csv", "-", given="received,amount,unit,amount\n2026-03-02T09:10,5,day,6\n")
        assert twice.exit_code == 2
        assert "amount" in twice.stderr


def test_it_needs_no_database_and_no_home(tmp_path: Path) -> None:
    """As a program of its own, where a database that is not there would be noticed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA", "DJANGO"))}
    environment |= {
        "MOTCUA_HOME": str(tmp_path / "home"),
        "MOTCUA_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    }
    words = [sys.executable, "-m", "motcua", "due", "--received", "2026-02-13T16:20", "--term"]
    found = subprocess.run([*words, "5 working_day"], env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith("Hạn trả: 17:00 thứ Sáu 27/02/2026.")
    refused = subprocess.run([*words, "0 working_day"], env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "Hãy nhập số lớn hơn 0" in refused.stderr
    assert not (tmp_path / "home" / "database").exists()

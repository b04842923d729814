"""`motcua dossier`: how a dossier stands and why, for people and for programs."""

import json
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner, Result
from django.utils import translation

from motcua.cli.dossier import dossier
from motcua.config import startup
from motcua.dossier.tests.examples import on
from motcua.dossier.tests.office import act, office
from motcua.dossier.types import Pause, Resume
from motcua.kernel.clock import outward
from motcua.kernel.types import Refused
from motcua.parties.tests.factories import AN

pytestmark = pytest.mark.django_db
CODE = "H49.201-260302-0001"


@pytest.fixture(autouse=True)
def house_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the test is the house's; nothing has to be started."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)


def motcua_dossier(*words: str) -> Result:
    with translation.override("vi"), time_machine.travel(outward(on("18/03 09:00")), tick=False):
        return CliRunner().invoke(dossier, words)


@pytest.fixture
def at_the_tax_office() -> None:
    dossier_id = office().receive()
    act(dossier_id, Pause("tax"), on("05/03 16:00"))
    act(dossier_id, Resume("tax"), on("17/03 10:00"))


@pytest.mark.usefixtures("at_the_tax_office")
def test_explain_prints_the_due_date_and_its_reasons() -> None:
    answer = motcua_dossier("explain", CODE)
    assert answer.exit_code == 0
    assert answer.output.splitlines()[0] == "Hạn trả: 17:00 thứ Năm 26/03/2026 (còn trong hạn)"
    assert "8 ngày làm việc: 06, 09–13, 16, 17/03." in answer.output
    english = motcua_dossier("explain", CODE.lower(), "--language", "en")
    assert english.output.startswith("Due: 17:00 on Thursday 26 March 2026 (in term)\n")


@pytest.mark.usefixtures("at_the_tax_office")
def test_explain_for_programs_is_one_object() -> None:
    answer = json.loads(motcua_dossier("explain", CODE, "--json").output)
    assert (answer["code"], answer["due_at"]) == (CODE, "2026-03-26T17:00:00")
    assert len(answer["lines"]) == 4


@pytest.mark.usefixtures("at_the_tax_office")
def test_show_tells_the_way_and_nobodys_name() -> None:
    answer = motcua_dossier("show", CODE)
    assert answer.exit_code == 0
    assert answer.output.startswith(f"{CODE}  9.000001 Cấp Giấy chứng nhận số nhà\nđang giải quyết (còn trong hạn)\n")
    assert "16:00 05/03/2026  Bắt đầu khoảng thời gian không tính  (binh)" in answer.output
    assert AN.name not in answer.output
    data = json.loads(motcua_dossier("show", CODE, "--json").output)
    assert data["facts"]["clock"]["due_at"] == "2026-03-26T17:00:00"
    assert [entry["kind"] for entry in data["timeline"]] == ["dossier.received", "dossier.paused", "dossier.resumed"]


@pytest.mark.usefixtures("at_the_tax_office")
@pytest.mark.parametrize("command", ["show", "explain"])
def test_an_unknown_code_is_a_no(command: str) -> None:
    answer = motcua_dossier(command, "H49.201-260302-0099")
    assert answer.exit_code != 0
    assert isinstance(answer.exception, Refused)
    assert answer.exception.refusal.code == "no_such_dossier"

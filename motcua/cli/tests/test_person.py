"""`motcua person`: a person asks what is held about him, and asks for it to be erased."""

import errno
import json
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from motcua.cli.person import person
from motcua.config import startup
from motcua.journal.commands import recording
from motcua.journal.queries import entries, verify
from motcua.journal.tests.wall import wall_of_the_story
from motcua.kernel.types import Refusal
from motcua.papers.queries import attachments
from motcua.papers.store.tests import corpus
from motcua.parties import commands, queries, types
from motcua.parties.entries import EXPORTS
from motcua.parties.tests.factories import AN, BINH, CUONG, HA_LONG_COMPANY, MORNING, filing
from motcua.parties.types import Holder
from motcua.process import commands as process
from motcua.process.belongings.packing import PersonPackage
from motcua.process.tests.house import house, on

pytestmark = pytest.mark.django_db

NUMBER_OF_AN = "022195001234"


@pytest.fixture(autouse=True)
def house_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the test is the house's; nothing has to be started."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)
    monkeypatch.setattr(types, "_HOLDERS", {})


def motcua_person(*words: str, language: str = "en") -> Result:
    with translation.override(language):
        return CliRunner().invoke(person, words)


def an_and_cuong_marry() -> int:
    with recording(actor=BINH, at=MORNING) as unit:
        return commands.declare(unit, filing(AN, CUONG)).id


def a_dossier_with_a_scan() -> int:
    here = house()
    with wall_of_the_story():
        dossier_id = here.receive().dossier_id
        process.add_paper(
            actor=here.desk.actor, scope=here.desk.scope, at=on("02/03 10:00"), dossier_id=dossier_id,
            component="request", content=corpus.pdf(), name_hint="don.pdf",
        )  # fmt: skip
    return dossier_id


class TestExport:
    def test_goes_into_a_new_file_that_only_its_owner_reads(self, tmp_path: Path) -> None:
        an_and_cuong_marry()
        file = tmp_path / "an.json"

        result = motcua_person("export", NUMBER_OF_AN, str(file), "--json")

        assert result.exit_code == 0
        exported = json.loads(file.read_text(encoding="utf-8"))
        assert exported["declared"][0]["party"]["name"] == "Nguyễn Thị Thu An"
        assert CUONG.name not in file.read_text(encoding="utf-8")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_is_a_package_of_data_and_files(self, tmp_path: Path, settings: Any) -> None:
        settings.HOME, settings.FILES_URL = tmp_path / "home", ""
        dossier_id = a_dossier_with_a_scan()
        file = tmp_path / "an.zip"

        result = motcua_person("export", NUMBER_OF_AN, str(file))

        assert result.exit_code == 0, result.output
        assert (result.stdout, stat.S_IMODE(file.stat().st_mode)) == (f"{file}\n", 0o600)
        assert "1 files (0.0 MB), 0 of them could not be read." in result.stderr
        with ZipFile(file) as package:
            assert package.testzip() is None
            scan, *lists = package.namelist()
            assert scan.startswith("ho-so/")
            assert scan.endswith("-don-de-nghi.pdf")
            assert lists == ["du-lieu.json", "danh-muc.txt", "sha256.txt"]
            data = json.loads(package.read("du-lieu.json"))
        assert [one["path"] for one in data["files"]] == [scan]
        (entry,) = entries(EXPORTS)
        assert (str(entry.actor), entry.body["files"]) == (
            "system:cli:person-export", [one.id for one in attachments(f"dossier/{dossier_id}")],
        )  # fmt: skip

    def test_leaves_nothing_half_behind(self, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        settings.HOME, settings.FILES_URL = tmp_path / "home", ""
        a_dossier_with_a_scan()

        def full(_package: PersonPackage, _progress: Any) -> Iterator[bytes]:
            yield b"PK"
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(PersonPackage, "pieces", full)
        file = tmp_path / "an.zip"
        result = motcua_person("export", NUMBER_OF_AN, str(file))
        assert (result.exit_code, file.exists()) == (1, False)
        assert "No space left on device" in result.stderr

    def test_never_overwrites(self, tmp_path: Path) -> None:
        an_and_cuong_marry()
        file = tmp_path / "an.json"
        file.write_text("kept")
        result = motcua_person("export", NUMBER_OF_AN, str(file))
        assert result.exit_code == 1
        assert file.read_text() == "kept"

    def test_to_the_screen(self) -> None:
        an_and_cuong_marry()
        result = motcua_person("export", "022 195 001 234")
        assert json.loads(result.stdout)["identity"] == {"kind": "personal_number", "number": NUMBER_OF_AN}

    def test_of_a_company_by_its_tax_code(self) -> None:
        with recording(actor=BINH, at=MORNING) as unit:
            commands.declare(unit, filing(HA_LONG_COMPANY))
        result = motcua_person("export", "0100233488", "--kind", "tax_code")
        assert json.loads(result.stdout)["declared"][0]["party"]["name"] == HA_LONG_COMPANY.name

    def test_of_somebody_unknown_is_answered_with_no(self) -> None:
        result = motcua_person("export", "001090000000", language="vi")
        assert result.exit_code == 1
        assert result.stderr == "Chưa có ai khai với số giấy tờ này.\n"

    def test_of_an_unknown_register_is_a_wrong_call(self) -> None:
        assert motcua_person("export", "1", "--kind", "library_card").exit_code == 2


class TestErase:
    def test_reaches_what_was_typed_and_never_filed(self) -> None:
        with recording(actor=BINH, at=MORNING) as unit:
            his = types.Identity(types.IdentityKind.PERSONAL_NUMBER, NUMBER_OF_AN)
            number = commands.keep_unfiled(unit, {"who": {"name": AN.name}}, identities=[his])
        words = ("erase", NUMBER_OF_AN, "--reason", "Theo đơn")

        assert "1 draft that was not filed." in motcua_person(*words).output
        assert queries.unfiled(number) != {}, "it was a dry run"
        assert json.loads(motcua_person(*words, "--confirm", "--json").output)["unfiled"] == [number]
        assert queries.unfiled(number) == {}
        assert motcua_person(*words).exit_code == 1

    def test_is_a_dry_run_unless_confirmed(self) -> None:
        declaration = an_and_cuong_marry()
        result = motcua_person("erase", NUMBER_OF_AN, "--reason", "Theo đơn")
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            "1 entry as a party, in 1 declarations.",
            "0 typed texts.",
            "Nothing was erased: this was a dry run. Add --confirm to erase; it cannot be undone.",
        ]
        assert queries.declarations([declaration])[declaration].applicants == (AN, CUONG)

    def test_when_confirmed_erases_one_and_the_journal_verifies(self) -> None:
        declaration = an_and_cuong_marry()

        result = motcua_person("erase", NUMBER_OF_AN, "--reason", "Theo đơn của bà An", "--confirm")

        assert result.exit_code == 0
        assert (
            result.stdout.splitlines()[-1] == "Erased. The journal names the rows and the reason, and still verifies."
        )
        assert queries.declarations([declaration])[declaration].applicants == (CUONG,)
        assert verify().holds
        assert list(queries.faults_in_words()) == []
        assert motcua_person("export", NUMBER_OF_AN).exit_code == 1

    def test_for_programs(self) -> None:
        declaration = an_and_cuong_marry()
        answer = json.loads(motcua_person("erase", NUMBER_OF_AN, "--reason", "Theo đơn", "--json").stdout)
        assert (answer["erased"], answer["declarations"], answer["objections"]) == (False, [declaration], [])
        answer = json.loads(motcua_person("erase", NUMBER_OF_AN, "--reason", "Theo đơn", "--confirm", "--json").stdout)
        assert answer["erased"] is True

    def test_what_stands_against_it_is_said(self) -> None:
        declaration = an_and_cuong_marry()
        types.register_holder(
            Holder("dossiers of the test", export=lambda _: (), objections=lambda _: (Refusal("person_not_found"),))
        )
        result = motcua_person("erase", NUMBER_OF_AN, "--reason", "Theo đơn", "--confirm")
        assert result.exit_code == 1
        assert "This may not be erased yet:" in result.stdout
        assert queries.declarations([declaration])[declaration].applicants == (AN, CUONG)

    def test_needs_a_reason(self) -> None:
        assert motcua_person("erase", NUMBER_OF_AN).exit_code == 2

    def test_of_somebody_unknown_is_answered_with_no(self) -> None:
        assert motcua_person("erase", "001090000000", "--reason", "Theo đơn").exit_code == 1

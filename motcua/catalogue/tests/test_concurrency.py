"""Two administrators at the same moment: real sessions, real commits."""

from pathlib import Path

from conftest import OwnDatabase
from motcua.catalogue import commands, models
from motcua.catalogue.tests.factories import ACTOR, AT, DECISION, TODAY, house_number, small_form
from motcua.catalogue.tests.import_factory import hundred, json_lines, reading
from motcua.catalogue.types import Label, Reason, ReasonKind
from motcua.journal.queries import entries, verify
from motcua.kernel.types import Refused


def test_two_administrators_who_publish_at_once_make_one_version(own_database: OwnDatabase) -> None:
    versions = [house_number(), house_number()]
    made = own_database.together(lambda number: commands.publish(actor=ACTOR, at=AT, version=versions[number]), 2)
    assert made[0] == made[1]
    assert models.Version.objects.count() == 1


def test_two_different_versions_at_once_are_put_in_order_or_refused(own_database: OwnDatabase) -> None:
    terms = ["3 working_day", "2 working_day"]

    def publish_one(number: int) -> int | str:
        try:
            return commands.publish(actor=ACTOR, at=AT, version=house_number(term=terms[number]))
        except Refused as late:
            return late.refusal.code

    answers = own_database.together(publish_one, 2)
    assert sorted(isinstance(answer, str) for answer in answers) == [False, True]
    assert "version_not_later" in answers


def test_two_who_import_one_file_at_once_import_it_once(own_database: OwnDatabase, tmp_path: Path) -> None:
    read = reading(tmp_path, json_lines(hundred()))
    own_database.together(lambda _: commands.import_drafts(actor=ACTOR, at=AT, reading=read), 2)
    assert models.ImportedDraft.objects.count() == 100
    kinds = [entry.kind for entry in entries(stream="procedure/7.000500")]
    assert kinds == ["catalogue.procedure_listed", "catalogue.draft_read"]
    assert verify().holds


def test_two_administrators_who_list_the_same_reason_at_once(own_database: OwnDatabase) -> None:
    reason = Reason(0, "", frozenset({ReasonKind.REFUSED}), Label("Chưa đủ tuổi"), TODAY, DECISION)

    def list_it(_number: int) -> str:
        try:
            commands.begin_reason(actor=ACTOR, at=AT, reason=reason)
        except Refused as late:
            return late.refusal.code
        return "listed"

    assert sorted(own_database.together(list_it, 2)) == ["listed", "reason_there_already"]


def test_two_administrators_who_publish_a_form_at_once_give_it_two_numbers(own_database: OwnDatabase) -> None:
    commands.publish(actor=ACTOR, at=AT, version=house_number())
    labels = ["Số nhà cũ", "Số nhà đang dùng"]
    own_database.together(
        lambda number: commands.publish_form(actor=ACTOR, at=AT, text=small_form(label=labels[number])), 2
    )
    assert sorted(models.PublishedForm.objects.values_list("key", "number")) == [
        ("house_number", 1),
        ("house_number", 2),
    ]

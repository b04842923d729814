"""Two administrators at the same moment: real sessions, real commits."""

from conftest import OwnDatabase
from motcua.catalogue import commands, models
from motcua.catalogue.tests.factories import ACTOR, AT, house_number
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

"""Many desks at once, with real commits, on a database of their own."""

from dataclasses import replace

from conftest import OwnDatabase
from motcua.journal.commands import recording
from motcua.kernel.types import Refused
from motcua.parties import commands, queries
from motcua.parties.models import KeyMark
from motcua.parties.tests.factories import AN, BINH, MORNING, filing
from motcua.parties.types import DeclarationRef, Identity, IdentityKind

DESKS = 8


def declare(number: int) -> DeclarationRef:
    person = replace(AN, identity=Identity(IdentityKind.PERSONAL_NUMBER, f"0221950{number:05d}"))
    with recording(actor=BINH, at=MORNING) as unit:
        return commands.declare(unit, filing(person))


def test_the_first_declarations_of_a_house_agree_on_one_key(own_database: OwnDatabase) -> None:
    refs = own_database.together(declare, DESKS)
    assert KeyMark.objects.count() == 1
    assert queries.verify_refs(refs) == []
    assert len({ref.id for ref in refs}) == DESKS


def test_of_two_who_erase_at_once_one_does_and_the_other_finds_nothing(own_database: OwnDatabase) -> None:
    ref = declare(1)
    identity = Identity(IdentityKind.PERSONAL_NUMBER, "022195000001")

    def erase(_number: int) -> str:
        try:
            with recording(actor=BINH, at=MORNING) as unit:
                commands.erase(unit, identity, reason="Theo đơn")
        except Refused as refused:
            return refused.refusal.code
        return "erased"

    assert sorted(own_database.together(erase, 2)) == ["erased", "person_not_found"]
    assert queries.verify_refs([ref]) == []
    assert list(queries.verify_all()) == []

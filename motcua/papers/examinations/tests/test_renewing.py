"""The certificate behind an archive time stamp ends in a month; the house stamps the paper anew, and keeps the old."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.kernel import sweep
from motcua.kernel.types import Refused
from motcua.organisation.tests.factories import small_state
from motcua.papers import commands, models, queries
from motcua.papers.examinations.entries import FILE_RENEWED
from motcua.papers.examinations.sweeps import ENDING_STAMPS
from motcua.papers.examinations.tests.test_keeping import CLERK, believing, came_in, known_of
from motcua.papers.signing.tests import world
from motcua.papers.signing.tests.test_examining import appended, one_signature, rewritten
from motcua.papers.signing.tests.test_signing import OFFICER, signed
from motcua.papers.signing.types import Kind, Level, Outcome, Proof
from motcua.papers.types import Attached, NewResult, Result, StoredFile
from motcua.parties import commands as parties
from motcua.parties.tests.factories import AN, filing

ENDS = world.NOW + timedelta(days=30)
HOUSE = "trust: [root.pem]\nrevocation_lists: [withdrawn.crl]\nask_issuers: false\n"


class Service:
    """The authority of the house by HTTP; it gets a new certificate when it likes."""

    def __init__(self) -> None:
        self.authority = world.Tower(until=ENDS)

    def __call__(self, path: str, content: bytes) -> world.Answer:
        return world.stamping_of(self.authority)(path, content)


@pytest.fixture
def service(home: Path) -> Iterator[Service]:
    authority = Service()
    with world.service(authority) as address:
        believing(home, f"{HOUSE}time_stamps: {{vendor: rfc3161, address: {address}}}\n")
        yield authority


def lasting(authority: world.Tower) -> bytes:
    with world.signer(proof=Proof(Level.LASTING, authority, world.trust())) as signer:
        return signed(world.paper(), signer, OFFICER)


def held(file: StoredFile, holder: str = "dossier/12") -> None:
    with recording(actor=CLERK, at=world.NOW) as unit:
        commands.attach(file, holder=holder, kind="result", unit=unit)


def registered(file: StoredFile) -> Result:
    with recording(actor=CLERK, at=world.NOW) as unit:
        return commands.enter_result(
            unit,
            NewResult(
                number="12/GXN-UBND",
                kind_code="",
                kind_name="Giấy xác nhận",
                agency_id=small_state().commune,
                holder="dossier/12",
                owner=parties.declare(unit, filing(AN)),
                issued_on=date(2026, 3, 2),
                on_paper=False,
                file=file.file.digest,
            ),
        )


def swept(days: int) -> sweep.Swept:
    return sweep.run_once(world.NOW + timedelta(days=days), only=[ENDING_STAMPS])


def content(one: Attached) -> bytes:
    leave = queries.grant(one, reader="an", at=world.NOW, until=world.NOW + timedelta(minutes=5))
    return b"".join(queries.open_granted(leave, reader="an", at=world.NOW, name="x").read(0, one.file.size))


def copies(holder: str = "dossier/12") -> list[str]:
    return [one.file.digest for one in queries.attachments(holder)]


@pytest.mark.django_db
def test_a_paper_is_stamped_anew_before_the_stamp_loses_its_force(service: Service) -> None:
    pdf = lasting(service.authority)
    old = came_in(pdf)
    held(old)
    result = registered(old)
    assert swept(0) == sweep.Swept(failed=1), "the authority has no later certificate yet, and it is told"
    assert copies() == [old.file.digest]
    service.authority = world.Tower(until=world.NOW + 5 * world.YEAR)
    assert swept(1).acted == 1
    assert swept(2) == sweep.Swept(), "once is enough"

    first, second = copies()
    assert first == old.file.digest, "the earlier copy is kept"
    renewed = content(queries.attachments("dossier/12")[1])
    assert renewed.startswith(pdf), "nothing of it was touched"
    kinds = [one.kind for one in queries.verdicts_of([second])[second].verdicts]
    assert kinds == [Kind.SIGNATURE, Kind.TIME_STAMP, Kind.TIME_STAMP]

    after = ENDS + world.YEAR
    assert queries.overall(queries.examine(renewed, at=after, trust=world.trust())) is Outcome.HOLDS
    assert queries.overall(queries.examine(pdf, at=after, trust=world.trust())) is not Outcome.HOLDS

    assert queries.result(result.key).file == second
    for copy in (first, second):
        assert queries.is_the_registered_file(result.token, copy), "who has the earlier copy has no false one"
        assert queries.token_of_file(copy) == result.token
    assert not queries.is_the_registered_file(result.token, "0" * 64)

    written = {entry.kind: entry.body for entry in journal.entries_after(0, limit=1000)}
    assert written["papers.result_copy_renewed"] == {"file": second, "instead_of": first}
    golden.check(FILE_RENEWED, written[FILE_RENEWED])
    assert written[FILE_RENEWED] == {"file": first, "by": second}


@pytest.mark.django_db
def test_who_is_asked_to_renew_what_cannot_be_says_why(service: Service) -> None:
    plain, old = came_in(one_signature()), came_in(lasting(service.authority))
    spoilt = came_in(appended(lasting(service.authority), rewritten))
    service.authority = world.Tower(until=world.NOW + 5 * world.YEAR)
    commands.renew_file(old.file.digest, actor=CLERK, at=world.NOW)
    for digest, code in (
        (plain.file.digest, "paper_not_lasting"),
        (spoilt.file.digest, "archive_stamp_broken"),
        (old.file.digest, "file_renewed_already"),
        ("0" * 64, "file_absent"),
    ):
        with pytest.raises(Refused, match=code):
            commands.renew_file(digest, actor=CLERK, at=world.NOW)
    assert models.Renewal.objects.count() == 1


@pytest.mark.django_db
def test_without_an_authority_nothing_is_renewed_and_it_is_told(service: Service, home: Path) -> None:
    file = came_in(lasting(service.authority))
    believing(home, HOUSE)
    with pytest.raises(Refused, match="time_stamps_unset"):
        commands.renew_file(file.file.digest, actor=CLERK, at=world.NOW)
    assert swept(0).failed == 1
    assert known_of(file).outcome is Outcome.HOLDS

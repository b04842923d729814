"""A few results and letters that go the electronic way: whoever looks at a demonstration finds one at each step.

The long history stays on paper: a signature takes longer than everything else about a dossier.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random

from motcua.catalogue import queries as catalogue
from motcua.intake import commands as intake
from motcua.intake import queries as desk
from motcua.intake.types import Application, Request
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.papers.types import FieldValue, OpenSigner, Pin
from motcua.parties.types import DeclarationInput
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import WorkItem
from motcua.simulate import applying, people
from motcua.simulate.staff import Staff, Worker

PROCEDURE = "1.004873"
"""Confirmation of marital status."""
_CENTRE, _COMMUNE = "H49.201.99", "06685"
_STEPS = (("submit",), ("submit",), ("submit", "approve"), ("submit", "approve", "seal"))
"""How far each of the dossiers goes; every one is drafted."""
_SIGNED = frozenset({"approve", "seal"})
_VALID_FOR = timedelta(days=180)
_LETTERS = (False, True)
"""About the first of them letters (công văn) are written; whether the leader has signed it and the seal is awaited."""
_ASKED = (
    "Ủy ban nhân dân phường đang giải quyết hồ sơ đề nghị cấp Giấy xác nhận tình trạng hôn nhân.",
    "Để có cơ sở giải quyết hồ sơ đúng thời hạn, đề nghị quý cơ quan cho biết tình trạng hôn nhân của người đề nghị "
    "trong thời gian cư trú tại địa phương.",
)


class _Office:
    """Who handles them, and where their papers can be verified."""

    def __init__(self, now: Callable[[], datetime], *, address: str, pin: Pin) -> None:
        self._now, self.address, self.pin = now, address, pin
        today = self.at.date()
        self.staff, self.rng = Staff(today), Random(22)
        self.centre_id = organisation.agency_by_code(_CENTRE, on=today).id

    @property
    def at(self) -> datetime:
        """The present: a signature takes its time, and nobody here may enter what is past."""
        return self._now()

    def received(self) -> int:
        """Somebody asks for it at the counter; the dossier's id."""
        version = catalogue.version_of(PROCEDURE, self.at.date())
        case = version.cases[0].key if version is not None and version.cases else ""
        request = Request(procedure_code=PROCEDURE, case_key=case, commune_code=_COMMUNE)
        sheet = desk.sheet(request, at=self.at)
        place = organisation.commune(_COMMUNE).name
        amounts = frozenset(line.key for line in sheet.fees if line.amount)
        worker = self.staff.anybody(self.rng, Role.RECEPTIONIST, agency_id=self.centre_id)
        applicant = people.person(self.rng, commune=_COMMUNE, commune_name=place)
        return intake.receive(
            actor=worker.actor,
            scope=worker.scope,
            at=self.at,
            receiving_agency_id=self.centre_id,
            application=Application(
                request=request,
                declaration=DeclarationInput(applicants=(applicant,)),
                components=applying.brought(self.rng, sheet),
                paid=amounts,
                paid_by="BL-000022" if amounts else "",
            ),
        ).dossier_id

    def draft(self, dossier_id: int) -> None:
        """The officer who has it drafts the result."""
        worker = self._worker(self._work(dossier_id))
        begin = course.result_to_draft(worker.scope, dossier_id, at=self.at)
        typed: dict[str, FieldValue] = {"purpose": "Để đăng ký kết hôn", "valid_until": (self.at + _VALID_FOR).date()}
        process.draft_result(
            actor=worker.actor,
            scope=worker.scope,
            at=self.at,
            dossier_id=dossier_id,
            values={**typed, "sex": "Nữ", "nationality": "Việt Nam", "born": "1998", **begin.values},
        )

    def advance(self, dossier_id: int, action_key: str) -> None:
        """Whoever has it takes that way out, where it is asked for by signing."""
        work = self._work(dossier_id)
        worker = self._worker(work)
        if action_key not in _SIGNED:
            process.advance(
                actor=worker.actor,
                scope=worker.scope,
                at=self.at,
                dossier_id=dossier_id,
                work_number=work.number,
                action_key=action_key,
            )
            return
        with self._key(worker, action_key) as signer:
            process.sign_result(
                actor=worker.actor,
                scope=worker.scope,
                at=self.at,
                dossier_id=dossier_id,
                work_number=work.number,
                action_key=action_key,
                signer=signer,
                address=self.address,
            )

    def write_letter(self, dossier_id: int, *, is_signed: bool) -> None:
        """Whoever has it asks another commune; the leader signs that letter, or has it still before him."""
        work = self._work(dossier_id)
        writer = self._worker(work)
        begin = course.letter_to_draft(writer.scope, dossier_id, actor=writer.actor, at=self.at)
        typed: dict[str, FieldValue] = {
            "subject": "xác minh tình trạng hôn nhân",
            "addressee": ("Ủy ban nhân dân phường Hà Tu",),
            "body": _ASKED,
        }
        process.draft_letter(
            actor=writer.actor,
            scope=writer.scope,
            at=self.at,
            dossier_id=dossier_id,
            values={**begin.values, **typed},
        )
        if not is_signed:
            return
        leader = self.staff.anybody(self.rng, Role.LEADER, agency_id=work.placement.agency_id)
        (letter,) = course.letters_of(leader.scope, dossier_id, actor=leader.actor, at=self.at)
        with process.opened_key(leader.actor, pin=self.pin, at=self.at) as signer:
            process.sign_letter(
                actor=leader.actor,
                scope=leader.scope,
                at=self.at,
                dossier_id=dossier_id,
                about=letter.about,
                signature="leader",
                signer=signer,
            )

    @contextmanager
    def _key(self, worker: Worker, action_key: str) -> Iterator[OpenSigner]:
        if action_key == "approve" or worker.actor.agency_id is None:
            with process.opened_key(worker.actor, pin=self.pin, at=self.at) as signer:
                yield signer
            return
        code = organisation.agency(worker.actor.agency_id).code
        with process.opened_seal(worker.actor.agency_id, key=code, pin=self.pin, at=self.at) as signer:
            yield signer

    def _worker(self, work: WorkItem) -> Worker:
        placement = work.placement
        return self.staff.anybody(
            self.rng, placement.role, agency_id=placement.agency_id, officer_id=placement.officer_id
        )

    @staticmethod
    def _work(dossier_id: int) -> WorkItem:
        return next(iter(course.open_work(dossier_id)))


def write(now: Callable[[], datetime], *, address: str, pin: str) -> list[int]:
    """Receives a few dossiers now and takes each a step further than the one before; their ids, in that order.

    `now` tells the present instant, as often as it is asked. `address` is the house's own, for the code on the papers;
    `pin` opens the keys of the demonstration. Raises Refused.
    """
    office = _Office(now, address=address, pin=Pin(pin))
    made = []
    for number, steps in enumerate(_STEPS):
        dossier_id = office.received()
        office.draft(dossier_id)
        if number < len(_LETTERS):
            office.write_letter(dossier_id, is_signed=_LETTERS[number])
        for action_key in steps:
            office.advance(dossier_id, action_key)
        made.append(dossier_id)
    return made

"""A house whose results are electronic papers, and what its people do with them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from motcua.catalogue import commands as catalogue
from motcua.catalogue import queries as procedures
from motcua.catalogue.tests.factories import starter
from motcua.dossier import queries as dossiers
from motcua.kernel.types import Refusal, system
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import AT, DECISION
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue, OpenSigner, Pin, SigningError
from motcua.process import commands, queries
from motcua.process.tests.house import House, Person, on, work
from motcua.process.types import Moved

PIN = "123456"
ADDRESS = "https://motcua.example/"
SIGNED = "9.000003"
DRAFTED, APPROVED, SEALED = on("03/03 09:00"), on("03/03 15:00"), on("03/03 16:00")
PAPER: dict[str, FieldValue] = {
    "full_name": "Nguyễn Thị Thu An",
    "born": "15/04/1995",
    "sex": "Nữ",
    "nationality": "Việt Nam",
    "identity": "Số định danh cá nhân 022195001234",
    "residence": "Tổ 5, khu 2, phường Hồng Gai",
    "status": "Chưa đăng ký kết hôn với ai",
    "purpose": "Để đăng ký kết hôn",
    "valid_until": date(2026, 9, 3),
}


def signing_house(there: House, settings: Any, tmp_path: Path) -> House:
    """The house, with a procedure whose result is signed by the leader and sealed by the clerk."""
    settings.DEMO, settings.HOME = True, tmp_path
    plain = procedures.version(there.office.version_id)
    signed = replace(starter("1.004873").results[0], number_series="marital_status_register")
    catalogue.publish(
        actor=system("test"), at=datetime(2026, 1, 1, 8, 0), version=replace(plain, code=SIGNED, results=(signed,))
    )
    catalogue.grant_competence(
        actor=system("test"),
        at=AT,
        valid_from=date(2026, 1, 1),
        decision=DECISION,
        agency_id=there.office.resolving,
        codes=[SIGNED],
    )
    return replace(
        there,
        officer=posted(there.officer),
        leader=posted(there.leader),
        clerk=posted(there.clerk),
        stranger=posted(there.stranger),
    )


def posted(who: Person) -> Person:
    """The officer acting from his post, as a page has him act."""
    post = organisation.capacities(who.id, on=DRAFTED.date())[0].post
    return replace(who, actor=replace(who.actor, post_id=post.id, agency_id=post.agency_id))


def received(here: House) -> int:
    version = procedures.version_of(SIGNED, DRAFTED.date())
    assert version is not None
    subject = {"procedure_version_id": version.id, "procedure_code": SIGNED}
    return here.receive(subject=subject).dossier_id


def draft(who: Person, dossier_id: int, **changes: Any) -> Moved:
    return commands.draft_result(
        actor=who.actor,
        scope=who.scope,
        at=changes.pop("at", DRAFTED),
        dossier_id=dossier_id,
        values=PAPER | changes.pop("values", {}),
        **changes,
    )


def submitted(here: House) -> int:
    """Drafted by the officer; it lies with the leader."""
    dossier_id = received(here)
    draft(here.officer, dossier_id)
    here.advance(here.officer, dossier_id, "submit", on("03/03 10:00"))
    return dossier_id


def sign(who: Person, dossier_id: int, action_key: str, at: datetime, **options: Any) -> Moved:
    with opened(who, action_key, at) as signer:
        return commands.sign_result(
            actor=who.actor,
            scope=who.scope,
            at=at,
            dossier_id=dossier_id,
            work_number=options.pop("work_number", None) or work(dossier_id).number,
            action_key=action_key,
            signer=options.pop("signer", signer),
            address=ADDRESS,
            **options,
        )


@contextmanager
def opened(who: Person, action_key: str, at: datetime) -> Iterator[OpenSigner]:
    """His own key; in the step that seals, the key of his agency."""
    if action_key != "seal" or who.actor.agency_id is None:
        with commands.opened_key(who.actor, pin=Pin(PIN), at=at) as signer:
            yield signer
        return
    code = organisation.agency(who.actor.agency_id).code
    with commands.opened_seal(who.actor.agency_id, key=code, pin=Pin(PIN), at=at) as signer:
        yield signer


def sealed(here: House) -> int:
    """Approved and sealed; it lies at the desk."""
    dossier_id = submitted(here)
    sign(here.leader, dossier_id, "approve", APPROVED)
    sign(here.clerk, dossier_id, "seal", SEALED)
    return dossier_id


def read(who: Person, dossier_id: int, *, at: datetime = SEALED) -> bytes:
    """The file of the result as it stands now."""
    there = queries.electronic_result(who.scope, dossier_id, at=at)
    assert there is not None
    file = dossiers.open_paper(dossier_id, there.attachment, scope=who.scope, reader="test", at=at)
    return b"".join(file.read(0, file.size))


def words_of(pdf: bytes) -> str:
    return " ".join(re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages)


def numbers(here: House) -> list[tuple[str, bool, bool]]:
    """Every number of the register: as written, whether a result bears it, whether it was voided."""
    page = papers.register_page(agency_id=here.office.resolving, series="marital_status_register", year=2026)
    drawn = [(one.number, one.result) for one in reversed(page) if one.number is not None]
    return [(number.written, result is not None, number.voided_at is not None) for number, result in drawn]


class Broken:
    """A key whose token is pulled out at the moment of signing."""

    def __init__(self, signer: OpenSigner) -> None:
        self.certificates = signer.session.certificates

    def sign(self, digest: bytes) -> bytes:
        raise SigningError(Refusal("signing_pin_wrong"), is_permanent=True)

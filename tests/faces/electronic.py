"""What the people of an office do with an electronic result: draft it, sign it and seal it, or make it on paper."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import StepKind
from motcua.dossier import queries as dossiers
from motcua.organisation.types import EVERYTHING, Role
from motcua.papers.types import FieldValue, LetterTemplate
from motcua.process import queries as course
from tests.faces.people import Desk, hidden, said

PIN = "123456"


def signed(desk: Desk, dossier_id: int, **typed: str) -> None:
    """Drafted with the sample of its template and what is given, then on its way through the house to the desk that
    hands it over: signed by whoever approves, sealed by the clerk."""
    process = catalogue.version(dossiers.facts(dossier_id).subject.procedure_version_id).process
    assert process is not None
    while (step := process.step((work := course.open_work(dossier_id)[0]).step_key)).kind is not StepKind.HAND_OVER:
        if step.kind is StepKind.APPRAISE:
            _drafted(desk, dossier_id, **typed)
        pressed = {StepKind.APPROVE: {"capacity": "own", "pin": PIN}, StepKind.SEAL: {"pin": PIN}}.get(step.kind, {})
        _went(desk.press(work.placement.role, dossier_id, step.actions[0].label.vi, **pressed))


def _drafted(desk: Desk, dossier_id: int, **typed: str) -> None:
    begin = course.result_to_draft(EVERYTHING, dossier_id, at=desk.at)
    address = f"/office/dossiers/{dossier_id}/result/draft/"
    browser = desk.somebody(Role.OFFICER)
    page = browser.get(address)
    desk.wait(minutes=1)
    filled = {**as_typed(begin.template), **_written(begin.values), **typed}
    _went(browser.post(address, {**hidden(page), **filled}))


def made_on_paper(desk: Desk, dossier_id: int) -> None:
    """Appraised, approved as a paper signed by hand, sealed: the result is at the desk."""
    _went(desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt"))
    leader, work = desk.somebody(Role.LEADER), course.open_work(dossier_id)[0]
    address = f"/office/dossiers/{dossier_id}/items/{work.number}/approve/"
    page = leader.get(address)
    desk.wait(minutes=5)
    _went(leader.post(address, {**hidden(page), "paper_reason": "Máy ký số hỏng"}))
    sealing = next(way for way in desk.ways(Role.CLERK, dossier_id) if way.startswith("Đóng dấu"))
    _went(desk.press(Role.CLERK, dossier_id, sealing))


def as_typed(template: LetterTemplate) -> dict[str, str]:
    """The sample of a template as a browser sends it: a list is typed line by line."""
    return _written({one.key: one.sample for one in template.fields})


def _written(values: Mapping[str, FieldValue]) -> dict[str, str]:
    return {key: _typed(value) for key, value in values.items()}


def _typed(value: FieldValue) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _went(answer: Any) -> None:
    assert answer.status_code == 302, said(answer)

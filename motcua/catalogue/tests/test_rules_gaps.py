"""What is missing before an agency has published all it resolves."""

from dataclasses import replace
from datetime import date

from motcua.catalogue.rules.competence import RESOLVES, Part
from motcua.catalogue.rules.gaps import GapKind, ReadDecision, gaps
from motcua.catalogue.tests.factories import house_number

WARD, OTHER = 1, 2
VERSION = house_number()
CODE = VERSION.code
OURS = Part(WARD, CODE, RESOLVES)


def kinds(version: object = VERSION, read: ReadDecision | None = None) -> list[GapKind]:
    versions = {CODE: version} if version is not None else {}
    found = gaps([WARD], [OURS], versions, {CODE: read} if read is not None else {})  # type: ignore[arg-type]  # versions
    return [one.kind for one in found]


def test_all_is_there() -> None:
    process = VERSION.process
    assert process is not None
    assert kinds(replace(VERSION, process=replace(process, decision="QĐ 12/QĐ-UBND"))) == []


def test_a_procedure_without_a_version_in_force() -> None:
    assert kinds(None) == [GapKind.NO_VERSION]


def test_a_process_that_is_missing_or_that_nobody_approved() -> None:
    process = VERSION.process
    assert process is not None
    assert kinds(replace(VERSION, process=None)) == [GapKind.NO_PROCESS]
    assert kinds(replace(VERSION, process=replace(process, decision=""))) == [GapKind.NOT_APPROVED]


def test_a_decision_that_was_read_later_and_is_another() -> None:
    process = VERSION.process
    assert process is not None
    whole = replace(VERSION, process=replace(process, decision="QĐ 12/QĐ-UBND"), decision="QĐ 1/QĐ-UBND ngày 02/01")
    later, before = date(2030, 1, 1), date(2000, 1, 1)
    assert kinds(whole, ReadDecision("QĐ 9/QĐ-BXD", later)) == [GapKind.NEWER_DECISION]
    assert kinds(whole, ReadDecision("qđ 1/QĐ-UBND", later)) == []
    assert kinds(whole, ReadDecision("QĐ 9/QĐ-BXD", before)) == []
    assert kinds(whole, ReadDecision("", later)) == []


def test_an_agency_that_resolves_nothing() -> None:
    found = gaps([WARD, OTHER], [OURS, Part(OTHER, CODE, "tax")], {CODE: VERSION}, {})
    assert [one.agency_ids for one in found if one.kind is GapKind.NOTHING] == [(OTHER,)]

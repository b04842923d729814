"""Which procedures are done at the certification desk, and what each of them asks."""

from motcua.catalogue.types import FeeUnit, Presence, ProcedureVersion
from motcua.certification.types import Certification

FIELD = "chung_thuc"
"""The field of administration that certifies."""


def certification(version: ProcedureVersion, *, at_once: bool) -> Certification | None:
    """What a procedure asks of the desk; None where it is no certification that is done while the person waits.

    Whoever has to sign before the officer shows who he is; for a copy from its original the law asks only for a name.
    """
    result = version.result
    if version.field.code != FIELD or not at_once or not version.quantity or result is None or not result.number_series:
        return None
    return Certification(
        code=version.code,
        name=version.name,
        series=result.number_series,
        by_page=any(fee.unit is FeeUnit.PAGE for fee in version.fees),
        asks_identity=Presence.AT_FILING in version.presence,
    )

"""What somebody brings to the desk: the sheet he is given for his request, who he is, and his papers."""

from random import Random

from motcua.catalogue.types import ApplicantKind, ChecklistItem, ComponentKind, Necessity, ProcedureVersion
from motcua.dossier.types import HeldComponent
from motcua.intake import queries as desk
from motcua.intake.types import Request, Sheet
from motcua.parties.types import Party
from motcua.simulate import people
from motcua.simulate.demand import Arrival

_BUSINESS = frozenset({ApplicantKind.ENTERPRISE, ApplicantKind.ORGANISATION, ApplicantKind.COOPERATIVE})


def asked_for(rng: Random, arrival: Arrival) -> tuple[Request, Sheet] | str:
    """The first case of the procedure, drawn, that the desk can take; else the code of what stands in the way."""
    version = arrival.version
    cases = [case.key for case in version.cases] or [""]
    obstacle = ""
    for case in rng.sample(cases, len(cases)):
        request = Request(
            procedure_code=version.code,
            channel=arrival.channel,
            applicant_kind=_kind(version),
            case_key=case,
            commune_code=arrival.place.commune_code,
            quantity=rng.choice((1, 1, 2, 2, 3, 5, 10)) if version.quantity else 1,
        )
        sheet = desk.sheet(request, at=arrival.at, desk_key=arrival.desk_key)
        if sheet.obstacle is None:
            return request, sheet
        obstacle = sheet.obstacle.code
    return obstacle


def applicant(rng: Random, arrival: Arrival, kind: ApplicantKind) -> Party:
    """Somebody who does not exist."""
    make = people.person if kind is ApplicantKind.CITIZEN else people.enterprise
    return make(rng, commune=arrival.place.commune_code, commune_name=arrival.place.commune_name)


def brought(rng: Random, sheet: Sheet) -> tuple[HeldComponent, ...]:
    """Every paper that must be there, as it is asked for."""
    return tuple(
        _paper(rng, item) for item in sheet.items if item.necessity is Necessity.REQUIRED and _is_brought(item)
    )


def _paper(rng: Random, item: ChecklistItem) -> HeldComponent:
    paper = rng.choice([one for one in item.components if one.kind is not ComponentKind.DATA])
    return HeldComponent(
        paper.key,
        originals=paper.originals,
        certified_copies=paper.certified_copies,
        copies=paper.copies,
        presented=paper.kind is ComponentKind.PRESENT,
    )


def _is_brought(item: ChecklistItem) -> bool:
    return any(paper.kind is not ComponentKind.DATA for paper in item.components)


def _kind(version: ProcedureVersion) -> ApplicantKind:
    """Who usually asks for it."""
    if ApplicantKind.CITIZEN in version.subjects:
        return ApplicantKind.CITIZEN
    return min(version.subjects & _BUSINESS or version.subjects)

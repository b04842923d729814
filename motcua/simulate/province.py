"""The sample province with everything a dossier needs: agencies, procedures, and who resolves what."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files
from typing import Any

import yaml

from motcua.catalogue import commands as catalogue
from motcua.catalogue.queries import list_published
from motcua.catalogue.types import AuthorityLevel, ProcedureVersion
from motcua.journal.commands import recording
from motcua.kernel.types import Actor
from motcua.organisation import commands as organisation
from motcua.organisation import queries as agencies
from motcua.organisation.types import Agency, AgencyKind, Level, Line

_FIRST_OFFICER = "QN-0001"

Places = Sequence[tuple[Agency, tuple[str, ...]]]
"""Agencies with the communes for which each is competent; no commune means everywhere."""


def establish(*, actor: Actor, at: datetime) -> tuple[int, ...]:
    """Builds the sample province on top of the seeds and answers the ids of its invented officers.

    A second call changes nothing.
    """
    officers = organisation.establish_sample(actor=actor, at=at)
    catalogue.seed_starter_catalogue(actor=actor, at=at)
    catalogue.seed_reasons(actor=actor, at=at)
    _grant_all(actor=actor, at=at)
    return officers


def is_foreign(*, on: date) -> bool:
    """Whether the house has agencies, and they are not those of the sample: then nothing may be invented there."""
    officers = agencies.officer_names_by_code([_FIRST_OFFICER])
    return bool(agencies.agencies(on=on)) and not officers


def _grant_all(*, actor: Actor, at: datetime) -> None:
    plan = yaml.safe_load(files("motcua.simulate").joinpath("data/competence.yaml").read_text(encoding="utf-8"))
    sample = _Sample(plan, at.date())
    grants: dict[tuple[int, tuple[str, ...], str], list[str]] = {}
    for version in list_published(at.date()):
        for part, places in sample.parts_of(version):
            for agency, communes in places:
                grants.setdefault((agency.id, communes or catalogue.EVERYWHERE, part), []).append(version.code)
    with recording(actor=actor, at=at):
        for (agency_id, communes, part), codes in grants.items():
            catalogue.grant_competence(
                actor=actor,
                at=at,
                agency_id=agency_id,
                codes=codes,
                valid_from=plan["valid_from"],
                decision=plan["decision"],
                part=part,
                commune_codes=communes,
            )


class _Sample:
    """The plan read against the agencies of the day."""

    def __init__(self, plan: Mapping[str, Any], day: date) -> None:
        self.plan = plan
        self.by_code = {agency.code: agency for agency in agencies.agencies(on=day)}
        self.committees = [
            agency
            for agency in self.by_code.values()
            if agency.level is Level.COMMUNE and agency.kind is AgencyKind.AGENCY and agency.line is Line.LOCAL
        ]

    def parts_of(self, version: ProcedureVersion) -> Iterator[tuple[str, Places]]:
        """Every part of a procedure with who has it."""
        yield "resolves", self._resolving(version)
        steps = version.process.steps if version.process is not None else ()
        for partner in sorted({step.at.key for step in steps if step.at.place == "partner"}):
            yield partner, self._named(self.plan["partners"][partner])

    def _resolving(self, version: ProcedureVersion) -> Places:
        field = version.field.code
        of_commune = AuthorityLevel.COMMUNE in version.levels
        if of_commune and field in self.plan["commune_police"]:
            return self._named("commune_police")
        if of_commune:
            return self._named("commune_committees")
        if field in self.plan["land_branches"]["fields"]:
            return self._named("land_branches")
        return self._named(self.plan["province"][field])

    def _named(self, name: str) -> Places:
        if name == "commune_committees":
            return [(agency, (agency.place_code,)) for agency in self.committees]
        if name == "commune_police":
            return [(self._police_of(agency), (agency.place_code,)) for agency in self.committees]
        if name == "land_branches":
            places: Mapping[str, list[str]] = self.plan["land_branches"]["places"]
            return [(self.by_code[code], self._communes(codes)) for code, codes in places.items()]
        return [(self.by_code[name], ())]

    def _police_of(self, committee: Agency) -> Agency:
        return self.by_code["G01.22." + committee.code.rsplit(".", 1)[-1]]

    def _communes(self, codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.by_code[code].place_code for code in codes)

"""The sample province, built by the same commands as a real one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

import yaml

from motcua.journal.commands import recording
from motcua.kernel.types import Actor
from motcua.organisation import models
from motcua.organisation.commands.agencies import establish_agency, open_desk, open_unit, say_contact
from motcua.organisation.commands.mergers import hand_over_estates, merge
from motcua.organisation.commands.officers import appoint, create_post, register_officer
from motcua.organisation.queries.mergers import plan_merger
from motcua.organisation.types import AgencyKind, Contact, Level, Line, Replacement, Role, SigningCapacity

ONE_DAY = timedelta(days=1)
_OFFICERS_SINCE = date(2025, 7, 1)
Row = Mapping[str, Any]


def establish_sample(*, actor: Actor, at: datetime) -> tuple[int, ...]:
    """Builds the sample province of Quảng Ninh and answers the ids of its officers, all of them invented people.

    Agencies, units, desks, posts and the agencies that went into them before 1/7/2025 are in `data/quang_ninh.yaml`.
    A second call changes nothing and answers the same. Meant for a database without other agencies.
    """
    path = files("motcua.organisation").joinpath("data/quang_ninh.yaml")
    plan = yaml.safe_load(path.read_text(encoding="utf-8"))
    codes = sorted({post["officer"].split(" ", 1)[0] for row in _all(plan["agencies"]) for post in row["posts"]})
    if not models.CodeUse.objects.filter(code__code=plan["agencies"][0]["code"]).exists():
        with recording(actor=actor, at=at):
            builder = _Builder(actor, at, plan["decision"])
            for row in plan["agencies"]:
                builder.agency(row, None)
            for row in plan["former"]:
                builder.former(row)
        hand_over_estates(actor=actor, at=at)
    return tuple(models.Officer.objects.filter(code__in=codes).order_by("code").values_list("id", flat=True))


def _all(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _all(row.get("below", ()))


class _Builder:
    """Carries out the written plan, and remembers what has been built under which code."""

    def __init__(self, actor: Actor, at: datetime, decision: str) -> None:
        self._actor, self._at, self._decision = actor, at, decision
        self._agencies: dict[str, int] = {}
        self._officers: dict[str, int] = {}

    def agency(self, row: Row, parent_id: int | None) -> None:
        """An agency with its units, desks and posts, and everything below it."""
        agency_id = establish_agency(
            actor=self._actor,
            at=self._at,
            code=row["code"],
            name=row["name"],
            short_name=row.get("short_name", ""),
            valid_from=row["valid_from"],
            decision=self._decision,
            level=Level(row["level"]),
            kind=AgencyKind(row.get("kind", AgencyKind.AGENCY)),
            line=Line(row.get("line", Line.LOCAL)),
            parent_id=parent_id,
            place_code=row.get("place_code", ""),
            order=len(self._agencies),
        )
        self._agencies[row["code"]] = agency_id
        self._contact(agency_id, row)
        units = {code: self._unit(agency_id, code, name, row) for code, name in row.get("units", {}).items()}
        desks = {desk["code"]: self._desk(agency_id, desk, row) for desk in row.get("desks", ())}
        for post in row["posts"]:
            self._post(agency_id, post, units.get(post.get("unit")), desks.get(post.get("desk")))
        for below in row.get("below", ()):
            self.agency(below, agency_id)

    def former(self, row: Row) -> None:
        """An agency that ended, and its successors, the heir first."""
        predecessor_id = establish_agency(
            actor=self._actor,
            at=self._at,
            code=row["code"],
            name=row["name"],
            valid_from=row["valid_from"],
            valid_to=row["last_day"],
            decision=self._decision,
            level=Level(row["level"]),
        )
        successor_ids = tuple(self._agencies[code] for code in row["successors"])
        replacements = [Replacement(predecessor_id, successor_ids, heir_id=successor_ids[0])]
        first_day = row["last_day"] + ONE_DAY
        seen = plan_merger(replacements=replacements, first_day=first_day, decision=self._decision)
        merge(
            actor=self._actor,
            at=self._at,
            replacements=replacements,
            first_day=first_day,
            decision=self._decision,
            token=seen.token,
        )

    def _contact(self, agency_id: int, row: Row) -> None:
        """Where the public finds a place, under a number that nobody has: no exchange of the country is 000."""
        if "desks" in row:
            number = f"{len(self._agencies):04}"
            contact = Contact(f"Trụ sở {row['name']}", f"0203 000 {number}", f"motcua-{number}@example.org")
            say_contact(actor=self._actor, at=self._at, agency_id=agency_id, contact=contact)

    def _unit(self, agency_id: int, code: str, name: str, row: Row) -> int:
        return open_unit(
            actor=self._actor, at=self._at, agency_id=agency_id, code=code, name=name, valid_from=row["valid_from"]
        )

    def _desk(self, agency_id: int, desk: Row, row: Row) -> int:
        return open_desk(
            actor=self._actor,
            at=self._at,
            agency_id=agency_id,
            code=desk["code"],
            name=desk["name"],
            desk_key=desk.get("desk_key", ""),
            is_priority=desk.get("is_priority", False),
            valid_from=row["valid_from"],
        )

    def _post(self, agency_id: int, post: Row, unit_id: int | None, desk_id: int | None) -> None:
        post_id = create_post(
            actor=self._actor,
            at=self._at,
            agency_id=agency_id,
            role=Role(post["role"]),
            title=post["title"],
            capacity=SigningCapacity(post.get("capacity", SigningCapacity.OWN)),
            unit_id=unit_id,
            desk_id=desk_id,
            valid_from=_OFFICERS_SINCE,
        )
        code, name = post["officer"].split(" ", 1)
        if code not in self._officers:
            self._officers[code] = register_officer(
                actor=self._actor, at=self._at, code=code, name=name, valid_from=_OFFICERS_SINCE
            )
        appoint(
            actor=self._actor,
            at=self._at,
            officer_id=self._officers[code],
            post_id=post_id,
            valid_from=_OFFICERS_SINCE,
            decision=self._decision,
        )

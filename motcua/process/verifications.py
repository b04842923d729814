"""Verification: the dated list of grounds, and the requests of one dossier."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from motcua.catalogue.types import Label
from motcua.process.presenting import DossierView
from motcua.process.types import Verification, VerificationEntry, VerificationGround, VerificationName
from motcua.worktime.types import Term


def grounds_on(day: date) -> tuple[VerificationGround, ...]:
    """The grounds on which verification may be asked for on that day."""
    return tuple(one for one in _grounds() if one.since <= day and (one.until is None or day <= one.until))


def ground_called(key: str, day: date) -> VerificationGround | None:
    """The ground of that key on that day."""
    return next((one for one in grounds_on(day) if one.key == key), None)


def verifications_of(view: DossierView) -> dict[str, Verification]:
    """What was asked to be verified about a dossier, by the keys of its consultations."""
    return {
        entry.body["consultation"]: Verification(
            key=entry.body["consultation"],
            ground=ground_called(entry.body["ground"], entry.at.date()),
            about=entry.texts["about"].content or "" if "about" in entry.texts else "",
            asked_at=entry.at,
            pauses=bool(name.pause_reason),
        )
        for entry in view.page.timeline
        if entry.kind == VerificationEntry.ASKED
        and (name := VerificationName.parse(entry.body["consultation"])) is not None
    }


@cache
def _grounds() -> tuple[VerificationGround, ...]:
    text = files("motcua.process").joinpath("data/verification_grounds.yaml").read_text(encoding="utf-8")
    return tuple(
        VerificationGround(
            key=row["key"],
            label=Label(row["vi"], row["en"]),
            article=row["article"],
            term=Term.parse(row["term"]),
            since=row["since"],
            until=row.get("until"),
        )
        for row in yaml.safe_load(text)
    )

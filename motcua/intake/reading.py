"""Drafts as they cross the door, and the dated rules about them."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from motcua.intake import models
from motcua.intake.types import Draft, DraftFile, DraftRules
from motcua.papers import queries as papers
from motcua.parties import queries as parties
from motcua.process.types import Receipt


def as_draft(row: models.Draft) -> Draft:
    """The draft with what was typed and attached; two statements more."""
    held = papers.attachments(row.holder) if row.filed_at is None else []
    return Draft(
        id=row.id,
        procedure_code=row.procedure_code,
        citizen_id=row.citizen_id,
        begun_at=row.begun_at,
        changed_at=row.changed_at,
        expires_at=row.expires_at,
        content=parties.unfiled(row.unfiled_id) if row.unfiled_id is not None else {},
        files=tuple(DraftFile(one.id, one.component, one.file, one.pages, one.is_signed, one.added_at) for one in held),
        filed=receipt_of(row),
        filed_at=row.filed_at,
    )


def receipt_of(row: models.Draft) -> Receipt | None:
    """What a filed draft became."""
    if row.dossier_id is None or row.filed_sequence is None:
        return None
    return Receipt(row.dossier_id, "", row.filed_sequence)


def draft_rules_on(day: date) -> DraftRules:
    """The rules of that day; before the first edition, those of the first."""
    editions = _editions()
    return next((rules for rules in editions if rules.since <= day), editions[-1])


@cache
def _editions() -> tuple[DraftRules, ...]:
    rows = yaml.safe_load(files("motcua.intake").joinpath("data/drafts.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((DraftRules(**row) for row in rows), key=lambda rules: rules.since, reverse=True))

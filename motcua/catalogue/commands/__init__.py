"""The catalogue's writes: publishing, withdrawing, listing, competence, the starter catalogue."""

from motcua.catalogue.commands.granting import EVERYWHERE, grant_competence, revoke_competence
from motcua.catalogue.commands.importing import import_drafts
from motcua.catalogue.commands.publishing import (
    list_procedures,
    publish,
    publish_text,
    seed_starter_catalogue,
    withdraw,
)

__all__ = [
    "EVERYWHERE",
    "grant_competence",
    "import_drafts",
    "list_procedures",
    "publish",
    "publish_text",
    "revoke_competence",
    "seed_starter_catalogue",
    "withdraw",
]

"""The catalogue's writes: publishing, withdrawing, listing, competence, reasons, e-forms, what comes with the house."""

from motcua.catalogue.commands.drafting import drop_version_draft, keep_version_draft, publish_version_draft
from motcua.catalogue.commands.eforms import packaged_forms, publish_form, seed_forms
from motcua.catalogue.commands.form_drafts import begin_form, drop_form_draft, keep_form_draft, publish_form_draft
from motcua.catalogue.commands.granting import EVERYWHERE, grant_competence, revoke_competence
from motcua.catalogue.commands.importing import import_drafts
from motcua.catalogue.commands.publishing import (
    list_procedures,
    publish,
    publish_text,
    seed_starter_catalogue,
    withdraw,
)
from motcua.catalogue.commands.reasons import begin_reason, end_reason, seed_reasons, write_reason

__all__ = [
    "EVERYWHERE",
    "begin_form",
    "begin_reason",
    "drop_form_draft",
    "drop_version_draft",
    "end_reason",
    "grant_competence",
    "import_drafts",
    "keep_form_draft",
    "keep_version_draft",
    "list_procedures",
    "packaged_forms",
    "publish",
    "publish_form",
    "publish_form_draft",
    "publish_text",
    "publish_version_draft",
    "revoke_competence",
    "seed_forms",
    "seed_reasons",
    "seed_starter_catalogue",
    "withdraw",
    "write_reason",
]

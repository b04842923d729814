"""The catalogue's reads. Procedures are public: nothing here depends on who asks."""

from motcua.catalogue.drawing import flow_of, process_drawing
from motcua.catalogue.importing.wording import (
    draft_lines,
    import_lines,
    mark_sentence,
    reason_sentence,
    unknown_shape_sentence,
)
from motcua.catalogue.letters import (
    forms_of,
    letter_preview,
    letter_templates,
    letter_version,
    slip_preview,
    slip_templates,
    slip_version,
    template_troubles,
)
from motcua.catalogue.open_data import schema as open_data_schema
from motcua.catalogue.printing import (
    area_words,
    channel_words,
    found_line,
    level_words,
    nothing_found_line,
    version_lines,
)
from motcua.catalogue.queries.competence import (
    competent_agencies,
    competent_agency,
    procedures_of_agency,
    resolving_agencies,
)
from motcua.catalogue.queries.drafts import compare as compare_import
from motcua.catalogue.queries.drafts import draft, draft_as_json, draft_text, read_import
from motcua.catalogue.queries.eforms import forms_for, published_form, published_forms, sequence_of_forms
from motcua.catalogue.queries.form_drafts import (
    administered_forms,
    declarations_of,
    form_draft,
    newest_form,
    read_draft,
)
from motcua.catalogue.queries.gaps import publication_gaps
from motcua.catalogue.queries.life_events import life_event, life_events, life_events_found
from motcua.catalogue.queries.names import procedure_names
from motcua.catalogue.queries.open_data import open_data, open_data_list
from motcua.catalogue.queries.parts import parts_of_agencies
from motcua.catalogue.queries.reasons import (
    listed_reason,
    reason_called,
    reasons,
    reasons_found,
    reasons_offered,
    sequence_of_reasons,
)
from motcua.catalogue.queries.regimes import filing_place, regime, regime_on
from motcua.catalogue.queries.sampling import form_sample
from motcua.catalogue.queries.searching import listings, meant, search
from motcua.catalogue.queries.version_drafts import (
    administered,
    plain_words,
    version_draft,
    version_lives,
    warnings_of,
    with_own_steps,
    with_plain_words,
)
from motcua.catalogue.queries.versions import (
    as_json,
    current_version,
    fields,
    list_published,
    listing,
    published_codes,
    read_text,
    version,
    version_of,
    versions_of,
)
from motcua.catalogue.sheet_wording import told, told_differences
from motcua.catalogue.wording import fault_in_place, fault_sentence, finding_sentence, reason

__all__ = [
    "administered",
    "administered_forms",
    "area_words",
    "as_json",
    "channel_words",
    "compare_import",
    "competent_agencies",
    "competent_agency",
    "current_version",
    "declarations_of",
    "draft",
    "draft_as_json",
    "draft_lines",
    "draft_text",
    "fault_in_place",
    "fault_sentence",
    "fields",
    "filing_place",
    "finding_sentence",
    "flow_of",
    "form_draft",
    "form_sample",
    "forms_for",
    "forms_of",
    "found_line",
    "import_lines",
    "letter_preview",
    "letter_templates",
    "letter_version",
    "level_words",
    "life_event",
    "life_events",
    "life_events_found",
    "list_published",
    "listed_reason",
    "listing",
    "listings",
    "mark_sentence",
    "meant",
    "newest_form",
    "nothing_found_line",
    "open_data",
    "open_data_list",
    "open_data_schema",
    "parts_of_agencies",
    "plain_words",
    "procedure_names",
    "procedures_of_agency",
    "process_drawing",
    "publication_gaps",
    "published_codes",
    "published_form",
    "published_forms",
    "read_draft",
    "read_import",
    "read_text",
    "reason",
    "reason_called",
    "reason_sentence",
    "reasons",
    "reasons_found",
    "reasons_offered",
    "regime",
    "regime_on",
    "resolving_agencies",
    "search",
    "sequence_of_forms",
    "sequence_of_reasons",
    "slip_preview",
    "slip_templates",
    "slip_version",
    "template_troubles",
    "told",
    "told_differences",
    "unknown_shape_sentence",
    "version",
    "version_draft",
    "version_lines",
    "version_lives",
    "version_of",
    "versions_of",
    "warnings_of",
    "with_own_steps",
    "with_plain_words",
]

"""The catalogue's reads. Procedures are public: nothing here depends on who asks."""

from motcua.catalogue.queries.competence import (
    competent_agencies,
    competent_agency,
    procedures_of_agency,
)
from motcua.catalogue.queries.names import procedure_names
from motcua.catalogue.queries.regimes import regime, regime_on
from motcua.catalogue.queries.searching import search
from motcua.catalogue.queries.versions import (
    current_version,
    fields,
    list_published,
    listing,
    read_text,
    version,
    version_of,
    versions_of,
)

__all__ = [
    "competent_agencies",
    "competent_agency",
    "current_version",
    "fields",
    "list_published",
    "listing",
    "procedure_names",
    "procedures_of_agency",
    "read_text",
    "regime",
    "regime_on",
    "search",
    "version",
    "version_of",
    "versions_of",
]

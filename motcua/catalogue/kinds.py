"""The entries this room writes. Bodies hold codes, days, numbers of decisions and digests of the published text."""

from enum import StrEnum

from motcua.journal.types import Kind, declare_kinds


class CatalogueKind(StrEnum):
    """What can happen to a procedure, in its own stream; what an agency that ends passes on, and what becomes of the
    listed reasons and of the e-forms, each in one of their own."""

    PROCEDURE_LISTED = "catalogue.procedure_listed"
    DRAFT_READ = "catalogue.draft_read"
    VERSION_DRAFTED = "catalogue.version_drafted"
    VERSION_DRAFT_DROPPED = "catalogue.version_draft_dropped"
    VERSION_PUBLISHED = "catalogue.version_published"
    VERSION_WITHDRAWN = "catalogue.version_withdrawn"
    COMPETENCE_GRANTED = "catalogue.competence_granted"
    COMPETENCE_REVOKED = "catalogue.competence_revoked"
    COMPETENCE_PASSED = "catalogue.competence_passed"
    REASON_BEGUN = "catalogue.reason_begun"
    REASON_ENDED = "catalogue.reason_ended"
    FORM_DRAFTED = "catalogue.form_drafted"
    FORM_DRAFT_DROPPED = "catalogue.form_draft_dropped"
    FORM_PUBLISHED = "catalogue.form_published"


declare_kinds(*(Kind(kind.value) for kind in CatalogueKind))

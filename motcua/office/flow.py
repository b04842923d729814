"""The approved internal process of one dossier, with the hours of its case."""

from motcua.catalogue import queries as catalogue
from motcua.dossier.types import Facts
from motcua.ui.types import Flow


def flow_of(facts: Facts) -> Flow | None:
    """The process of the version that the dossier keeps; None where it has none."""
    subject = facts.subject
    return catalogue.flow_of(catalogue.version(subject.procedure_version_id), case=subject.case_key or None)

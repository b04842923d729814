"""Who puts files into a dossier: the receiving desk, and whoever works on it."""

from motcua.dossier import queries as dossier
from motcua.dossier.types import Action, Facts
from motcua.organisation.types import Scope
from motcua.process.rows import open_work_of
from motcua.process.rules.authority import may_act, may_act_where_it_lies
from motcua.process.types import BESIDE


def may_file(scope: Scope, dossier_id: int, facts: Facts) -> bool:
    """Whether somebody with this scope may add files to the dossier and take them out, as it stands now."""
    return Action.ADD_PAPER in dossier.possible_actions(facts) and files_it(scope, dossier_id, facts)


def files_it(scope: Scope, dossier_id: int, facts: Facts) -> bool:
    """Whether files are this person's to add, however the dossier stands."""
    if may_act(scope, Action.ADD_PAPER, facts.subject):
        return True
    main = next((work for work in open_work_of(dossier_id) if work.kind not in BESIDE), None)
    return main is not None and may_act_where_it_lies(
        scope, Action.ADD_PAPER, agency_id=main.placement.agency_id, role=main.placement.role
    )

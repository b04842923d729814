"""Every write of this room. Each is one unit of work and leaves its entry in the stream of the agency concerned."""

from motcua.organisation.commands.agencies import (
    choose_forms,
    close_desk,
    close_unit,
    establish_agency,
    move_agency,
    open_desk,
    open_unit,
    recode_agency,
    rename_agency,
    require_unchanged,
    say_contact,
    set_calendar,
)
from motcua.organisation.commands.mergers import hand_over_estate, hand_over_estates, merge
from motcua.organisation.commands.officers import (
    appoint,
    close_post,
    create_post,
    delegate,
    end_holding,
    register_officer,
    revoke_delegation,
)
from motcua.organisation.commands.roster import appoint_roster, import_officers
from motcua.organisation.commands.sample import establish_sample

__all__ = [
    "appoint",
    "appoint_roster",
    "choose_forms",
    "close_desk",
    "close_post",
    "close_unit",
    "create_post",
    "delegate",
    "end_holding",
    "establish_agency",
    "establish_sample",
    "hand_over_estate",
    "hand_over_estates",
    "import_officers",
    "merge",
    "move_agency",
    "open_desk",
    "open_unit",
    "recode_agency",
    "register_officer",
    "rename_agency",
    "require_unchanged",
    "revoke_delegation",
    "say_contact",
    "set_calendar",
]

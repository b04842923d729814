"""Handing out to a person what the house holds about him (Luật Bảo vệ dữ liệu cá nhân 91/2025)."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties import queries as people
from motcua.parties.types import Identity
from motcua.process.belongings.files import belongings
from motcua.process.belongings.finding import held_of, identity_objection
from motcua.process.belongings.packing import PersonPackage


def export_person(*, actor: Actor, scope: Scope, at: datetime, identity: Identity) -> PersonPackage:
    """What is held about a person or an organisation, as far as it is in sight, with every file that belongs to him.

    That it is handed out stands in the journal before the first byte is. Raises Refused: `person_not_found` (nobody, or
    nothing in sight), and whatever is wrong with the number.
    """
    objection = identity_objection(identity, at=at)
    if objection is not None:
        raise Refused(objection)
    held = held_of(scope, identity, at=at)
    is_whole = scope.agency_ids is None
    data = people.export(identity, sight=held.sight(scope), with_unfiled=is_whole)
    if isinstance(data, Refusal):
        raise Refused(data)
    files = belongings(held, people.subject_of(identity, sight=held.sight(scope), with_unfiled=is_whole))
    with recording(actor=actor, at=at) as unit:
        parties.note_export(unit, data, files=[one.attached.id for one in files.files if one.attached is not None])
    return PersonPackage(data, files, identity=identity, at=at, is_whole=is_whole)

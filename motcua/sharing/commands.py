"""A person shares a paper of his with an agency, and takes it back."""

from datetime import datetime, timedelta

from motcua.accounts.types import Citizen
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.papers.types import ResultState
from motcua.process import queries as process
from motcua.sharing import entries, models
from motcua.sharing.tables import rules_on


def share(
    citizen: Citizen, *, paper: str, agency_id: int, days: int, at: datetime, key: RequestKey | None = None
) -> int:
    """Lets an agency read a paper of his for so many days, today counted, and answers the share's id.

    Only what he has proved to be his, what holds and what is there electronically. Raises Refused: `file_absent`,
    `share_paper_not_valid`, `share_without_file`, `share_days_unknown`, `agency_absent`, `shares_too_many`,
    `shared_already`.
    """
    rules = rules_on(at.date())
    if days not in rules.days:
        raise Refused(Refusal("share_days_unknown"))
    organisation.agency(agency_id, on=at.date())
    name = _name_of(citizen, paper, at=at)
    until = at.date() + timedelta(days=days - 1)
    with recording(actor=citizen.actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["share_id"])
        unit.locked_named(_stream(citizen))
        open_shares = models.Share.objects.filter(citizen_id=citizen.id, ended_at=None, until__gte=at.date())
        if open_shares.count() >= rules.most_at_once:
            raise Refused(Refusal("shares_too_many", {"most": rules.most_at_once}))
        if open_shares.filter(paper=paper, agency_id=agency_id, until=until).exists():
            raise Refused(Refusal("shared_already"))
        row = models.Share.objects.create(
            citizen_id=citizen.id, paper=paper, name=name, agency_id=agency_id, shared_at=at, until=until
        )
        body = {"share_id": row.id, "paper": paper, "agency_id": agency_id, "until": until.isoformat()}
        unit.append_named(_stream(citizen), kind=entries.SHARED, version=1, body=body)
        unit.answer({"share_id": row.id})
        return row.id


def end(citizen: Citizen, share_id: int, *, at: datetime) -> None:
    """Takes a share back; once more changes nothing. Raises Refused: `share_absent`, for somebody else's too."""
    with recording(actor=citizen.actor, at=at) as unit:
        unit.locked_named(_stream(citizen))
        found = models.Share.objects.filter(id=share_id, citizen_id=citizen.id).first()
        if found is None:
            raise Refused(Refusal("share_absent"))
        if found.ended_at is not None or found.until < at.date():
            return
        found.ended_at = at
        found.save(update_fields=["ended_at"])
        unit.append_named(_stream(citizen), kind=entries.ENDED, version=1, body={"share_id": found.id})


def _stream(citizen: Citizen) -> str:
    """Everything he shares is told in one stream: whoever changes something of it waits for whoever does so."""
    return f"shares/{citizen.id}"


def _name_of(citizen: Citizen, paper: str, *, at: datetime) -> str:
    own = process.own_papers(citizen.identity, at=at) if citizen.identity is not None else None
    found = own.called(paper) if own is not None else None
    if found is None:
        raise Refused(Refusal("file_absent"))
    if found.state not in {None, ResultState.VALID}:
        raise Refused(Refusal("share_paper_not_valid"))
    if not found.has_file:
        raise Refused(Refusal("share_without_file"))
    return found.name

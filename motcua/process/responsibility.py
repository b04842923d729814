"""Responsibility for late dossiers, computed from the work that was done on them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from motcua.catalogue import queries as catalogue
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.journal import queries as journal
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue
from motcua.parties import queries as parties
from motcua.process.drafted import draft_pdf
from motcua.process.naming import label_of_step
from motcua.process.results import facts_in_sight
from motcua.process.rows import work_histories
from motcua.process.rules import responsibility as rules
from motcua.process.rules.supervision import is_late
from motcua.process.types import GENERAL_LETTER, Lying, Responsibility
from motcua.ui.wording import local_date
from motcua.worktime import queries as worktime
from motcua.worktime.types import Calendar, minutes_words


def responsibility(scope: Scope, dossier_id: int, *, at: datetime) -> Responsibility | None:
    """Who answers for a dossier that is or was late, each hand for what it had itself; None while it is not late.

    Raises Refused (`no_such_dossier`).
    """
    facts = facts_in_sight(scope, dossier_id)
    if not is_late(facts, at):
        return None
    entries = journal.entries(f"dossier/{dossier_id}")
    moves = [(entry.at, entry.kind, entry.body) for entry in entries]
    found = _found({dossier_id: facts}, at=at, hands={dossier_id: moves})
    return found[0] if found else None


def responsibilities(dossier_ids: Sequence[int], *, at: datetime) -> list[Responsibility]:
    """The same for many dossiers as they stood at that instant, each step answered for by whoever had it last.

    Three statements, however many they are. For rooms that decide themselves who may see them.
    """
    facts = dossier.facts_many(list(dossier_ids))
    return _found({one: facts[one] for one in dossier_ids if one in facts}, at=at, hands={})


def lateness_answer(scope: Scope, dossier_id: int, *, at: datetime) -> bytes:
    """A letter that tells the person why his dossier is late, by agency and step and without officers' names, as PDF.

    Raises Refused: `no_such_dossier`, `not_late`, and those of a letter that cannot be printed.
    """
    answer = responsibility(scope, dossier_id, at=at)
    if answer is None:
        raise Refused(Refusal("not_late"))
    facts = facts_in_sight(scope, dossier_id)
    values: dict[str, FieldValue] = {
        "subject": f"trả lời về việc giải quyết chậm hồ sơ {facts.code}",
        "addressee": _applicants(facts),
        "body": tuple(_told(facts, answer)),
        "copies": ("Như trên", f"Lưu: VT, hồ sơ {facts.code}"),
    }
    template = papers.letter_template(GENERAL_LETTER, on=at.date())
    return draft_pdf(template, values, agency_id=facts.subject.resolving_agency_id, at=at)


def _found(
    wanted: Mapping[int, Facts],
    *,
    at: datetime,
    hands: Mapping[int, Sequence[tuple[datetime, str, Mapping[str, object]]]],
) -> list[Responsibility]:
    histories = work_histories(list(wanted))
    found = []
    for dossier_id, facts in wanted.items():
        works = histories.get(dossier_id, [])
        definition = catalogue.version(facts.subject.procedure_version_id).process
        due_at = facts.clock.due_at if facts.clock is not None else None
        if definition is None:
            continue
        upto = min(facts.completed_at or facts.ended_at or at, at)
        stretches = rules.as_done(works, upto=upto)
        if dossier_id in hands:
            stretches = rules.by_hands(stretches, hands[dossier_id])
        calendars = _calendars(stretches, facts, on=at.date())
        terms = rules.own_terms(definition, works, facts.subject.case_key)
        resolving = calendars[facts.subject.resolving_agency_id]
        found.append(
            Responsibility(
                dossier_id=dossier_id,
                code=facts.code,
                resolving_agency_id=facts.subject.resolving_agency_id,
                due_at=due_at,
                late_minutes=max(0, resolving.working_minutes_between(due_at, upto)) if due_at is not None else 0,
                overruns=rules.overruns(
                    stretches,
                    terms,
                    not_counted=rules.spans_not_counted(facts, upto=upto),
                    calendars=calendars,
                    upto=upto,
                ),
            )
        )
    return found


def _calendars(stretches: Iterable[Lying], facts: Facts, *, on: date) -> dict[int, Calendar]:
    agencies = {one.agency_id for one in stretches} | {facts.subject.resolving_agency_id}
    return {one: worktime.calendar(organisation.calendar_key(one, on=on)) for one in agencies}


def _applicants(facts: Facts) -> tuple[str, ...]:
    declared = parties.declarations([facts.declaration.id]).get(facts.declaration.id)
    return tuple(party.name for party in declared.applicants) if declared is not None else ()


def _told(facts: Facts, answer: Responsibility) -> Iterable[str]:
    """The letter's paragraphs. An official letter is written in Vietnamese, whoever prints it."""
    names = organisation.agency_names({one.agency_id for one in answer.overruns})
    due = local_date(answer.due_at.date()) if answer.due_at is not None else ""
    state = f"có kết quả ngày {local_date(facts.completed_at.date())}" if facts.completed_at else "chưa có kết quả"
    yield (
        f"Hồ sơ {facts.code} có hạn giải quyết ngày {due}, {state}, "
        f"chậm {minutes_words(answer.late_minutes, 'vi')} làm việc so với hạn. Cơ quan giải quyết xin lỗi Ông/Bà."
    )
    if not answer.overruns:
        yield "Không bước nào vượt thời gian quy định cho bước đó; quy trình của thủ tục cần được rà soát lại."
    for one in answer.overruns:
        term, beyond = (minutes_words(minutes, "vi") for minutes in (one.term_minutes, one.beyond_minutes))
        step, agency = label_of_step(facts, one.step_key), names.get(one.agency_id, "")
        yield f"Bước “{step}” tại {agency}: quy định {term} làm việc, vượt {beyond} làm việc."
    yield "Thời gian chờ bổ sung hồ sơ và thời gian không tính theo quy định đã được trừ."

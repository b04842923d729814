"""Responsibility for late dossiers, computed from the work that was done on them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from motcua.process.causes import recorded_causes
from motcua.process.drafted import draft_pdf
from motcua.process.naming import label_of_step
from motcua.process.results import facts_in_sight
from motcua.process.rows import work_histories
from motcua.process.rules import charging
from motcua.process.rules import responsibility as rules
from motcua.process.rules.supervision import is_late
from motcua.process.types import GENERAL_LETTER, AnsweredFor, Headship, Lying, Responsibility, WorkItem
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
    found = responsibilities([dossier_id], at=at)
    return found[0] if found else None


def responsibilities(dossier_ids: Sequence[int], *, at: datetime) -> list[Responsibility]:
    """The same for many dossiers as they stood at that instant, late or not.

    Three statements, however many they are. For rooms that decide themselves who may see them.
    """
    facts = dossier.facts_many(list(dossier_ids))
    wanted = {one: facts[one] for one in dossier_ids if one in facts}
    return _found(_pictured(wanted, at=at), at=at)


def answered_for(scope: Scope, *, late: Sequence[int], overdue: Sequence[int], at: datetime) -> AnsweredFor:
    """What these dossiers, resolved late or overdue at that instant, are to each agency and to whoever led it then.

    Five statements, however many they are. For rooms that decide themselves who may see them; `scope` says of which
    agencies the steps are counted besides those that resolve.
    """
    facts = dossier.facts_many([*late, *overdue])
    pictures = _pictured(facts, at=at)
    heads = _heads(pictures, at=at)
    divided = [replace(one, stretches=charging.under_heads(one.stretches, heads)) for one in pictures]
    found = {one.dossier_id: one for one in _found(divided, at=at)}
    was_late = tuple(found[one] for one in late if one in found)
    is_overdue = tuple(found[one] for one in overdue if one in found)
    recorded = recorded_causes(found)
    return AnsweredFor(
        late=was_late,
        overdue=is_overdue,
        charges=charging.charges(was_late, is_overdue, heads, seen=scope.agency_ids),
        causes=Counter(recorded.values()),
        unexplained=len(found) - len(recorded),
    )


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


@dataclass(frozen=True, slots=True)
class _Picture:
    """A dossier, its work, and on which desk each piece of it lay from when to when."""

    dossier_id: int
    facts: Facts
    works: Sequence[WorkItem]
    stretches: Sequence[Lying]
    upto: datetime


def _pictured(wanted: Mapping[int, Facts], *, at: datetime) -> list[_Picture]:
    histories = work_histories(list(wanted))
    told = journal.entries_of([f"dossier/{one}" for one in wanted], kinds=rules.HANDED)
    found = []
    for dossier_id, facts in wanted.items():
        works = histories.get(dossier_id, [])
        upto = min(facts.completed_at or facts.ended_at or at, at)
        moves = [(entry.at, entry.kind, entry.body) for entry in told.get(f"dossier/{dossier_id}", ())]
        stretches = rules.by_hands(rules.as_done(works, upto=upto), moves)
        found.append(_Picture(dossier_id, facts, works, stretches, upto))
    return found


def _found(pictures: Iterable[_Picture], *, at: datetime) -> list[Responsibility]:
    found = []
    for one in pictures:
        facts = one.facts
        definition = catalogue.version(facts.subject.procedure_version_id).process
        due_at = facts.clock.due_at if facts.clock is not None else None
        if definition is None:
            continue
        calendars = _calendars(one.stretches, facts, on=at.date())
        resolving = calendars[facts.subject.resolving_agency_id]
        found.append(
            Responsibility(
                dossier_id=one.dossier_id,
                code=facts.code,
                resolving_agency_id=facts.subject.resolving_agency_id,
                due_at=due_at,
                until=one.upto,
                late_minutes=max(0, resolving.working_minutes_between(due_at, one.upto)) if due_at is not None else 0,
                overruns=rules.overruns(
                    one.stretches,
                    rules.own_terms(definition, one.works, facts.subject.case_key),
                    not_counted=rules.spans_not_counted(facts, upto=one.upto),
                    calendars=calendars,
                    upto=one.upto,
                ),
            )
        )
    return found


def _heads(pictures: Sequence[_Picture], *, at: datetime) -> dict[int, list[Headship]]:
    """Who led each of the agencies, while anything of this lay with it."""
    agencies = {part.agency_id for one in pictures for part in one.stretches}
    agencies |= {one.facts.subject.resolving_agency_id for one in pictures}
    began = min((part.begins_at for one in pictures for part in one.stretches), default=at)
    heads: defaultdict[int, list[Headship]] = defaultdict(list)
    for held in organisation.heads(agencies, since=began.date(), until=at.date()):
        heads[held.post.agency_id].append(Headship(held.officer_id, held.valid_from, held.valid_to))
    return heads


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

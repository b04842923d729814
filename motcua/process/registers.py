"""The clerk's registers and the results in them, as the faces may know them: scoped, named, with their history."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import pgettext_lazy

from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow, Timeliness
from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import RegisterEntry, RegisterNumber, Result, ResultState
from motcua.parties import queries as parties
from motcua.parties.types import TextRef
from motcua.process.electronic import approved_as, signatures_of_result
from motcua.process.register_sight import keeps_register, with_inherited
from motcua.process.result_copies import copies_of_result
from motcua.process.results import dossier_of, holder_of
from motcua.process.rules.register_search import read_words
from motcua.process.types import FoundInRegister, Register, RegisterPage, RegisterRow, ResultView
from motcua.ui.types import TimelineItem, Tone

PAGE = 50
_TITLES: Mapping[str, object] = {
    "papers.number_drawn": pgettext_lazy("timeline", "Number drawn"),
    "papers.number_voided": pgettext_lazy("timeline", "Number voided"),
    "papers.letter_entered": pgettext_lazy("timeline", "Letter entered"),
    "papers.result_entered": pgettext_lazy("timeline", "Result entered"),
    "papers.result_filed": pgettext_lazy("timeline", "Electronic copy filed"),
    "papers.result_copy_renewed": pgettext_lazy("timeline", "Archive time stamp renewed; the new copy holds"),
    "papers.result_replaced": pgettext_lazy("timeline", "Replaced by another result"),
    "papers.result_revoked": pgettext_lazy("timeline", "Result revoked"),
}
_TONES: Mapping[str, tuple[str, Tone]] = {
    "papers.result_entered": ("circle-check", Tone.SUCCESS),
    "papers.number_voided": ("alert-triangle", Tone.DANGER),
    "papers.result_revoked": ("alert-triangle", Tone.DANGER),
    "papers.result_replaced": ("switch-horizontal", Tone.WARNING),
}


def registers(scope: Scope, *, on: date) -> Sequence[Register]:
    """The registers in sight that were begun: those of the own house first, the latest year on top.

    Also those that ended agencies left, under the last name of each.
    """
    begun = papers.registers_of(with_inherited(scope, on=on).agency_ids)
    named = {agency_id for agency_id, *_ in begun}
    names = {**organisation.agency_names(named), **organisation.agency_names(named, on=on)} if begun else {}
    found = [
        Register(agency_id, names.get(agency_id, ""), series, papers.register_name(series, on=on), year, last)
        for agency_id, series, year, last in begun
    ]
    return sorted(found, key=lambda one: (one.agency_id not in scope.own_agency_ids, one.agency, -one.year, one.name))


def register_page(
    scope: Scope, register: Register, *, at: datetime, before: int | None = None, limit: int = PAGE
) -> RegisterPage:
    """A page of a register, the last number first. Raises Refused (`register_absent`): also for one out of sight."""
    _require_sight(scope, register.agency_id, on=at.date())
    entries = papers.register_page(
        agency_id=register.agency_id, series=register.series, year=register.year, before=before, limit=limit + 1
    )
    return _page(scope, entries, at=at, limit=limit)


def register_lines(scope: Scope, register: Register, *, first: int, at: datetime, limit: int) -> RegisterPage:
    """The register as it is printed, from that number on. Raises Refused: `register_absent`."""
    _require_sight(scope, register.agency_id, on=at.date())
    entries = papers.register_lines(
        agency_id=register.agency_id, series=register.series, year=register.year, first=first, limit=limit + 1
    )
    return _page(scope, entries, at=at, limit=limit)


def search_registers(
    scope: Scope, typed: str, *, agency_id: int, at: datetime, after: str = "", limit: int = PAGE
) -> FoundInRegister:
    """What an agency issued, by number, code of the paper or of its kind, code of the dossier, or a person's name.

    The latest first; `after` is the key of the last one shown. Raises Refused: `register_absent`, and those of a name
    that could be anybody's (`search_too_broad`, `search_too_many`).
    """
    _require_sight(scope, agency_id, on=at.date())
    words = read_words(typed)
    numbers: Sequence[RegisterNumber] = ()
    if words.paper_kind and words.number:
        found = papers.results_declared(
            _declared(words.number), agency_id=agency_id, kind_code=words.paper_kind, after=after, limit=limit + 1
        )
    elif words.paper_kind:
        found = papers.results_of_kind(words.paper_kind, agency_id=agency_id, after=after, limit=limit + 1)
    elif words.dossier_code:
        found = [] if after else _of_dossier(with_inherited(scope, on=at.date()), words.dossier_code, agency_id)
    elif words.number:
        numbers = () if after else papers.numbers_without_result(words.number, agency_id=agency_id)
        found = papers.results_numbered(words.number, agency_id=agency_id, after=after, limit=limit + 1)
    else:
        found = papers.results_declared(_declared(words.name), agency_id=agency_id, after=after, limit=limit + 1)
    shown = found[:limit]
    entries = [*(RegisterEntry(one, None) for one in numbers), *(RegisterEntry(None, one) for one in shown)]
    return FoundInRegister(tuple(_rows(scope, entries, at=at)), shown[-1].key if len(found) > limit else "")


def register_line(scope: Scope, place: str, *, at: datetime) -> RegisterRow:
    """One number of a register. Raises Refused (`number_absent`): also for one out of sight."""
    entry = papers.number_in_register(place)
    if entry.number is None or not with_inherited(scope, on=at.date()).sees([entry.number.agency_id]):
        raise Refused(Refusal("number_absent"))
    return next(_rows(scope, [entry], at=at))


def number_to_void(scope: Scope, place: str, *, at: datetime) -> RegisterRow:
    """A number that this person may void now.

    Raises Refused: `number_absent` (also another agency's), `number_voided_already`, `number_bears_letter`,
    `number_bears_result`.
    """
    row = register_line(scope, place, at=at)
    if row.voided_at is not None:
        raise Refused(Refusal("number_voided_already", {"number": row.number}))
    if row.letter:
        raise Refused(Refusal("number_bears_letter", {"number": row.number}))
    if row.key and row.state is not ResultState.REVOKED:
        raise Refused(Refusal("number_bears_result", {"number": row.number}))
    if not row.may_void:
        raise Refused(Refusal("number_absent"))
    return row


def result_to_change(scope: Scope, key: str, *, at: datetime) -> ResultView:
    """A result that this person may revoke or replace now.

    Raises Refused: `result_absent` (also another agency's), `result_revoked_already`, `result_replaced_already`.
    """
    view = result_view(scope, key, at=at)
    if view.result.revoked_at is not None:
        raise Refused(Refusal("result_revoked_already", {"number": view.result.number}))
    if view.result.replaced_at is not None:
        raise Refused(Refusal("result_replaced_already", {"number": view.result.number}))
    if not view.may_change:
        raise Refused(Refusal("result_absent"))
    return view


def result_view(scope: Scope, key: str, *, at: datetime) -> ResultView:
    """One result whole. In sight of those who see its dossier, or the registers of the agency that issued it.

    Whoever sees what an ended agency left finds out whose it is, as that agency could.
    Raises Refused (`result_absent`): absent, or out of sight.
    """
    result = papers.result(key)
    dossier_id = dossier_of(result.holder)
    wide, on = with_inherited(scope, on=at.date()), at.date()
    row = next(iter(dossier.by_ids(wide, [dossier_id], at=at)), None) if dossier_id is not None else None
    if row is None and not wide.sees([result.agency_id]):
        raise Refused(Refusal("result_absent"))
    keeper_id = organisation.heir_of(result.agency_id, on=on)
    declaration = parties.declarations([result.owner.id]).get(result.owner.id) if row is not None else None
    owners = declaration.applicants if declaration is not None else ()
    codes = [
        papers.paper_code(party.identity.number, result.kind_code, on=result.issued_on)
        for party in owners
        if party.identity is not None and result.kind_code
    ]
    before, after = papers.replaced_by(key), papers.result(result.replaced_by) if result.replaced_by else None
    series = result.place.split("/")[1] if result.place else ""
    return ResultView(
        result=result,
        state=result.state_on(on),
        agency=organisation.agency_names([result.agency_id], on=result.issued_on).get(result.agency_id, ""),
        kept_by=organisation.agency_names([keeper_id]).get(keeper_id, "") if keeper_id != result.agency_id else "",
        series=series,
        register=papers.register_name(series, on=result.issued_on) if series else "",
        owners=tuple((party.name, party.identity.number if party.identity is not None else "") for party in owners),
        paper_codes=tuple(codes),
        dossier_id=row.id if row is not None else None,
        dossier_code=row.code if row is not None else "",
        may_open=row is not None and row.id in _opened_by(scope, wide, [row.id], at=at),
        copies=copies_of_result(result) if row is not None or dossier_id is None else (),
        is_early=_is_early(row),
        reason=_reasons([result.revoke_reason, result.replace_reason]),
        before=before,
        after=after,
        history=tuple(_history(result)),
        may_change=(
            keeps_register(scope, result.agency_id, on=on) and result.revoked_at is None and result.replaced_at is None
        ),
        signed=signatures_of_result(key),
    )


def verification_qr(address: str) -> str:
    """The address at which anybody verifies a result, as a QR code in SVG."""
    return papers.qr_code(address)


def _require_sight(scope: Scope, agency_id: int, *, on: date) -> None:
    if not with_inherited(scope, on=on).sees([agency_id]):
        raise Refused(Refusal("register_absent"))


def _opened_by(scope: Scope, wide: Scope, dossier_ids: Collection[int], *, at: datetime) -> Collection[int]:
    """Those of the dossiers, found in the wider sight of the registers, that this person may open as well."""
    if wide == scope:
        return dossier_ids
    return {row.id for row in dossier.by_ids(scope, sorted(dossier_ids), at=at)}


def _declared(typed: str) -> list[int]:
    found = parties.search(typed, limit=500)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def _of_dossier(scope: Scope, code: str, agency_id: int) -> Sequence[Result]:
    try:
        dossier_id = dossier.by_code(scope, code)
    except Refused:
        return []
    return papers.results_held(holder_of(dossier_id), agency_id=agency_id)


def _page(scope: Scope, entries: Sequence[RegisterEntry], *, at: datetime, limit: int) -> RegisterPage:
    shown = entries[:limit]
    last = shown[-1].number if len(entries) > limit else None
    return RegisterPage(tuple(_rows(scope, shown, at=at)), last.number if last is not None else None)


def _rows(scope: Scope, entries: Sequence[RegisterEntry], *, at: datetime) -> Iterator[RegisterRow]:
    """Names only of those whose dossier is in this person's sight, or came to his agency with the register."""
    ids = {dossier_of(one.result.holder) for one in entries if one.result is not None}
    ids |= {dossier_of(one.number.holder) for one in entries if one.number is not None}
    wide = with_inherited(scope, on=at.date())
    dossiers = {row.id: row for row in dossier.by_ids(wide, sorted(one for one in ids if one is not None), at=at)}
    opened = _opened_by(scope, wide, dossiers.keys(), at=at)
    texts = parties.texts(
        {one.number.void_reason.id for one in entries if one.number is not None and one.number.void_reason is not None}
    )
    written = {number: text.content or "" for number, text in texts.items()}
    posts = approved_as([one.result.key for one in entries if one.result is not None])
    for one in entries:
        row = _row(scope, one, dossiers, written, on=at.date())
        yield replace(row, may_open=row.dossier_id in opened, signed_as=posts.get(row.key, ""))


def _row(
    scope: Scope, entry: RegisterEntry, dossiers: Mapping[int, DossierRow], texts: Mapping[int, str], *, on: date
) -> RegisterRow:
    number, result = entry.number, entry.result
    holder = result.holder if result is not None else number.holder if number is not None else ""
    row = dossiers.get(dossier_of(holder) or 0)
    reason = number.void_reason if number is not None else None
    drawn = RegisterRow(
        number=number.written if number is not None else result.number if result is not None else "",
        place=number.place if number is not None else "",
        dossier_id=row.id if row is not None else None,
        dossier_code=row.code if row is not None else "",
        voided_at=number.voided_at if number is not None else None,
        void_reason=texts.get(reason.id, "") if reason is not None else "",
        letter=number.letter if number is not None else "",
        may_void=(
            number is not None
            and number.voided_at is None
            and not number.letter
            and (result is None or result.revoked_at is not None)
            and keeps_register(scope, number.agency_id, on=on)
        ),
    )
    if result is None:
        return drawn
    return replace(
        drawn,
        key=result.key,
        kind_name=result.kind_name,
        kind_code=result.kind_code,
        owner=row.applicant if row is not None else "",
        issued_on=result.issued_on,
        valid_to=result.valid_to,
        state=result.state_on(on),
        on_paper=result.on_paper,
        has_file=bool(result.file),
        is_early=_is_early(row),
    )


def _is_early(row: DossierRow | None) -> bool:
    """Whether the result was there before the day it was due; that is announced (NĐ 118/2025 Đ22.5)."""
    return row is not None and row.completed_at is not None and row.timeliness is Timeliness.EARLY


def _reasons(written: Iterable[TextRef | None]) -> str:
    refs = [one.id for one in written if one is not None]
    texts = parties.texts(refs) if refs else {}
    return " ".join(texts[one].content or "" for one in refs if one in texts)


def _history(result: Result) -> Iterator[TimelineItem]:
    entries = journal.entries(f"register/{result.place}") if result.place else []
    entries = sorted([*entries, *journal.entries(f"result/{result.key}")], key=lambda entry: entry.position)
    names = organisation.officer_names_by_code({entry.actor.key for entry in entries})
    texts = parties.texts({int(_text_of(entry.body)) for entry in entries if _text_of(entry.body)})
    for entry in reversed(entries):
        icon, tone = _TONES.get(entry.kind, ("circle-check", Tone.NEUTRAL))
        text = texts.get(int(_text_of(entry.body) or 0))
        yield TimelineItem(
            at=entry.at,
            title=str(_TITLES.get(entry.kind, entry.kind)),
            actor=names.get(entry.actor.key, ""),
            text=(text.content or "" if text is not None else "") or _number_of(entry),
            icon=icon,
            tone=tone,
        )


def _text_of(body: Mapping[str, Any]) -> int:
    reason = body.get("reason")
    return int(reason["text"]) if isinstance(reason, Mapping) else 0


def _number_of(entry: Entry) -> str:
    return str(entry.body.get("written") or entry.body.get("number") or "")

"""A procedure in plain lines, for a terminal and for whatever prints it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from motcua.catalogue.parts.fees import Fee, FeeUnit
from motcua.catalogue.parts.listing import Found
from motcua.catalogue.parts.papers import ChecklistItem, Component, Result
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.terms import TermRule
from motcua.catalogue.parts.words import Area, AuthorityLevel, Channel, Label
from motcua.catalogue.rules.checklist import checklist
from motcua.worktime.types import Language, Term, number_words, term_words


def level_words(level: AuthorityLevel) -> str:
    """The level of authority, in the active language."""
    return {
        AuthorityLevel.MINISTRY: _("ministry level"),
        AuthorityLevel.PROVINCE: _("province level"),
        AuthorityLevel.DISTRICT: _("district level"),
        AuthorityLevel.COMMUNE: _("commune level"),
        AuthorityLevel.OTHER: _("other agencies"),
    }[level]


def channel_words(channel: Channel) -> str:
    """The way of filing, in the active language."""
    return {
        Channel.COUNTER: pgettext("way of filing", "at the counter"),
        Channel.ONLINE: pgettext("way of filing", "online"),
        Channel.POST: pgettext("way of filing", "by public post"),
    }[channel]


def area_words(area: Area) -> str:
    """The kind of place, in the active language."""
    return {
        Area.MOUNTAINOUS: _("mountainous commune"),
        Area.ISLAND: _("island commune"),
        Area.REMOTE: _("remote commune"),
        Area.HARD: _("commune in difficult conditions"),
    }[area]


def found_line(found: Found) -> str:
    """One answer of the search."""
    levels = ", ".join(level_words(level) for level in sorted(found.listing.levels))
    line = f"{found.listing.code}  {found.listing.name}  ({found.listing.field_name}; {levels})"
    return line if found.has_version else f"{line}  [" + _("listed only") + "]"


def nothing_found_line() -> str:
    """What is said when a search has no answer."""
    return _("No procedure was found for these words. Try fewer or other words, or the code.")


def version_lines(version: ProcedureVersion) -> Iterator[str]:
    """Everything a person at the desk asks about a procedure."""
    yield f"{version.code}  {version.name}"
    yield _("Field: {field} ({levels}). Resolved by: {agency}").format(
        field=version.field.name,
        levels=", ".join(level_words(level) for level in sorted(version.levels)),
        agency=version.resolved_by,
    )
    yield _("Version {number}, {decision}, from {day}").format(
        number=version.number, decision=version.decision, day=_day(version.effective_from)
    )
    yield _("Filed: {channels}").format(channels=", ".join(map(channel_words, sorted(version.channels))))
    yield from _section(pgettext("procedure sheet", "Term"), (_term_line(version, rule) for rule in version.terms))
    yield from _section(
        pgettext("procedure sheet", "Not counted"), (_said(reason.label) for reason in version.pause_reasons)
    )
    yield from _section(
        pgettext("procedure sheet", "Prolongation"),
        (f"{_said(rule.label)}: {_term(rule.term)}" for rule in version.prolongations),
    )
    yield from _section(pgettext("procedure sheet", "Fees"), (_fee_line(version, fee) for fee in version.fees))
    cases: list[str | None] = [case.key for case in version.cases] or [None]
    for case in cases:
        items = checklist(version, case=case, channel=min(version.channels))
        title = pgettext("procedure sheet", "Papers")
        yield from _section(title if case is None else f"{title}: {_case(version, case)}", map(_paper_line, items))
    yield from _section(pgettext("procedure sheet", "Result"), map(_result_line, version.results))
    if version.process is not None:
        yield from _section(
            pgettext("procedure sheet", "Process"),
            (
                _("{step}: {hours} working hours").format(
                    step=_said(step.label), hours=number_words(step.hours, _language())
                )
                for step in version.process.steps
            ),
        )
    yield from _section(pgettext("procedure sheet", "Remarks"), iter(version.notes))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if not place:
            yield f"{title}:"
        yield f"  - {line}"


def _term_line(version: ProcedureVersion, rule: TermRule) -> str:
    where = [
        *(_case(version, case) for case in sorted(rule.cases)),
        *(channel_words(channel) for channel in sorted(rule.channels)),
        *(area_words(area) for area in sorted(rule.areas)),
    ]
    text = _term(rule.term)
    text += f" ({'; '.join(where)})" if where else ""
    return f"{text}, {rule.article}" if rule.article else text


def _fee_line(version: ProcedureVersion, fee: Fee) -> str:
    parts = [_said(fee.label), _amount(fee)]
    parts += [_case(version, case) for case in sorted(fee.cases)]
    parts += [channel_words(channel) for channel in sorted(fee.channels)]
    if fee.valid_to is not None:
        parts.append(_("until {day}").format(day=_day(fee.valid_to)))
    return "; ".join([*parts, fee.decided_by])


def _amount(fee: Fee) -> str:
    if fee.amount is None:
        return _("set locally")
    parts = [_price(fee)]
    parts += [
        _("{amount} from number {first} on").format(amount=_money(tier.amount), first=tier.first) for tier in fee.tiers
    ]
    if fee.cap is not None:
        parts.append(_("at most {amount} a copy").format(amount=_money(fee.cap)))
    return ", ".join(parts)


def _price(fee: Fee) -> str:
    unit = {
        FeeUnit.DOSSIER: pgettext("unit of a fee", "dossier"),
        FeeUnit.ITEM: pgettext("unit of a fee", "item"),
        FeeUnit.PAGE: pgettext("unit of a fee", "page"),
    }[fee.unit]
    currency = _("dong") if fee.currency == "VND" else fee.currency
    return f"{_money(fee.amount or 0)} {currency}/{unit}"


def _money(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def _result_line(result: Result) -> str:
    line = f"{result.name} ({result.code})"
    if not result.signatures:
        return line
    order = sorted(result.signatures, key=lambda one: one.turn)
    signed = _("signed digitally: {signatures}").format(signatures=", ".join(_said(one.label) for one in order))
    return f"{line}; {signed}"


def _paper_line(item: ChecklistItem) -> str:
    either = pgettext("between papers", " or ")
    return either.join(_paper(paper) for paper in item.components)


def _paper(paper: Component) -> str:
    said = _said(paper.label)
    if paper.form_number:
        said += f" ({paper.form_number})"
    counts = [
        (paper.originals, _("{count} original")),
        (paper.certified_copies, _("{count} certified copy")),
        (paper.copies, _("{count} copy")),
    ]
    said = "; ".join([said, *(text.format(count=count) for count, text in counts if count)])
    return (
        said
        if paper.condition is None
        else _("{paper} – only if: {condition}").format(paper=said, condition=_said(paper.condition))
    )


def _case(version: ProcedureVersion, key: str) -> str:
    case = version.case(key)
    return _said(case.label) if case else key


def _term(term: Term) -> str:
    return term_words(term, _language())


def _language() -> Language:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def _said(label: Label) -> str:
    return label.text(get_language() or "vi")


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")

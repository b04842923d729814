"""A procedure as a citizen reads it: who, what to bring, how long, how much, on which law."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.types import (
    ApplicantKind,
    Channel,
    ChecklistItem,
    Fee,
    Label,
    Necessity,
    ProcedureVersion,
    TermRule,
    checklist,
)
from motcua.ui.wording import money
from motcua.worktime.types import Term, term_words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet, with a smaller remark under it, and the number of the form that it is filled in on."""

    text: str
    remark: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """How long it takes and what to bring, in one case or in several that are alike."""

    names: tuple[str, ...]
    terms: tuple[Line, ...]
    papers: tuple[Line, ...]


def case_sheets(version: ProcedureVersion, *, channel: Channel = Channel.COUNTER) -> list[CaseSheet]:
    """The cases of a procedure, those that ask for the same together; without cases the procedure as its only one.

    The papers are those asked for where it is filed by that channel.
    """
    keys = [(case.key, _said(case.label)) for case in version.cases] or [("", "")]
    alike: dict[tuple[tuple[Line, ...], tuple[Line, ...]], list[str]] = {}
    for key, name in keys:
        alike.setdefault((tuple(_terms(version, key)), tuple(_papers(version, key, channel))), []).append(name)
    return [CaseSheet(tuple(names), terms, papers) for (terms, papers), names in alike.items()]


def fee_lines(version: ProcedureVersion) -> list[Line]:
    """What it costs, on every date that is still to come or holds now."""
    return [Line(_said(fee.label), _amount(fee)) for fee in version.fees]


def longest_and_shortest(version: ProcedureVersion) -> str:
    """The term in a few words, for a tile: the only one, or "from … on"."""
    words = list(dict.fromkeys(_words(rule.term) for rule in version.terms))
    if not words:
        return _("the term is not decided yet")
    return words[0] if len(words) == 1 else _("from {term}").format(term=words[0])


def _terms(version: ProcedureVersion, case: str) -> Iterable[Line]:
    for rule in version.terms:
        if not rule.cases or case in rule.cases:
            yield Line(_words(rule.term), _where(rule))


def _where(rule: TermRule) -> str:
    words = {
        Channel.COUNTER: _("at the counter"),
        Channel.ONLINE: _("online"),
        Channel.POST: _("by post"),
    }
    parts = [words[channel] for channel in sorted(rule.channels)]
    if rule.areas:
        parts.append(_("in mountainous, island or hard communes"))
    if rule.applicants and ApplicantKind.CITIZEN not in rule.applicants:
        parts.append(_("for organisations"))
    return ", ".join(parts)


def _papers(version: ProcedureVersion, case: str, channel: Channel) -> Iterable[Line]:
    for item in checklist(version, case=case or None, channel=channel):
        names = [_said(paper.label) for paper in item.components]
        yield Line(_(" or ").join(names), _remark(item), item.components[0].form_number)


def _remark(item: ChecklistItem) -> str:
    first = item.components[0]
    parts = []
    if item.necessity is Necessity.CONDITIONAL and first.condition is not None:
        parts.append(_("only when: {condition}").format(condition=_said(first.condition)))
    if item.necessity is Necessity.OPTIONAL:
        parts.append(_("if there is one"))
    counts = {
        _("original"): first.originals,
        _("certified copy"): first.certified_copies,
        _("copy"): first.copies,
    }
    parts += [f"{count} {word}" for word, count in counts.items() if count]
    if first.kind == "present":
        parts.append(_("to be shown and taken home again"))
    if first.kind == "form":
        parts.append(_("to be filled in"))
    if first.kind == "data":
        parts.append(_("we look it up; you need not bring it"))
    return ", ".join(parts)


def _amount(fee: Fee) -> str:
    if fee.amount is None:
        return _("set by the provincial People's Council")
    amount = money(fee.amount) if fee.amount else _("free")
    exempt = ", ".join(_said(one.label) for one in fee.exemptions)
    return f"{amount}; " + _("free for: {who}").format(who=exempt) if exempt else amount


def _words(term: Term) -> str:
    return term_words(term, "en" if (get_language() or "vi").startswith("en") else "vi")


def _said(label: Label) -> str:
    return label.text(get_language() or "vi")

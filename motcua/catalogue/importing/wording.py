"""How marks, reasons and reports of the importer read."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.importing.marks import MarkKind
from motcua.catalogue.importing.shapes import ImportLine, ImportReport, Status, StoredDraft
from motcua.catalogue.importing.values import shortened
from motcua.catalogue.parts.words import Mark

_MARKS: Mapping[MarkKind, Promise] = {
    MarkKind.CODE_HAD_BLANKS: _("the code stands with blanks in the source"),
    MarkKind.CODE_UNUSUAL: _("the code is not written like one (1.000123)"),
    MarkKind.CODE_REPEATED: _("the code stands twice in the source; the first row was taken"),
    MarkKind.TEXT_DAMAGED: _("characters were lost on the way here"),
    MarkKind.NOT_PUBLIC: _("the source says that the procedure is not public"),
    MarkKind.FIELD_MISSING: _("no field is named"),
    MarkKind.SEVERAL_FIELDS: _("several fields are named; lists show the first"),
    MarkKind.DECISION_MISSING: _("no decision is named"),
    MarkKind.LEVEL_MISSING: _("no level is named"),
    MarkKind.LEVEL_UNKNOWN: _("the level is not known"),
    MarkKind.BRANCH_AS_COMMUNE: _("branches of a vertical agency are published as commune level"),
    MarkKind.SUBJECT_MISSING: _("nobody is named who may apply"),
    MarkKind.SUBJECT_UNKNOWN: _("this kind of applicant is not known"),
    MarkKind.RESOLVER_MISSING: _("no resolving agency is named"),
    MarkKind.CHANNEL_MISSING: _("no way of filing is named"),
    MarkKind.CHANNEL_UNKNOWN: _("this way of filing is not known"),
    MarkKind.TERM_MISSING: _("no term is named"),
    MarkKind.TERM_IS_TEXT: _("the term is a text"),
    MarkKind.TERM_UNSAID: _("there is a number without a unit, or a unit without a number"),
    MarkKind.TERM_ZERO: _("the term is nothing or less"),
    MarkKind.TERM_IMPOSSIBLE: _("no term is like this"),
    MarkKind.UNIT_UNKNOWN: _("this unit is not known"),
    MarkKind.UNIT_AGAINST_TEXT: _("the unit says one thing, the text another"),
    MarkKind.TEXT_SAYS_OTHER_TERM: _("the text names another time than the number"),
    MarkKind.HOUR_UNSAID: _("nothing says whether working hours or hours of the clock are meant"),
    MarkKind.HOUR_IS_CUT_OFF: _("15 hours are probably the rule for what comes after 15:00"),
    MarkKind.LONGER_IN_SOME_PLACES: _("the term is longer in some places"),
    MarkKind.CHANNEL_TERMS_ARE_CASES: _("terms of one way of filing are probably terms of cases"),
    MarkKind.CASES_AGAINST_CHANNELS: _("the terms of the cases are not those of the ways of filing"),
    MarkKind.FEE_UNSAID: _("there is a fee without amount and text"),
    MarkKind.FEE_IS_TEXT: _("the fee is a text"),
    MarkKind.FEE_ZERO_WITH_TEXT: _("the fee is 0, but the text says something else"),
    MarkKind.FEE_TEXT_SAYS_MORE: _("the text beside the fee names other amounts or exemptions"),
    MarkKind.FEE_KIND_UNSAID: _("nothing says whether this is a fee or a charge"),
    MarkKind.AMOUNT_TOO_SMALL: _("the amount is less than any fee; thousands may be missing"),
    MarkKind.AMOUNT_IMPOSSIBLE: _("no amount is like this"),
    MarkKind.CURRENCY_UNKNOWN: _("this currency is not known"),
    MarkKind.REMARK_AMONG_PAPERS: _("a remark or heading stands among the papers"),
    MarkKind.PAPER_WITHOUT_COUNT: _("the paper says neither originals nor copies"),
    MarkKind.PAPER_COUNT_UNLIKELY: _("the number of originals or copies is unlikely"),
    MarkKind.PAPER_WITHOUT_NAME: _("the paper has no name"),
    MarkKind.PAPER_MAY_BE_SHOWN: _("the paper may only have to be shown"),
    MarkKind.PAPERS_BY_HEADING: _("the papers stand under several headings, which may be cases"),
    MarkKind.RESULT_WITHOUT_NAME: _("the result has no name"),
    MarkKind.LEGAL_BASIS_MISSING: _("no legal basis is named"),
}

_REASONS: Mapping[str, Promise] = {
    "not_json": _("this is not JSON: {found}"),
    "not_csv": _("this is no row of a list: {found}"),
    "object_expected": _("an object is expected here, not “{found}”"),
    "list_expected": _("a list is expected here, not “{found}”"),
    "text_expected": _("a text is expected here, not “{found}”"),
    "count_expected": _("a whole number is expected here, not “{found}”"),
    "yes_or_no_expected": _("true or false is expected here, not “{found}”"),
    "columns_differ": _("the row has another number of columns than the head: {found}"),
    "code_missing": _("there is no code"),
    "code_too_long": _("“{found}” is too long for a code"),
    "code_repeated": _("the code stood in line {found} already"),
    "name_missing": _("there is no name"),
    "line_too_long": _("the line is longer than {found} bytes"),
    "file_too_large": _("the document is larger than {found} characters; write one object per line"),
    "file_broken_off": _("the file breaks off: {found}"),
}


def mark_sentence(mark: Mark) -> str:
    """What has to be decided, where, and what stands there, in the active language."""
    sentence = str(_MARKS[MarkKind(mark.kind)])
    place = f"{mark.where}: {sentence}" if mark.where else sentence
    return f"{place} – {shortened(' '.join(mark.text.split()))}" if mark.text else place


def mark_kind_words(kind: str) -> str:
    """The question of a kind of marks, in the active language."""
    return str(_MARKS[MarkKind(kind)])


def reason_sentence(line: ImportLine) -> str:
    """Why a row was turned away, in the active language."""
    sentence = str(_REASONS[line.reason]).format(found=line.found)
    return f"{line.where}: {sentence}" if line.where else sentence


def import_lines(report: ImportReport, *, dry_run: bool) -> Iterator[str]:
    """The report for people: what was refused, changed and is gone line by line, the rest as numbers."""
    for line in report.lines:
        if line.status is Status.REFUSED:
            yield gettext("line {line}, {code}: refused, {reason}").format(
                line=line.line, code=line.code or "–", reason=reason_sentence(line)
            )
        elif line.status is Status.CHANGED:
            yield gettext("line {line}, {code}: changed ({parts}) {name}").format(
                line=line.line, code=line.code, parts=", ".join(line.changed), name=line.name
            )
        elif line.status is Status.GONE:
            yield gettext("{code}: no longer in the file; {name}").format(code=line.code, name=line.name)
    for kind, count in report.marks.items():
        yield gettext("{count} to decide: {question}").format(count=count, question=mark_kind_words(kind))
    yield gettext(
        "{source}: {added} added, {changed} changed, {unchanged} unchanged, {gone} gone, {refused} refused; "
        "{marked} await a person."
    ).format(
        source=report.source,
        added=report.count(Status.ADDED),
        changed=report.count(Status.CHANGED),
        unchanged=report.count(Status.UNCHANGED),
        gone=report.count(Status.GONE),
        refused=report.count(Status.REFUSED),
        marked=report.marked,
    )
    if dry_run:
        yield gettext("Nothing was written.")


def unknown_shape_sentence(name: str, head: str) -> str:
    """Why a file cannot be read at all, in the active language."""
    return gettext(
        "{name} is neither JSON nor a list with the columns code and name; it begins with “{head}”. "
        "Give the file as the portal hands it out."
    ).format(name=name, head=head)


def draft_lines(stored: StoredDraft) -> Iterator[str]:
    """What was read of a procedure and what awaits a person."""
    draft = stored.draft
    yield f"{draft.code}  {draft.name}"
    yield gettext("Draft from {source}, read on {day}; no dossier can be received on it.").format(
        source=stored.source, day=stored.read_at.strftime("%d/%m/%Y")
    )
    if not stored.marks:
        yield gettext("Nothing awaits a decision.")
        return
    yield gettext("{count} to decide:").format(count=len(stored.marks))
    for mark in stored.marks:
        yield f"  - {mark_sentence(mark)}"

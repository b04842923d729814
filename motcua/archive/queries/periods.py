"""How long the papers of a finished dossier are kept, each file and the dossier as a whole."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from motcua.dossier.types import FinishedDossier
from motcua.papers import queries as papers
from motcua.papers.types import Attached, RetentionRule, StoredFile

HOLDER = "dossier/"


def holder_of(dossier_id: int) -> str:
    """The name under which the store and the registers know a dossier."""
    return f"{HOLDER}{dossier_id}"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a dossier, under each of the attachments by which the dossier has it, and its own longest rule."""

    stored: StoredFile
    attached: tuple[Attached, ...]
    rule: RetentionRule
    until: date
    others: frozenset[str]
    """Who else has it."""

    @property
    def must_stay_until(self) -> date:
        """The last day on which this dossier has to keep it. What others need of it, they keep for themselves."""
        return self.until if self.others else max(self.until, self.stored.keep_until or self.until)


@dataclass(frozen=True, slots=True)
class Period:
    """The period of a whole dossier: the longest of its papers'."""

    retention: str
    until: date


def files_of(finished: FinishedDossier) -> list[KeptFile]:
    """The files a finished dossier has, by their digests, with the rules of the day on which it was finished."""
    table = papers.retention_on(finished.finished_on)
    holder = holder_of(finished.dossier_id)
    held: defaultdict[str, list[Attached]] = defaultdict(list)
    for one in papers.attachments(holder):
        held[one.file.digest].append(one)
    found = []
    for digest in sorted(held):
        rules = [
            table.rule_for(procedure=finished.procedure_code, field=finished.field_code, kind=one.kind)
            for one in held[digest]
        ]
        rule = max(rules, key=lambda each: each.until(finished.finished_on))
        stored = papers.stored_file(digest)
        if stored is not None:
            others = frozenset(papers.holders_of(digest)) - {holder}
            found.append(KeptFile(stored, tuple(held[digest]), rule, rule.until(finished.finished_on), others))
    return found


def period_of(finished: FinishedDossier, files: list[KeptFile]) -> Period:
    """The longest of its papers' periods, and at least that of the dossier as such."""
    table = papers.retention_on(finished.finished_on)
    rule = table.rule_for(procedure=finished.procedure_code, field=finished.field_code)
    whole = Period(rule.key, rule.until(finished.finished_on))
    each = [Period(file.stored.retention or file.rule.key, file.must_stay_until) for file in files]
    return max([whole, *each], key=lambda period: period.until)

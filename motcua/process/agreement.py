"""What `motcua check` asks of the course: every dossier on exactly one desk, every row as its entries tell it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.journal import queries as journal
from motcua.kernel import tallies
from motcua.process.placing import PILES
from motcua.process.rows import work_histories
from motcua.process.rules.agreement import Disagreement, disagreements, fold_work
from motcua.process.types import WorkItem

_AT_ONCE = 500
_WORDS: Mapping[Disagreement, object] = {
    Disagreement.NO_WORK: gettext_lazy("it goes on and lies on nobody's desk"),
    Disagreement.WORK_LEFT: gettext_lazy("it has ended and somebody still has work with it"),
    Disagreement.TWO_DESKS: gettext_lazy("it lies on two desks"),
    Disagreement.WRONG_KIND: gettext_lazy("the work that lies open does not fit its state"),
    Disagreement.WRONG_HOLDER: gettext_lazy("it says that it lies elsewhere than its work does"),
    Disagreement.CORRECTION: gettext_lazy("the correction and its work do not agree"),
    Disagreement.OPINION: gettext_lazy("more agencies work on an opinion than are asked for one"),
    Disagreement.ENTRIES: gettext_lazy("its work is not what its entries say"),
}
_PILES_AS_THEY_LIE = f"""
SELECT concat_ws(':', '{PILES}', agency_id, role, officer_id) AS name, count(*) AS count FROM process_workitem
WHERE closed_at IS NULL AND officer_id IS NOT NULL GROUP BY agency_id, role, officer_id
"""  # noqa: S608 - a word of our own


def in_words() -> Iterator[str]:
    """Every disagreement as a sentence that names the dossier; reads in batches and keeps none."""
    after_id = 0
    while ids := dossier.ids_after(after_id, limit=_AT_ONCE):
        facts, works = dossier.facts_many(ids), work_histories(ids)
        for dossier_id in ids:
            for wrong in _wrong(dossier_id, facts[dossier_id], works.get(dossier_id, [])):
                yield _("Dossier {code}: {wrong}.").format(
                    code=facts[dossier_id].code or facts[dossier_id].filing_number, wrong=_WORDS[wrong]
                )
        after_id = ids[-1]


def piles_in_words() -> Iterator[str]:
    """Every pile of open work that is not as high as its tally says."""
    for name, lie, told in tallies.astray(f"{PILES}:", _PILES_AS_THEY_LIE):
        yield _("Open work {name}: {lie} lie there, {told} are counted.").format(name=name, lie=lie, told=told)


def _wrong(dossier_id: int, facts: Facts, history: list[WorkItem]) -> Iterator[Disagreement]:
    yield from disagreements(facts, history)
    try:
        told = fold_work(dossier_id, journal.entries(f"dossier/{dossier_id}"))
    except (ValueError, KeyError, TypeError):
        yield Disagreement.ENTRIES
    else:
        if told != history:
            yield Disagreement.ENTRIES

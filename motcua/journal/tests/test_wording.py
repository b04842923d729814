"""What verification says, in Vietnamese and English."""

from datetime import datetime

import pytest
from django.utils import translation

from motcua.journal.queries import in_words, outcome_in_words, seal_in_words
from motcua.journal.types import Finding, Flaw, Seal, Verification

FINDINGS = [
    Finding(flaw, seal=3)
    if flaw.startswith("seal")
    else Finding(flaw, "dossier/7", 2, 4, 11, "dossier.received", covered_by=(1, 2))
    for flaw in Flaw
]


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.flaw)
def test_every_flaw_has_its_sentence_in_both_languages(finding: Finding) -> None:
    said = set()
    for language in ("vi", "en"):
        with translation.override(language):
            said.add(in_words(finding))
    assert len(said) == 2
    for sentence in said:
        assert ("3" if finding.seal else "dossier/7") in sentence
        assert "{" not in sentence


def test_what_covers_an_entry_is_said() -> None:
    with translation.override("en"):
        assert in_words(Finding(Flaw.MISSING, "dossier/7", 2, 4)) == (
            "dossier/7, entries 2 to 4: they are missing. It lay under no seal."
        )
        assert in_words(Finding(Flaw.CHANGED, "dossier/7", 2, 2, 11, "dossier.received", covered_by=(1, 2, 3, 7))) == (
            "dossier/7, entry 2 (dossier.received): it does not follow from the entry before;"
            " one of the two was altered. Covered by seal 1–3, 7."
        )


def outcome(
    *findings: Finding, hold: tuple[int, ...] = (), broken: tuple[int, ...] = (), more: int = 0
) -> Verification:
    return Verification(4, 16, findings, hold, broken, last_position=16, sealed_upto=12, more_findings=more)


def test_the_outcome_says_what_was_looked_through_and_how_far_seals_reach() -> None:
    with translation.override("en"):
        assert outcome_in_words(outcome()) == [
            "Looked through 16 entries of 4 streams.",
            "Every entry is as it was written; nothing is missing and nothing was added.",
            "There is no seal yet: `motcua journal seal` makes one.",
        ]
        assert outcome_in_words(outcome(FINDINGS[0], hold=(1, 2), broken=(3,), more=5))[1:] == [
            "6 flaws were found.",
            "Another 5 are not listed.",
            "Seals that hold: 1–2; the entries up to position 12 of 16 are under a seal.",
            "Seals that do not hold: 3.",
            "No seal bears a time stamp: nobody outside the house vouches for when it was made.",
        ]


def test_a_seal_can_be_read_aloud() -> None:
    seal = Seal(2, 10, 20, 9, datetime(2026, 2, 13, 17, 0), b"", bytes(range(32)))
    with translation.override("en"):
        said = seal_in_words(seal)
    assert said.startswith("Seal 2 of 17:00 13/02/2026 over 9 entries, positions 11 to 20: 00010203 04050607 ")

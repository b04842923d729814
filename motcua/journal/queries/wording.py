"""What verification found, in words: which entry, what about it, and which seals cover it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.journal.types import Finding, Flaw, Seal, StampedSeal, Verification
from motcua.kernel.timestamps import StampReading, StampTrust


def in_words(finding: Finding) -> str:
    """One finding as a sentence in the active language."""
    if finding.seal is not None:
        return _seal_in_words(finding.flaw, finding.seal)
    return f"{_entry_in_words(finding)} {_covering(finding)}"


def outcome_in_words(outcome: Verification) -> list[str]:
    """What was looked through, whether it holds, and how far a seal stands for it."""
    lines = [
        _("Looked through {entries} entries of {streams} streams.").format(
            entries=outcome.entries, streams=outcome.streams
        )
    ]
    if outcome.holds:
        lines.append(_("Every entry is as it was written; nothing is missing and nothing was added."))
    else:
        count = len(outcome.findings) + outcome.more_findings
        lines.append(ngettext("{count} flaw was found.", "{count} flaws were found.", count).format(count=count))
    if outcome.more_findings:
        lines.append(_("Another {count} are not listed.").format(count=outcome.more_findings))
    if outcome.seals_that_hold:
        lines.append(
            _("Seals that hold: {seals}; the entries up to position {position} of {last} are under a seal.").format(
                seals=_ranges(outcome.seals_that_hold), position=outcome.sealed_upto, last=outcome.last_position
            )
        )
    elif not outcome.seals_broken:
        lines.append(_("There is no seal yet: `motcua journal seal` makes one."))
    if outcome.seals_broken:
        lines.append(_("Seals that do not hold: {seals}.").format(seals=_ranges(outcome.seals_broken)))
    if outcome.seals_that_hold or outcome.seals_broken:
        lines += _stamps_in_words(outcome)
    return lines


def _stamps_in_words(outcome: Verification) -> list[str]:
    """Which seals somebody outside vouches for, and since when."""
    if not outcome.stamps:
        return [_("No seal bears a time stamp: nobody outside the house vouches for when it was made.")]
    lines = []
    held = [stamp for stamp in outcome.stamps if stamp.reading and stamp.reading.trust is StampTrust.HOLDS]
    if held:
        reading = held[-1].reading
        assert reading is not None and reading.at is not None  # noqa: S101, PT018 - one that holds names its time
        sentence = _("Time stamps that hold: on seals {seals}; the last was given at {at} by {authority}.")
        lines.append(
            sentence.format(
                seals=_ranges(_seals_of(held)), at=reading.at.strftime("%H:%M:%S %d/%m/%Y"), authority=reading.authority
            )
        )
    strange = [s for s in outcome.stamps if s.reading and s.reading.trust is StampTrust.UNKNOWN_AUTHORITY]
    if strange:
        sentence = _("Time stamps of an authority that is not known here: on seals {seals}.")
        lines.append(sentence.format(seals=_ranges(_seals_of(strange))))
    unread = [stamp for stamp in outcome.stamps if stamp.reading is None]
    if unread:
        sentence = _("Time stamps that were not examined, as this house names no authority: on seals {seals}.")
        lines.append(sentence.format(seals=_ranges(_seals_of(unread))))
    return lines


def _seals_of(stamps: list[StampedSeal]) -> tuple[int, ...]:
    return tuple(sorted({stamp.seal for stamp in stamps}))


def stamp_in_words(reading: StampReading) -> str:
    """The time stamp of a seal that was just given."""
    return _("Time stamp given at {at} by {authority}.").format(
        at=reading.at.strftime("%H:%M:%S %d/%m/%Y") if reading.at is not None else "?", authority=reading.authority
    )


def not_stamped_in_words(*, may_pass: bool) -> str:
    """Why the newest seal bears no time stamp."""
    if may_pass:
        return _("The time stamp authority does not answer: the seal has no time stamp yet. Run this again later.")
    return _("The time stamp authority refused: the seal has no time stamp. Look at time_stamps in signing.yaml.")


def no_authority_in_words() -> str:
    """That nobody outside vouches for the seal."""
    return _("No time stamp: signing.yaml names no time stamp authority.")


def seal_in_words(seal: Seal) -> str:
    """A seal as it may be printed with the day's closing: its digest in groups that can be read aloud."""
    digest = seal.digest.hex()
    groups = " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
    return _("Seal {number} of {at} over {entries} entries, positions {first} to {last}: {digest}").format(
        number=seal.number,
        at=seal.sealed_at.strftime("%H:%M %d/%m/%Y"),
        entries=seal.entries,
        first=seal.after + 1,
        last=seal.upto,
        digest=groups,
    )


def nothing_to_seal_in_words() -> str:
    """Why no new seal was made."""
    return _("Nothing was written since the last seal.")


def retried_in_words(*, freed: int, still: int) -> str:
    """What came of reading parked streams again."""
    return _("Streams that run again: {freed}; that still wait: {still}.").format(freed=freed, still=still)


def _seal_in_words(flaw: Flaw, number: int) -> str:
    sentences = {
        Flaw.SEAL_BROKEN: _("Seal {number}: the entries under it are not those that were sealed."),
        Flaw.SEAL_REPLACED: _(
            "Seal {number}: the one in this house is not the one kept elsewhere, or does not follow from seal {before}."
        ),
        Flaw.SEAL_GONE: _("Seal {number}: this house does not have it any more."),
        Flaw.SEAL_STAMP_FALSE: _("Seal {number}: its time stamp is not over this seal, or was altered."),
    }
    return sentences[flaw].format(number=number, before=number - 1)


def _entry_in_words(finding: Finding) -> str:
    sentences = {
        Flaw.CHANGED: _(
            "{stream}, entry {first} ({kind}): it does not follow from the entry before; one of the two was altered."
        ),
        Flaw.OUT_OF_ORDER: _("{stream}, entry {first} ({kind}): it was moved before the entry it follows."),
        Flaw.ADDED: _("{stream}, entry {first} ({kind}): it was put behind the end of the stream."),
        Flaw.END_DIFFERS: _("{stream}, entry {first} ({kind}): the last entry was altered together with its digest."),
        Flaw.NOBODYS: _("{stream}, entries {first} to {last}: the row they belong to is gone, or never was."),
    }
    if finding.flaw is Flaw.MISSING:
        count = finding.last_sequence - finding.sequence + 1
        sentence = ngettext(
            "{stream}, entry {first}: it is missing.", "{stream}, entries {first} to {last}: they are missing.", count
        )
    else:
        sentence = sentences[finding.flaw]
    return sentence.format(stream=finding.stream, first=finding.sequence, last=finding.last_sequence, kind=finding.kind)


def _covering(finding: Finding) -> str:
    if finding.covered_by:
        return _("Covered by seal {seals}.").format(seals=_ranges(finding.covered_by))
    if finding.flaw is Flaw.MISSING:
        return _("It lay under no seal.")
    return _("No seal covers it yet.")


def _ranges(numbers: tuple[int, ...]) -> str:
    """The numbers with runs drawn together.

    >>> _ranges((1, 2, 3, 7, 9, 10))
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)

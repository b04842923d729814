"""What a page says of a file beside its name: which of several copies it is, and what its signatures are worth."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.papers.types import CopyStanding, Outcome, SignatureReport
from motcua.ui.types import Tone

_STANDINGS: Mapping[CopyStanding, tuple[object, Tone]] = {
    CopyStanding.CURRENT: (gettext_lazy("the copy that holds now"), Tone.SUCCESS),
    CopyStanding.EARLIER: (gettext_lazy("earlier copy, before its time stamp was renewed"), Tone.NEUTRAL),
}
_WORTH: Mapping[Outcome, tuple[object, Tone]] = {
    Outcome.HOLDS: (gettext_lazy("signatures hold"), Tone.SUCCESS),
    Outcome.UNCERTAIN: (gettext_lazy("signatures uncertain"), Tone.WARNING),
    Outcome.FAILS: (gettext_lazy("signatures do not hold"), Tone.DANGER),
    Outcome.UNSIGNED: (gettext_lazy("no signature found"), Tone.WARNING),
}
_UNKNOWN_WORTH = (gettext_lazy("signatures not examined yet"), Tone.WAITING)


def standing_of(standing: CopyStanding) -> tuple[str, Tone]:
    """Which of several copies of one paper a file is; no words for one that is the only one."""
    words, tone = _STANDINGS.get(standing, ("", Tone.NEUTRAL))
    return str(words), tone


def worth_of(report: SignatureReport | None) -> tuple[str, Tone]:
    """What the signatures of a signed file are worth, in a word or two."""
    if report is not None and not report.is_examined:
        return _("signature not examined here"), Tone.WARNING
    words, tone = _UNKNOWN_WORTH if report is None or report.is_awaited else _WORTH[report.outcome]
    return str(words), tone

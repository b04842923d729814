"""What a feedback must say to be received."""

from collections.abc import Sequence

from motcua.kernel.types import Refusal
from motcua.voice.types import FeedbackRules, Kind, NewFeedback


def objection_to(new: NewFeedback, *, sizes: Sequence[int], rules: FeedbackRules) -> Kind | Refusal:
    """The kind of a feedback that may be received, or why it may not.

    It says something, and bears a name and a way to reach whoever sends it (NĐ 20/2008/NĐ-CP); who he is `parties`
    looks over. `sizes` are those of its files.
    """
    kind = rules.kind(new.kind)
    if kind is None:
        return Refusal("feedback_kind_unknown")
    if not new.words.strip():
        return Refusal("feedback_words_missing")
    if not (new.sender.phone.strip() or new.sender.email.strip()):
        return Refusal("feedback_contact_missing", {}, "NĐ 20/2008/NĐ-CP")
    for place, size in enumerate(sizes):
        if (refusal := rules.allowance.objection_to(size, there=sizes[:place])) is not None:
            return refusal
    return kind

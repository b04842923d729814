"""What an erasure would do, or has done, in the reader's words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.kernel.messages import sentence_of
from motcua.parties.types import ErasurePlan


def plan_in_words(plan: ErasurePlan, *, carried_out: bool) -> list[str]:
    """How much is concerned, what stands against it, and whether it is done. Names nobody."""
    lines = [
        ngettext(
            "{count} entry as a party, in {declarations} declarations.",
            "{count} entries as a party, in {declarations} declarations.",
            len(plan.parties),
        ).format(count=len(plan.parties), declarations=len(plan.declarations)),
        ngettext("{count} typed text.", "{count} typed texts.", len(plan.texts)).format(count=len(plan.texts)),
    ]
    if plan.unfiled:
        lines.append(
            ngettext(
                "{count} draft that was not filed.", "{count} drafts that were not filed.", len(plan.unfiled)
            ).format(count=len(plan.unfiled))
        )
    if plan.objections:
        lines.append(_("This may not be erased yet:"))
        lines += [f"  {sentence_of(objection)}" for objection in plan.objections]
    elif carried_out:
        lines.append(_("Erased. The journal names the rows and the reason, and still verifies."))
    else:
        lines.append(_("Nothing was erased: this was a dry run. Add --confirm to erase; it cannot be undone."))
    return lines

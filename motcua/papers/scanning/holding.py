"""Where the papers lie that were confirmed as somebody's."""

from collections.abc import Collection, Sequence

from motcua.papers import models


def holders_of_papers(owners: Collection[int]) -> Sequence[str]:
    """Who has a file that was ever confirmed with one of these declarations as its owner's; one statement.

    Whose it is today, the latest confirmation says (`described_files`).
    """
    described = models.PaperFacts.objects.filter(declaration_id__in=sorted(owners))
    rows = models.Attachment.objects.filter(file__in=described.values("file"), removed_at=None)
    return sorted(set(rows.values_list("holder", flat=True)))

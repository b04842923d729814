"""The copies of one paper: each renewal of the archive time stamp makes a new one, and keeps the earlier."""

from collections.abc import Iterable, Mapping

from motcua.papers import models
from motcua.papers.examinations.types import CopyStanding


def newest_copy(digest: str) -> str:
    """The copy that counts today of the paper of which this is a copy; itself, where it was never renewed."""
    while later := models.Renewal.objects.filter(digest=digest).values_list("by__digest", flat=True).first():
        digest = later
    return digest


def copies_of(digest: str) -> frozenset[str]:
    """The copy and all that came before it."""
    copies = {digest}
    while earlier := models.Renewal.objects.filter(by__digest=digest).values_list("digest", flat=True).first():
        digest = earlier
        copies.add(digest)
    return frozenset(copies)


def copy_standings(held: Iterable[str]) -> Mapping[str, CopyStanding]:
    """Of files that lie together: which of them is the copy that holds now, and which are earlier ones; one statement.

    An earlier copy whose later one does not lie there stands alone.
    """
    together = set(held)
    renewals = models.Renewal.objects.filter(digest__in=together, by__digest__in=together)
    later = dict(renewals.values_list("digest", "by__digest"))
    newest = set(later.values()) - later.keys()
    return {
        digest: CopyStanding.EARLIER
        if digest in later
        else CopyStanding.CURRENT
        if digest in newest
        else CopyStanding.ONLY
        for digest in together
    }

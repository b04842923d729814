"""The copies of one paper: each renewal of the archive time stamp makes a new one, and keeps the earlier."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import QuerySet

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


def earlier_copies(held: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Of files that lie together: of each the others that are earlier copies of it, for those that have any; one
    statement."""
    before = dict(_renewals(set(held)).values_list("by__digest", "digest"))
    return {digest: frozenset(_all_before(digest, before)) for digest in before}


def copy_standings(held: Iterable[str]) -> Mapping[str, CopyStanding]:
    """Of files that lie together: which of them is the copy that holds now, and which are earlier ones; one statement.

    An earlier copy whose later one does not lie there stands alone.
    """
    together = set(held)
    later = dict(_renewals(together).values_list("digest", "by__digest"))
    newest = set(later.values()) - later.keys()
    return {
        digest: CopyStanding.EARLIER
        if digest in later
        else CopyStanding.CURRENT
        if digest in newest
        else CopyStanding.ONLY
        for digest in together
    }


def _renewals(together: Collection[str]) -> QuerySet[models.Renewal]:
    return models.Renewal.objects.filter(digest__in=together, by__digest__in=together)


def _all_before(digest: str, before: Mapping[str, str]) -> Iterator[str]:
    while (earlier := before.get(digest)) is not None:
        yield earlier
        digest = earlier

"""The copies of one paper: each renewal of the archive time stamp makes a new one, and keeps the earlier."""

from motcua.papers import models


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

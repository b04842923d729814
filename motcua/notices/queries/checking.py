"""What is wrong with notices: `motcua check` asks this."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.notices.queries.log import passed_over
from motcua.notices.queries.standing import channel_troubles


def faults() -> Iterator[str]:
    """Every fault as a sentence: wrong settings, and entries nobody could read."""
    for trouble in channel_troubles():
        yield _("A channel of messages cannot be used: {trouble}").format(trouble=trouble)
    unread = passed_over()
    if unread:
        yield ngettext(
            "{count} entry of the journal could not be read, and nobody was told of it.",
            "{count} entries of the journal could not be read, and nobody was told of them.",
            unread,
        ).format(count=unread)

"""What the pages of log-in and accounts are for, behind the question mark."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELP: Mapping[str, Promise] = {
    "accounts:account": _("Your posts, who may act for you, and your password."),
    **dict.fromkeys(
        ("accounts:cover", "accounts:cover_for"),
        _(
            "Name who stands in while you are away, in which posts and by which paper. He finds your work in his own"
            " list, marked with your name, from the first to the last day."
        ),
    ),
}

"""The entries this room writes, in the stream of the account or of the citizen. They hold keys, never a name or a
password.
"""

from enum import StrEnum

from motcua.journal.types import Kind, declare_kinds


class AccountKind(StrEnum):
    """What can happen to an account."""

    CREATED = "accounts.user_created"
    PASSWORD_SET = "accounts.password_set"  # noqa: S105 - the name of a kind of entry
    PASSWORD_LINK_ISSUED = "accounts.password_link_issued"  # noqa: S105 - the name of a kind of entry
    CLOSED = "accounts.user_closed"
    OPENED = "accounts.user_opened"


class CitizenKind(StrEnum):
    """What can happen to a citizen's account. The body refers to the declaration in which it stands who he is."""

    JOINED = "accounts.citizen_joined"
    DECLARED_ANEW = "accounts.citizen_declared_anew"


declare_kinds(*(Kind(kind.value) for kind in (*AccountKind, *CitizenKind)))

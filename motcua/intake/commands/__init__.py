"""Every write of intake: receiving and filing, and drafts of what is to be filed online."""

from motcua.intake.commands.drafts import (
    accept_file,
    add_file,
    begin_draft,
    claim_draft,
    drop_draft,
    file_draft,
    forget_person,
    keep_draft,
    remove_expired,
    remove_file,
)
from motcua.intake.commands.entering import file, prepare, receive

__all__ = [
    "accept_file",
    "add_file",
    "begin_draft",
    "claim_draft",
    "drop_draft",
    "file",
    "file_draft",
    "forget_person",
    "keep_draft",
    "prepare",
    "receive",
    "remove_expired",
    "remove_file",
]

"""Every write of the room. Each of its parts keeps its own; this is the door."""

from motcua.papers.examinations.commands import examine_file
from motcua.papers.examinations.renewing_commands import renew_file
from motcua.papers.pad_printing import print_pad
from motcua.papers.printing_commands import content_name, print_paper
from motcua.papers.registers.commands import (
    draw_number,
    enter_letter,
    enter_result,
    file_result,
    issue_result,
    new_token,
    replace_result,
    revoke_result,
    void_number,
)
from motcua.papers.scanning.commands import describe_alike, describe_file
from motcua.papers.scanning.tray import open_tray
from motcua.papers.signing.doors import sign, sign_each, signing
from motcua.papers.store.commands import (
    accept_file,
    accept_own,
    attach,
    destroy_file,
    drop,
    keep_file,
    let_go,
    retain_file,
    store,
)
from motcua.papers.store.verifying import verify as verify_files

__all__ = [
    "accept_file",
    "accept_own",
    "attach",
    "content_name",
    "describe_alike",
    "describe_file",
    "destroy_file",
    "draw_number",
    "drop",
    "enter_letter",
    "enter_result",
    "examine_file",
    "file_result",
    "issue_result",
    "keep_file",
    "let_go",
    "new_token",
    "open_tray",
    "print_pad",
    "print_paper",
    "renew_file",
    "replace_result",
    "retain_file",
    "revoke_result",
    "sign",
    "sign_each",
    "signing",
    "store",
    "verify_files",
    "void_number",
]

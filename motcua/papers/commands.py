"""Every write of the room. Each of its parts keeps its own; this is the door."""

from motcua.papers.signing.doors import sign, sign_each, signing
from motcua.papers.store.commands import (
    accept_file,
    attach,
    destroy_file,
    drop,
    keep_file,
    retain_file,
    store,
)
from motcua.papers.store.verifying import verify as verify_files

__all__ = [
    "accept_file",
    "attach",
    "destroy_file",
    "drop",
    "keep_file",
    "retain_file",
    "sign",
    "sign_each",
    "signing",
    "store",
    "verify_files",
]

"""Where bytes lie: the port `FileStore`, and the two that fill it. Chosen by `MOTCUA_FILES_URL`."""

from motcua.papers.store.stores.opening import open_store
from motcua.papers.store.stores.port import DERIVED, FileStore, NotKeptError, Pieces, StoreFullError, StoreTroubleError

__all__ = ["DERIVED", "FileStore", "NotKeptError", "Pieces", "StoreFullError", "StoreTroubleError", "open_store"]

"""One at a time: PDFium draws and searches pages for the whole process, and is not made for two threads at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.RLock()


@contextmanager
def alone() -> Iterator[None]:
    """Whoever opens, reads or draws a document with pypdfium2 does so within this, and closes it before leaving."""
    with _lock:
        yield

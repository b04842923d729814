"""What the tests of this room share."""

import pytest

from motcua.parties import keyring


@pytest.fixture(autouse=True)
def a_fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is remembered per process; each test begins with a database that has not seen it."""
    monkeypatch.setattr(keyring, "_in_force", {})

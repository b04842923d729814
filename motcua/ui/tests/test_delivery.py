"""Static files are put where the server takes them once, and again when they have changed."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders, storage
from django.test import override_settings

from motcua.ui import delivery
from motcua.ui.storage import DigestNamed


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "theme.css").write_text('@font-face{src:url("letters.woff2")}' + "/* … */" * 100, encoding="utf-8")
    (folder / "letters.woff2").write_bytes(b"letters")
    return folder


def test_files_are_named_by_their_digest_and_only_made_anew_when_changed(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "static"
    with override_settings(
        STATIC_ROOT=target,
        STATICFILES_DIRS=[source],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        WHITENOISE_KEEP_ONLY_HASHED_FILES=True,
    ):
        finders.get_finder.cache_clear()  # type: ignore[attr-defined]  # an lru_cache, not so in the stubs
        monkeypatch.setattr(storage.staticfiles_storage, "_wrapped", DigestNamed())
        assert delivery.collect()
        first = {path.name for path in target.iterdir()}
        assert not delivery.collect()
        (source / "letters.woff2").write_bytes(b"other letters")
        assert delivery.collect()
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]  # an lru_cache, not so in the stubs
    second = {path.name for path in target.iterdir()}
    assert first < second, "a server that is still running finds its own"
    assert sum(name.startswith("letters.") for name in second) == 2
    assert sum(name.startswith("theme.") and name.endswith(".css") for name in second) == 2
    assert any(name.endswith(".css.gz") for name in first)

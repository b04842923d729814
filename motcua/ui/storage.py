"""Where static files lie when they are served for good: named by their digest, compressed once."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class DigestNamed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise brings no types
    """Whitenoise with gzip only: better compression takes seconds of the first start and saves little."""

    def create_compressor(self, **options: Any) -> Compressor:
        """The compressor, told to leave Brotli out."""
        return Compressor(**{**options, "use_brotli": False})

"""Why a file is not taken. The codes of the refusals, and what counts as active content."""

from collections.abc import Mapping
from enum import StrEnum


class Objection(StrEnum):
    """The reasons that lie in the file itself. Each is the code of a refusal."""

    EMPTY = "file_empty"
    TOO_LARGE = "file_too_large"
    TYPE_UNKNOWN = "file_type_unknown"
    TYPE_DIFFERS = "file_type_differs"
    OLD_OFFICE = "file_old_office"
    HEIC = "file_heic"
    MACROS = "file_has_macros"
    ACTIVE = "file_active_content"
    SIGNED_AND_ACTIVE = "file_signed_and_active"
    ENCRYPTED = "file_encrypted"
    DAMAGED = "file_damaged"
    TOO_MANY_PAGES = "file_too_many_pages"
    TOO_MANY_PIXELS = "file_too_many_pixels"
    TOO_DEMANDING = "file_too_demanding"
    WITHOUT_PREVIEW = "file_without_preview"


class ActiveContent(StrEnum):
    """What a file does by itself, beside showing its pages."""

    SCRIPT = "script"
    LAUNCH = "launch"
    SENDING = "sending"
    MEDIA = "media"
    OPENING = "opening"
    EMBEDDED = "embedded"
    OTHER_FILE = "other_file"
    ENTITIES = "entities"


class NotAcceptableError(Exception):
    """Raised inside the workshop; crosses to the house as plain words."""

    def __init__(self, objection: Objection, values: Mapping[str, object] | None = None) -> None:
        super().__init__(objection)
        self.objection = objection
        self.values = dict(values or {})

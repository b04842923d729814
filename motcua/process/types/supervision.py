"""What whoever oversees a dossier does about it: reminders, causes of lateness."""

from enum import StrEnum


class SupervisionEntry(StrEnum):
    """The kinds of entries that tell of it, in the stream of the dossier. They move neither it nor its date."""

    REMINDED = "process.reminded"
    """Whoever has the work was reminded of it, in words."""

"""The journal as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The record of every move."""

    name = "motcua.journal"
    label = "journal"

    def ready(self) -> None:
        """Makes the journal's sentences and its sweep known, once the models are."""
        import_module("motcua.journal.messages")
        import_module("motcua.journal.sweeps")

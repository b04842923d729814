"""Wires the heart into Django."""

from importlib import import_module

from django.apps import AppConfig


class DossierConfig(AppConfig):
    """The heart."""

    name = "motcua.dossier"

    def ready(self) -> None:
        """Makes the room's sentences, names and kinds of entries known."""
        import_module("motcua.dossier.messages")
        import_module("motcua.dossier.entries")

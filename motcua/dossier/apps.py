"""Wires the heart into Django."""

from importlib import import_module

from django.apps import AppConfig

from motcua.kernel import checking


class DossierConfig(AppConfig):
    """The heart."""

    name = "motcua.dossier"

    def ready(self) -> None:
        """Makes the room's sentences, names, kinds of entries and checks known."""
        import_module("motcua.dossier.messages")
        import_module("motcua.dossier.entries")
        queries = import_module("motcua.dossier.queries")
        checking.register(checking.Check("dossiers", queries.in_words))

"""Wires the room into Django."""

from importlib import import_module

from django.apps import AppConfig

from motcua.kernel import checking


class PartiesConfig(AppConfig):
    """The room of people."""

    name = "motcua.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Makes the room's sentences, kinds of entries and check known."""
        import_module("motcua.parties.messages")
        import_module("motcua.parties.entries")
        verifying = import_module("motcua.parties.queries.verifying")
        checking.register(checking.Check("parties", verifying.faults_in_words))

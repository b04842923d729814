"""Wires the room into Django."""

from importlib import import_module

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """The room of people."""

    name = "motcua.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Makes the room's sentences and kinds of entries known."""
        import_module("motcua.parties.messages")
        import_module("motcua.parties.entries")

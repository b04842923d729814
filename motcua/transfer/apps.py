"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig


class TransferConfig(AppConfig):
    """Bringing an office over."""

    name = "motcua.transfer"

    def ready(self) -> None:
        """Makes the room's sentences known."""
        import_module("motcua.transfer.messages")

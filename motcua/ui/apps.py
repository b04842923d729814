"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The shell and the components; no tables."""

    name = "motcua.ui"
    label = "ui"

    def ready(self) -> None:
        """Makes the shell's own sentences known."""
        import_module("motcua.ui.messages")

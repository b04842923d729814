"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    """When the State works."""

    name = "motcua.worktime"
    label = "worktime"

    def ready(self) -> None:
        """Makes the room's refusals sayable and its entries known."""
        import_module("motcua.worktime.messages")
        import_module("motcua.worktime.kinds")

"""Makes the entries and sentences of sharing known."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """What people share."""

    name = "motcua.sharing"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        for module in ("entries", "messages"):
            import_module(f"motcua.sharing.{module}")

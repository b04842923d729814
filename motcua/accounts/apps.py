"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Log-in, roles by post, scope, and the record of who read what."""

    name = "motcua.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Makes the room's refusals sayable, its entries known, and registers what a database gets at its birth."""
        for part in ("messages", "kinds", "seeds", "holdings"):
            import_module(f"motcua.accounts.{part}")

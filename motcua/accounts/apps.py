"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Log-in, roles by post, scope, and the record of who read what."""

    name = "motcua.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Makes the room's refusals sayable, its entries known, and registers what a database gets at its birth."""
        from motcua.accounts.help import HELP
        from motcua.ui.types import register_help

        for part in ("messages", "kinds", "seeds", "holdings"):
            import_module(f"motcua.accounts.{part}")
        register_help(HELP)

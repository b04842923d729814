"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Who the State is."""

    name = "motcua.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Makes the room's refusals sayable and its entries known; lets the sweep hand over what mergers leave open."""
        for part in ("messages", "kinds", "alarms"):
            import_module(f"motcua.organisation.{part}")

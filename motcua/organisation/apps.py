"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Who the State is."""

    name = "motcua.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Makes the room's refusals sayable and its entries known."""
        import_module("motcua.organisation.messages")
        import_module("motcua.organisation.kinds")

"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """What may be asked of the State, and on what terms."""

    name = "motcua.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Makes the room's refusals sayable, its entries and seeds known."""
        import_module("motcua.catalogue.messages")
        import_module("motcua.catalogue.kinds")
        import_module("motcua.catalogue.seeds")

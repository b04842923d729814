"""The room's place in the house."""

from importlib import import_module

from django.apps import AppConfig

from motcua.organisation.types import HeirCheck, register_heir_check


class CatalogueConfig(AppConfig):
    """What may be asked of the State, and on what terms."""

    name = "motcua.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Makes the room's refusals sayable, its entries, seeds and what heirs take over known."""
        import_module("motcua.catalogue.messages")
        import_module("motcua.catalogue.kinds")
        import_module("motcua.catalogue.seeds")
        passing = import_module("motcua.catalogue.commands.passing")
        register_heir_check(HeirCheck("catalogue", weigh=passing.estate, pass_on=passing.pass_to_heir))

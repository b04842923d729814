"""The room's place in the house."""

from datetime import datetime
from importlib import import_module

from django.apps import AppConfig

from motcua.kernel.types import system


class OrganisationConfig(AppConfig):
    """Who the State is."""

    name = "motcua.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Makes the room's refusals sayable and its entries known; lets the sweep hand over what mergers leave open."""
        import_module("motcua.organisation.messages")
        import_module("motcua.organisation.kinds")
        commands = import_module("motcua.organisation.commands")
        queries = import_module("motcua.organisation.queries")
        sweep = import_module("motcua.kernel.sweep")

        def hand_over(succession_id: int, at: datetime) -> None:
            commands.hand_over_estate(actor=system("estates"), at=at, succession_id=succession_id)

        sweep.register(sweep.Sweep(name="estates", due=queries.estates_due, act=hand_over))

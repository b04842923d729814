"""Makes the sentences, entries, sweep and check of the parcels known."""

from django.apps import AppConfig


class PostalConfig(AppConfig):
    """The parcels."""

    name = "motcua.postal"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.kernel import checking, sweep
        from motcua.postal import commands, queries

        import_module("motcua.postal.entries")
        import_module("motcua.postal.messages")
        sweep.register(sweep.Sweep("postal.shipments", commands.due, commands.look_after))
        checking.register(checking.Check("postal", queries.faults))

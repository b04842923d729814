"""Makes the sentences, entries and the checks of the counter known."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """The counter."""

    name = "motcua.counter"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.counter import commands, queries, sweeps
        from motcua.kernel import checking, sweep
        from motcua.parties.types import Holder, register_holder

        import_module("motcua.counter.entries")
        import_module("motcua.counter.messages")
        checking.register(checking.Check("counter", queries.faults))
        checking.register(checking.Check("pads", queries.pad_faults))
        sweep.register(sweeps.EXPIRED_SHEETS)
        sweep.register(sweeps.OUTLIVED_PARCELS)
        register_holder(Holder("sheets", export=queries.sheets_about, forget=commands.forget_person))

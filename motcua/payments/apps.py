"""Makes the sentences, entries, sweeps and the check of the payments known."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The payments."""

    name = "motcua.payments"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.kernel import checking, sweep
        from motcua.payments import commands, queries

        import_module("motcua.payments.entries")
        import_module("motcua.payments.messages")
        sweep.register(sweep.Sweep("payments.orders", commands.orders_due, commands.ask_about))
        sweep.register(sweep.Sweep("payments.arrivals", commands.arrivals_due, commands.use_waiting))
        sweep.register(sweep.Sweep("payments.repayments", commands.repayments_due, commands.repay))
        checking.register(checking.Check("payments", queries.faults))

"""Makes the sentences, entries and the check of the payments known."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The payments."""

    name = "motcua.payments"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.kernel import checking
        from motcua.payments import queries

        import_module("motcua.payments.entries")
        import_module("motcua.payments.messages")
        checking.register(checking.Check("payments", queries.faults))

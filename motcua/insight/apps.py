"""Makes the ledger's reader, its kinds of entries and its sentences known."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """The ledger."""

    name = "motcua.insight"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.insight import commands, messages
        from motcua.journal import types as journal

        journal.declare_kinds(*commands.KINDS)
        journal.register(commands.LEDGER)
        messages.declare()

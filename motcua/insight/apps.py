"""Makes the readers of the figures, their kinds of entries and their sentences known."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """The ledger."""

    name = "motcua.insight"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.insight import checking, commands, messages
        from motcua.journal import types as journal
        from motcua.kernel import checking as house

        journal.declare_kinds(*commands.KINDS)
        journal.register(commands.LEDGER)
        journal.register(commands.TAKEN)
        house.register(house.Check("insight.ledger", checking.faults))
        house.register(house.Check("insight.taken", checking.endings_that_differ))
        house.register(house.Check("insight.taken_in_months", checking.sums_that_differ))
        messages.declare()

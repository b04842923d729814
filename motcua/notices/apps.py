"""Makes the reader, its sweep, its sentences, and what it holds of persons known."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people are told."""

    name = "motcua.notices"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.journal import types as journal
        from motcua.kernel import checking, seeding, sweep
        from motcua.notices import commands, queries, sweeps
        from motcua.parties.types import Holder, register_holder

        import_module("motcua.notices.messages")
        journal.register(commands.TELLING)
        sweep.register(sweeps.DELIVERIES)
        sweep.register(sweeps.DIGESTS)
        seeding.register(seeding.Seed("notices.digests", edition="1", plant=commands.begin_digests))
        register_holder(Holder("notices", export=queries.told_to))
        checking.register(checking.Check("notices", queries.faults))

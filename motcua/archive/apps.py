"""Makes the archive's sentences, entries, reader, sweeps and check known."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The archive."""

    name = "motcua.archive"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.archive import commands, queries, sweeps
        from motcua.journal.types import register
        from motcua.kernel import checking, sweep

        import_module("motcua.archive.entries")
        import_module("motcua.archive.messages")
        register(commands.AWAITING)
        for one in sweeps.SWEEPS:
            sweep.register(one)
        checking.register(checking.Check("archive", queries.faults))

"""Makes intake's sentences, its sweep and what it holds of persons known."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """How a dossier enters."""

    name = "motcua.intake"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.intake import commands, queries, sweeps
        from motcua.kernel import sweep
        from motcua.parties.types import Holder, register_holder
        from motcua.process.types import register_own_holders

        import_module("motcua.intake.messages")
        sweep.register(sweeps.EXPIRED_DRAFTS)
        register_holder(Holder("drafts", export=queries.drafts_about, forget=commands.forget_person))
        register_own_holders("drafts", queries.drafts_with_files)

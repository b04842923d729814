"""Makes the sentences, entries and the check of the lists known."""

from django.apps import AppConfig


class PassingConfig(AppConfig):
    """The lists of papers."""

    name = "motcua.passing"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.kernel import checking
        from motcua.passing import queries

        import_module("motcua.passing.entries")
        import_module("motcua.passing.messages")
        checking.register(checking.Check("passing", queries.faults))

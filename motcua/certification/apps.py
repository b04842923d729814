"""Makes the sentences and the check of the certification desk known."""

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    """The certification desk."""

    name = "motcua.certification"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.certification import queries
        from motcua.kernel import checking

        import_module("motcua.certification.messages")
        checking.register(checking.Check("certification", queries.faults))

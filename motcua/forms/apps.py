"""Makes the sentences of forms known."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """The language of e-forms."""

    name = "motcua.forms"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        import_module("motcua.forms.messages")

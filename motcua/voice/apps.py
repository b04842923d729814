"""Makes voice's sentences, entries and what it holds of persons known."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """What people say to agencies."""

    name = "motcua.voice"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from importlib import import_module

        from motcua.parties.types import Holder, register_holder
        from motcua.process.types import register_own_holders
        from motcua.voice.commands import forget_person
        from motcua.voice.queries import persons

        import_module("motcua.voice.entries")
        import_module("motcua.voice.messages")
        register_holder(
            Holder(
                "feedback",
                export=persons.export,
                texts=persons.typed_texts,
                objections=persons.objections,
                forget=forget_person,
            )
        )
        register_own_holders("feedback", persons.feedback_with_files)

"""Makes the course's entries, sentences and sweep known."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    """The course."""

    name = "motcua.process"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.dossier import queries as dossier
        from motcua.journal import types as journal
        from motcua.kernel import sweep
        from motcua.process import commands, course, messages

        journal.declare_kinds(*course.KINDS)
        messages.declare()
        sweep.register(sweep.Sweep(name="dossiers", due=dossier.due_alarms, act=commands.ring))

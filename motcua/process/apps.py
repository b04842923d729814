"""Makes the course's entries, sentences and sweep known."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    """The course."""

    name = "motcua.process"

    def ready(self) -> None:
        """Once, when all applications are known."""
        from motcua.dossier import queries as dossier
        from motcua.journal import types as journal
        from motcua.kernel import checking, sweep
        from motcua.organisation.types import HeirCheck, register_heir_check
        from motcua.process import agreement, commands, course, messages, reusing
        from motcua.process.commands import inheriting

        journal.declare_kinds(*course.KINDS, *reusing.KINDS)
        messages.declare()
        register_heir_check(HeirCheck("process", weigh=inheriting.estate, hand_over=inheriting.hand_over_to_heir))
        sweep.register(sweep.Sweep(name="dossiers", due=dossier.due_alarms, act=commands.ring))
        checking.register(checking.Check("work", agreement.in_words))
        checking.register(checking.Check("piles", agreement.piles_in_words))

"""Wires the room into Django."""

from importlib import import_module

from django.apps import AppConfig

from motcua.kernel import checking
from motcua.parties.types import Holder, register_holder


class PapersConfig(AppConfig):
    """The room of official papers."""

    name = "motcua.papers"
    label = "papers"

    def ready(self) -> None:
        """Makes the room's sentences and its sweep known."""
        import_module("motcua.papers.messages")
        import_module("motcua.papers.store.messages")
        import_module("motcua.papers.signing.messages")
        import_module("motcua.papers.examinations.messages")
        import_module("motcua.papers.registers.messages")
        import_module("motcua.papers.registers.entries")
        import_module("motcua.papers.letters.messages")
        import_module("motcua.papers.scanning.messages")
        import_module("motcua.kernel.timestamps").provide(import_module("motcua.papers.signing.doors").stamper)
        sweeps = import_module("motcua.papers.store.sweeps")
        sweeps.sweep.register(sweeps.DESTROYED_FILES)
        import_module("motcua.papers.examinations.entries")
        examinations = import_module("motcua.papers.examinations.sweeps")
        sweeps.sweep.register(examinations.UNSETTLED_SIGNATURES)
        sweeps.sweep.register(examinations.ENDING_STAMPS)
        registers = import_module("motcua.papers.registers.queries")
        register_holder(Holder("results", export=registers.export, texts=registers.typed_texts))
        checking.register(checking.Check("registers", registers.gaps))
        describing = import_module("motcua.papers.scanning.describing")
        register_holder(Holder("paper_facts", export=describing.export, texts=describing.typed_texts))

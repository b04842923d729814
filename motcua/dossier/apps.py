"""Wires the heart into Django."""

from importlib import import_module

from django.apps import AppConfig

from motcua.kernel import checking
from motcua.organisation.types import HeirCheck, register_heir_check
from motcua.parties.types import Holder, register_holder


class DossierConfig(AppConfig):
    """The heart."""

    name = "motcua.dossier"

    def ready(self) -> None:
        """Makes the room's sentences, names, kinds of entries and checks known."""
        import_module("motcua.dossier.messages")
        import_module("motcua.dossier.entries")
        queries = import_module("motcua.dossier.queries")
        inheriting = import_module("motcua.dossier.commands.inheriting")
        register_heir_check(HeirCheck("dossier", weigh=inheriting.estate, hand_over=inheriting.hand_over_to_heir))
        persons = import_module("motcua.dossier.queries.persons")
        register_holder(
            Holder("dossier", export=persons.export, texts=persons.typed_texts, objections=persons.objections)
        )
        checking.register(checking.Check("dossiers", queries.in_words))

"""Which papers a dossier needs, and which are missing."""

from collections.abc import Collection

from motcua.catalogue.parts.papers import ChecklistItem, Component, ComponentKind, Necessity
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.words import Channel

_STRENGTH = {Necessity.REQUIRED: 0, Necessity.CONDITIONAL: 1, Necessity.OPTIONAL: 2}


def checklist(version: ProcedureVersion, *, case: str | None, channel: Channel) -> tuple[ChecklistItem, ...]:
    """The checklist of that case and channel in the version's order; papers of a one-of group are one item.

    Papers that are looked up in a database (`data`) stand in the list: the desk sees that they need not be asked for.
    """
    groups: dict[str, list[Component]] = {}
    for component in version.components:
        if _concerns(component, case, channel):
            groups.setdefault(component.one_of or component.key, []).append(component)
    return tuple(
        ChecklistItem(key, tuple(papers), min((paper.necessity for paper in papers), key=_STRENGTH.__getitem__))
        for key, papers in groups.items()
    )


def missing(
    items: Collection[ChecklistItem], *, held: Collection[str], conditions: Collection[str] = ()
) -> tuple[ChecklistItem, ...]:
    """The items still missing when the papers with the keys `held` are there.

    Conditional papers are missing only when their item's key stands among `conditions`. Data is never missing: the
    desk looks it up and asks for a paper only where the database is silent (NĐ 118/2025 Đ5.1i, Đ17.1b).
    """
    return tuple(item for item in items if _is_owed(item, conditions) and not _is_there(item, held))


def _concerns(component: Component, case: str | None, channel: Channel) -> bool:
    return (not component.cases or case in component.cases) and (
        not component.channels or channel in component.channels
    )


def _is_owed(item: ChecklistItem, conditions: Collection[str]) -> bool:
    return item.necessity is Necessity.REQUIRED or (item.necessity is Necessity.CONDITIONAL and item.key in conditions)


def _is_there(item: ChecklistItem, held: Collection[str]) -> bool:
    return any(paper.key in held or paper.kind is ComponentKind.DATA for paper in item.components)

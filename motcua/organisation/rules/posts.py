"""Who may hold, give and receive what."""

from collections.abc import Collection
from datetime import date

from motcua.kernel.types import Refusal
from motcua.organisation.rules.periods import in_order, within
from motcua.organisation.types import AgencyKind, Holding, Officer, Post, Role

ONE_STOP_ROLES = frozenset({Role.RECEPTIONIST})


def may_create(role: Role, kind: AgencyKind, *, has_desk: bool) -> Refusal | None:
    """A receptionist sits in a centre, a branch or a reception point (NĐ 118/2025 Đ8, Đ17); only he has a desk."""
    if role in ONE_STOP_ROLES and kind is AgencyKind.AGENCY:
        return Refusal("receptionist_outside_one_stop", {}, "NĐ 118/2025 Đ17")
    if has_desk and role not in ONE_STOP_ROLES:
        return Refusal("desk_without_receptionist", {"role": role.value})
    return None


def may_appoint(
    officer: Officer, post: Post, valid_from: date, valid_to: date | None, *, holdings: Collection[Holding]
) -> Refusal | None:
    """A post is held within its own days and the officer's service, and by the same officer once at a time."""
    refusal = (
        in_order(valid_from, valid_to)
        or within(valid_from, valid_to, outer_from=post.valid_from, outer_to=post.valid_to)
        or within(valid_from, valid_to, outer_from=officer.valid_from, outer_to=officer.valid_to)
    )
    if refusal is not None:
        return refusal
    for holding in holdings:
        same = holding.officer_id == officer.id and holding.post.id == post.id
        if same and overlap(valid_from, valid_to, holding.valid_from, holding.valid_to):
            return Refusal("post_held_already", {"officer": officer.code, "since": holding.valid_from})
    return None


def may_delegate(
    giver: Officer,
    receiver: Officer,
    post: Post,
    valid_from: date,
    valid_to: date,
    *,
    holdings: Collection[Holding],
    receiver_agency_ids: Collection[int],
    house: Collection[int],
) -> Refusal | None:
    """Authority is lent for stated days, by the one who holds the post, inside the house, and is not lent on.

    `holdings` are the giver's own, so what he only received cannot be given further (Luật Tổ chức chính quyền địa
    phương: authority received by delegation is not delegated on). `house` are the agencies of one house.
    """
    if giver.id == receiver.id:
        return Refusal("delegation_to_oneself")
    refusal = in_order(valid_from, valid_to)
    if refusal is not None:
        return refusal
    held = [holding for holding in holdings if holding.officer_id == giver.id and holding.post.id == post.id]
    if not any(
        within(valid_from, valid_to, outer_from=holding.valid_from, outer_to=holding.valid_to) is None
        for holding in held
    ):
        return Refusal("delegation_of_a_post_not_held", {"officer": giver.code})
    if not set(receiver_agency_ids) & set(house):
        return Refusal("delegation_outside_house", {"officer": receiver.code})
    return None


def overlap(first_from: date, first_to: date | None, second_from: date, second_to: date | None) -> bool:
    """Whether two spans share a day; an absent end is open."""
    return (second_to is None or first_from <= second_to) and (first_to is None or second_from <= first_to)

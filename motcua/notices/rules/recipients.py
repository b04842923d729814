"""Who is told, and by which ways: whoever handed the papers in, and the first applicant where that is somebody else."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from motcua.notices.types import PHONE_CHANNELS, Channel
from motcua.parties.types import Declaration, Party, Role

_MOBILE = re.compile(r"0[35789][0-9]{8}")
_HANDED_IN = (Role.SUBMITTER, Role.PROXY, Role.APPLICANT)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A place in a declaration, such as `applicant/0`, and a channel by which the party there can be reached."""

    place: str
    channel: Channel


def recipients(declaration: Declaration, channels: Collection[Channel]) -> list[Recipient]:
    """Each person once, by e-mail and by one of the ways to a telephone, as far as addresses and channels are there."""
    phone = next((one for one in PHONE_CHANNELS if one in channels), None)
    ways = [Channel.EMAIL] * (Channel.EMAIL in channels) + [phone] * (phone is not None)
    found: list[Recipient] = []
    reached: set[str] = set()
    for place in _places(declaration):
        party = party_at(declaration, place)
        for channel in (way for way in ways if way is not None and party is not None):
            address = address_of(party, channel)
            if address and address not in reached:
                reached.add(address)
                found.append(Recipient(place, channel))
    return found


def party_at(declaration: Declaration, place: str) -> Party | None:
    """The party at that place; None where it was erased or never was."""
    role, _slash, number = place.partition("/")
    there = [one.party for one in declaration.declared if one.role.value == role]
    return there[int(number)] if int(number) < len(there) else None


def address_of(party: Party | None, channel: Channel) -> str:
    """Where this channel reaches the party; empty where it does not."""
    if party is None:
        return ""
    if channel is Channel.EMAIL:
        return party.email
    return party.phone if _MOBILE.fullmatch(party.phone) else ""


def _places(declaration: Declaration) -> list[str]:
    roles = {one.role for one in declaration.declared}
    handed_in = next((role for role in _HANDED_IN if role in roles), Role.APPLICANT)
    return list(dict.fromkeys([f"{handed_in.value}/0", f"{Role.APPLICANT.value}/0"]))

"""Deliveries in the reader's words, as every face shows them."""

from collections.abc import Mapping, Sequence

from motcua.kernel import messages
from motcua.notices.types import DeliveryState, Told, ToldLine
from motcua.organisation import queries as organisation
from motcua.ui.types import Tone

_TONES: Mapping[DeliveryState, Tone] = {
    DeliveryState.WAITING: Tone.WAITING,
    DeliveryState.SENT: Tone.SUCCESS,
    DeliveryState.GIVEN_UP: Tone.DANGER,
    DeliveryState.DROPPED: Tone.NEUTRAL,
}


def lines(rows: Sequence[Told]) -> list[ToldLine]:
    """Each with its words and its tone; one statement where officers are among those told."""
    officers = {one.officer_id for one in rows if one.officer_id is not None}
    names = organisation.officer_names(officers) if officers else {}
    return [
        ToldLine(
            told=one,
            event=messages.name_of(one.event),
            channel=messages.name_of(one.channel),
            state=messages.name_of(one.state),
            tone=_TONES[one.state],
            why=messages.name_of(one.why) if one.why is not None else "",
            officer=names.get(one.officer_id or 0, ""),
            is_given_up=one.state is DeliveryState.GIVEN_UP,
        )
        for one in rows
    ]

"""The figures that five centres published come out of the period table when the same dossiers are put in.

A dossier of each sort (early, on time, late, open in term, open and overdue; by channel and line) runs its course
through the real commands. What it wrote into the journal is then read by the ledger as many times as the report counts
such dossiers, each time as a dossier of its own: one for ten of Phú Yên, one for thirty or more where the source only
says "over", never so few that a published rate comes out otherwise. So rules and commands are exercised once for each
sort, and the fold, the tables of the ledger and the arithmetic of the report with every one of some thousand dossiers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

import pytest

from motcua.catalogue.types import Channel
from motcua.dossier.types import Accept
from motcua.insight import commands, queries
from motcua.insight.queries import Cut
from motcua.insight.rules import periods, ratios
from motcua.insight.rules.ratios import shown
from motcua.insight.types import By, PeriodTable
from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING, Role
from motcua.simulate.tests.counter import Counter

NOW = periods.named("2026-08")
LOCAL, VERTICAL = "1.004884", "1.010038"
"""Two procedures of five working days: of the ward, and of the police in it."""
ENDS = {"early": "{}-07-22 10:00", "on_time": "{}-07-24 10:00", "late": "{}-07-28 09:00"}
SORTS = (*ENDS, "in_term", "overdue")
BATCH = 2_000


@dataclass(frozen=True)
class Sort:
    """A sort of dossier: what became of it, in which year, over which channel, of which line."""

    fate: str
    year: int = 2026
    channel: Channel = Channel.COUNTER
    procedure: str = LOCAL


class Copies:
    """Plays one dossier of each sort and has the ledger read it as often as is wanted."""

    def __init__(self) -> None:
        self.counter = Counter(datetime(2025, 7, 2, 9, 0))
        self._played: dict[Sort, list[Entry]] = {}
        self._count = 0

    def read(self, wanted: Mapping[Sort, int]) -> None:
        """As the reader does, in batches."""
        entries = self._entries(wanted.items())
        while batch := list(islice(entries, BATCH)):
            commands.follow(batch)

    def _entries(self, wanted: Iterable[tuple[Sort, int]]) -> Iterator[Entry]:
        for sort, times in wanted:
            played = self._played.setdefault(sort, self._play(sort))
            for _ in range(times):
                self._count += 1
                stream = f"dossier/{self._count:07d}"
                for entry in played:
                    yield replace(entry, stream=stream, position=self._count)

    def _play(self, sort: Sort) -> list[Entry]:
        """Received on a Thursday (open ones late in the period), due on the 24th, or after the period's end."""
        received = {"in_term": "{}-08-12 09:00", "overdue": "{}-08-03 09:00"}.get(sort.fate, "{}-07-17 09:00")
        at = datetime.fromisoformat(received.format(sort.year))
        if sort.channel is Channel.ONLINE:
            dossier_id = self.counter.file(at, sort.procedure).dossier_id
            self.counter.act(at, dossier_id, Accept(), Role.RECEPTIONIST)
        else:
            case = "same_home" if sort.procedure == VERTICAL else ""
            dossier_id = self.counter.receive(at, sort.procedure, sort.channel, case)
        if sort.fate in ENDS:
            self.counter.complete(dossier_id, datetime.fromisoformat(ENDS[sort.fate].format(sort.year)))
        return journal.entries(f"dossier/{dossier_id}")


@pytest.fixture
def copies(quang_ninh: None) -> Copies:
    return Copies()


def table() -> PeriodTable:
    return queries.period_table(NOW, by=By.LINE, cut=Cut(scope=EVERYTHING))


def test_every_sort_is_what_it_is_called(copies: Copies) -> None:
    copies.read(
        {
            Sort(fate, procedure=procedure): 1
            for fate in (*ENDS, "in_term", "overdue")
            for procedure in (LOCAL, VERTICAL)
        }
    )
    for row in table().rows:
        figures = row.figures
        assert (figures.early, figures.on_time, figures.late, figures.in_term, figures.overdue) == (1, 1, 1, 1, 1)
    assert [row.key for row in table().rows] == ["local", "vertical"]
    assert organisation.agency(copies.counter.committee_id).line == "local"


def test_phu_yen(copies: Copies) -> None:
    """Nearly a year to 2/1/2020: 61,911 received, 60,396 resolved, 59,997 of them early or on time, 3,598 online.
    One for ten."""
    copies.read(
        {
            Sort("early", channel=Channel.ONLINE): 300,
            Sort("on_time", channel=Channel.ONLINE): 60,
            Sort("early"): 3_800,
            Sort("on_time"): 1_840,
            Sort("late"): 40,
            Sort("in_term"): 144,
            Sort("overdue"): 8,
        }
    )
    total = table().total
    figures, rates = total.figures, total.rates
    assert (figures.received, figures.resolved, figures.open) == (6_192, 6_040, 152)
    assert (figures.early + figures.on_time, figures.late) == (6_000, 40)
    assert (figures.in_term, figures.overdue) == (144, 8)
    assert shown(rates.on_time) == "99,34"
    assert shown(rates.with_open_overdue) == "99,21"
    assert (figures.online_full + figures.online_part, shown(rates.online_share)) == (360, "5,81")


def test_ha_long(copies: Copies) -> None:
    """First half of 2022: over 151,000 dossiers with the vertical agencies, 92.33 % of last year's; 98.51 % in time,
    +0.38 points. Own competence 34,755, 105 % of last year's; 97.17 % in time, +1.73 points. One for thirty or so."""
    copies.read(
        {
            Sort("early", 2026): 1_409,
            Sort("late", 2026): 41,
            Sort("on_time", 2026, procedure=VERTICAL): 2_620,
            Sort("late", 2026, procedure=VERTICAL): 20,
            Sort("early", 2025): 1_318,
            Sort("late", 2025): 63,
            Sort("on_time", 2025, procedure=VERTICAL): 3_029,
            Sort("late", 2025, procedure=VERTICAL): 20,
        }
    )
    whole, own = table().total, next(row for row in table().rows if row.key == "local")
    assert whole.before_rates is not None
    assert own.before_rates is not None
    assert shown(ratios.growth(whole.figures.resolved, whole.before.resolved)) == "92,33"
    assert (shown(whole.rates.on_time), shown(whole.before_rates.on_time)) == ("98,51", "98,13")
    assert shown(ratios.points(whole.rates.on_time, whole.before_rates.on_time), signed=True) == "+0,38"
    assert shown(ratios.growth(own.figures.resolved, own.before.resolved)) == "105,00"
    assert (shown(own.rates.on_time), shown(own.before_rates.on_time)) == ("97,17", "95,44")
    assert shown(ratios.points(own.rates.on_time, own.before_rates.on_time), signed=True) == "+1,73"


def test_ha_noi(copies: Copies) -> None:
    """Second quarter of 2022: over a million, 99.78 % in time, 0.22 % overdue of those resolved, 28,100 in process.
    One for two hundred."""
    copies.read({Sort("early"): 2_500, Sort("on_time"): 2_489, Sort("late"): 11, Sort("in_term"): 140})
    total = table().total
    assert (total.figures.resolved, total.figures.open) == (5_000, 140)
    assert (shown(total.rates.on_time), shown(total.rates.late)) == ("99,78", "0,22")
    assert total.rates.on_time is not None
    assert total.rates.late is not None
    assert total.rates.on_time + total.rates.late == 100


def test_dong_trieu(copies: Copies) -> None:
    """Ten months of 2020: over 120,000, 76 % early, 24 % on time, none overdue; online +21 %, post +7 %.
    One for a hundred."""
    copies.read(
        {
            Sort("early", channel=Channel.ONLINE): 242,
            Sort("early", channel=Channel.POST): 107,
            Sort("early"): 912 - 242 - 107,
            Sort("on_time"): 288,
            Sort("early", 2025, channel=Channel.ONLINE): 200,
            Sort("early", 2025, channel=Channel.POST): 100,
        }
    )
    total = table().total
    figures = total.figures
    assert figures.resolved == 1_200
    assert [shown(ratios.percent(part, figures.resolved)) for part in (figures.early, figures.on_time)] == [
        "76,00",
        "24,00",
    ]
    assert (figures.late, figures.overdue) == (0, 0)
    assert shown(ratios.growth(figures.online_part, total.before.online_part)) == "121,00"
    assert shown(ratios.growth(figures.post, total.before.post)) == "107,00"


def test_hai_phong(copies: Copies) -> None:
    """2022: 100 % on time as the rule, more of it early. One late among ten thousand, and it is no longer 100."""
    copies.read({Sort("early"): 6_000, Sort("on_time"): 3_999})
    assert shown(table().total.rates.on_time) == "100,00"
    copies.read({Sort("late"): 1})
    assert shown(table().total.rates.on_time) == "99,99"

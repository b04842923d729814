"""Whether the ledger adds up, and whether it is what the dossiers' histories say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import connection

from motcua.dossier import queries as dossier
from motcua.insight import models, queries
from motcua.insight.commands import LEDGER, SUBMITTED, TAKEN
from motcua.insight.commands.ledger import COLUMNS, agency_of, line_of
from motcua.insight.queries import Cut
from motcua.insight.rules import movements as rules
from motcua.insight.rules import periods
from motcua.insight.rules.movements import KINDS_READ, Books, Move
from motcua.insight.rules.periods import LAST_DAY
from motcua.insight.types import Basis, By, Movement, PeriodTable
from motcua.insight.usual import COUNTED
from motcua.journal import queries as journal
from motcua.journal.types import Entry, Reader
from motcua.organisation.types import EVERYTHING

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Size:
    """How much the ledger holds."""

    movements: int
    dossiers: int


def size() -> Size:
    """How many movements of how many dossiers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT stream) FROM insight_movement")
        return Size(*cursor.fetchone())


def digest() -> str:
    """A number that stands for all movements, whatever the order in which they lie: equal when the figures are."""
    columns = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), coalesce(sum(hashtextextended(ROW({columns})::text, 0)::numeric), 0)"  # noqa: S608 - our own columns
            " FROM insight_movement"
        )
        count, total = cursor.fetchone()
    return f"{count}-{int(total) % 2**64:016x}"


def faults() -> Iterator[str]:
    """Everything that does not add up: by agency and legal month, then dossier by dossier against the journal."""
    yield from months_that_do_not_add_up()
    yield from dossiers_that_differ()


def months_that_do_not_add_up() -> Iterator[str]:
    """The identities of clock rule 35 for every agency, every legal month and both bases."""
    span = _span()
    if span is None:
        return
    for basis in Basis:
        before: PeriodTable | None = None
        month = periods.month_containing(span[0])
        while month.first <= span[1]:
            try:
                table = queries.period_table(month, by=By.AGENCY, cut=Cut(scope=EVERYTHING, basis=basis))
            except AssertionError as broken:
                yield f"{month.first} – {month.last}, {basis}: {broken}"
                before = None
            else:
                yield from _carried_wrongly(before, table)
                before = table
            month = periods.month_containing(month.after)


def dossiers_that_differ() -> Iterator[str]:
    """Folds every history anew, up to where the reader has read, and compares it with what is in the books."""
    expected = _folded_anew(_checkpoint(LEDGER))
    found = _in_the_books()
    for stream in sorted(expected.keys() | found.keys()):
        if expected.get(stream, []) != found.get(stream, []):
            yield f"{stream}: the books hold {len(found.get(stream, []))} movements that its history does not give."


def endings_that_differ() -> Iterator[str]:
    """Counts every ended dossier's time anew and compares it with what was noted; one not read of yet is no fault."""
    unread = _unread(_checkpoint(TAKEN))
    after_id = 0
    while ids := dossier.ids_after(after_id, limit=_BATCH):
        after_id = ids[-1]
        counted = {one.dossier_id: asdict(one) for one in dossier.endings(ids)}
        noted = {row["dossier_id"]: row for row in models.Taken.objects.filter(dossier_id__in=ids).values()}
        for dossier_id in ids:
            if counted.get(dossier_id) != noted.get(dossier_id) and f"dossier/{dossier_id}" not in unread:
                yield f"dossier/{dossier_id}: what is noted of its end is not what it took."


def sums_that_differ() -> Iterator[str]:
    """Sums what is noted of every month anew and compares it with the sums that are kept."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERING_SUMS)
        for agency_id, code, month in cursor.fetchall():
            yield f"agency {agency_id}, {code}, month from {month}: the sum is not that of its dossiers."


def _carried_wrongly(before: PeriodTable | None, table: PeriodTable) -> Iterator[str]:
    """(8) of a month is (13) of the month before it."""
    if before is None:
        return
    opened = {row.key: row.figures.open for row in before.rows}
    for row in table.rows:
        if row.figures.carried_over != opened.get(row.key, 0):
            yield (
                f"{row.label}, {table.period.first} – {table.period.last}: carried over {row.figures.carried_over},"
                f" but {opened.get(row.key, 0)} were open the day before."
            )


def _span() -> tuple[date, date] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(happened_on), max(greatest(happened_on, booked_on)) FROM insight_movement")
        first, last = cursor.fetchone()
    return None if first is None else (first, last)


def _checkpoint(reader: Reader) -> int:
    return next(lag.position for lag in journal.lag() if lag.reader == reader.name)


def _unread(position: int) -> set[str]:
    """The streams of which somebody wrote after that position."""
    streams: set[str] = set()
    while entries := journal.entries_after(position, limit=_BATCH):
        streams |= {entry.stream for entry in entries}
        position = entries[-1].position
    return streams


def _folded_anew(upto: int) -> dict[str, list[str]]:
    """The lines that the histories give, by stream; the books close where the journal says they closed."""
    folding = _Folding()
    position = 0
    while position < upto and (entries := journal.entries_after(position, limit=_BATCH)):
        for entry in entries:
            if entry.position <= upto:
                folding.take(entry)
        position = entries[-1].position
    return folding.lines()


class _Folding:
    """Follows the journal as the reader does, but keeps everything in memory and writes nothing."""

    def __init__(self) -> None:
        self._books: dict[int, Books] = {}
        self._standings: dict[str, rules.Standing | None] = {}
        self._made: defaultdict[str, list[tuple[Entry, Movement]]] = defaultdict(list)

    def take(self, entry: Entry) -> None:
        """One more entry."""
        if entry.kind == SUBMITTED:
            self._books[entry.body["agency_id"]] = Books(date.fromisoformat(entry.body["last"]))
        elif entry.kind in KINDS_READ:
            standing = self._standings.get(entry.stream)
            books = self._books.get(agency_of(standing, entry), Books())
            folded = rules.fold(standing, Move(entry.kind, entry.at, entry.body), books)
            made = list(folded.movements)
            if folded.reverses_all:
                made += rules.reversals([movement for _entry, movement in self._made[entry.stream]], books)
            self._made[entry.stream] += [(entry, movement) for movement in made]
            self._standings[entry.stream] = folded.standing

    def lines(self) -> dict[str, list[str]]:
        """What it makes, by stream, in an order of its own."""
        return {
            stream: sorted(str(tuple(line_of(entry, movement))) for entry, movement in made)
            for stream, made in self._made.items()
            if made
        }


def _in_the_books() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    place = COLUMNS.index("stream")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM insight_movement")  # noqa: S608 - our own columns
        rows: Sequence[tuple[object, ...]] = cursor.fetchall()
    for row in rows:
        found[str(row[place])].append(str(tuple(row)))
    return {stream: sorted(lines) for stream, lines in found.items()}


_DIFFERING_SUMS = f"""
WITH kept AS (
  SELECT agency_id, procedure_code, month, ended, decided, refused, supplemented, late FROM insight_takeninmonth
), counted AS (
  SELECT agency_id, procedure_code, (date_trunc('month', ended_on - {LAST_DAY}) + {LAST_DAY} * interval '1 day')::date,
    {COUNTED}
  FROM insight_taken GROUP BY 1, 2, 3
)
SELECT DISTINCT agency_id, procedure_code, month
FROM ((TABLE kept EXCEPT TABLE counted) UNION ALL (TABLE counted EXCEPT TABLE kept)) differing ORDER BY 1, 2, 3
"""  # noqa: S608 - built from this module's own words; nothing is typed

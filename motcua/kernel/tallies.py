"""Running counts: how many of something lie open, without counting the rows each time somebody asks.

Whoever places work asks it of every pile, and a pile may be thousands high. A tally is moved in the very transaction
that changes what it counts. All moves of a transaction are written by the unit of work's last statement, under the
journal's lock: so two transactions that move the same tallies never wait for each other in a circle.

What a tally counts is the caller's business; it is named in the tally's key. Its room registers a check that compares
it with the rows.
"""

from collections.abc import Collection, Mapping

from motcua.kernel import statements

MOVE_AFTER = """
INSERT INTO kernel_tally AS tally (name, count)
SELECT moved.name, moved.change FROM {before}, json_to_recordset(%s) AS moved (name text, change bigint)
ON CONFLICT (name) DO UPDATE SET count = tally.count + EXCLUDED.count
"""
"""A part of a larger statement, which runs when its part `before` has. Takes `written`."""
_READ = "SELECT name, count FROM kernel_tally WHERE name = ANY(%s)"
_ASTRAY = """
SELECT name, coalesce(c.count, 0), coalesce(t.count, 0) FROM ({counted}) c
FULL JOIN (SELECT * FROM kernel_tally WHERE starts_with(name, %s)) t USING (name)
WHERE coalesce(c.count, 0) <> coalesce(t.count, 0) ORDER BY name
"""


def read(names: Collection[str]) -> dict[str, int]:
    """The tallies of these names as they are written; one never moved is not among them. One statement."""
    return dict(statements.rows(_READ, [list(names)]))


def astray(beginning: str, counted: str) -> list[tuple[str, int, int]]:
    """The tallies whose names begin so and that differ from what `counted` finds, each as name, found and told.

    `counted` is a query of `name` and `count`. One statement, so that rows and tallies are those of one moment.
    """
    return [(name, found, told) for name, found, told in statements.rows(_ASTRAY.format(counted=counted), [beginning])]


def written(moves: Mapping[str, int]) -> str:
    """Moves as the statement takes them; what came and went within the transaction is none."""
    return statements.recordset([{"name": name, "change": change} for name, change in moves.items() if change])

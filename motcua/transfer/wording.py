"""How columns are called where something is said about them."""

from motcua.transfer.messages import COLUMN_WORDS


def column_words(column: str) -> str:
    """The column in the reader's language."""
    return str(COLUMN_WORDS.get(column, column))

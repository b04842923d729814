"""Pure: what is missing from a paper, and how dates and money are written on it."""

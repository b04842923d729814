"""Pure decisions about forms."""

"""Pure decisions: what is told of an entry, when it may be sent, and how it reads."""

"""The ways to send: a mail server, a gateway of messages, and the demonstration's outbox."""

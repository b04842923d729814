"""The ways to reach a key: a file, a token, a service, and the demonstration's own authority."""

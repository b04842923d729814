"""Log-in, roles by post, scope, and the record of who read what."""

"""One entry of each kind and version ever released (see `motcua.journal.tests.golden`)."""

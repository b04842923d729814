"""The command line, the thinnest face of all."""

from motcua.cli.main import main

__all__ = ["main"]

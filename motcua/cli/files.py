"""Files that people give to commands."""

import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _

from motcua.cli.commands import THE_CALL_WAS_WRONG


def text_of(file: Path) -> str:
    """The text of a file in UTF-8, with or without a mark at its beginning; anything else ends the command."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        sentence = _("{file} is not written in UTF-8. Save it as “CSV UTF-8” and try again.")
        click.echo(sentence.format(file=file.name), err=True)
        sys.exit(THE_CALL_WAS_WRONG)

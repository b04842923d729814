"""Commands that are loaded when they are called, so that each starts quickly and none needs more than its own rooms."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Never

import click
import django

from motcua.config.environment import BadEnvironmentError
from motcua.kernel import messages
from motcua.kernel.home import BadHomeError
from motcua.kernel.postgres import NoDatabaseError
from motcua.kernel.types import Refused

THE_ANSWER_IS_NO = 1
THE_CALL_WAS_WRONG = 2
language_option = click.option(
    "--lang",
    "--language",
    "language",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="The language of the answer.",
)
"""Of commands whose answer is the same in both languages."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as the table of the console script names it.

    `module` holds it under its own name. `mode` is the MOTCUA_MODE it runs in, whatever the environment says.
    `sets_up_alone` is for commands that need less than the whole house and say so themselves.
    """

    module: str
    summary: str
    mode: str = ""
    hidden: bool = False
    sets_up_alone: bool = False


class Commands(click.Group):
    """A group that loads its commands one by one, after Django knows the rooms their modules import."""

    def __init__(self, *, table: Mapping[str, Command], **attributes: Any) -> None:
        super().__init__(**attributes)
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return [name for name, command in self._table.items() if not command.hidden]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Loads one command."""
        described = self._table.get(cmd_name)
        if described is None:
            return None
        if not described.sets_up_alone:
            _set_up(mode=described.mode)
        found = getattr(import_module(described.module), cmd_name.replace("-", "_"))
        if not isinstance(found, click.Command):
            raise TypeError(f"{described.module} holds no command {cmd_name}.")
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, without loading any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._table[name].summary) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command. What the surroundings or a rule refuse is one sentence and an exit code, no traceback."""
        try:
            return super().invoke(ctx)
        except BadEnvironmentError as error:
            _end(str(error), THE_CALL_WAS_WRONG)
        except (NoDatabaseError, BadHomeError) as error:
            _end(str(error), THE_ANSWER_IS_NO)
        except Refused as answer:
            _end(messages.sentence_of(answer.refusal), THE_ANSWER_IS_NO)


def _set_up(*, mode: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    if mode:
        os.environ["MOTCUA_MODE"] = mode
    django.setup()


def _end(sentence: str, code: int) -> Never:
    click.echo(sentence, err=True)
    sys.exit(code)

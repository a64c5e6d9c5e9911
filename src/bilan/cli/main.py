"""The `bilan` command: its sub-commands, and what the process ends with.

Exit codes: 0 done, 1 problems found (each named on standard error), 2 wrong use.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer

from bilan.cli import add, explain, export, extract, report, score
from bilan.cli.console import say
from bilan.cli.questions import (
    changes,
    chronology,
    control,
    displacement,
    disputes,
    history,
    judgements,
    statements,
    tolls,
)  # fmt: skip
from bilan.cli.record import baseline, bundle, expunge, judge, migrate, reports, reread, review, seal, verify
from bilan.errors import BilanError, UsageError

COLLECT_AFTER = 200_000
"""New objects before Python looks for rings of dead ones. A command makes few rings, and holds the places of the world,
which a search walks through: at Python's own 700 that takes a third of a question's time."""

SUMMARY = """An observatory of armed conflict.

Dispatches in; a sourced ledger and situation reports out.

\b
Start here:
  bilan add dispatches/ --ledger war.bilan
  bilan report --ledger war.bilan --out report.html
"""

app = typer.Typer(
    name="bilan",
    help=SUMMARY,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
COMMANDS = (
    add, extract, explain, report, reports, export, tolls, control, history, changes, displacement, chronology,
    disputes, statements, judge, judgements, review, baseline, reread, expunge, migrate, seal, verify, bundle, score,
)  # fmt: skip
for module in COMMANDS:
    name = module.__name__.rpartition(".")[2]
    if hasattr(module, "group"):
        app.add_typer(module.group, name=name)
    else:
        app.command(name)(module.run)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"bilan {version('bilan')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main() -> None:
    """Runs the command line of this process and ends it with the exit code."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        app()
    except UsageError as error:
        say(f"error: {error}")
        sys.exit(2)
    except BilanError as error:
        say(f"error: {error}")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone: nothing is left to say, not even by the interpreter's last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)

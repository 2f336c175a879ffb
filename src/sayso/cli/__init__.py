"""The command line: `sayso --help`. Exit status 0 is well, 1 that a file failed, 2 that the question was wrong."""

from __future__ import annotations

import logging
import sys


def main() -> None:
    """Run the command that was typed. An error that sayso knows is one line, never a traceback."""
    from sayso.cli.printing import problems
    from sayso.records import SaysoError

    logging.basicConfig(format="sayso: %(message)s", level=logging.WARNING)
    from sayso.cli.commands import app

    try:
        app()
    except SaysoError as error:
        problems.print(f"sayso: {error}", style="bold red" if problems.is_terminal else None, markup=False,
                       highlight=False, soft_wrap=True)
        sys.exit(2)

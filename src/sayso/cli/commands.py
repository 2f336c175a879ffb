"""Every command in one list. Commands import what they need when they run: `sayso --help` waits for nothing."""

from __future__ import annotations

from inspect import cleandoc
from typing import Annotated

import typer

from sayso.cli import overviews, questions, reports, serving

app = typer.Typer(
    name="sayso", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="On whose say-so? Reads reports on armed conflict and shows who says what about whom, who denies it, and the "
    "exact words.\n\nStart with `sayso demo`, then `sayso read FOLDER --into nexus.sayso` and "
    "`sayso claims nexus.sayso`.",
)


def _version(asked: bool) -> None:
    if asked:
        from sayso import __version__

        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Which sayso this is.")]
    = False,
) -> None:
    pass


def _help(written: str) -> str:
    """A docstring with its paragraphs on one line each, for the screen to wrap; what starts with \\b stays as it is."""
    paragraphs = cleandoc(written).split("\n\n")
    return "\n\n".join(part if part.startswith("\b") else " ".join(part.split()) for part in paragraphs)


for command in (*reports.COMMANDS, *questions.COMMANDS, *overviews.COMMANDS, *serving.COMMANDS):
    app.command(command.__name__.rstrip("_"), help=_help(command.__doc__ or ""))(command)

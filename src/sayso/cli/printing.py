"""How rows reach the screen, a file or the next program."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console

from sayso.records import Dossier

problems = Console(stderr=True)


Format = Literal["table", "json", "jsonl", "csv", "md"]
DossierFormat = Literal["md", "json", "html"]
CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="A case file, such as nexus.sayso.")]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="How rows are printed; table is for people, the others lose nothing.")
]


def show(records: Iterable[Any], format: Format, *, columns: Callable[[Any], dict[str, object]]) -> None:
    """Print `records`. `columns` is what a table shows of one; the other formats show all of it."""
    if format == "table":
        _table([columns(record) for record in records])
        return
    from sayso.exporting import exporter

    exporter(format)(records, sys.stdout)


def _table(rows: list[dict[str, object]]) -> None:
    screen = Console()
    cells = [{name: plain(value) for name, value in row.items()} for row in rows]
    if not cells:
        problems.print("Nothing found.")
    elif screen.is_terminal:
        from rich.table import Table
        from rich.text import Text

        table = Table(*cells[0], header_style="bold", pad_edge=False, box=None, padding=(0, 2, 1, 0))
        for row in cells:
            table.add_row(*(Text(cell) for cell in row.values()))
        screen.print(table)
    else:
        for row in [dict(zip(cells[0], cells[0], strict=True)), *cells]:
            sys.stdout.write("\t".join(row.values()) + "\n")


def show_dossier(dossier: Dossier, format: DossierFormat) -> None:
    """Print a dossier as a page; a terminal shows its Markdown laid out."""
    from sayso.exporting.dossier import render

    page = render(dossier, format)
    screen = Console()
    if format == "md" and screen.is_terminal:
        from rich.markdown import Markdown

        screen.print(Markdown(page))
    else:
        sys.stdout.write(page)


def plain(value: object) -> str:
    """`value` as one line; a report cannot move the cursor or colour the screen."""
    if value is None:
        return ""
    words = " ".join(str(value).split())
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) == "Cc" else sign for sign in words)


def say(words: str) -> None:
    """A line for people, beside the rows: on standard error."""
    problems.print(words, markup=False, highlight=False, soft_wrap=True)

"""How rows reach the screen, a file or the next program."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console

from sayso.records import Dossier, ExportingError

problems = Console(stderr=True)


Format = Literal["table", "json", "jsonl", "csv", "md"]
DossierFormat = Literal["md", "json", "html", "docx", "table", "jsonl", "csv"]
CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="A case file, such as nexus.sayso.")]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="How rows are printed; table is for people, the others lose nothing.")
]

DossierOption = Annotated[
    DossierFormat,
    typer.Option("--format", "-f", help="A page (md, json, html), a Word file (docx), or a row for each line of it."),
]


def show(
    records: Iterable[Any], format: str, *, columns: Callable[[Any], dict[str, object]],
    brief: Callable[[Any], dict[str, object]] | None = None,
) -> None:
    """Print `records`. A table shows `columns` of each, on a terminal `brief`; other formats show all there is."""
    if format != "table":
        from sayso.exporting import exporter

        exporter(format)(records, sys.stdout)
        return
    screen = Console()
    shown = brief if brief is not None and screen.is_terminal else columns
    rows = [{name: plain(value) for name, value in shown(record).items()} for record in records]
    if not rows:
        say("Nothing found.")
    elif screen.is_terminal:
        _draw(rows, screen)
    else:
        for row in [dict(zip(rows[0], rows[0], strict=True)), *rows]:
            sys.stdout.write("\t".join(row.values()) + "\n")


def _draw(rows: list[dict[str, str]], screen: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold", pad_edge=False, box=None, padding=(0, 2, 1, 0))
    for name in rows[0]:
        widest = max(len(row[name]) for row in rows)
        table.add_column(name, overflow="fold", min_width=min(widest, 8), ratio=min(widest, 60))
    for row in rows:
        table.add_row(*map(Text, row.values()))
    screen.print(table)


def show_dossier(dossier: Dossier, format: DossierFormat) -> None:
    """Print a dossier as a page, or its lines as rows; a terminal shows its Markdown laid out."""
    from sayso.exporting import flat
    from sayso.exporting.dossier import FORMATS, render
    from sayso.exporting.results import DossierResults

    if format == "docx":
        from sayso.exporting.word import docx

        if sys.stdout.isatty():
            raise ExportingError("A Word document is no text for a terminal; send it to a file: "
                                 "`… --format docx > a.docx`")
        sys.stdout.buffer.write(docx(dossier))
        return
    if format not in FORMATS:
        show(DossierResults(dossier), format, columns=flat)
        return
    page = render(dossier, format)
    if format == "md":
        show_page(page)
    else:
        sys.stdout.write(still(page))


def show_page(markdown: str) -> None:
    """Print a page of Markdown; a terminal shows it laid out."""
    screen = Console()
    if screen.is_terminal:
        from rich.markdown import Markdown

        screen.print(Markdown(still(markdown)))
    else:
        sys.stdout.write(still(markdown))


def plain(value: object) -> str:
    """`value` on one line."""
    return "" if value is None else still(" ".join(str(value).split()))


def still(words: str) -> str:
    """`words` without control characters but line feeds: a report cannot move the cursor or colour the screen."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if sign != "\n" and unicodedata.category(sign) == "Cc" else sign for sign in words
    )


def say(words: str) -> None:
    """A line for people, beside the rows: on standard error."""
    problems.print(still(words), markup=False, highlight=False, soft_wrap=True)

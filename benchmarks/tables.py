"""Tables of figures: printed, put on a page between its marks, and kept as history."""

from __future__ import annotations

import csv
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

HERE = Path(__file__).parent
HISTORY = HERE / "history.csv"
PAGE = HERE.parent / "docs" / "quality.md"
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Table:
    """One part of the bench: `rows` to look at under `head`, `figures` to keep by name; `note` stands below."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: Mapping[str, float] = field(default_factory=dict)
    note: str = ""

    def text(self) -> str:
        """For a terminal: the first column to the left, the others to the right."""
        lines = (self.head, *self.rows)
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.head))]
        shown = [f"== {self.title}"]
        for first, *others in lines:
            cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
            shown.append("  ".join([first.ljust(widths[0]), *cells]).rstrip())
        return "\n".join([*shown, *([self.note] if self.note else [])])

    def markdown(self) -> str:
        """For a page."""
        rule = "|".join(["---", *["---:"] * (len(self.head) - 1)])
        lines = [f"| {' | '.join(row)} |" for row in self.rows]
        table = "\n".join([f"| {' | '.join(self.head)} |", f"|{rule}|", *lines])
        return f"{table}\n\n{self.note}" if self.note else table


def written(page: str, part: str, content: str) -> str:
    """`page` with `content` between its marks `<!-- part -->` and `<!-- /part -->`.

    Raises ValueError where the page has no such marks.
    """
    first, last = f"<!-- {part} -->", f"<!-- /{part} -->"
    marked = re.compile(f"{re.escape(first)}.*?{re.escape(last)}", re.DOTALL)
    page, count = marked.subn(lambda _: f"{first}\n{content}\n{last}", page)
    if count != 1:
        raise ValueError(f"the page needs one pair of marks `{first}` and `{last}`; it has {count}.")
    return page


def commit() -> str:
    """The short id of the commit measured, with `+` where `src` has changes; `?` outside git."""
    try:
        short = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
        dirty = subprocess.run(["git", "status", "--porcelain", "src"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "?"
    return short.stdout.strip() + ("+" if dirty.stdout.strip() else "")


def remember(figures: Mapping[str, float], history: Path = HISTORY) -> None:
    """Append `figures` to the history: when (UTC), commit, figure, value."""
    when, what = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), commit()
    new = not history.exists()
    with history.open("a", encoding="utf8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        if new:
            writer.writerow(["when", "commit", "figure", "value"])
        writer.writerows([when, what, name, f"{value:.3f}"] for name, value in figures.items())


def progress(things: Sequence[Thing], what: str) -> Iterable[Thing]:
    """`things` one by one, with a bar on standard error, or a line where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        console.print(f"{what}: {len(things)} …")
    return track(things, what, console=console, transient=True, disable=not console.is_terminal)


def cells(*values: float) -> Iterator[str]:
    """Shares with three digits, as a table shows them."""
    return (f"{value:.3f}" for value in values)

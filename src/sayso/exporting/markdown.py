"""A Markdown table. What a report says stays words: it can put no heading, link, image or tag into the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from sayso.exporting.rows import flat

_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>|~&@]|:(?=//)|(?<=www)\.)")


def export(records: Iterable[object], out: TextIO) -> None:
    headed = False
    for record in records:
        cells = flat(record)
        if not headed:
            out.write(f"| {' | '.join(cells)} |\n|{' --- |' * len(cells)}\n")
            headed = True
        out.write(f"| {' | '.join(map(words, cells.values()))} |\n")


def words(cell: object) -> str:
    """`cell` as plain words on one line, whatever signs stand in it."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return _MEANS_SOMETHING.sub(r"\\\1", " ".join(cell.split()))

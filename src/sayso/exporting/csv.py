"""A table for spreadsheets. A cell that a spreadsheet would run as a formula starts with an apostrophe instead."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from sayso.exporting.rows import flat

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def export(records: Iterable[object], out: TextIO) -> None:
    writer = None
    for record in records:
        cells = {name: _safe(cell) for name, cell in flat(record).items()}
        if writer is None:
            writer = csv.DictWriter(out, list(cells), lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
            writer.writeheader()
        writer.writerow(cells)


def _safe(cell: object) -> object:
    """https://owasp.org/www-community/attacks/CSV_Injection; numbers are no danger and stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_RUN_BY_SPREADSHEETS) else cell

"""One JSON array, an object a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import msgspec

from sayso.exporting.rows import row


def export(records: Iterable[object], out: TextIO) -> None:
    before = "["
    for record in records:
        out.write(before + "\n" + msgspec.json.encode(row(record)).decode())
        before = ","
    out.write("[]\n" if before == "[" else "\n]\n")

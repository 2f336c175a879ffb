"""One JSON object a line: nothing lost, read by anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import msgspec

from sayso.exporting.rows import row


def export(records: Iterable[object], out: TextIO) -> None:
    for record in records:
        out.write(msgspec.json.encode(row(record)).decode() + "\n")

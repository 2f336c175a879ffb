"""Exporters come in by entry point: a function that writes records, one after another, to an open text file."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import Protocol, TextIO

from sayso.records import ExportingError

GROUP = "sayso.exporters"


class Exporter(Protocol):
    """Writes `records`, all of one kind, to `out`. Takes them as they come: there may be more than memory holds."""

    def __call__(self, records: Iterable[object], out: TextIO) -> None: ...


def exporter_names() -> tuple[str, ...]:
    """The names of all installed formats."""
    return tuple(sorted(entry_points(group=GROUP).names))


def exporter(name: str) -> Exporter:
    """The exporter of that format. Raises `ExportingError` where none is installed."""
    for point in entry_points(group=GROUP, name=name):
        found: Exporter = point.load()
        return found
    raise ExportingError(f"{name}: no exporter of this format is installed. There are: {', '.join(exporter_names())}.")

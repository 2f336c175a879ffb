"""A list of names comes into a case: a document beside the reports, whose names have it as their provenance."""

from __future__ import annotations

from pathlib import Path

from sayso.gathering import read_list
from sayso.records import Document, Reading
from sayso.storing import Store


def take_list(store: Store, path: Path) -> tuple[Document, Reading]:
    """Keep the names that the file `path` lists; taking it again changes nothing. Raises `GatheringError`."""
    document, reading = read_list(path)
    store.add(document, reading)
    return document, reading

"""Claims of a few sentences, read with the shipped model."""

from __future__ import annotations

import hashlib
from functools import cache

from sayso.reading.frames import FramesReader
from sayso.records import Claim, Document


@cache
def reader() -> FramesReader:
    """The default reader, opened once a test run."""
    return FramesReader.open()


def a_report(text: str, *, published: str | None = "2022-02-10") -> Document:
    """A report with this text, by an invented wire service."""
    digest = hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
    return Document(
        id=f"d-{digest[:16]}",
        name="report.txt",
        sha256=digest,
        text=text,
        publisher="Northern Wire",
        published=published,
    )


def claims_of(text: str, *, published: str | None = "2022-02-10") -> tuple[Claim, ...]:
    """What the default reader takes from the text."""
    return reader().read(a_report(text, published=published)).claims

"""A report as we hold it: its canonical text, where it came from, its parts and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LIST_OF_NAMES = "text/x-list-of-names"  # the media type of a list that came in as one
BlockKind = Literal[
    "headline", "standfirst", "subhead", "byline", "dateline", "caption", "paragraph", "list", "table", "quotation",
    "related", "footnote", "furniture",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the canonical text and what it is on the page. Offsets are code points, end exclusive."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One article of a document: most have one, a reprint of two articles has two.

    `published` and `updated` are ISO dates (`2022-01-13`), EDTF where less is known; None: the file does not say.
    """

    start: int
    end: int
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBox:
    """Where a stretch of canonical text stands in a PDF: page from 1, box in points from the top left."""

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report.

    `id` is `d-` and the first 16 hex digits of `sha256`, which is taken of the bytes of the file (of the member, for
    an archive). `name` is the file's name, with its archive before it (`reports.zip/a.txt`). `text` is the canonical
    text every span counts in, in Unicode code points. What the file does not say is None.
    """

    id: str
    name: str
    sha256: str
    text: str
    media_type: str = "text/plain"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    url: str | None = None
    path: str | None = None
    parts: tuple[Part, ...] = ()
    blocks: tuple[Block, ...] = ()
    boxes: tuple[PageBox, ...] = ()

    @property
    def lists_names(self) -> bool:
        """Whether it is a list of names and no report: nothing is claimed in it, and nobody speaks."""
        return self.media_type == LIST_OF_NAMES

    def part_at(self, offset: int) -> Part:
        """The article that holds `offset`; where no parts are known, the whole document as one part."""
        for part in self.parts:
            if part.start <= offset < part.end:
                return part
        return Part(
            start=0, end=len(self.text), title=self.title, publisher=self.publisher, author=self.author,
            published=self.published, updated=self.updated,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that was not read, where, and why. Never the same as: nothing was claimed there.

    `kind` is a short stable word (`empty`, `encrypted`, `damaged`, `mis-encoded`, `too-large`, `wrong-type`,
    `other-language`, `sentence-failed`, `unanchored-quote`, `no-date` …); `why` is a sentence for people that names
    the way out. `start` and `end` are None where the trouble is with the whole file.
    """

    document: str  # the document's name, or the file's where there is no document
    kind: str
    why: str
    start: int | None = None
    end: int | None = None

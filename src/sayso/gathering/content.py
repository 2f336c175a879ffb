"""What a format gives before it is a document, and the one way in which a file fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records import Block, GatheringError, PageBox, Trouble

Kind = Literal["text", "markdown", "html", "pdf", "docx", "mail", "zip", "warc"]

MEDIA_TYPES: dict[Kind, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "mail": "message/rfc822",
    "zip": "application/zip",
    "warc": "application/warc",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Who, what and when a report is, None where that is not said. Dates are ISO or EDTF.

    `unclear` are the places of dates that are two dates, day first or month first.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    unclear: tuple[tuple[int, int], ...] = ()

    def or_else(self, other: Masthead) -> Masthead:
        """What this one leaves open, from `other`; a day that one of them knows is unclear no more."""
        fields = ("title", "publisher", "author", "published", "updated", "url")
        known = {field: getattr(self, field) or getattr(other, field) for field in fields}
        return Masthead(**known, unclear=() if known["published"] else self.unclear + other.unclear)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The canonical text of one file and what its format says about it.

    `blocks` are those the format marks itself (an HTML heading, a style in a docx), in the order of the text; the
    layout fills the rest and refines `paragraph`.
    """

    text: str
    masthead: Masthead = Masthead()
    blocks: tuple[Block, ...] = ()
    boxes: tuple[PageBox, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    attached: tuple[tuple[str, bytes], ...] = ()  # name and bytes of files inside this one


class UnreadError(GatheringError):
    """A file gave no document. `kind` is the trouble's kind, `why` the sentence for people."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(why)
        self.kind = kind
        self.why = why

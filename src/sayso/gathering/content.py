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
class Content:
    """The canonical text of one file and what its format says about it.

    `blocks` are those the format marks itself (an HTML heading, a style in a docx), in the order of the text; the
    layout fills the rest and refines `paragraph`. `published` and `updated` are ISO or EDTF. What the format does not
    say is None.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
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

"""Plain text and Markdown."""

from __future__ import annotations

import re

from sayso.gathering.content import Content, Masthead, UnreadError
from sayso.gathering.dates import iso_of_stamp
from sayso.gathering.encodings import decoded
from sayso.records import Block, BlockKind, Trouble

MARKUP = re.compile(
    r"!?\[(?P<link>[^\]\n]{0,500})\]\([^)\n]{0,2000}\)|(?P<mark>\*\*|__)(?=\S)(?P<strong>[^\n]{1,500}?)(?<=\S)(?P=mark)"
    r"|^(?P<level>\#{1,6})[ \t]+(?P<heading>[^\n]*?)[ \t#]*$|^>[ \t]?(?P<quoted>[^\n]*)$",
    re.M,
)
FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.S)


def read_text(content: bytes, name: str) -> Content:
    """The decoded text with `\\r\\n` made `\\n` and a byte-order mark dropped, nothing else."""
    text, doubt = decoded(content, name)
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise UnreadError("empty", f"{name} is empty.")
    return Content(text=text, troubles=(Trouble(document=name, kind="mis-encoded", why=doubt),) if doubt else ())


def read_markdown(content: bytes, name: str) -> Content:
    """Markdown without the marks of headings, quotations, links and bold, and without its front matter."""
    plain = read_text(content, name)
    source, fields = plain.text, dict[str, str]()
    if front := FRONT_MATTER.match(source):
        fields = dict(re.findall(r"^(\w+):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", front[1], re.M))
        source = source[front.end() :]
    text, blocks, at = "", list[Block](), 0
    for mark in MARKUP.finditer(source):
        text += source[at : mark.start()]
        kept = next((mark[g] for g in ("link", "strong", "heading", "quoted") if mark[g] is not None), "")
        kept = MARKUP.sub(lambda m: m["link"] or m["strong"] or "", kept)
        if mark["heading"] or mark["quoted"]:
            kind: BlockKind = "quotation" if mark["quoted"] else "headline" if mark["level"] == "#" else "subhead"
            lead = len(kept) - len(kept.lstrip())
            if kept.strip():
                blocks.append(Block(start=len(text) + lead, end=len(text) + len(kept.rstrip()), kind=kind))
        text += kept
        at = mark.end()
    masthead = Masthead(
        title=fields.get("title") or None, author=fields.get("author") or None, url=fields.get("url") or None,
        publisher=fields.get("source") or fields.get("publisher") or None,
        published=iso_of_stamp(fields.get("date")), updated=iso_of_stamp(fields.get("updated")),
    )  # fmt: skip
    return Content(text=text + source[at:], masthead=masthead, blocks=tuple(blocks), troubles=plain.troubles)

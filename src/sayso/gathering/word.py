"""Word files: paragraphs with their styles, tables row by row, footnotes at the end."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from sayso.gathering.content import Content, Masthead, UnreadError
from sayso.gathering.phrases import whole
from sayso.records import Block, BlockKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOT_SHOWN = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}txbxContent",
    f"{W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
LARGEST_BYTES = 500_000_000  # of XML inside one file
STYLES: tuple[tuple[str, BlockKind], ...] = (
    ("title", "headline"), ("subtitle", "standfirst"), ("heading", "subhead"), ("list", "list"), ("caption", "caption"),
    ("quote", "quotation"), ("intense quote", "quotation"), ("footnote", "footnote"),
)  # fmt: skip


def read_docx(content: bytes, name: str) -> Content:
    """The text as Word shows it with all changes accepted."""
    from docx import Document

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        xml_bytes = sum(e.file_size for e in entries if e.filename.endswith((".xml", ".rels")))
        if any(e.flag_bits & 1 for e in entries):
            raise UnreadError(
                "encrypted",
                f"{name} is locked with a password. Open it, remove the password, save it and read it again.",
            )
        if xml_bytes > LARGEST_BYTES or xml_bytes > max(200 * len(content), 1_000_000):
            raise UnreadError(
                "too-large", f"{name} would unpack to {xml_bytes:,} bytes. Open it and save the report alone."
            )
    word = Document(io.BytesIO(content))
    styles = {s.style_id: (s.name or "").lower() for s in word.styles}
    lines = list(lines_of(word.element.body, styles))
    lines += [("footnote", words) for words in notes_of(word)]
    title, author = word.core_properties.title, word.core_properties.author
    if not lines:
        raise UnreadError("empty", f"{name} holds no text.")
    text, blocks = "", list[Block]()
    for kind, words in lines:
        text += "\n" if text and kind == "table" and blocks[-1].kind == "table" else "\n\n" if text else ""
        blocks.append(Block(start=len(text), end=len(text) + len(words), kind=kind))
        text += words
    if not any(b.kind == "headline" for b in blocks) and blocks[0].kind == "subhead":
        blocks[0] = Block(start=0, end=blocks[0].end, kind="headline")
    masthead = Masthead(
        title=title if title and title.casefold() not in whole("byline", "not_a_title") else None,
        author=author if author and author.casefold() not in whole("byline", "not_a_person") else None,
    )
    return Content(text=text, masthead=masthead, blocks=tuple(blocks))


def lines_of(element: Any, styles: dict[str, str]) -> Iterator[tuple[BlockKind, str]]:
    """Paragraphs and table rows below an element, text boxes after the paragraph they hang on."""
    for child in element:
        if child.tag == f"{W}p":
            if words := words_of(child).strip():
                yield kind_of(child, styles), words
            for box in child.iter(f"{W}txbxContent"):
                if not any(above.tag.endswith("}Fallback") for above in box.iterancestors()):
                    yield from lines_of(box, styles)
        elif child.tag == f"{W}tr":
            cells = [" ".join(words_of(cell).split()) for cell in child.iter(f"{W}tc")]
            if any(cells):
                yield "table", " | ".join(cells)
        elif child.tag not in NOT_SHOWN:
            yield from lines_of(child, styles)


def words_of(element: Any) -> str:
    """What is shown of an element; paragraphs inside it each end with a line break."""
    words = ""
    for child in element:
        if child.tag == f"{W}t":
            words += child.text or ""
        elif child.tag in SIGNS:
            words += SIGNS[child.tag]
        elif child.tag not in NOT_SHOWN:
            words += words_of(child) + ("\n" if child.tag == f"{W}p" else "")
    return words


def kind_of(paragraph: Any, styles: dict[str, str]) -> BlockKind:
    """The kind a paragraph's style names."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    named = styles.get(style.get(f"{W}val"), "") if style is not None else ""
    for start, kind in STYLES:
        if named.startswith(start):
            return kind
    return "list" if paragraph.find(f"{W}pPr/{W}numPr") is not None else "paragraph"


def notes_of(word: Any) -> Iterator[str]:
    """Footnotes and endnotes in their order."""
    from docx.oxml import parse_xml

    for part in word.part.package.iter_parts():
        if re.fullmatch(r"/word/(?:foot|end)notes\.xml", str(part.partname)):
            for note in parse_xml(part.blob):
                if note.get(f"{W}type") is None and (words := " ".join(words_of(note).split())):
                    yield words

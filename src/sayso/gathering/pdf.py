"""PDF files: paragraphs put together again from lines, each line with its page and box."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import c_double
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from sayso.gathering.content import Content, Masthead, UnreadError
from sayso.gathering.phrases import whole
from sayso.records import Block, BlockKind, PageBox

LINE_END_HYPHEN = 2  # what pdfium puts for a hyphen at a line's end
LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0xAD: "",
}
ENDS_SENTENCE = re.compile(r"[.!?:;。؟۔][\"”’'»)\]]*\d{0,2}$")
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.I)
BULLET = re.compile(r"(?:[•●▪◦‣·]|[-–]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
FILE_NAME = re.compile(r"Microsoft \w+ - |\.(?:docx?|pdf|indd|qxd|rtf|odt|pages)$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page: box in points from the top left, `base` the height its letters stand on."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    broken: bool  # ends in a hyphen that breaks a word


def read_pdf(content: bytes, name: str) -> Content:
    """The text of all pages; running heads, page numbers and what repeats at the edge of pages are left out."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadError(
                "encrypted", f"{name} is locked with a password. Open it, print it to a new PDF and read that."
            ) from error
        raise UnreadError("damaged", f"{name} is a broken PDF ({error}). Fetch it again from its source.") from error
    try:
        pages = [list(lines_of(pdf[number], number + 1)) for number in range(len(pdf))]
        about = pdf.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise UnreadError("damaged", f"{name} is a broken PDF ({error}). Fetch it again from its source.") from error
    finally:
        pdf.close()
    lines = without_running_heads(pages)
    if not lines:
        count = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
        why = f"{name} shows {count} without text: probably a scan. Run it through OCR and read the result."
        raise UnreadError("no-text", why)
    text, blocks, boxes = put_together(lines)
    title, author = about.get("Title", "").strip(), about.get("Author", "").strip()
    masthead = Masthead(
        title=title if " " in title and not FILE_NAME.search(title) else None,
        author=author if author and author.strip("()").casefold() not in whole("byline", "not_a_person") else None,
    )
    return Content(text=text, masthead=masthead, blocks=blocks, boxes=boxes)


def lines_of(page: Any, number: int) -> Iterator[Line]:
    """The lines of a page in the order pdfium reads them."""
    from pypdfium2 import raw

    letters = page.get_textpage()
    height = page.get_height()
    edges = (c_double(), c_double(), c_double(), c_double())
    origin = (c_double(), c_double())
    words, shown, broken, high = "", list[int](), False, 0
    left, right, low, top = 0.0, 0.0, 0.0, 0.0

    def line() -> Line:
        middle = shown[len(shown) // 2]  # the first letter may be a bullet in a font of its own
        raw.FPDFText_GetCharOrigin(letters, middle, *origin)
        face = raw.FPDFText_GetFontWeight(letters, middle) >= 600 or "bold" in font_name(letters, middle)
        return Line(
            text=" ".join(words.split()), page=number, left=left, right=right, top=height - top, bottom=height - low,
            base=height - origin[1].value, size=round(raw.FPDFText_GetFontSize(letters, middle), 1), bold=face,
            broken=broken,
        )  # fmt: skip

    for at in range(letters.count_chars()):
        code = raw.FPDFText_GetUnicode(letters, at)
        if code in {10, 13, LINE_END_HYPHEN}:
            broken = code == LINE_END_HYPHEN
            if shown:
                yield line()
            words, shown, broken = "", [], False
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD, 0
        letter = LIGATURES.get(code, chr(code) if 32 <= code < 0x110000 else " ")
        words += letter
        if letter.isspace() or not letter:
            continue
        raw.FPDFText_GetCharBox(letters, at, *edges)
        x1, x2, y1, y2 = (edge.value for edge in edges)
        left, right = (min(left, x1), max(right, x2)) if shown else (x1, x2)
        low, top = (min(low, y1), max(top, y2)) if shown else (y1, y2)
        shown.append(at)
    if shown:
        yield line()
    letters.close()


def font_name(letters: Any, at: int) -> str:
    """The name of the font of one letter, in small letters."""
    from ctypes import c_int, create_string_buffer

    from pypdfium2 import raw

    name = create_string_buffer(128)
    size = raw.FPDFText_GetFontInfo(letters, at, name, 128, c_int())
    return name.raw[: max(size - 1, 0)].decode("utf-8", "replace").lower()


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines but page numbers and what stands at the edge of most pages."""

    def key(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text)

    edges = Counter(k for lines in pages for k in {key(line) for line in (*lines[:2], *lines[-2:])})
    running = {k for k, count in edges.items() if count >= 2 and count * 2 > len(pages)}
    kept = []
    for lines in pages:
        for n, line in enumerate(lines):
            at_edge = n < 2 or n >= len(lines) - 2
            if not (at_edge and (key(line) in running or PAGE_NUMBER.fullmatch(line.text))):
                kept.append(line)
    return kept


def put_together(lines: Sequence[Line]) -> tuple[str, tuple[Block, ...], tuple[PageBox, ...]]:
    """The canonical text, its paragraphs as blocks, and a box for every line."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    leading = median(
        [b.base - a.base for a, b in pairwise(lines) if a.page == b.page and a.size == b.size and b.base > a.base]
        or [body * 1.2]
    )
    plain = {word.lower() for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text)}
    text, blocks, boxes = "", list[Block](), list[PageBox]()
    start, largest = 0, max(line.size for line in lines if line.page == lines[0].page)
    for n, line in enumerate(lines):
        before = lines[n - 1] if n else None
        if before and begins_paragraph(before, line, leading):
            text += "\n\n"
            start = len(text)
        elif before and before.broken:
            text += "-" if keeps_hyphen(before.text, line.text, plain) else ""
        elif before and not re.search(r"\w[-–—/]$", before.text):
            text += " "
        boxes.append(PageBox(
            start=len(text), end=len(text) + len(line.text), page=line.page, left=round(line.left, 2),
            top=round(line.top, 2), right=round(line.right, 2), bottom=round(line.bottom, 2),
        ))  # fmt: skip
        text += line.text
        after = lines[n + 1] if n + 1 < len(lines) else None
        if after is None or begins_paragraph(line, after, leading):
            kind = kind_of(line, len(text[start:].split()), body, largest, any(b.kind == "headline" for b in blocks))
            blocks.append(Block(start=start, end=len(text), kind=kind))
    return text, tuple(blocks), tuple(boxes)


def begins_paragraph(before: Line, line: Line, leading: float) -> bool:
    """Whether `line` begins anew: other type, a gap, an indent, a bullet; over a page's end only after a full stop."""
    if before.broken:
        return False
    if abs(before.size - line.size) > 0.6 or before.bold != line.bold or BULLET.match(line.text):
        return True
    if before.page != line.page or line.base <= before.base:
        return bool(ENDS_SENTENCE.search(before.text)) or not line.text[0].islower()
    indented = line.left - before.left > 0.8 * line.size and bool(ENDS_SENTENCE.search(before.text))
    return line.base - before.base > 1.3 * max(leading, 1.2 * line.size) or indented


def keeps_hyphen(left: str, right: str, plain: set[str]) -> bool:
    """Whether a word broken at a line's end keeps its hyphen: as the report writes it elsewhere, else by its prefix."""
    head, tail = re.search(r"[\w-]*$", left), re.match(r"\w*", right)
    first, second = head[0] if head else "", tail[0] if tail else ""
    if f"{first}-{second}".lower() in plain:
        return True
    if (first + second).lower() in plain:
        return False
    return (
        second[:1].isupper()
        or first[-1:].isdigit()
        or "-" in first
        or first.casefold() in whole("hyphens", "keep_after")
    )


def kind_of(line: Line, count: int, body: float, largest: float, has_headline: bool) -> BlockKind:
    """Large type is a headline or a subhead, a short bold paragraph a subhead; the layout tells the rest."""
    if count <= 30 and line.size >= 1.15 * body:
        return "headline" if line.size == largest and not has_headline and line.page == 1 else "subhead"
    return "subhead" if line.bold and count <= 15 and not ENDS_SENTENCE.search(line.text) else "paragraph"

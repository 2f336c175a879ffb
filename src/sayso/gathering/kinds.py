"""What a file is: by its bytes first, by its name where the bytes leave it open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from sayso.gathering.content import Kind, UnreadError
from sayso.gathering.encodings import wide_order

SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".eml": "mail", ".zip": "zip", ".warc": "warc",
}  # fmt: skip
READABLE = ".txt .md .html .htm .pdf .docx .eml .zip .warc .warc.gz"

HEAD_BYTES = 8192
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OTHER_ZIPS = {"xl/workbook.xml": "an Excel workbook", "ppt/presentation.xml": "a PowerPoint file",
              "META-INF/container.xml": "an e-book (EPUB)", "content.xml": "an OpenDocument file"}  # fmt: skip
OTHER_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "an RTF file"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"), (b"SQLite format 3\x00", "an SQLite database"), (b"%!PS", "a PostScript file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"),
    (b"From ", "a mailbox with many mails"), (b"\x1f\x8b", "a file compressed with gzip"),
)  # fmt: skip
HTML_START = re.compile(rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
XML_START = re.compile(rb"\s*<\?xml\b", re.I)
ANY_TAG = re.compile(rb"<(?:p|div|article|section|h[1-6]|br|span|table|ul|ol|a)\b[^>]*>", re.I)
MAIL_FIELD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
TRANSPORT_FIELDS = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"x-mailer"}
LETTER_FIELDS = {b"from", b"to", b"subject", b"date"}


def named_kind(name: str) -> Kind | None:
    """The kind a file's name promises, None where the ending is unknown or missing."""
    lower = name.lower()
    if lower.endswith(".warc.gz"):
        return "warc"
    return SUFFIXES.get(PurePosixPath(lower).suffix)


def archive_kind(stream: BinaryIO, name: str) -> Kind | None:
    """The kind of archive a file is, None for all other files. Raises `UnreadError` for a broken zip."""
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if head.startswith(ZIP_STARTS):
        return "zip" if zip_kind(stream, name) == "zip" else None
    if head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and unzipped_head(head).startswith(b"WARC/")):
        return "warc"
    return None


def real_kind(content: bytes, name: str) -> Kind:
    """The kind the bytes are. Raises `UnreadError` for what is damaged, encrypted or of no kind that is read."""
    promised = named_kind(name)
    head = content[:HEAD_BYTES]
    if head.startswith(ZIP_STARTS):
        return zip_kind(io.BytesIO(content), name)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise UnreadError(*ole_trouble(content, name))
    for start, what in OTHER_STARTS:
        if head.startswith(start) and (start != b"From " or promised != "text"):
            raise UnreadError("unsupported", f"{name} is {what}, which is not read. Save it as one of {READABLE}.")
    if not looks_like_text(head):
        if promised in {None, "text", "markdown"}:
            raise UnreadError("unsupported", f"{name} holds no text that can be read. Readable are {READABLE}.")
        raise UnreadError("damaged", f"{name} is damaged: its bytes are no {promised}. Fetch it again from its source.")
    return text_kind(unmarked(head), name, promised)


def text_kind(head: bytes, name: str, promised: Kind | None) -> Kind:
    """What a file of text is. Raises `UnreadError` for XML, and for endings that promise something else than prose."""
    if HTML_START.match(head):
        return "html"
    if is_mail(head, promised == "mail"):
        return "mail"
    if promised == "html" and ANY_TAG.search(head):
        return "html"
    if XML_START.match(head):
        why = f"{name} is XML, not a page. Save the reports it points to as one of {READABLE}."
        raise UnreadError("unsupported", why)
    suffix = PurePosixPath(name).suffix
    if promised is None and re.fullmatch(r"\.[A-Za-z][A-Za-z0-9]{0,4}", suffix):
        why = f"{name} ends in {suffix}, which is not read. If it is plain text, rename it to end in .txt."
        raise UnreadError("unsupported", why)
    return "markdown" if promised == "markdown" else "text"


def unmarked(head: bytes) -> bytes:
    """The head without its byte-order mark, UTF-16 made UTF-8, so that signs in ASCII can be found."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf")


def looks_like_text(head: bytes) -> bool:
    """Whether the bytes could be text in some encoding: few control characters, NULs only as UTF-16 has them."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    controls = sum(head.count(c) for c in (*range(bool(wide_order(head)), 9), *range(14, 27), *range(28, 32)))
    return controls * 50 <= len(head)


def is_mail(head: bytes, promised: bool) -> bool:
    """Whether the bytes begin with a mail's header; a file not named as one must show a field of mail servers."""
    names = set()
    at = 0
    while field := MAIL_FIELD.match(head, at):
        names.add(field.group().split(b":", 1)[0].lower())
        at = field.end()
    if promised:
        return len(names & (LETTER_FIELDS | TRANSPORT_FIELDS)) >= 2
    return bool(names & TRANSPORT_FIELDS) and len(names & LETTER_FIELDS) >= 2


def unzipped_head(head: bytes) -> bytes:
    """The first bytes inside a gzip stream, b"" where it is broken."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
    except zlib.error:
        return b""


def zip_kind(stream: BinaryIO, name: str) -> Kind:
    """A zip is an archive, a docx, or an office file of another kind."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        why = f"{name} is a broken zip file ({error}). Fetch it again from its source."
        raise UnreadError("damaged", why) from error
    finally:
        stream.seek(0)
    if "word/document.xml" in members:
        return "docx"
    for member, what in OTHER_ZIPS.items():
        if member in members and (what != "an OpenDocument file" or "mimetype" in members):
            raise UnreadError("unsupported", f"{name} is {what}, which is not read. Save it as one of {READABLE}.")
    return "zip"


def ole_trouble(content: bytes, name: str) -> tuple[str, str]:
    """Old Office files and encrypted new ones share a container; the name of a stream tells them apart."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "encrypted", f"{name} is locked with a password. Open it, remove the password, and read it again."
    return "unsupported", f"{name} is a file of an old Office format. Open it and save it as .docx."

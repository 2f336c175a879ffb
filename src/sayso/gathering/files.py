"""Files, folders, archives and standard input, each file as a document or a trouble."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.gathering.archives import warc_members, zip_members
from sayso.gathering.content import MEDIA_TYPES, Content, Kind, Masthead, UnreadError
from sayso.gathering.html import read_html
from sayso.gathering.kinds import archive_kind, named_kind, real_kind
from sayso.gathering.languages import language_of
from sayso.gathering.layout import laid_out
from sayso.gathering.mail import read_mail
from sayso.gathering.masthead import articles
from sayso.gathering.pdf import read_pdf
from sayso.gathering.plain import read_markdown, read_text
from sayso.gathering.word import read_docx
from sayso.records import Document, Trouble

logger = logging.getLogger(__name__)

LIMIT_BYTES = 50_000_000
DEEPEST = 4  # archives in archives, mails in mails
STANDARD_INPUT = "standard input"
OWN_SUFFIXES = (".sayso", ".sayso-wal", ".sayso-shm")  # case files may lie among the reports

READERS: dict[Kind, Callable[[bytes, str], Content]] = {
    "text": read_text, "markdown": read_markdown, "html": read_html, "pdf": read_pdf, "docx": read_docx,
    "mail": read_mail,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file before it is read: its name as the analyst will see it and its bytes as a stream that can be rewound."""

    name: str
    stream: BinaryIO
    path: str | None = None
    url: str | None = None


def gather(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None, limit_bytes: int = LIMIT_BYTES
) -> Iterator[Document | Trouble]:
    """Every report under `paths`, one at a time, in a fixed order: paths as given, folders by name.

    `-` reads `stdin`. A file that gives no document gives exactly one trouble; a document may be followed by troubles
    of its own (a wrong name, a doubtful encoding, a date that can be read two ways). No file is held in memory longer
    than its document is made; one larger than `limit_bytes`, packed or unpacked, is not read.
    """
    for path in paths:
        if str(path) == "-":
            yield from from_stdin(stdin, limit_bytes)
        else:
            yield from from_path(Path(path), limit_bytes)


def from_stdin(stdin: BinaryIO | None, limit_bytes: int) -> Iterator[Document | Trouble]:
    """What standard input holds, as one file."""
    content = stdin.read(limit_bytes + 1) if stdin else b""
    yield from documents(File(name=STANDARD_INPUT, stream=io.BytesIO(content)), limit_bytes)


def from_path(path: Path, limit_bytes: int) -> Iterator[Document | Trouble]:
    """A file, or all files below a folder; names start below the folder."""
    if not path.is_dir():
        yield from from_file(path, path.name, limit_bytes)
        return
    found = False
    for file in below(path):
        found = True
        name = file.relative_to(path).as_posix()
        if file.is_fifo() or file.is_socket() or file.is_char_device() or file.is_block_device():
            why = f"{file} is a pipe, socket or device, no file. Name it by itself if a report comes through it."
            yield Trouble(document=name, kind="left-out", why=why)
            continue
        yield from from_file(file, name, limit_bytes)
    if not found:
        why = f"The folder {path} holds no file. Name the folder with the reports."
        yield Trouble(document=str(path), kind="empty", why=why)


def below(folder: Path) -> Iterator[Path]:
    """Every file below a folder by name, but hidden ones and case files; a folder that cannot be opened as itself."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in inside:
        if path.name.startswith(".") or path.name.endswith(OWN_SUFFIXES):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from below(path)
        else:
            yield path


def from_file(path: Path, name: str, limit_bytes: int) -> Iterator[Document | Trouble]:
    """One file of the disk."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        yield Trouble(document=name, kind="missing", why=f"There is no {path}. Check the path.")
        return
    except IsADirectoryError:
        yield Trouble(document=name, kind="left-out", why=f"{path} is a link to a folder. Name that folder as well.")
        return
    except OSError as error:
        why = f"{path} cannot be opened: {error.strerror}. Check who may read it."
        yield Trouble(document=name, kind="unreadable", why=why)
        return
    with stream:
        yield from documents(File(name=name, stream=stream, path=str(path)), limit_bytes)


def documents(file: File, limit_bytes: int, depth: int = 0) -> Iterator[Document | Trouble]:
    """What one file gives: a document with its troubles, those of an archive's members, or one trouble."""
    try:
        if depth > DEEPEST:
            raise UnreadError(
                "too-deep", f"{file.name} lies in {depth} archives or mails, one in another. Unpack it first."
            )
        if archive := archive_kind(file.stream, file.name):
            yield from misnamed(file.name, archive)
            yield from members(file, archive, limit_bytes, depth)
            return
        whole = whole_file(file, limit_bytes)
        kind = real_kind(whole, file.name)
        content = read_as(kind, whole, file.name)
        document, troubles = document_of(file, whole, kind, content)
    except UnreadError as unread:
        yield Trouble(document=file.name, kind=unread.kind, why=unread.why)
        return
    yield document
    yield from troubles
    for name, attached in content.attached:
        yield from documents(
            File(name=f"{file.name}/{name}", stream=io.BytesIO(attached), path=file.path), limit_bytes, depth + 1
        )


def misnamed(name: str, kind: Kind) -> Iterator[Trouble]:
    """The trouble with a file whose name promises another kind than it is."""
    promised = named_kind(name)
    if promised not in {None, kind}:
        why = f"{name} is named like {promised} and is {kind} by its content; it was read as {kind}. Rename it."
        yield Trouble(document=name, kind="wrong-type", why=why)


def members(file: File, kind: Kind, limit_bytes: int, depth: int) -> Iterator[Document | Trouble]:
    """The files in an archive, each as its own; a member that cannot be unpacked gives one trouble."""
    for member in (zip_members if kind == "zip" else warc_members)(file.stream, file.name, limit_bytes):
        if isinstance(member, Trouble):
            yield member
        else:
            inner = File(
                name=f"{file.name}/{member.name}", stream=io.BytesIO(member.content), path=file.path, url=member.url
            )
            yield from documents(inner, limit_bytes, depth + 1)


def whole_file(file: File, limit_bytes: int) -> bytes:
    """All bytes of a file that is not too large and not empty."""
    content = file.stream.read(limit_bytes + 1)
    if len(content) > limit_bytes:
        raise UnreadError(
            "too-large",
            f"{file.name} is larger than {limit_bytes:,} bytes. Split it, or raise `limit_bytes` of `gather`.",
        )
    if not content:
        raise UnreadError("empty", f"{file.name} is empty.")
    return content


def read_as(kind: Kind, whole: bytes, name: str) -> Content:
    """What the reader of this kind makes of the bytes; whatever its library trips over, the file is damaged."""
    try:
        return READERS[kind](whole, name)
    except UnreadError:
        raise
    except Exception as error:  # parsers of others raise what they like on broken bytes, and the run must go on
        logger.info("no %s: %s", kind, type(error).__name__, exc_info=True)
        why = f"{name} is a broken {kind} file ({type(error).__name__}: {error}). Fetch it again."
        raise UnreadError("damaged", why) from error


def document_of(file: File, whole: bytes, kind: Kind, read: Content) -> tuple[Document, list[Trouble]]:
    """The document made of a file's bytes and what was read from them, and what is doubtful about it."""
    layout = laid_out(read.text, read.blocks)
    said = read.masthead.or_else(Masthead(url=file.url))
    page, parts = articles(layout, said, len(read.text))
    sha256 = hashlib.sha256(whole).hexdigest()
    document = Document(
        id="d-" + sha256[:16], name=file.name, sha256=sha256, text=read.text, media_type=MEDIA_TYPES[kind],
        title=page.title, publisher=page.publisher, author=page.author, published=page.published, updated=page.updated,
        language=language_of(read.text), url=page.url, path=file.path, parts=parts, blocks=layout.blocks,
        boxes=read.boxes,
    )  # fmt: skip
    troubles = [*misnamed(file.name, kind), *read.troubles]
    for start, end in page.unclear:
        why = f"{read.text[start:end]} in {file.name} is two dates, day first or month first: the date was left open."
        troubles.append(Trouble(document=file.name, kind="ambiguous-date", why=why, start=start, end=end))
    return document, troubles

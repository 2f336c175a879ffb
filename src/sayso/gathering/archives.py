"""Zip and WARC archives, member by member."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from sayso.gathering.content import UnreadError
from sayso.records import Trouble

MOST_TIMES_LARGER = 200  # text packs about ten times; beyond this an archive is made to fill a disk
SMALL_BYTES = 1_000_000  # below this no ratio is worth a refusal
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", "message/rfc822",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive, unpacked."""

    name: str
    content: bytes
    url: str | None = None


def zip_members(stream: BinaryIO, name: str, limit_bytes: int) -> Iterator[Member | Trouble]:
    """The files of a zip in the order of their names. Nothing is written to disk, so member names can do no harm."""
    with zipfile.ZipFile(stream) as archive:
        entries = sorted((e for e in archive.infolist() if is_report(e)), key=lambda e: e.filename)
        if not entries:
            raise UnreadError("empty", f"{name} is an archive without files.")
        packed, unpacked = stream.seek(0, io.SEEK_END), sum(e.file_size for e in entries)
        if unpacked > max(MOST_TIMES_LARGER * packed, SMALL_BYTES):
            why = f"{name} would unpack to {unpacked:,} bytes, {unpacked // max(packed, 1)} times its size."
            why += " Unpack it by hand if you trust it."
            raise UnreadError("too-large", why)
        locked = [e for e in entries if e.flag_bits & 1]
        if locked:
            which = "is" if len(locked) == len(entries) else f"holds {len(locked)} files that are"
            yield Trouble(
                document=name,
                kind="encrypted",
                why=f"{name} {which} locked with a password. Unpack it and read the folder.",
            )
        for entry in entries:
            if entry not in locked:
                yield unzipped(archive, entry, name, limit_bytes)


def is_report(entry: zipfile.ZipInfo) -> bool:
    """Not a folder, nor what a computer leaves behind."""
    parts = entry.filename.split("/")
    return (
        not entry.is_dir()
        and parts[0] != "__MACOSX"
        and not any(p.startswith(".") and p not in {".", ".."} for p in parts)
    )


def unzipped(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, limit_bytes: int) -> Member | Trouble:
    """A member's bytes, or why not."""
    where = f"{name}/{entry.filename}"
    if entry.file_size > limit_bytes:
        why = f"{where} is larger than {limit_bytes:,} bytes unpacked. Split it, or raise `limit_bytes` of `gather`."
        return Trouble(document=where, kind="too-large", why=why)
    try:
        return Member(entry.filename, archive.read(entry))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        return Trouble(
            document=where, kind="damaged", why=f"{where} cannot be unpacked ({error}). Fetch the archive again."
        )


def warc_members(stream: BinaryIO, name: str, limit_bytes: int) -> Iterator[Member | Trouble]:
    """The pages of a web archive, named by their addresses; pictures, scripts and styles are counted in one trouble."""
    from warcio.archiveiterator import ArchiveIterator

    left_out: Counter[str] = Counter()
    pages = 0
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type is None:
                raise ValueError("a record without a type")
            if record.rec_type not in {"response", "resource", "conversion"}:
                continue
            headers = record.http_headers
            if headers is not None and headers.get_statuscode() != "200":
                left_out[f"status {headers.get_statuscode()}"] += 1
                continue
            media = (headers or record.rec_headers).get_header("Content-Type", "").split(";")[0].strip().lower()
            if media and media not in PAGE_TYPES:
                left_out[media] += 1
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or f"record {pages + 1}"
            content = record.content_stream().read(limit_bytes + 1)
            pages += 1
            if len(content) > limit_bytes:
                why = f"{name}/{address} is larger than {limit_bytes:,} bytes. Raise the limit."
                yield Trouble(document=f"{name}/{address}", kind="too-large", why=why)
            else:
                yield Member(address, content, address)
    except Exception as error:  # warcio raises what it likes on broken bytes
        why = f"{name} breaks off or is no web archive ({error}); {pages} pages were read. Fetch it again."
        raise UnreadError("damaged", why) from error
    if left_out:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(left_out.items()))
        yield Trouble(document=name, kind="left-out", why=f"{name} also holds what is no report: {counts}.")
    elif not pages:
        raise UnreadError("empty", f"{name} is a web archive without pages.")

"""Archives are folders: each member is read, each that cannot be is named."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from pathlib import Path

from tests.gathering.making import (
    STORY,
    a_mail,
    a_page,
    a_pdf,
    a_zip,
    gathered,
    paragraphs_of,
    the_document,
    the_trouble,
    written,
)  # fmt: skip
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.records import Document, Trouble

REPORT = "\n\n".join(STORY)


def a_warc(*pages: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """A web archive of answers: address, status, media type, content."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    for address, status, media_type, content in pages:
        headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(content), http_headers=headers)
        writer.write_record(record)
        record.raw_stream.close()  # a temporary file that warcio leaves open
    return buffer.getvalue()


def test_the_members_of_a_zip_carry_its_name_before_theirs(tmp_path: Path) -> None:
    archive = written(
        tmp_path, "reports.zip", a_zip({"b.txt": REPORT, "2024/a.pdf": a_pdf(*STORY), "__MACOSX/._b.txt": b"\x00"})
    )
    documents = gathered(archive)
    assert [d.name for d in documents if isinstance(d, Document)] == ["reports.zip/2024/a.pdf", "reports.zip/b.txt"]
    assert len(documents) == 2


def test_an_archive_named_as_a_report_is_opened_and_says_so(tmp_path: Path) -> None:
    trouble, document = gathered(written(tmp_path, "reports.docx", a_zip({"a.txt": REPORT})))
    assert isinstance(trouble, Trouble)
    assert isinstance(document, Document)
    assert (trouble.kind, document.name) == ("wrong-type", "reports.docx/a.txt")


def test_a_bad_member_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    archive = written(tmp_path, "reports.zip", a_zip({"a.txt": "", "b.txt": REPORT, "c.pdf": b"%PDF-1.7 torn"}))
    found = gathered(archive)
    assert [(f.document, f.kind) for f in found if isinstance(f, Trouble)] == [
        ("reports.zip/a.txt", "empty"), ("reports.zip/c.pdf", "damaged"),
    ]  # fmt: skip
    assert [f.name for f in found if isinstance(f, Document)] == ["reports.zip/b.txt"]


def test_a_zip_in_a_zip_is_opened_but_not_without_end(tmp_path: Path) -> None:
    inner: bytes | str = REPORT
    name = "a.txt"
    for depth in range(8):
        inner, name = a_zip({name: inner}), f"{depth}.zip"
        found = gathered(written(tmp_path, "outer.zip", inner))
        assert len(found) == 1
        assert isinstance(found[0], Document if depth < 4 else Trouble)
    assert the_trouble(tmp_path / "outer.zip").kind == "too-deep"


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    trouble = the_trouble(written(tmp_path, "bomb.zip", a_zip({"a.txt": b"a" * 40_000_000})))
    assert (trouble.kind, "Unpack it by hand" in trouble.why) == ("too-large", True)


def test_a_member_over_the_limit_is_named(tmp_path: Path) -> None:
    archive = written(tmp_path, "reports.zip", a_zip({"a.txt": REPORT, "long.txt": REPORT * 10}))
    document, trouble = gathered(archive, limit_bytes=1_500)
    assert isinstance(document, Document)
    assert isinstance(trouble, Trouble)
    assert (trouble.document, trouble.kind) == ("reports.zip/long.txt", "too-large")


def test_a_locked_zip_says_that_it_is_locked(tmp_path: Path) -> None:
    content = bytearray(a_zip({"a.txt": REPORT, "b.txt": REPORT}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the bit that says: encrypted
        at = content.find(signature)
        while at >= 0:
            struct.pack_into("<H", content, at + offset, 1)
            at = content.find(signature, at + 4)
    assert the_trouble(written(tmp_path, "locked.zip", bytes(content))).kind == "encrypted"


def test_a_member_whose_bytes_were_changed_is_damaged(tmp_path: Path) -> None:
    content = a_zip({"a.txt": REPORT})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        packed = archive.getinfo("a.txt").compress_size
    start = 30 + len("a.txt")
    torn = content[: start + packed // 2] + b"\x00\x01\x02\x03" + content[start + packed // 2 + 4 :]
    assert the_trouble(written(tmp_path, "torn.zip", torn)).kind == "damaged"


def test_a_name_that_climbs_out_of_a_zip_stays_a_name(tmp_path: Path) -> None:
    assert the_document(written(tmp_path, "reports.zip", a_zip({"../../etc/a.txt": REPORT}))).text == REPORT
    assert {p.name for p in tmp_path.iterdir()} == {"reports.zip"}


def test_the_pages_of_a_web_archive_keep_their_addresses(tmp_path: Path) -> None:
    page = a_page(paragraphs_of(*STORY)).encode()
    archive = a_warc(
        ("https://northern.example/dam", "200 OK", "text/html; charset=utf-8", page),
        ("https://northern.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://northern.example/gone", "404 Not Found", "text/html", page),
        ("https://northern.example/order.pdf", "200 OK", "application/pdf", a_pdf(*STORY)),
    )
    for name, content in (("crawl.warc.gz", archive), ("crawl.warc", gzip.decompress(archive))):
        first, second, left_out = gathered(written(tmp_path, name, content))
        assert isinstance(first, Document)
        assert isinstance(second, Document)
        assert isinstance(left_out, Trouble)
        assert (first.name, first.url) == (f"{name}/https://northern.example/dam", "https://northern.example/dam")
        assert second.media_type == "application/pdf"
        assert left_out.kind == "left-out"
        assert "1 image/png" in left_out.why


def test_a_web_archive_that_breaks_off_keeps_the_pages_before(tmp_path: Path) -> None:
    page = a_page(paragraphs_of(*STORY)).encode()
    whole = a_warc(*((f"https://northern.example/{n}", "200 OK", "text/html", page) for n in range(3)), packed=False)
    *documents, trouble = gathered(
        written(tmp_path, "crawl.warc", whole[: len(whole) // 2] + b"\r\n\r\nnonsense\r\n\r\n")
    )
    assert documents
    assert isinstance(documents[0], Document)
    assert isinstance(trouble, Trouble)


def test_the_attachments_of_a_mail_are_reports_of_their_own(tmp_path: Path) -> None:
    mail = a_mail("Two reports", "Both are attached.")
    mail.add_attachment(a_pdf(*STORY), maintype="application", subtype="pdf", filename="dam.pdf")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    inner = a_mail("Earlier report", REPORT)
    mail.add_attachment(inner)
    names = [d.name for d in gathered(written(tmp_path, "a.eml", bytes(mail))) if isinstance(d, Document)]
    assert names == ["a.eml", "a.eml/dam.pdf", "a.eml/attached 3.eml"]

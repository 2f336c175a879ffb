"""Every file becomes a document or one trouble that says what to do."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
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

from sayso.records import Document, Trouble

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files of old Office formats begin
REPORT = "\n\n".join(STORY)


def test_a_text_is_kept_as_it_was_written_but_for_line_ends_and_the_byte_order_mark(tmp_path: Path) -> None:
    report = written(tmp_path, "a.txt", b"\xef\xbb\xbfThe dam fell.\r\n\r\n  Nobody died.\t\n")
    assert the_document(report).text == "The dam fell.\n\n  Nobody died.\t\n"


def test_a_document_is_known_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    report = written(tmp_path, "a.txt", REPORT)
    document = the_document(report)
    assert document.sha256 == sha256(report.read_bytes()).hexdigest()
    assert document.id == "d-" + document.sha256[:16]
    assert (document.name, document.path, document.media_type, document.language) == (
        "a.txt",
        str(report),
        "text/plain",
        "en",
    )


def test_a_folder_is_read_by_name_down_to_its_last_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/.hidden.txt", ".git/d.txt", "old.sayso"):
        written(tmp_path, name, f"{name}: {REPORT}")
    assert [d.name for d in gathered(tmp_path) if isinstance(d, Document)] == ["a.txt", "b.txt", "sub/c.txt"]
    assert len(gathered(tmp_path)) == 3


def test_the_same_bytes_twice_are_the_same_document_under_two_names(tmp_path: Path) -> None:
    first, second = gathered(written(tmp_path, "a.txt", REPORT), written(tmp_path, "b.txt", REPORT))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.name, second.name) == (second.id, "a.txt", "b.txt")


def test_standard_input_is_a_file_like_any_other() -> None:
    [document] = gathered("-", stdin=io.BytesIO(REPORT.encode()))
    assert isinstance(document, Document)
    assert (document.name, document.text) == ("standard input", REPORT)
    [page] = gathered("-", stdin=io.BytesIO(a_page(paragraphs_of(*STORY)).encode()))
    assert isinstance(page, Document)
    assert page.media_type == "text/html"


@pytest.mark.parametrize(
    ("name", "content", "kind", "way_out"),
    [
        ("nothing.txt", b"", "empty", "empty"),
        ("blank.txt", b" \n\t\n", "empty", "empty"),
        ("empty.zip", a_zip({}), "empty", "without files"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n\x00\x00", "unsupported", "PNG"),
        ("notes.txt.gz", gzip.compress(REPORT.encode()), "unsupported", "gzip"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "unsupported", "Save it as"),
        ("table.csv", b"date,dead\n2024-03-01,9\n", "unsupported", "rename it to end in .txt"),
        ("feed.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "unsupported", "XML"),
        ("letter.rtf", b"{\\rtf1 The dam fell.}", "unsupported", "RTF"),
        ("old.doc", OLE + bytes(600), "unsupported", ".docx"),
        ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "password"),
        ("locked.pdf", a_pdf(*STORY, password="opensesame"), "encrypted", "password"),
        ("broken.pdf", a_pdf(*STORY)[:300], "damaged", "Fetch it again"),
        ("torn.pdf", b"\x00\x01\x02\x03" * 50, "damaged", "Fetch it again"),
        ("broken.zip", a_zip({"a.txt": REPORT})[:80], "damaged", "Fetch it again"),
        ("broken.docx", a_zip({"word/document.xml": "<w:document"}), "damaged", "Fetch it again"),
        ("broken.warc", b"WARC/1.0\r\nthis is no record", "damaged", "Fetch it again"),
        ("data.bin", bytes(range(256)) * 4, "unsupported", "Readable are"),
        ("script.html", b"<!doctype html><html><body><script>render()</script></body></html>", "no-text", "browser"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_gives_one_trouble_and_the_run_goes_on(
    tmp_path: Path, name: str, content: bytes, kind: str, way_out: str
) -> None:
    report = written(tmp_path, "after.txt", REPORT)
    trouble, document = gathered(written(tmp_path, name, content), report)
    assert isinstance(trouble, Trouble)
    assert isinstance(document, Document)
    assert (trouble.document, trouble.kind) == (name, kind)
    assert name in trouble.why
    assert way_out in trouble.why


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert the_trouble(tmp_path / "gone.txt").kind == "missing"


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert the_trouble(tmp_path).kind == "unreadable"


def test_a_pipe_in_a_folder_does_not_hold_up_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a-pipe")
    (tmp_path / "b.txt").write_text("The council met on Monday.")
    pipe, report = gathered(tmp_path)
    assert isinstance(pipe, Trouble)
    assert (pipe.document, pipe.kind) == ("a-pipe", "left-out")
    assert isinstance(report, Document)


def test_an_empty_folder_is_not_silent(tmp_path: Path) -> None:
    assert the_trouble(tmp_path).kind == "empty"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    report = written(tmp_path, "a.txt", b"\x00" * 2_001)
    assert the_trouble(report, limit_bytes=2_000).kind == "too-large"
    assert the_trouble("-", stdin=io.BytesIO(b"x" * 2_001), limit_bytes=2_000).kind == "too-large"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("marked.txt", b"\xef\xbb\xbf" + a_page(paragraphs_of(*STORY)).encode(), "text/html"),
        ("wide.txt", a_page(paragraphs_of(*STORY)).encode("utf-16"), "text/html"),
        ("page.txt", a_page(paragraphs_of(*STORY)).encode(), "text/html"),
        ("page.pdf", a_page(paragraphs_of(*STORY)).encode(), "text/html"),
        ("report.txt", a_pdf(*STORY), "application/pdf"),
        ("report.html", REPORT.encode(), "text/plain"),
        ("mail.txt", bytes(a_mail("Raid on the dam", REPORT)), "message/rfc822"),
        ("report.eml", REPORT.encode(), "text/plain"),
    ],
)
def test_a_wrongly_named_file_is_read_as_what_it_is_and_says_so(
    tmp_path: Path, name: str, content: bytes, media_type: str
) -> None:
    document, trouble = gathered(written(tmp_path, name, content))
    assert isinstance(document, Document)
    assert isinstance(trouble, Trouble)
    assert (document.media_type, trouble.kind) == (media_type, "wrong-type")
    assert "Nine soldiers died" in document.text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_unicode_in_any_form_is_read_without_a_word(tmp_path: Path, encoding: str) -> None:
    assert the_document(written(tmp_path, "a.txt", REPORT.encode(encoding))).text == REPORT


def test_an_old_encoding_is_read_and_told(tmp_path: Path) -> None:
    russian = "Губернатор сообщил, что девять солдат погибли у плотины. " * 4
    document, trouble = gathered(written(tmp_path, "a.txt", russian.encode("cp1251")))
    assert isinstance(document, Document)
    assert isinstance(trouble, Trouble)
    assert (document.text, document.language, trouble.kind) == (russian, "ru", "mis-encoded")


def test_a_few_broken_bytes_do_not_lose_a_report(tmp_path: Path) -> None:
    document, trouble = gathered(written(tmp_path, "a.txt", REPORT.encode()[:120] + b"\xff" + REPORT.encode()[120:]))
    assert isinstance(document, Document)
    assert isinstance(trouble, Trouble)
    assert "Nine soldiers died" in document.text
    assert (trouble.kind, "1 places" in trouble.why) == ("mis-encoded", True)


def test_text_garbled_before_it_came_is_told(tmp_path: Path) -> None:
    garbled = "The governor’s “ally” said it wasn’t so.".encode().decode("cp1252", "ignore")
    document, trouble = gathered(written(tmp_path, "a.txt", garbled))
    assert isinstance(document, Document)
    assert isinstance(trouble, Trouble)
    assert (document.text, trouble.kind) == (garbled, "mis-encoded")


def test_a_text_in_another_language_says_which(tmp_path: Path) -> None:
    assert (
        the_document(written(tmp_path, "a.txt", "وقال المتحدث باسم الجبهة إن المقاتلين لم يهاجموا السد")).language
        == "ar"
    )
    assert the_document(written(tmp_path, "b.txt", "Nine dead.")).language is None


def test_reading_a_text_loads_no_library_of_another_format(tmp_path: Path) -> None:
    report = written(tmp_path, "a.txt", REPORT)
    heavy = "{'trafilatura', 'pypdfium2', 'docx', 'warcio', 'lxml', 'charset_normalizer'}"
    command = f"import sys; from sayso.gathering import gather; list(gather([{str(report)!r}]))"
    command += f"; print({heavy} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout == "set()\n"
    )


REAL_FILES = {
    "a.pdf": a_pdf(*STORY),
    "a.zip": a_zip({"a.txt": REPORT, "b.html": a_page(paragraphs_of(*STORY))}),
    "a.html": a_page(paragraphs_of(*STORY)).encode(),
    "a.eml": bytes(a_mail("Raid on the dam", REPORT)),
    "a.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 15\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(REAL_FILES)),
    length=st.floats(0, 1),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3))),
)
@example(name="a.zip", length=1.0, changes=[(0.001, b"\xa8")])
def test_no_broken_file_stops_a_run(
    tmp_path: Path, name: str, length: float, changes: list[tuple[float, bytes]]
) -> None:
    whole = REAL_FILES[name]
    content = whole[: round(length * len(whole))]
    for place, change in changes:
        at = round(place * len(content))
        content = content[:at] + change + content[at + len(change) :]
    assert gathered(written(tmp_path, name, content))

"""Whatever bytes stand under whatever name, a run goes on: documents and troubles, never a fault."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.gathering import gather
from sayso.records import Document, Trouble

WORDS = "The Kessar Front attacked a depot in Dorvan on Monday, the army said."
ENDINGS = (".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".zip", ".warc.gz", ".xyz", "")


def _zipped() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("inner/story.txt", WORDS)
    return held.getvalue()


WHOLE = (
    WORDS.encode(), b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n", _zipped(), gzip.compress(WORDS.encode()),
    f"From: Ana <a@example.org>\nSubject: Dorvan\nDate: Tue, 12 Mar 2024 10:00:00 +0000\n\n{WORDS}\n".encode(),
    f"<html><title>Dorvan</title><body><article><p>{WORDS}</p></article></body></html>".encode(),
)  # fmt: skip


@st.composite
def hurt(draw: st.DrawFn) -> bytes:
    """A file cut short, with other bytes in its middle."""
    whole = draw(st.sampled_from(WHOLE))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    return whole[:start] + draw(st.binary(max_size=12)) + (whole[end:] if draw(st.booleans()) else b"")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(hurt() | st.binary(max_size=400), st.sampled_from(ENDINGS))
def test_any_bytes_give_documents_or_troubles(
    tmp_path_factory: pytest.TempPathFactory, held: bytes, ending: str
) -> None:
    file = tmp_path_factory.mktemp("odd") / f"report{ending}"
    file.write_bytes(held)
    found = list(gather([file]))
    assert found, "a file is never passed over in silence"
    for item in found:
        assert isinstance(item, Document | Trouble)
        if isinstance(item, Document):
            assert item.text.strip()
            assert all(0 <= part.start <= part.end <= len(item.text) for part in item.parts)

"""What a reader is. Every one that is installed runs this, on the example reports and on whatever text comes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.makers import a_document

from sayso.codebook.predicates import load
from sayso.gathering import gather
from sayso.records import Document, Reading
from sayso.running import Reader, ReaderChoice, reader_names
from sayso.running.readers import opened
from sayso.storing import open_case

SHARED = Path(__file__).parents[3] / "shared" / "reports"


@pytest.fixture(scope="module", params=reader_names())
def reader(request: pytest.FixtureRequest) -> Reader:
    return opened(ReaderChoice(request.param))


@pytest.fixture(scope="module")
def read(reader: Reader) -> list[tuple[Document, Reading]]:
    with as_file(files("sayso") / "demo" / "reports") as folder:
        documents = [item for item in gather([folder]) if isinstance(item, Document)]
    return [(document, reader.read(document)) for document in documents]


def check(document: Document, reading: Reading) -> None:
    """Everything a reading promises, whatever it reads."""
    text, codebook = document.text, load()
    assert (reading.document, reading.document_id) == (document.name, document.id)
    assert [claim.id for claim, times in Counter(reading.claims).items() if times > 1] == []
    for claim in reading.claims:
        assert claim.quote == text[claim.start : claim.end] != ""
        assert claim.predicate in codebook
        assert claim.rule
        assert claim.reader == reading.reader
        assert (claim.stance == "denied") <= (claim.certainty == "CT-")
        if claim.trigger is not None:
            assert 0 <= claim.trigger[0] < claim.trigger[1] <= len(text)
        for mention in (*claim.subject, *claim.object):
            assert mention.start < 0 or mention.text.split() == text[mention.start : mention.end].split()
    for attribution in reading.attributions:
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(text)
    for trouble in reading.troubles:
        assert trouble.document == document.name
        assert trouble.start is None or 0 <= trouble.start < (trouble.end or 0) <= len(text)


def test_a_reading_keeps_its_promises(read: list[tuple[Document, Reading]]):
    for document, reading in read:
        check(document, reading)
    assert sum(len(reading.claims) for _, reading in read) > 50


def test_the_same_report_gives_the_same_reading(reader: Reader, read: list[tuple[Document, Reading]]):
    document, reading = read[1]
    assert reader.read(document) == reading
    assert reader.read(replace(document, path="/elsewhere", url="https://example.org")) == reading


def test_a_reading_survives_the_way_to_another_process(read: list[tuple[Document, Reading]]):
    for _, reading in read:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(reading), type=Reading) == reading


def test_a_reading_is_kept_and_comes_back(read: list[tuple[Document, Reading]], tmp_path: Path):
    with open_case(tmp_path / "example.sayso", create=True) as store:
        for document, reading in read:
            store.add(document, reading)
        assert store.check() == []
        kept = Counter(claim.id for claim in store.claims())
    assert kept == Counter(claim.id for _, reading in read for claim in reading.claims)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
@example("")
@example("\x00\u2028\ufeff")
@example("He said, she said, they said that he said: “No”.")
@example("The The The killed killed killed by by of of 12 12 12-13 Tuesday.\n\n\nBBB (BBB) (BBB (BBB).")
def test_no_text_makes_a_reader_break_its_promises(reader: Reader, text: str):
    document = a_document(text)
    check(document, reader.read(document))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the five reports of the model case are not beside this checkout")
def test_the_model_case_is_read_whole(reader: Reader):
    for document in (item for item in gather([SHARED]) if isinstance(item, Document)):
        reading = reader.read(document)
        check(document, reading)
        assert [trouble for trouble in reading.troubles if trouble.kind == "sentence-failed"] == []

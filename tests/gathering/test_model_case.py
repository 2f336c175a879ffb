"""The five reports of the model case, where they lie beside this checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.gathering.making import gathered

from sayso.records import Document, Trouble

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
pytestmark = pytest.mark.skipif(
    not REPORTS.is_dir(), reason="the five reports of the model case are not beside this checkout"
)


@pytest.fixture(scope="module")
def reports() -> list[Document]:
    found = gathered(REPORTS)
    assert not [f for f in found if isinstance(f, Trouble)]
    return [f for f in found if isinstance(f, Document)]


def test_all_are_read_in_english_as_they_are_written(reports: list[Document]) -> None:
    assert [(d.language, d.text) for d in reports] == [
        ("en", path.read_bytes().decode("utf-8").replace("\r\n", "\n")) for path in sorted(REPORTS.iterdir())
    ]


def test_the_reprint_is_two_articles_under_a_page_of_its_own(reports: list[Document]) -> None:
    page = reports[3]
    assert (page.published, page.author) == ("2022-01-18", "siawi3")
    assert [(part.published, part.updated) for part in page.parts] == [("2022-01-13", None), ("2022-01-06", None)]
    assert [len(report.parts) for report in reports] == [1, 1, 1, 2, 1]


def test_only_two_say_when_they_were_published(reports: list[Document]) -> None:
    assert [report.published for report in reports] == [None, None, "2024-06-26", "2022-01-18", None]


def test_what_is_no_text_of_an_article_is_told_apart(reports: list[Document]) -> None:
    told = [[b.kind for b in report.blocks if b.kind != "paragraph"] for report in reports]
    assert told == [
        ["headline", "subhead", "footnote"],
        ["furniture"],
        ["dateline"],
        ["furniture", "furniture", "furniture", "headline", "standfirst", "dateline", "headline", "byline", "dateline",
         "headline", "standfirst", "dateline", "caption", "subhead", "related", "subhead", "subhead"],
        [],
    ]  # fmt: skip

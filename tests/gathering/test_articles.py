"""Who published, who wrote and when; and where one article ends and the next begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.gathering.making import STORY, gathered, the_document, written

from sayso.gathering import gather
from sayso.gathering.dates import written_dates
from sayso.records import Document, Trouble

BODY = "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("14 March 2023", "2023-03-14"), ("Tuesday, 14 March 2023", "2023-03-14"), ("March 14th, 2023", "2023-03-14"),
        ("Mar. 14, 2023", "2023-03-14"), ("the 3rd of Sept. 2023", "2023-09-03"),
        ("2023-03-14T10:00:00Z", "2023-03-14"),
        ("14-Mar-2023", "2023-03-14"), ("March 2023", "2023-03"), ("2023-03", "2023-03"), ("14/03/2023", "2023-03-14"),
        ("03/14/2023", "2023-03-14"), ("03/03/2023", "2023-03-03"), ("3.4.2023", "2023-04-03"),
        ("2023/04/03", "2023-04-03"),
        ("03/04/2023", None), ("31 April 2023", None), ("3 March", None),
    ],
)  # fmt: skip
def test_a_date_is_read_as_far_as_it_is_written(words: str, edtf: str | None) -> None:
    [date] = written_dates(f"Published {words}")
    assert date.edtf == edtf


@pytest.mark.parametrize(
    "words", ["page 3 of 12", "The 2023 budget", "in 10/10 cases", "March on the capital", "he may 2", "v3.14.2023.1"]
)
def test_what_is_no_date_gives_none(words: str) -> None:
    assert [d.edtf for d in written_dates(words)] in ([], [None])


def test_a_day_without_a_year_takes_that_before_publication() -> None:
    [march] = written_dates("3 March")
    [december] = written_dates("28 December")
    assert (march.nearest_before("2023-03-05"), december.nearest_before("2023-03-05")) == ("2023-03-03", "2022-12-28")
    assert march.nearest_before("2023-03") is None


@pytest.mark.parametrize(
    ("masthead", "author", "published", "updated", "publisher"),
    [
        ("By Ana Korr\n\nPublished March 14, 2023 - Updated 2 hours ago", "Ana Korr", "2023-03-14", None, None),
        ("Ana Korr\n\nPublished 14 March 2023 | Updated 15 March 2023", "Ana Korr", "2023-03-14", "2023-03-15", None),
        ("Tuesday 14 March 2023, by akorr7", "akorr7", "2023-03-14", None, None),
        ("By Ana Korr and Jon de Vries in Velimar\n14 March 2023 10:30 GMT", "Ana Korr and Jon de Vries", "2023-03-14",
         None, None),
        ("By Ana Korr, Jon Vries | 14 March 2023", "Ana Korr, Jon Vries", "2023-03-14", None, None),
        ("Last updated: 15 March 2023", None, None, "2023-03-15", None),
        ("March 2023", None, "2023-03", None, None),
        ("Source: Northern Wire\nDate: 14 March 2023\nAuthor: Ana Korr", "Ana Korr", "2023-03-14", None,
         "Northern Wire"),
        ("Published by admin\n14 March 2023", None, "2023-03-14", None, None),
    ],
)  # fmt: skip
def test_the_lines_above_a_report_say_who_and_when(
    tmp_path: Path, masthead: str, author: str | None, published: str | None, updated: str | None, publisher: str | None
) -> None:
    report = the_document(written(tmp_path, "a.txt", f"Raid on the dam kills nine\n\n{masthead}\n\n{BODY}"))
    assert report.title == "Raid on the dam kills nine"
    assert (report.author, report.published, report.updated, report.publisher) == (
        author,
        published,
        updated,
        publisher,
    )
    assert [p.published for p in report.parts] == [published]


@pytest.mark.parametrize(
    ("dateline", "published", "publisher"),
    [
        ("VELIMAR, 14 March 2023 (Northern Wire) —", "2023-03-14", "Northern Wire"),
        ("VELIMAR, Orvany, March 14 (Northern Wire) -", None, "Northern Wire"),
        ("VELIMAR (Northern Wire) –", None, "Northern Wire"),
        ("Velimar, 14 March 2023 (Northern Wire) --", "2023-03-14", "Northern Wire"),
        ("VELIMAR:", None, None),
    ],
)
def test_a_dateline_stands_before_the_text(
    tmp_path: Path, dateline: str, published: str | None, publisher: str | None
) -> None:
    report = the_document(written(tmp_path, "a.txt", f"Raid on the dam kills nine\n\n{dateline} {BODY}"))
    blocks = [(b.kind, report.text[b.start : b.end]) for b in report.blocks]
    assert blocks[1:3] == [("dateline", dateline), ("paragraph", STORY[0])]
    assert (report.published, report.publisher) == (published, publisher)


def test_a_transcript_keeps_its_speakers(tmp_path: Path) -> None:
    transcript = "GOVERNOR KORR: The dam is ours.\n\nREPORTER: Since when?\n\nGOVERNOR KORR: Since Tuesday."
    report = the_document(written(tmp_path, "a.txt", transcript))
    assert not {"dateline", "byline"} & {b.kind for b in report.blocks}


@pytest.mark.parametrize(
    "opening",
    [
        "The Kessar Front (KF) — an old group — took the dam.",
        "Ana Korr: we were nowhere near the dam.",
        "Velimar is quiet - for now.",
    ],
)
def test_a_sentence_is_no_dateline(tmp_path: Path, opening: str) -> None:
    report = the_document(written(tmp_path, "a.txt", f"{opening} {STORY[0]}\n\n{BODY}"))
    assert {b.kind for b in report.blocks} == {"paragraph"}


def test_an_article_published_elsewhere_first_names_the_paper_and_the_day(tmp_path: Path) -> None:
    report = the_document(
        written(
            tmp_path, "a.txt", f"{BODY}\n\nThis article was first published in The Northern Herald on March 14, 2023."
        )
    )
    assert (report.publisher, report.published) == ("The Northern Herald", "2023-03-14")


def test_a_date_in_the_text_is_not_the_date_of_the_text(tmp_path: Path) -> None:
    report = the_document(written(tmp_path, "a.txt", f"{BODY}\n\nOn 14 March 2023 the dam was retaken."))
    assert report.published is None


def test_a_date_that_is_two_dates_is_left_open_and_pointed_at(tmp_path: Path) -> None:
    document, trouble = gathered(written(tmp_path, "a.txt", f"Raid on the dam\n\nPublished 03/04/2023\n\n{BODY}"))
    assert isinstance(document, Document)
    assert isinstance(trouble, Trouble)
    assert (document.published, trouble.kind) == (None, "ambiguous-date")
    assert document.text[trouble.start : trouble.end] == "03/04/2023"


REPRINT = f"""The Dam Monitor

Home > News > What the papers say

What the papers say about the dam

Two views of the raid

Saturday 18 March 2023, by monitor3

Raid on the dam kills nine

By Ana Korr

Published March 14, 2023

{BODY}

Read more: Who holds the dam?

Who gains from the raid?
A view from the valley

Published March 10, 2023

{STORY[1]}

What comes next

{STORY[2]}
"""


def test_two_articles_reprinted_on_one_page_keep_their_own_author_and_day(tmp_path: Path) -> None:
    page = the_document(written(tmp_path, "a.txt", REPRINT))
    assert (page.title, page.publisher, page.author, page.published) == (
        "What the papers say about the dam", "The Dam Monitor", "monitor3", "2023-03-18",
    )  # fmt: skip
    assert [(p.title, p.author, p.published) for p in page.parts] == [
        ("Raid on the dam kills nine", "Ana Korr", "2023-03-14"), ("Who gains from the raid?", None, "2023-03-10"),
    ]  # fmt: skip
    first, second = page.parts
    assert page.text[first.start :].startswith("Raid on the dam kills nine")
    assert page.text[second.start :].startswith("Who gains from the raid?")
    assert first.end == second.start
    assert second.end == len(page.text)
    kinds = {page.text[b.start : b.end]: b.kind for b in page.blocks}
    assert kinds["The Dam Monitor"] == "furniture"
    assert kinds["Two views of the raid"] == kinds["A view from the valley"] == "standfirst"
    assert kinds["Read more: Who holds the dam?"] == "related"
    assert kinds["What comes next"] == "subhead"


def test_agency_stories_in_one_file_are_told_by_their_datelines(tmp_path: Path) -> None:
    stories = (
        f"Raid on the dam\n\nVELIMAR, 14 March 2023 (Northern Wire) — {BODY}\n\n"
        f"Army denies losses\n\nTOLMIN, 15 March 2023 (Orvany Press) — {BODY}"
    )
    bundle = the_document(written(tmp_path, "a.txt", stories))
    assert [(p.title, p.publisher, p.published) for p in bundle.parts] == [
        ("Raid on the dam", "Northern Wire", "2023-03-14"), ("Army denies losses", "Orvany Press", "2023-03-15"),
    ]  # fmt: skip
    assert (bundle.publisher, bundle.published) == (None, None)


def test_a_chronology_is_one_article(tmp_path: Path) -> None:
    days = "\n\n".join(f"{day} March 2023\n\n{STORY[day % 3]}" for day in range(3, 9))
    report = the_document(written(tmp_path, "a.txt", f"How the dam fell\n\nBy Ana Korr\n\n{STORY[0]}\n\n{days}"))
    assert len(report.parts) == 1
    assert report.published is None


def test_teasers_below_an_article_are_no_articles(tmp_path: Path) -> None:
    teasers = "Army denies losses\n\n15 March 2023\n\nBridge reopens\n\n16 March 2023"
    report = the_document(
        written(tmp_path, "a.txt", f"Raid on the dam\n\nBy Ana Korr\n\n14 March 2023\n\n{BODY}\n\n{teasers}")
    )
    assert (len(report.parts), report.published) == (1, "2023-03-14")


def test_lines_wrapped_at_a_width_are_one_paragraph(tmp_path: Path) -> None:
    import textwrap

    report = the_document(written(tmp_path, "a.txt", "\n\n".join(textwrap.fill(p, 60) for p in STORY * 2)))
    assert [report.text[b.start : b.end].replace("\n", " ") for b in report.blocks] == [*STORY, *STORY]


def test_lines_without_full_stops_are_read_and_not_taken_for_headings(tmp_path: Path) -> None:
    posts = "\n".join(
        ["The Front took the dam", "The governor denied it", "Nine soldiers died at the bridge", "Help is on the way"]
    )
    report = the_document(written(tmp_path, "a.txt", posts))
    assert [b.kind for b in report.blocks][1:] == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Photo: The dam at Velimar after the raid, seen from the bridge. — AP", "caption"),
        ("A soldier guards the bridge at Velimar. (Photo by Jon Vries)", "caption"),
        ("Read more: Who holds the dam?", "related"), ("Also read | Who holds the dam?", "related"),
        ("Subscribe to our newsletter", "furniture"), ("Be the first to comment", "furniture"), ("* * *", "furniture"),
        ("Home > World > Orvany", "furniture"), ("© 2023 Northern Wire. All rights reserved.", "furniture"),
        ("https://northern.example/dam", "furniture"), ("*The Kessar Front is banned in Orvany.", "footnote"),
        ("[1] Ministry of Defence, statement of 14 March 2023.", "footnote"), ("What comes next", "subhead"),
        ("“We were nowhere near the dam,” she said.", "paragraph"),
        ("Share prices fell after the raid, traders said.", "paragraph"),
        ("By nightfall the dam was lost.", "paragraph"), ("Watch posts were burnt along the road.", "paragraph"),
    ],
)  # fmt: skip
def test_a_line_is_known_by_its_shape(tmp_path: Path, line: str, kind: str) -> None:
    text = f"Raid on the dam\n\n{STORY[0]} A note[1] follows.*\n\n{STORY[1]}\n\n{line}\n\n{STORY[2]}"
    report = the_document(written(tmp_path, "a.txt", text))
    assert {report.text[b.start : b.end]: b.kind for b in report.blocks}[line] == kind


def test_place_and_day_on_a_line_of_their_own_date_the_report(tmp_path):
    page = tmp_path / "wire.txt"
    head = "Raiders burn mill\n\nBy Oren Vale\nDOLNA, 14 March 2024\n\n"
    page.write_text(head + "Raiders burned the mill on Sunday, a guard said.\n")
    (document,) = gather([str(page)])
    assert document.published == "2024-03-14"


def test_the_name_of_a_paper_above_a_date_is_no_headline(tmp_path):
    """A pronoun in the first sentence was tied to the paper, and the paper took part in what it reported."""
    page = tmp_path / "wire.txt"
    page.write_text("Caravan News\n14 March 2024\n\nRaiders burned the mill on Sunday, a guard said.\n")
    (document,) = gather([str(page)])
    assert document.publisher == "Caravan News"
    assert [b.kind for b in document.blocks] == ["furniture", "dateline", "paragraph"]


@pytest.mark.parametrize("tag", ["EXCLUSIVE –", "Analysis:", "BREAKING —"])
def test_what_sort_of_piece_it_is_stands_apart_from_its_headline(tmp_path, tag):
    """EXCLUSIVE in capitals before a dash was taken for the place of a dateline."""
    page = tmp_path / "wire.txt"
    page.write_text(f"{tag} Raiders burn mill at Velimar\n\nRaiders burned the mill on Sunday, a guard said.\n")
    (document,) = gather([str(page)])
    assert [(document.text[b.start : b.end], b.kind) for b in document.blocks][:2] == [
        (tag, "furniture"), ("Raiders burn mill at Velimar", "headline"),
    ]  # fmt: skip

"""HTML, PDF, Word, mail and Markdown: what they say, in words that can be quoted."""

from __future__ import annotations

import io
import json
import time
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
)

from sayso.gathering.layout import laid_out
from sayso.gathering.pdf import keeps_hyphen
from sayso.records import Document, Trouble

REPORT = "\n\n".join(STORY)
LINKED_DATA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Northern Wire", "datePublished": "2001-01-01"},
        {"@type": "NewsArticle", "headline": "Raid on the dam kills nine", "datePublished": "2023-03-14T23:30:00+05:00",
         "dateModified": "2023-03-15", "author": {"@type": "Person", "name": "Ana Korr"}},
    ],
}  # fmt: skip


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def test_a_page_gives_its_article_without_menu_and_footer(tmp_path: Path) -> None:
    head = (
        f"<script type='application/ld+json'>{json.dumps(LINKED_DATA)}</script>"
        "<meta property='og:site_name' content='Northern Wire'>"
        "<link rel='canonical' href='https://northern.example/dam'>"
    )
    body = (
        paragraphs_of(*STORY[:2])
        + "<h2>A denial</h2>"
        + paragraphs_of(STORY[2])
        + "<ul><li>Nine dead</li><li>Twenty wounded</li></ul>"
    )
    page = the_document(written(tmp_path, "dam.html", a_page(body, head)))
    assert kinds(page) == [
        ("headline", "Raid on the dam kills nine"), ("paragraph", STORY[0]), ("paragraph", STORY[1]),
        ("subhead", "A denial"), ("paragraph", STORY[2]), ("list", "Nine dead"), ("list", "Twenty wounded"),
    ]  # fmt: skip
    assert (page.title, page.publisher, page.author) == ("Raid on the dam kills nine", "Northern Wire", "Ana Korr")
    assert (page.published, page.updated, page.url) == ("2023-03-14", "2023-03-15", "https://northern.example/dam")


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ("<meta property='article:published_time' content='2023-03-14T08:00:00Z'>", "2023-03-14"),
        ("<meta name='DC.date.issued' content='2023-03'>", "2023-03"),
        ("<meta name='date' content='14 March 2023'>", "2023-03-14"),
        ("<meta name='pubdate' content='14/03/2023'>", "2023-03-14"),
        ("", None),
    ],
)
def test_a_page_gives_the_date_its_head_states_and_no_finer_one(
    tmp_path: Path, meta: str, published: str | None
) -> None:
    assert the_document(written(tmp_path, "dam.html", a_page(paragraphs_of(*STORY), meta))).published == published


def test_a_page_without_metadata_is_signed_by_the_lines_below_its_headline(tmp_path: Path) -> None:
    signature = (
        "<div class='meta'><span>By <a href='/ana'>Ana Korr</a></span> <time>14 March 2023 10:30 GMT</time></div>"
    )
    page = the_document(written(tmp_path, "dam.html", a_page(signature + paragraphs_of(*STORY))))
    assert (page.author, page.published) == ("Ana Korr", "2023-03-14")
    assert kinds(page)[:2] == [("headline", page.title), ("byline", "By Ana Korr 14 March 2023 10:30 GMT")]


@pytest.mark.parametrize(
    ("address", "published"),
    [("2023/03/14/dam", "2023-03-14"), ("2023/03/dam", "2023-03"), ("story/20230314", None), ("2023/99/14/dam", None)],
)
def test_an_address_with_a_date_dates_the_page(tmp_path: Path, address: str, published: str | None) -> None:
    link = f"<link rel='canonical' href='https://northern.example/{address}'>"
    assert the_document(written(tmp_path, "dam.html", a_page(paragraphs_of(*STORY), link))).published == published


def test_a_numeric_date_that_is_two_dates_stays_open_and_is_told(tmp_path: Path) -> None:
    page = a_page(paragraphs_of(*STORY), "<meta name='date' content='03/04/2023'>")
    document, trouble = gathered(written(tmp_path, "dam.html", page))
    assert isinstance(document, Document)
    assert isinstance(trouble, Trouble)
    assert (document.published, trouble.kind, "03/04/2023" in trouble.why) == (None, "ambiguous-date", True)


def test_a_numeric_date_is_no_trouble_where_the_page_states_the_day(tmp_path: Path) -> None:
    head = "<meta name='date' content='2023-04-03'>"
    page = the_document(written(tmp_path, "dam.html", a_page("<p>03/04/2023</p>" + paragraphs_of(*STORY), head)))
    assert (page.published, "03/04/2023" in page.text) == ("2023-04-03", True)


def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    story = "Губернатор сообщил, что девять солдат погибли у плотины в Велимаре во вторник ночью."
    page = a_page(paragraphs_of(story, story + " Двадцать ранены."), "<meta charset='windows-1251'>")
    assert story in the_document(written(tmp_path, "a.html", page.encode("cp1251"))).text


def test_the_lines_of_a_pdf_become_paragraphs_again_and_every_line_keeps_its_box(tmp_path: Path) -> None:
    pdf = the_document(written(tmp_path, "dam.pdf", a_pdf(*STORY)))
    assert kinds(pdf) == [("headline", "Raid on the dam"), *(("paragraph", p) for p in STORY)]
    assert (pdf.title, pdf.author, pdf.published) == ("Raid on the dam", "Ana Korr", None)
    assert len(pdf.boxes) > len(pdf.blocks)
    for box, below in zip(pdf.boxes, pdf.boxes[1:], strict=False):
        assert box.page == 1
        assert 0 < box.left < box.right < 420
        assert 0 < box.top < box.bottom <= below.top + 2
    assert pdf.text[pdf.boxes[1].start : pdf.boxes[1].end].startswith("Fighters of the Kessar Front")


def test_a_word_broken_at_the_end_of_a_line_is_whole_again(tmp_path: Path) -> None:
    broken = "The Front’s fight-<br/>ers held the dam; the self-<br/>styled governor, an anti-<br/>Orvany man, fled."
    assert the_document(written(tmp_path, "dam.pdf", a_pdf(broken))).text.endswith(
        "The Front’s fighters held the dam; the self-styled governor, an anti-Orvany man, fled."
    )


def test_a_report_settles_its_own_hyphens() -> None:
    assert not keeps_hyphen("the cross", "border", {"crossborder"})
    assert keeps_hyphen("the dam", "keepers", {"dam-keepers"})
    assert not keeps_hyphen("the provin", "cial", set())


def a_drawn_pdf(*pages: dict[tuple[int, int], str]) -> bytes:
    """A PDF with words at places given in points from the bottom left."""
    from reportlab.lib.pagesizes import A5
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A5)
    for page in pages:
        for (left, height), words in page.items():
            canvas.drawString(left, height, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_running_heads_and_page_numbers_do_not_break_a_sentence(tmp_path: Path) -> None:
    lines = (
        ("The governor said that nine", "soldiers died when the"), ("fighters took the dam and", "held it for two"),
        ("days. The group denied it", "on Friday."),
    )  # fmt: skip
    pages = [
        {
            (40, 560): "Northern Institute Report 12",
            (40, 500): first,
            (40, 486): second,
            (200, 20): f"Page {number} of 3",
        }
        for number, (first, second) in enumerate(lines, 1)
    ]
    pdf = the_document(written(tmp_path, "dam.pdf", a_drawn_pdf(*pages)))
    assert (
        pdf.text
        == "The governor said that nine soldiers died when the fighters took the dam and held it for two days. "
        "The group denied it on Friday."
    )
    assert [b.page for b in pdf.boxes] == [1, 1, 2, 2, 3, 3]


def test_a_page_of_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    page = {
        (40, 500): "The governor said that", (40, 486): "nine soldiers died when",
        (230, 500): "the fighters took the dam", (230, 486): "and that help came late.",
    }  # fmt: skip
    assert the_document(written(tmp_path, "dam.pdf", a_drawn_pdf(page))).text == (
        "The governor said that nine soldiers died when the fighters took the dam and that help came late."
    )


def test_a_scan_without_text_says_what_to_do(tmp_path: Path) -> None:
    trouble = the_trouble(written(tmp_path, "scan.pdf", a_drawn_pdf({})))
    assert (trouble.kind, "OCR" in trouble.why) == ("no-text", True)


def a_word_file() -> bytes:
    import docx

    word = docx.Document()
    word.core_properties.title, word.core_properties.author = "Raid on the dam", "Ana Korr"
    word.add_paragraph("Raid on the dam", style="Title")
    word.add_paragraph(STORY[0])
    word.add_paragraph("The dead", style="Heading 1")
    table = word.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Side", "Dead"), ("Army", "9")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    word.add_paragraph("Two bridges fell", style="List Bullet")
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def test_a_word_file_keeps_its_styles_and_its_tables_row_by_row(tmp_path: Path) -> None:
    word = the_document(written(tmp_path, "dam.docx", a_word_file()))
    assert kinds(word) == [
        ("headline", "Raid on the dam"), ("paragraph", STORY[0]), ("subhead", "The dead"), ("table", "Side | Dead"),
        ("table", "Army | 9"), ("list", "Two bridges fell"),
    ]  # fmt: skip
    assert (word.title, word.author) == ("Raid on the dam", "Ana Korr")


def test_a_word_file_says_nothing_of_the_day_it_was_published(tmp_path: Path) -> None:
    """A file's own stamp is the day it was made on somebody's computer."""
    assert the_document(written(tmp_path, "dam.docx", a_word_file())).published is None


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    import zipfile

    source = io.BytesIO(a_word_file())
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    before = "<w:r><w:t>Two bridges fell</w:t></w:r>"
    after = (
        "<w:del w:id='1' w:author='x'><w:r><w:delText>Two</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t>Three</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> bridges fell</w:t></w:r>"
    )
    text = members["word/document.xml"].decode()
    assert before in text
    members["word/document.xml"] = text.replace(before, after).encode()
    assert kinds(the_document(written(tmp_path, "dam.docx", a_zip(members))))[-1] == ("list", "Three bridges fell")


def test_entities_in_a_word_file_are_not_expanded(tmp_path: Path) -> None:
    import zipfile

    secret = written(tmp_path, "secret.txt", "the secret of the house")
    with zipfile.ZipFile(io.BytesIO(a_word_file())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    text = members["word/document.xml"].decode()
    declaration, body = text.split("?>", 1)
    doctype = (
        f"<!DOCTYPE d [<!ENTITY a '{'boom ' * 10}'><!ENTITY b '{'&a;' * 10}'><!ENTITY x SYSTEM 'file://{secret}'>]>"
    )
    members["word/document.xml"] = f"{declaration}?>{doctype}{body.replace('Two bridges', '&b;&x;')}".encode()
    for found in gathered(written(tmp_path, "dam.docx", a_zip(members))):
        assert "secret of the house" not in getattr(found, "text", "")
        assert "boom" not in getattr(found, "text", "")


def test_a_mail_is_its_subject_and_its_plain_text(tmp_path: Path) -> None:
    mail = the_document(written(tmp_path, "a.eml", bytes(a_mail("Raid on the dam", REPORT, a_page("<p>Other</p>")))))
    assert mail.text == f"Raid on the dam\n\n{REPORT}\n"
    assert (mail.title, mail.author, mail.published) == ("Raid on the dam", "Ana Korr", "2024-03-14")
    assert kinds(mail)[0] == ("headline", "Raid on the dam")


def test_a_mail_that_is_a_page_only_gives_the_page(tmp_path: Path) -> None:
    mail = the_document(written(tmp_path, "a.eml", bytes(a_mail("Evening brief", page=a_page(paragraphs_of(*STORY))))))
    assert kinds(mail) == [
        ("headline", "Evening brief"), ("standfirst", "Raid on the dam kills nine"), *(("paragraph", p) for p in STORY),
    ]  # fmt: skip


def test_markdown_loses_its_marks_and_keeps_its_headings(tmp_path: Path) -> None:
    source = (
        "---\ntitle: Raid on the dam\nauthor: Ana Korr\ndate: 2023-03-14\n---\n# Raid on the dam\n\n"
        "The **Kessar Front** [denied](https://northern.example/x) it.\n\n"
        "## Losses\n\n- Nine dead\n- Twenty wounded\n\n> We hold the dam.\n"
    )
    document = the_document(written(tmp_path, "dam.md", source))
    assert kinds(document) == [
        ("headline", "Raid on the dam"), ("paragraph", "The Kessar Front denied it."), ("subhead", "Losses"),
        ("list", "- Nine dead"), ("list", "- Twenty wounded"), ("quotation", "We hold the dam."),
    ]  # fmt: skip
    assert (document.title, document.author, document.published) == ("Raid on the dam", "Ana Korr", "2023-03-14")


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=400)
LINES = st.lists(
    st.one_of(
        st.sampled_from([
            "By Ana Korr", "Published 3 March 2023", "VELIMAR, 3 March (Northern Wire) —", "* * *",
            "Read more: The dam", "*The Front is banned.", "- nine dead", "Photo: The dam. — AP", "Home > World > Dam",
            "03/04/2022", "سقط السد", "Raid on the dam kills nine", STORY[0], STORY[1], "", "  ",
        ]),
        st.text(max_size=60),
    ),
    max_size=30,
)  # fmt: skip


@given(LINES)
@example(["VELIMAR, 3 March (Northern Wire) — x"])
@example(["\x00", "\x1c", "\r", "\u2028"])
def test_blocks_are_in_order_apart_and_hold_every_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = laid_out(text).blocks
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "piece", ["A-", "A ", "[", "(", "— ", "Photo (", "a > ", "12/", "VELIMAR: x\n", "1 March\n", "A\nBy A\n"]
)
def test_no_line_is_made_to_keep_us_busy(piece: str) -> None:
    started = time.perf_counter()
    laid_out(piece * (20_000 // len(piece)) + " x")
    assert time.perf_counter() - started < 5


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
@example("\x0b")
@example("\ufeffA\r\r\n")
def test_a_text_is_read_as_it_is_whatever_it_holds(tmp_path: Path, words: str) -> None:
    found = gathered(written(tmp_path, "a.txt", ("The dam fell. " * 30 + words).encode()))
    documents = [f for f in found if isinstance(f, Document)]
    assert [d.text for d in documents] == [("The dam fell. " * 30 + words).replace("\r\n", "\n")]
    [document] = documents
    for span in (*document.blocks, *document.parts):
        assert 0 <= span.start <= span.end <= len(document.text)

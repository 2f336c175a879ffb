"""HTML pages: the main text with its paragraphs, and what the page's metadata say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.gathering.content import Content, Masthead, UnreadError
from sayso.gathering.dates import iso_of_stamp, written_dates
from sayso.gathering.encodings import decoded
from sayso.gathering.layout import kind_of
from sayso.gathering.phrases import page_words
from sayso.records import Block, BlockKind, Trouble

CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)""", re.I)
NOT_HTML = re.compile(r"^\s*<\?xml[^>]*\?>|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LINE_TAGS = {"p", "div", "li", "span", "time", "address"}
NEAR = 30  # elements below the headline among which byline and date are looked for
LONGEST_SIGNATURE = 25  # words; a longer line is the text
LINES_BELOW = "following::*[not(.//p or .//div or .//ul or .//ol or .//li)]"
KINDS: dict[str, BlockKind] = {"item": "list", "quote": "quotation", "row": "table", "head": "subhead"}


def read_html(content: bytes, name: str) -> Content:
    """The article of a page; menus, comments and advertisements are left out. The headline is the text's first line."""
    from lxml.html import document_fromstring
    from trafilatura import bare_extraction
    from trafilatura.metadata import extract_metadata

    found = CHARSET.search(content[:4096])
    declared = (found[1] or found[2]).decode("ascii") if found else None
    page, doubt = decoded(content, name, declared)
    troubles = [Trouble(document=name, kind="mis-encoded", why=doubt)] if doubt else []
    tree = document_fromstring(NOT_HTML.sub(" ", page))
    about, signature = extract_metadata(tree), list(signature_of(tree))
    published, updated, unclear = dates_of(tree)
    if unclear:
        why = f"{unclear} in the head of {name} is two dates, day first or month first: the date was left open."
        troubles.append(Trouble(document=name, kind="ambiguous-date", why=why))
    main = bare_extraction(tree, include_comments=False, include_tables=True)
    lines = list(lines_of(main.body)) if main is not None and not isinstance(main, dict) else []
    if not lines:
        why = f"No article was found in {name}. If a script builds the page, save it from the browser once it shows."
        raise UnreadError("no-text", why)
    title = clean(about.title)
    if title and not any(kind == "subhead" and (words in title or title in words) for kind, words in lines[:3]):
        lines.insert(0, ("subhead", title))
    first = next((n for n, (kind, _) in enumerate(lines) if kind == "subhead"), None)
    if first is not None:
        lines[first + 1 : first + 1] = [line for line in signature if line[1] not in {words for _, words in lines}]
    text, blocks = "", list[Block]()
    for n, (kind, words) in enumerate(lines):
        text += ("\n" if kind == "list" and n and lines[n - 1][0] == "list" else "\n\n") if text else ""
        blocks.append(
            Block(start=len(text), end=len(text) + len(words), kind="headline" if n == first and n < 3 else kind)
        )
        text += words
    masthead = Masthead(
        title=title, publisher=clean(about.sitename), author=clean(about.author), published=published,
        updated=updated, url=clean(about.url),
    )  # fmt: skip
    return Content(text=text, masthead=masthead, blocks=tuple(blocks), troubles=tuple(troubles))


def clean(words: str | None) -> str | None:
    """The words with single spaces, None where there are none."""
    return " ".join(words.split()) or None if words else None


def lines_of(element: Any) -> Iterator[tuple[BlockKind, str]]:
    """The paragraphs, headings, list items and table rows below an element of trafilatura's, each as one line."""
    for part in element:
        if part.tag in {"list", "table", "div"}:
            yield from lines_of(part)
            continue
        for line_break in part.iter("lb"):
            line_break.tail = f" {line_break.tail or ''}"
        cells = [" ".join("".join(cell.itertext()).split()) for cell in (part if part.tag == "row" else (part,))]
        line = " | ".join(cells)
        if line.strip(" |"):
            yield KINDS.get(part.tag, "paragraph"), line


def signature_of(tree: Any) -> Iterator[tuple[BlockKind, str]]:
    """The byline and the date that stand between the page's headline and its first paragraph, a line each.

    Extraction leaves them out with the menus, and many pages state them nowhere else.
    """
    headline = tree.find(".//h1")
    below = headline.xpath(LINES_BELOW) if headline is not None else ()
    told = ""  # a line's own parts come after it
    for element in below[:NEAR]:
        words = " ".join("".join(element.itertext()).split())
        if len(words.split()) > LONGEST_SIGNATURE:
            return
        kind = kind_of(words, len(words.split())) if element.tag in LINE_TAGS and words else "paragraph"
        if kind in {"byline", "dateline"} and words not in told:
            told += f" {words}"
            yield kind, words


def dates_of(tree: Any) -> tuple[str | None, str | None, str | None]:
    """Published and updated as ISO dates, and the words of a date of publication that can be read two ways."""
    stamps: dict[str, str] = {}
    for data in linked_data(tree):
        for key, value in data.items():
            if isinstance(value, str):
                stamps.setdefault(key.casefold(), value)
    for element in tree.iter("meta", "time", "span", "p", "div"):
        names = [element.get(attribute) for attribute in ("property", "name", "itemprop")]
        named = next(filter(None, names), "pubdate" if element.get("pubdate") is not None else None)
        stamp = element.get("content") or element.get("datetime")
        if named and stamp:
            stamps.setdefault(str(named).casefold(), str(stamp))
    published, unclear = dated(stamps, "published")
    return published, dated(stamps, "updated")[0], unclear


def dated(stamps: dict[str, str], field: str) -> tuple[str | None, str | None]:
    """The date under the surest name that has one, else the words of one that can be read two ways."""
    unclear = None
    for name in page_words()["meta"][field]:
        stamp = stamps.get(name.casefold(), "")
        written = next(written_dates(stamp), None)
        if date := iso_of_stamp(stamp) or (written.edtf if written else None):
            return date, None
        unclear = unclear or (stamp if written and written.ambiguous else None)
    return None, unclear


def linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, those that are articles first."""
    objects: list[dict[str, Any]] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            waiting = [json.loads(script.text or "null", strict=False)]
        except ValueError:
            continue  # broken JSON-LD is common, and the meta elements say the same
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                objects.append(value)
                waiting += [v for k, v in value.items() if k in {"@graph", "mainEntity", "mainEntityOfPage"}]
            elif isinstance(value, list):
                waiting += value
    return iter(sorted(objects, key=lambda o: not re.search("Article|Posting|Report", str(o.get("@type")))))

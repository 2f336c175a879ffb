"""Who published an article, who wrote it and when, as the lines around it say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from sayso.gathering.content import Masthead
from sayso.gathering.dates import WrittenDate, iso, written_dates
from sayso.gathering.layout import LABELLED, Layout, Unit, dateline, has_body, is_name, label_of, site_name
from sayso.gathering.phrases import months, starting, whole, within
from sayso.records import Part

SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
PAPER = re.compile(
    r"\b(?:by|in|at|from)\s+((?:[Tt]he\s+)?[A-Z][\w'’&.-]*(?:\s+(?:(?:of|the|and|&)\s+)*[A-Z][\w'’&.-]*)*)"
)
COPYRIGHT = re.compile(
    r"(?:[Cc]opyright|©|\([Cc]\))[\s©]*(?:\([Cc]\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?,?\s*(?:by\s+)?"
    r"([A-Z][\w'’&. -]{2,50}?)(?:[.,|]|\s+[Aa]ll\b|\s*©|$)"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a line says, with where it stands in the text; `date` where it is a date."""

    field: str
    words: str
    start: int
    end: int
    date: WrittenDate | None = None


def articles(layout: Layout, default: Masthead, length: int) -> tuple[Masthead, tuple[Part, ...]]:
    """What the whole document is, and its articles in order; there is always at least one.

    `length` is that of the text, `default` what the format says of the document; the lines of the text fill what it
    leaves open. Where a page reprints articles under a head of its own, that head speaks for the document and the
    articles keep theirs.
    """
    units, heads = layout.units, layout.heads
    spans = list(pairwise([*(head.first for head in heads), len(units)]))
    reprint = len(heads) > 1 and not has_body(units[heads[0].body : heads[1].first])
    own = spans[reprint:]
    if not own or has_body(units[: own[0][0]]):
        own.insert(0, (0, own[0][0] if own else len(units)))
    site = site_name(units)
    above = Masthead(publisher=units[site].text if site is not None else None, published=dated_address(default.url))
    if len(own) == 1 and not reprint:
        page = default.or_else(titled(layout, 0, len(units), None)).or_else(above)
        return page, (part_of(page, 0, length),)
    page = default.or_else(titled(layout, 0, own[0][0], None)).or_else(above)
    mastheads = [titled(layout, first, end, page.published) for first, end in own]
    starts = [units[first].start if n or reprint else 0 for n, (first, _) in enumerate(own)]
    parts = tuple(part_of(m, a, b) for m, a, b in zip(mastheads, starts, [*starts[1:], length], strict=True))
    return replace(page, unclear=tuple(u for m in (page, *mastheads) for u in m.unclear)), parts


def dated_address(url: str | None) -> str | None:
    """The day or month in an address such as `https://northern.example/2023/03/14/dam`, where the publisher put it."""
    found = re.search(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12]\d|3[01]))?/", url or "")
    return iso(int(found[1]), int(found[2]), int(found[3]) if found[3] else None) if found else None


def titled(layout: Layout, first: int, end: int, published: str | None) -> Masthead:
    """What the units from `first` to `end` say of their article, and its headline."""
    units = layout.units[first:end]
    headline = next((unit.text for unit in units if unit.kind == "headline"), None)
    return Masthead(title=headline).or_else(merged(said_of(layout, units), published))


def part_of(masthead: Masthead, start: int, end: int) -> Part:
    return Part(
        start=start, end=end, title=masthead.title, publisher=masthead.publisher, author=masthead.author,
        published=masthead.published, updated=masthead.updated,
    )  # fmt: skip


def merged(said: Iterable[Said], published: str | None) -> Masthead:
    """The first thing said in each field; a date without a year is that nearest before `published`, else left open."""
    fields: dict[str, str] = {}
    unclear: list[Said] = []
    for one in said:
        words: str | None = one.words
        if one.date:
            words = one.date.edtf or (one.date.nearest_before(published) if published else None)
            if one.date.ambiguous:
                unclear.append(one)
        if words and not (one.field == "author" and words.casefold() in whole("byline", "not_a_person")):
            fields.setdefault(one.field, words)
    return Masthead(**fields, unclear=tuple((u.start, u.end) for u in unclear if u.field not in fields))


def said_of(layout: Layout, units: Sequence[Unit]) -> Iterator[Said]:
    """Everything that date lines, bylines, labels, credits and datelines among these units say, the surest first."""
    for unit in units:
        if unit.kind in {"dateline", "byline"}:
            yield from of_line(unit)
    openings = {block.start for block in layout.blocks if block.kind == "dateline"}
    for unit in units:
        if unit.kind == "paragraph" and unit.start in openings and (found := dateline(unit.text, opening=True)):
            yield from of_dateline(unit, found)
        elif unit.kind == "furniture":
            yield from of_furniture(unit)


def of_line(unit: Unit) -> Iterator[Said]:
    """What a byline or date line says: `Published … - Updated …`, `By Ana Korr | 3 March`, `first published in …`."""
    words, before = unit.text, 0
    if label := label_of(words):
        yield from of_label(unit, label)
        return
    for date in written_dates(words):
        field = "updated" if within("published", "updated").search(words, before, date.start) else "published"
        yield Said(field, "", unit.start + date.start, unit.start + date.end, date)
        before = date.end
    if first := within("published", "first").search(words):
        if (paper := PAPER.search(words, first.end())) and not starts_with_date(paper[1]):
            yield Said("publisher", paper[1], unit.start + paper.start(1), unit.start + paper.end(1))
    elif unit.kind == "dateline":
        if by := re.search(r"\bby\s+(\S+(?:\s+\S+){0,4})\W*$", words, re.I):
            yield from person(by[1], unit.start + by.start(1))
    else:
        opening = starting("byline").match(words)
        names = words[opening.end() if opening else 0 :].lstrip(" :")
        yield from person(SEPARATOR.split(names)[0], unit.end - len(names))


def starts_with_date(words: str) -> bool:
    """Whether the words begin with a month, as in `first published in March 2024`."""
    return words.split()[0].casefold().rstrip(".") in months()


def person(words: str, start: int) -> Iterator[Said]:
    """A byline's names without the role, place or date that follows them."""
    for date in reversed(list(written_dates(words))):
        words = words[: date.start]
    pieces = re.split(r",\s*|\s+in\s+(?=[A-Z])", words.strip(" ,"))
    names = [pieces[0], *takewhile(is_name, pieces[1:])]
    if names[0]:
        yield Said("author", ", ".join(names), start, start + len(words))


def of_dateline(unit: Unit, found: re.Match[str]) -> Iterator[Said]:
    """The agency and the date of `CITY, 3 March (Agency) —`."""
    if found["agency"]:
        yield Said("publisher", found["agency"], unit.start + found.start("agency"), unit.start + found.end("agency"))
    for date in written_dates(found["date"] or ""):
        at = unit.start + found.start("date")
        yield Said("published", "", at + date.start, at + date.end, date)


def of_furniture(unit: Unit) -> Iterator[Said]:
    """A page's address, and who holds its copyright."""
    if re.fullmatch(r"https?://\S+", unit.text):
        yield Said("url", unit.text, unit.start, unit.end)
    elif holder := COPYRIGHT.match(unit.text):
        yield Said("publisher", holder[1].strip(), unit.start + holder.start(1), unit.start + holder.end(1))


def of_label(unit: Unit, label: re.Match[str]) -> Iterator[Said]:
    """`Source: The Northern Herald`: a short line that names its own field."""
    value = unit.text[label.end() :].strip()
    for field in LABELLED:
        if label[1].casefold() in whole("labels", field):
            address = value.startswith(("http://", "https://"))
            yield Said("url" if address else field, value, unit.start + label.end(), unit.end)

"""Who published an article, who wrote it and when, as the lines around it say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.gathering.dates import WrittenDate, written_dates
from sayso.gathering.layout import CRUMBS, Head, Layout, dateline, has_body, is_name
from sayso.gathering.phrases import either, page_words, starting, whole
from sayso.records import Part

SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
LABEL = re.compile(r"([A-Za-z][A-Za-z ]{1,20}?)\s*:\s+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What the lines around an article say of it, None where they do not; `unclear` are dates that can be read two ways."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    unclear: tuple[tuple[int, int], ...] = ()

    def or_else(self, other: Masthead) -> Masthead:
        """What this one leaves open, from `other`."""
        values = {f: getattr(self, f) or getattr(other, f) for f in ("title", "publisher", "author", "published", "updated", "url")}
        return Masthead(**values, unclear=self.unclear + other.unclear)


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

    `length` is that of the text, `default` what the format says of the document; the lines of the text fill what it leaves open. Where a page
    reprints articles under a head of its own, that head speaks for the document and the articles keep theirs.
    """
    units, heads = layout.units, [h for n, h in enumerate(layout.heads) if not n or has_body([u.kind for u in layout.units[h.body : h.end]])]
    wrapper = heads[0] if heads and not has_body([u.kind for u in units[heads[0].body : heads[0].end]]) and len(heads) > 1 else None
    own = heads[1:] if wrapper else heads
    above = units[: own[0].first] if own else units
    front = merged(said_of(layout, range(len(above))), None)
    if wrapper:
        front = Masthead(title=units[wrapper.first].text).or_else(front)
    site = next((u.text for u, below in zip(units, units[1:6], strict=False) if u.kind == "furniture" and CRUMBS.search(below.text) and u.text[:1].isupper() and not starting("furniture").match(u.text)), None)
    whole_page = default.or_else(front).or_else(Masthead(publisher=site))
    if not own:
        return whole_page, (part_of(whole_page, 0, length),)
    if has_body([u.kind for u in above]):
        own = [Head(0, 0, own[0].first), *own]
    ends = [h.first for h in own[1:]] + [len(units)]
    mastheads = [merged(said_of(layout, range(h.first, end)), whole_page.published) for h, end in zip(own, ends, strict=True)]
    mastheads = [replace(m, title=units[h.first].text if layout.units[h.first].kind == "headline" else None) for m, h in zip(mastheads, own, strict=True)]
    unclear = tuple(u for m in mastheads for u in m.unclear)
    if len(own) == 1 and not wrapper:
        whole_page = whole_page.or_else(mastheads[0])
        return whole_page, (part_of(whole_page, 0, length),)
    starts = [units[h.first].start if n or wrapper else 0 for n, h in enumerate(own)]
    parts = tuple(part_of(m, a, b) for m, a, b in zip(mastheads, starts, [*starts[1:], length], strict=True))
    return replace(whole_page, unclear=whole_page.unclear + unclear), parts


def part_of(masthead: Masthead, start: int, end: int) -> Part:
    return Part(
        start=start, end=end, title=masthead.title, publisher=masthead.publisher, author=masthead.author,
        published=masthead.published, updated=masthead.updated,
    )  # fmt: skip


def merged(said: Iterable[Said], published: str | None) -> Masthead:
    """The first thing said in each field; a date without a year is that nearest before `published`, else left open."""
    fields: dict[str, str] = {}
    unclear: list[tuple[int, int]] = []
    for one in said:
        words: str | None = one.words
        if one.date:
            words = one.date.edtf or (one.date.nearest_before(published) if published else None)
            if one.date.ambiguous and one.field not in fields:
                unclear.append((one.start, one.end))
        if words and not (one.field == "author" and words.casefold() in whole("byline", "not_a_person")):
            fields.setdefault(one.field, words)
    return Masthead(**fields, unclear=tuple(unclear))  # type: ignore[arg-type]


def said_of(layout: Layout, positions: range) -> Iterator[Said]:
    """Everything that bylines, date lines, credits and datelines among these units say, the surest first."""
    lines = [layout.units[n] for n in positions]
    inside = range(lines[0].start, lines[-1].end) if lines else range(0)
    for unit in lines:
        if unit.kind in {"dateline", "byline"}:
            yield from of_line(unit.text, unit.start, unit.kind)
        elif unit.kind == "furniture":
            yield from of_furniture(unit.text, unit.start)
    for unit in lines[:8]:
        yield from of_label(unit.text, unit.start)
    for block in layout.blocks:
        if block.kind == "dateline" and block.start in inside and (unit := next((u for u in lines if u.start == block.start and u.kind == "paragraph"), None)):
            found = dateline(unit.text, opening=True)
            if found and found["agency"]:
                yield Said("publisher", found["agency"], block.start + found.start("agency"), block.start + found.end("agency"))
            for date in written_dates(found["date"] or "") if found else ():
                at = block.start + found.start("date")  # type: ignore[union-attr]
                yield Said("published", "", at + date.start, at + date.end, date)


def of_line(words: str, start: int, kind: str) -> Iterator[Said]:
    """What a byline or date line says: `Published … - Updated …`, `Ana Korr | 3 March 2023`, `first published in … on …`."""
    before = 0
    updated = re.compile(rf"\b(?:{either(page_words()['published']['updated'])})\b", re.I)
    for date in written_dates(words):
        field = "updated" if updated.search(words, before, date.start) else "published"
        yield Said(field, "", start + date.start, start + date.end, date)
        before = date.end
    first = re.search(rf"\b(?:{either(page_words()['published']['first'])})\b", words, re.I)
    if first and (paper := re.search(r"\b(?:by|in|at|from)\s+((?:the\s+)?[A-Z][\w'’&.-]*(?:\s+(?:of|the|and|&|[A-Z][\w'’&.-]*))*)", words[first.end() - 5 :])):
        name = next(iter(re.split(r"\s+(?:on|of|the|and)$", paper[1])))
        if not any(True for _ in written_dates(name + " 2000")) or len(name.split()) > 2:
            yield Said("publisher", name, start, start + len(words))
    if kind == "dateline":
        if by := re.search(r",?\s*\bby\s+(\S+(?:\s+\S+){0,4})\W*$", words, re.I):
            yield from person(by[1], start + by.start(1)) if not first else ()
        return
    opening = starting("byline").match(words)
    rest = words[opening.end() :].lstrip(" :") if opening else words
    names = SEPARATOR.split(rest)[0]
    yield from person(names, start + words.find(names))


def person(words: str, start: int) -> Iterator[Said]:
    """A byline's name without the role, place or date that follows it."""
    for date in reversed(list(written_dates(words))):
        words = words[: date.start]
    pieces = re.split(r",\s*|\s+in\s+(?=[A-Z])", words.strip(" ,"))
    names = [pieces[0]]
    for piece in pieces[1:]:
        if not is_name(piece) or (len(piece.split()) < 2):
            break
        names.append(piece)
    if names[0]:
        yield Said("author", ", ".join(names), start, start + len(words))


def of_furniture(words: str, start: int) -> Iterator[Said]:
    """A page's address, and who holds its copyright."""
    if re.fullmatch(r"https?://\S+", words):
        yield Said("url", words, start, start + len(words))
    holder = re.match(r"(?:copyright|©|\(c\))[\s©]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?,?\s*(?:by\s+)?([A-Z][\w'’&. -]{2,50}?)(?:[.,|]|\s+(?:all|©)\b|$)", words, re.I)
    if holder and holder[1][:1].isupper():
        yield Said("publisher", holder[1].strip(), start + holder.start(1), start + holder.end(1))


def of_label(words: str, start: int) -> Iterator[Said]:
    """`Source: The Northern Herald`: a short line that names its own field."""
    label = LABEL.match(words)
    if not label or len(words) > 200:
        return
    for field in ("title", "author", "publisher", "url"):
        if label[1].casefold() in whole("labels", field):
            value = words[label.end() :].strip()
            if field == "publisher" and re.match(r"https?://", value):
                field = "url"
            yield Said(field, value, start + label.end(), start + len(words))

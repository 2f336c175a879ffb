"""Blocks: what each stretch of a text is on the page, told by its shape and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.gathering.dates import written_dates
from sayso.gathering.phrases import starting, whole, within
from sayso.records import Block, BlockKind

LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
ENDS_SENTENCE = re.compile(r"[.;:,…۔؟।。][\"”’'»)\]*]*$")
ASKS = re.compile(r"[?!][\"”’'»)\]]*$")
CRUMBS = re.compile(r"\S\s+[>›»→]\s+\S")
BULLET = re.compile(r"(?:[•●▪◦‣·]\s*|[-–—*+]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z][.)]\s+)(?=\S)")
SURE_BULLET = re.compile(r"[•●▪◦‣·]")
NOTE = re.compile(r"(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+\s?|\[\d{1,3}\]\s*|\d{1,3}\s(?=https?:))(?=[^\s*])")
RULE = re.compile(r"[\W_]+")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$")
CELLS = re.compile(r"\t| {3,}| \| ")
TIME_OF_DAY = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?\b|\b[ap]\.?m\b\.?"
    r"|\b(?:GMT|UTC|[A-Z]{1,3}[SD]?T)\b(?:\s*[+-]\d{1,2}(?::?\d\d)?)?", re.I,
)  # fmt: skip
PLACE = r"[A-Z][\w'’.]*(?:[ /-](?:[A-Z][\w'’.]*|[a-z]{1,3}\b))*"
REGION = re.compile(rf"(?:{PLACE},?\s*)?")
DATELINE = re.compile(
    rf"(?P<place>{PLACE})"
    r"(?:[,:]?\s(?P<date>[^()\n—–:]{3,40}?))?(?:[,:]?\s?[(\[](?P<agency>[^()\[\]\n]{2,60})[)\]])?"
    r"\s*(?P<dash>—|–|--|-|:)\s*(?=[\"“”‘’'«(]?\w)"
)  # fmt: skip
TAG_END = re.compile(r"\s*(?:[|:]\s+|\s[–—-]+\s+|[—–]\s*)")
CREDIT = re.compile(r"(?:[—–/|\[(]|\s-)\s*([^—–/|\[\]()]{2,30})[\])]?\.?$")
PHOTO = re.compile(r"[\[(](?:File )?(?:Photo|Image|Picture)s?\s*(?:by|/|:|courtesy)[^\])]*[\])]$", re.I)
SPEAKER = re.compile(r"[A-Z][A-Z .'’-]+:\s")
TAGGED = frozenset({"paragraph", "headline", "standfirst", "subhead"})
LABELLED = ("title", "author", "publisher", "url")
LABEL = re.compile(r"([A-Za-z][A-Za-z ]{1,20}?)\s*:\s+(?=\S)")
LONGEST_TITLE = 30  # words
LONGEST_SUBHEAD = 15


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or the lines of one wrapped paragraph, with what its shape alone says it is."""

    start: int
    end: int
    text: str
    kind: BlockKind
    title: bool = False  # could be a title: short, capitalised, no final stop
    name: bool = False  # could be a person's name and nothing else


@dataclass(frozen=True, slots=True)
class Head:
    """Where an article begins: positions in the units."""

    first: int  # its headline
    body: int  # the first unit after headline, standfirst, byline and date


@dataclass(frozen=True, slots=True)
class Layout:
    """The page: its units in order with their kinds settled, the heads of its articles, and the units as blocks.

    Every head but the first has text below it; where the first has none, it is the head of a page that reprints others.
    """

    units: tuple[Unit, ...]
    heads: tuple[Head, ...]
    blocks: tuple[Block, ...]


def laid_out(text: str, known: Sequence[Block] = ()) -> Layout:
    """The units of `text`, each of them one block, in its order; together they hold every word of it.

    `known` are blocks the format marks itself; they are kept as they are. A dateline at a paragraph's start (`CITY,
    3 March (Agency) —`) becomes a block of its own before the paragraph.
    """
    units, heads = with_heads(with_chronology(shaped(text, known)))
    units, heads = with_tail(units, heads)
    return Layout(tuple(units), tuple(heads), tuple(blocks_of(units, heads)))


def shaped(text: str, known: Sequence[Block]) -> list[Unit]:
    """The units with the kind their own shape gives them."""
    units: list[Unit] = []
    at = 0
    for block in (*known, None):
        stop = block.start if block else len(text)
        units += [shape(text, start, end) for start, end in paragraphs(text, at, stop)]
        if block:
            unit = shape(text, block.start, block.end)
            if block.kind != "paragraph":
                unit = replace(unit, kind=block.kind, title=unit.title or block.kind in {"headline", "subhead"})
            units.append(unit)
            at = block.end
    for n, (unit, below) in enumerate(pairwise(units)):
        if unit.kind == "paragraph" and below.text[0].islower():  # the sentence goes on below
            units[n] = replace(unit, title=False, name=False)
    return units


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Lines, and where a text is wrapped at a width, the wrapped lines of a paragraph together."""
    lines = []
    for match in LINE.finditer(text, start, end):
        words = match.group().strip()
        if words:
            first = match.start() + len(match.group()) - len(match.group().lstrip())
            lines.append((first, first + len(words)))
    width = max((b - a for a, b in lines), default=0)
    filled = sum(b - a > 0.7 * width for a, b in lines)
    if not 40 <= width <= 130 or filled < 4 or filled * 2 < len(lines):
        return lines
    joined: list[tuple[int, int]] = []
    for number, (a, b) in enumerate(lines):
        last = lines[number - 1] if number else None
        if (
            last
            and text.count("\n", last[1], a) == 1
            and last[1] - last[0] + 1 + len(text[a:b].split()[0]) > 0.92 * width
            and not BULLET.match(text, a)
        ):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def shape(text: str, start: int, end: int) -> Unit:
    """One unit and what its own words say it is."""
    words = text[start:end]
    count = len(words.split())
    kind = kind_of(words, count)
    title = kind == "paragraph" and is_title(words, count)
    return Unit(start, end, words, kind, title=title, name=title and is_name(words))


def kind_of(words: str, count: int) -> BlockKind:
    """The kind that needs no neighbours to be told; `count` is the number of words."""
    if is_furniture(words, count):
        return "furniture"
    if is_date_line(words, count):
        return "dateline"
    if is_byline(words, count) or (count <= 15 and label_of(words)):
        return "byline"
    if is_caption(words):
        return "caption"
    related = starting("related").match(words)
    if related and count <= 40 and re.match(r"\s*(?:[:|–—-]|$)", words[related.end() :]):
        return "related"
    if count <= 20 and starting("furniture").match(words):
        return "furniture"
    return "list" if SURE_BULLET.match(words) else "paragraph"


def is_furniture(words: str, count: int) -> bool:
    """A rule, an address, a menu, the way to the page."""
    if RULE.fullmatch(words) or ADDRESS.match(words):
        return True
    if count <= 8 and words.casefold().strip(" :") in whole("furniture"):
        return True
    crumbs = len(CRUMBS.findall(words)) if count <= 40 else 0
    return crumbs >= 2 or (crumbs == 1 and words.split()[1] in ">›»→") or (count <= 20 and words.count(" | ") >= 3)


def label_of(words: str) -> re.Match[str] | None:
    """`Source:`, `Author:` or the like at a line's start, if the line is short and names its own field."""
    label = LABEL.match(words)
    known = label and any(label[1].casefold() in whole("labels", field) for field in LABELLED)
    return label if known and len(words) <= 200 else None


def is_title(words: str, count: int) -> bool:
    """Short, begins like a title, has a letter and no final stop. Scripts without capitals have no such sign."""
    first = words.lstrip("\"“”‘’'«#( ")[:1]
    return (
        1 <= count <= LONGEST_TITLE and (first.isupper() or first.isdigit()) and any(c.isupper() for c in words)
        and not ENDS_SENTENCE.search(words)
    )  # fmt: skip


def is_name(words: str) -> bool:
    """Two to five capitalised words (or one of several in capitals and small letters), small particles between them."""
    particles = whole("byline", "particles")
    parts = words.replace(",", " ").split()
    return (
        2 <= len(parts) <= 7
        and all(p[0].isupper() or p.casefold() in particles for p in parts)
        and not any(c.isdigit() for c in words) and parts[0][0].isupper() and parts[-1][0].isupper()
        and not ASKS.search(words) and not any(p.isupper() and len(p) > 2 for p in parts)
    )  # fmt: skip


def is_date_line(words: str, count: int) -> bool:
    """A line that says when: `Published …`, a date alone, a date and who wrote it, `first published in … on …`."""
    if count > 30:
        return False
    dates = list(written_dates(words))
    if count <= 15 and (starting("published").match(words) or starting("published", "updated").match(words)):
        return bool(dates) or (count <= 8 and bool(re.search(r"\d", words)) and not ENDS_SENTENCE.search(words))
    if not dates:
        return False
    if re.match(r"\W*(?:this|the)\b", words, re.I) and within("published", "first").search(words):
        return True
    rest = words
    for found in reversed(dates):
        rest = rest[: found.start] + rest[found.end :]
    rest = TIME_OF_DAY.sub("", rest)
    signed = dates[0].start == 0 and re.fullmatch(r"\W*by\s+\S+(?:\s+\S+){0,4}\W*", rest, re.I)
    # `DOLNA, 14 March 2024`: where and when on a line of their own.
    placed = count <= 8 and re.fullmatch(r"\W*[A-Z][A-Z'’.\- ]{2,40}\W*", rest)
    return not re.search(r"\w", rest) or bool(placed or (count <= 15 and signed))


def is_byline(words: str, count: int) -> bool:
    """`By Ana Korr`, `Staff Reporter`, also with a place, a role or a date behind a bar or comma."""
    if count > 16 or ENDS_SENTENCE.search(words.rstrip("*")):
        return False
    if words.casefold() in whole("byline", "unnamed"):
        return True
    start = starting("byline").match(words)
    if not start:
        return False
    date = next(written_dates(words), None)
    rest = words[start.end() : date.start if date else None].lstrip(" :").rstrip(" ,|")
    rest = re.split(r"\s*[|•·–—]\s*|,\s|\s+-\s+|\s+in\s+", rest)[0].strip()
    return (
        rest.casefold() in whole("byline", "unnamed")
        or is_name(rest)
        or (rest[:1].isupper() and len(rest.split()) == 1 and not date)
    )


def is_caption(words: str) -> bool:
    """`Photo: …`, or a line that ends in a picture credit (`— AP`, `[Photo/Agency]`)."""
    start = starting("caption").match(words)
    if start and re.match(r"\s*[:|]", words[start.end() :]):
        return True
    credit = CREDIT.search(words[-60:])
    if credit and credit[1].strip().rstrip(".").casefold() in whole("caption", "credits") and len(words.split()) > 2:
        return True
    return bool(PHOTO.search(words[-200:]))


def with_chronology(units: list[Unit]) -> list[Unit]:
    """Dates that stand alone again and again are the subheads of a chronology, not dates of publication."""
    alone = {
        n for n, u in enumerate(units)
        if u.kind == "dateline" and n and not units[n - 1].title and re.match(r"\w+\W", u.text)
        and not starting("published").match(u.text) and not starting("published", "updated").match(u.text)
    }  # fmt: skip
    if len(alone) < 3:
        return units
    return [replace(u, kind="subhead") if n in alone else u for n, u in enumerate(units)]


def with_heads(units: list[Unit]) -> tuple[list[Unit], list[Head]]:
    """Find where articles begin: a title followed by byline, date or dateline, and the first title of the text."""
    kinds = [u.kind for u in units]
    if (site := site_name(units)) is not None:
        kinds[site] = "furniture"
    heads: list[Head] = []
    at, read_before = 0, False  # whether text came before, so that an unsigned title is no headline
    while at < len(units):
        if not units[at].title or kinds[at] not in {"paragraph", "headline", "subhead"}:
            read_before = read_before or kinds[at] in {"paragraph", "list", "table"}
            at += 1
            continue
        after, signed = head_end(units, at)
        marked_below = kinds[at] != "headline" and "headline" in kinds[at:after]  # the format's own headline
        if not signed and (heads or read_before or marked_below):
            at += 1
            continue
        heads.append(Head(at, after))
        at = after
    for head in heads:
        name_head(units, kinds, head)
    loose = sum(len(u.text) for k, u in zip(kinds, units, strict=True) if k == "paragraph" and u.title)
    if loose < sum(len(u.text) for k, u in zip(kinds, units, strict=True) if k == "paragraph" and not u.title):
        kinds = ["subhead" if k == "paragraph" and is_subhead(u) else k for k, u in zip(kinds, units, strict=True)]
    return [replace(u, kind=k) for u, k in zip(units, kinds, strict=True)], heads


def is_subhead(unit: Unit) -> bool:
    """A title, short, and neither speech in quotation marks nor a question put to a speaker (`Q: …?`)."""
    asked = ASKS.search(unit.text) and re.search(r':\s|["“«]', unit.text)
    return unit.title and len(unit.text.split()) <= LONGEST_SUBHEAD and unit.text[0] not in '"“«' and not asked


def head_end(units: list[Unit], first: int) -> tuple[int, bool]:
    """The first unit after the head that begins at `first`, and whether byline, date or dateline sign it."""
    at, titles = first + 1, 1
    while at < len(units):
        unit = units[at]
        if unit.kind in {"byline", "dateline"}:
            while at < len(units) and (units[at].kind in {"byline", "dateline", "caption"} or is_bare_name(units, at)):
                at += 1
            return at, True
        if is_standfirst(units, at) or unit.kind == "furniture" or (unit.title and titles < 4):
            titles += unit.title
            at += 1
            continue
        line = dateline(unit.text, opening=True) if unit.kind == "paragraph" else None
        if line and (line["date"] or line["agency"]):
            return at, True
        break
    after = first + 1
    while after < at and (units[after].kind == "furniture" or units[after].title) and after - first < 3:
        after += 1
    return (after if titles <= 2 else first + 1), False


def is_standfirst(units: list[Unit], at: int) -> bool:
    """A sentence or two between headline and byline or date."""
    unit, below = units[at], units[at + 1].kind if at + 1 < len(units) else None
    short = unit.kind == "paragraph" and not unit.title and len(unit.text.split()) <= 60
    return unit.kind == "standfirst" or (short and below in {"byline", "dateline"})


def is_bare_name(units: list[Unit], at: int) -> bool:
    """A name alone between a date and the text."""
    return (
        units[at].name
        and at + 1 < len(units)
        and not units[at + 1].title
        and units[at - 1].kind == "dateline"
        and len(units[at].text.split()) <= 4
    )


def name_head(units: list[Unit], kinds: list[BlockKind], head: Head) -> None:
    """Write the kinds of a head's lines: headline, byline (a name alone beside the date), standfirst."""
    kinds[head.first] = "headline"
    signed = any(kinds[n] in {"byline", "dateline"} for n in range(head.first, head.body))
    for n in range(head.first + 1, head.body):
        if kinds[n] not in {"paragraph", "subhead", "headline"}:
            continue
        beside = kinds[n - 1] == "dateline" or (n + 1 < head.body and kinds[n + 1] == "dateline")
        kinds[n] = "byline" if signed and units[n].name and beside else "standfirst"


def site_name(units: Sequence[Unit]) -> int | None:
    """The unit that names the site or paper; None where there is none.

    It stands right above the way to the page (`Home > News > …`), or is the first line, above a date, and has a word of
    the names of papers (`Northern Wire`).
    """
    for n, (unit, below) in enumerate(pairwise(units[:6])):
        if unit.title and below.kind == "furniture" and CRUMBS.search(below.text):
            return n
        if n == 0 and unit.title and below.kind == "dateline" and is_outlet(unit.text):
            return n
    return None


def is_outlet(words: str) -> bool:
    """Whether a line of at most six capitalised words reads like the name of a newspaper, agency or station."""
    parts = words.casefold().split()
    capitals = all(part[0].isupper() or part in {"of", "the", "and", "de", "&"} for part in words.split())
    named = parts[-1] in whole("outlet", "last") or bool(starting("outlet", "first").match(words))
    return 2 <= len(parts) <= 6 and capitals and named


def with_tail(units: list[Unit], heads: list[Head]) -> tuple[list[Unit], list[Head]]:
    """Settle what needs the whole page: lists, tables, notes, and titles and heads with nothing below them."""
    kinds: list[BlockKind] = [u.kind for u in units]
    for n, unit in enumerate(units):
        if unit.kind not in {"paragraph", "subhead"}:
            continue
        neighbours = [units[m].text for m in (n - 1, n + 1) if 0 <= m < len(units)]
        if CELLS.search(unit.text) and any(CELLS.search(t) for t in neighbours):
            kinds[n] = "table"
        elif NOTE.match(unit.text) and (not BULLET.match(unit.text) or not any(BULLET.match(t) for t in neighbours)):
            mark = unit.text[: unit.text.index(unit.text.lstrip("*†‡§¹²³⁴⁵⁶⁷⁸⁹")[:1])] or unit.text.split("]")[0] + "]"
            if n * 2 >= len(units) or any(mark in u.text for u in units[:n]):
                kinds[n] = "footnote"
        elif BULLET.match(unit.text) and any(BULLET.match(t) for t in neighbours):
            kinds[n] = "list"
    for n in range(len(units) - 1, -1, -1):
        if kinds[n] in {"furniture", "related", "footnote", "dateline", "byline"}:
            continue
        if kinds[n] != "subhead":
            break
        kinds[n] = "related"
    units = [replace(u, kind=k) for u, k in zip(units, kinds, strict=True)]
    kept = []
    for n, head in enumerate(heads):
        end = heads[n + 1].first if n + 1 < len(heads) else len(units)
        if n and not has_body(units[head.body : end]):
            units[head.first : head.body] = [replace(u, kind="related") for u in units[head.first : head.body]]
        else:
            kept.append(head)
    return units, kept


def has_body(units: Sequence[Unit]) -> bool:
    """Whether there is text to read among the units."""
    return any(unit.kind in {"paragraph", "list", "table", "quotation"} for unit in units)


def dateline(words: str, *, opening: bool) -> re.Match[str] | None:
    """The dateline a paragraph begins with. `CITY: …` counts only in the paragraph that opens an article."""
    found = DATELINE.match(words)
    if not found or found.end() > 90 or starting("published").match(words) or tag(words):
        return None
    written = found["date"] or ""
    date = next(written_dates(written), None)
    if not REGION.fullmatch(written[: date.start] + written[date.end :] if date else written):
        return None
    if found["dash"] in {"-", "–", ":"} and words[found.start("dash") - 1].isspace() == (found["dash"] == ":"):
        return None
    loud = found["place"].isupper() and sum(c.isalpha() for c in found["place"]) >= 4
    if date:
        return found if loud or found["dash"] != ":" else None
    return found if loud and (opening or found["agency"]) else None


def tag(words: str) -> int:
    """Where the words end that say which sort of piece follows (`EXCLUSIVE – `, `Analysis: `); 0 where none do."""
    opening = starting("tag").match(words)
    end = TAG_END.match(words, opening.end()) if opening else None
    return end.end() if end and end.end() < len(words) else 0


def blocks_of(units: list[Unit], heads: list[Head]) -> list[Block]:
    """The units as blocks; a paragraph with a dateline before it becomes two."""
    openings: set[int] = set()
    if sum(bool(SPEAKER.match(unit.text)) for unit in units) < 2:  # else a transcript: `NAME: …` is who speaks
        for first in (0, *(head.body for head in heads)):
            openings.add(next((n for n in range(first, len(units)) if units[n].kind == "paragraph"), -1))
    blocks = []
    for n, unit in enumerate(units):
        line = dateline(unit.text, opening=n in openings) if unit.kind == "paragraph" else None
        tagged = tag(unit.text) if unit.kind in TAGGED else 0
        if tagged:
            end = unit.start + len(unit.text[:tagged].rstrip())
            blocks.append(Block(start=unit.start, end=end, kind="furniture"))
            blocks.append(Block(start=unit.start + tagged, end=unit.end, kind=unit.kind))
        elif line:
            body = unit.start + line.end()
            end = unit.start + len(unit.text[: line.end()].rstrip())
            blocks.append(Block(start=unit.start, end=end, kind="dateline"))
            blocks.append(Block(start=body, end=unit.end, kind="paragraph"))
        else:
            blocks.append(Block(start=unit.start, end=unit.end, kind=unit.kind))
    return blocks

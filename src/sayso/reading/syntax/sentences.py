"""Where sentences begin and end in a report: prose, headlines, bylines, bullets, quotations.

Lines come first. A blank line always parts. A single newline parts where it was meant to: before a bullet, after a
line so short that the next word would still have fitted on it, around a byline or a stamp; inside wrapped prose it is
a space. Within such a stretch full stops, question and exclamation marks end a sentence unless an abbreviation, an
initial, a number or the next word says otherwise; a closing quotation mark or bracket after them belongs to the
sentence they end.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.reading.syntax.tokens import BLANK, Tokens, abbreviations, english, tokenize

LONGEST = 200  # words; a longer sentence (a table, a list of names) is cut at a semicolon, comma or any word

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
FIRST = re.compile(rf"[^{BLANK}]")
BULLET = re.compile(r"(?:[•●▪◦‣⁃∙■□▶►➢✓·]\s|\d{1,3}[.)]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)\s|>)")
DASH = re.compile(r"[*–—-]\s+")
INLINE_BULLET = "•●▪◦‣■►➢"
OPENERS = "\"'“‘«([{‹„"
CLOSERS = "\"'”’»)\\]}›"
END = re.compile(
    rf"""(?:(?<![.!?…؟۔।])(?P<mark>[.!?…؟۔।]++)(?P<close>(?:[{CLOSERS}]|[ ]?\[\d{{1,3}}\](?!\w))*+)
            (?:(?=[{BLANK}])|(?<=[a-z]{{2}}[.!?])(?=[A-Z][a-z])|(?<=[a-z]{{2}}[.!?][”"])(?=[A-Z][a-z]))
        |(?P<wide>[。！？]+[」』”]*)
        |(?P<bullet>[{BLANK}](?=[{INLINE_BULLET}]\s)))""",
    re.VERBOSE,
)
NEXT = re.compile(rf"[{BLANK}]*(?P<open>(?:[{OPENERS}*–—-]|[{BLANK}])*)(?P<word>[\w’'-]*)")
BEFORE = re.compile(r"[\w.&’'/@-]*\Z")
ENUMERATOR = re.compile(r"[(\[*•–-]*\s*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\Z")
LOWER_NAME = re.compile(r"(?:al|el|ad|ar|as|an|az|ash|at|bin|ibn|de|von|van)[-’' ][A-Z]")
FAR = 40  # characters looked at before a full stop: no abbreviation is longer


@cache
def _starters() -> frozenset[str]:
    listed = english()["starters"]["words"].split()
    return frozenset(listed) | {word.upper() for word in listed}


@cache
def _verbs_of_speech() -> re.Pattern[str]:
    verbs = "|".join(english()["speech"]["verbs"].split())
    return re.compile(rf"[{BLANK}]*(?:[A-Z][\w.’'-]*\s+|the\s+|[a-z-]+\s+){{0,4}}?(?:{verbs})\b")


@cache
def _openings() -> re.Pattern[str]:
    opening, label = ("|".join(map(str.strip, english()["lines"][kind].split("|"))) for kind in ("openings", "labels"))
    return re.compile(rf"(?:{opening})\b(?!.*[.,;]\Z)|(?:{label})\s*(?::|\Z)")


@cache
def _unfinished() -> frozenset[str]:
    return frozenset(english()["lines"]["unfinished"].split())


def sentence_spans(text: str, *, spans: Sequence[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    """Start and end (exclusive) of each sentence of `text`, in code points, in order, without white space around it.

    `spans` are the parts to look at (None: all); no sentence crosses the edge of one. Every character that is not white
    space (zero-width spaces count as such), inside the spans, lies in exactly one sentence. Never raises.
    """
    found = list[tuple[int, int]]()
    for start, end in spans if spans is not None else [(0, len(text))]:
        start = max(start, 0)
        part = text[start:end]  # cut out, so that nothing outside it can be seen
        for low, high in _stretches(part, 0, len(part)):
            found.extend((a + start, b + start) for a, b in _sentences(part, low, high))
    return found


def split(text: str, *, spans: Sequence[tuple[int, int]] | None = None) -> list[Tokens]:
    """The sentences of `text` as words; see `sentence_spans` and `tokenize`. None is longer than `LONGEST` words."""
    sentences = list[Tokens]()
    for start, end in sentence_spans(text, spans=spans):
        tokens = tokenize(text, start, end)
        if len(tokens) <= LONGEST:
            sentences.append(tokens)
        else:
            sentences.extend(_shortened(tokens))
    return sentences


def _shortened(tokens: Tokens) -> Iterator[Tokens]:
    """`tokens` in pieces of at most `LONGEST` words, cut after the last semicolon, comma or word of each window."""
    start, size = 0, len(tokens)
    while start < size:
        end = min(start + LONGEST, size)
        if end < size:
            for mark in (";", ","):
                places = [i for i in range(start + LONGEST // 2, end) if tokens.words[i] == mark]
                if places:
                    end = places[-1] + 1
                    break
        yield Tokens(words=tokens.words[start:end], starts=tokens.starts[start:end], ends=tokens.ends[start:end])
        start = end


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of text that no line break ends: paragraphs, headlines, items of a list."""
    block = list[tuple[int, int]]()  # lines with nothing but one line break between them
    for line in LINE.finditer(text, start, end):
        first = FIRST.search(text, line.start(), line.end())
        if first is None:
            yield from _lines(text, block)
            block = []
            continue
        low, high = line.span()
        if block:
            gap = text[block[-1][1] : low]
            if len(gap) > 1 and gap != "\r\n":
                yield from _lines(text, block)
                block = []
        block.append((low, high))
    yield from _lines(text, block)


def _lines(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of a block of lines: lines joined where the break between them is only a wrap."""
    if not block:
        return
    width = max(high - low for low, high in block)
    start, end = block[0]
    fresh = True
    for (above, over), (low, high) in itertools.pairwise(block):
        line = text[above:over]
        parted = _parts(line, text[low:high], width, fresh)
        if parted:
            yield start, end
            start = low
        fresh = parted or line.rstrip(" \t\"'”’)").endswith((".", "!", "?"))
        end = high
    yield start, end


def _parts(above: str, below: str, width: int, fresh: bool) -> bool:
    """Whether the line break between two lines was meant.

    `width` is that of the longest line around, in characters; `fresh`: the line above may begin something new.
    """
    indent = len(below) - len(below.lstrip())
    a, b = above.strip(), below.strip()
    if BULLET.match(b):
        return True
    if dash := DASH.match(b):  # an item of a list, or a dash that fell to the start of a line
        return a[-1:] in ".:;,!?)" or DASH.match(a) is not None or not b[dash.end() : dash.end() + 1].islower()
    if width > 160:  # nobody wraps there: every line is a paragraph
        return True
    last = a.rsplit(None, 1)[-1]
    if b[:1].islower() or a[-1:] in ",;&/–—-" or last.lower() in _unfinished():
        return False
    if indent >= 2 and indent > len(above) - len(above.lstrip()):
        return True
    if a.isupper() and b.isupper():  # all capitals: a capital says nothing, and wires in capitals wrap unevenly
        return False
    if _openings().match(a) and len(a) < 70:
        return True
    if fresh and _titled(a) and not _titled(b):
        return True
    room = width if width < 45 else 0.85 * width
    return len(a) + 1 + len(b.split(None, 1)[0]) <= room


def _titled(line: str) -> bool:
    """Whether a line is written as a title: every longer word begins with a capital, and nothing ends the line."""
    words = [word for word in line.split() if len(word) > 4 and word[0].isalpha()]
    return len(words) > 1 and line[-1] not in ".!?,;:" and all(word[0].isupper() for word in words)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch, white space trimmed."""
    low = _trimmed_start(text, start, end)
    for match in END.finditer(text, low, end):
        if match.start() < low or not _ends(text, low, end, match):
            continue
        if match.end() > low:
            yield low, match.end() if match["bullet"] is None else _trimmed_end(text, low, match.start())
        low = _trimmed_start(text, match.end(), end)
    high = _trimmed_end(text, low, end)
    if high > low:
        yield low, high


def _trimmed_start(text: str, start: int, end: int) -> int:
    first = FIRST.search(text, start, end)
    return end if first is None else first.start()


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and not FIRST.match(text, end - 1):
        end -= 1
    return end


def _ends(text: str, low: int, high: int, match: re.Match[str]) -> bool:
    """Whether the sentence that began at `low` ends with `match`, inside a stretch that ends at `high`."""
    if match["mark"] is None:
        return match.start() > low
    following = NEXT.match(text, match.end(), min(high, match.end() + 200))
    assert following is not None  # it may match nothing
    word, opened, closed = following["word"], following["open"].strip(), match["close"]
    if not word and not opened and _trimmed_start(text, match.end(), high) >= high:
        return True
    mark, dot = match["mark"], match.start()
    if not word and not opened and text[following.end()] in ".!?…,;:)]":
        return False
    before = BEFORE.search(text, max(low, dot - FAR), dot)
    last = before.group() if before else ""
    if following.start("word") == match.end() and any(sign in last for sign in "./@"):
        return False  # nothing parts them: an address, not two sentences
    first = word.lstrip("'’-")[:1]
    if first.islower() and not LOWER_NAME.match(text, following.start("word"), high):
        return _ends_before_small(mark, last, closed, opened)
    if mark != ".":
        return not (closed.strip(")]}") and mark[-1] in "!?" and _verbs_of_speech().match(text, match.end(), high))
    if closed:
        shortened = closed[0] in ")]" and any(last in abbreviations(kind) for kind in english()["abbreviations"])
        return not shortened or word in _starters()  # Gen. (retd.) Doss
    if dot - low < 12 and ENUMERATOR.match(text[low:dot]):
        return False
    return _stops(last, word, first, opened)


def _ends_before_small(mark: str, last: str, closed: str, opened: str) -> bool:
    """Whether a sentence ends though the next word begins with a small letter: only after an ordinary long word."""
    if closed or opened or "…" in mark:
        return False
    if mark[-1] in "!?":
        return True
    if mark != "." or last in abbreviations("either") or last in abbreviations("joining"):
        return False
    return len(last) > 3 and last.isalpha() and last.islower()


def _stops(last: str, word: str, first: str, opened: str) -> bool:
    """Whether a lone full stop after `last` and before `word` ends the sentence; `first` is the word's first letter."""
    name = last.rpartition("-")[2].rpartition("/")[2].lstrip("'’")
    starter = word.split("'")[0].split("’")[0] in _starters()
    if name in abbreviations("title"):
        return not (first.isupper() or first.isdigit()) and not opened
    if name in abbreviations("joining"):
        return False
    if name in abbreviations("number"):
        return not first.isdigit()
    if name in abbreviations("date"):
        return starter
    if name in abbreviations("either"):
        return starter or bool(opened)
    if len(name) == 1 and name.isalpha():
        return starter if name.isupper() else True
    if "." in name and all(len(part) == 1 and part.isalpha() for part in name.split(".")):
        return starter or bool(opened and opened[-1] in '"“‘')
    return True

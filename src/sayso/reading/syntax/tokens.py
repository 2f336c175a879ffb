"""From a stretch of text to words, the way the UD treebanks of English cut them, each with its place in the text.

Every hyphen, slash, bracket and quotation mark is a word of its own (`al-Ani` is three words, `20-year-old` five), but
prefixes keep their hyphen (`anti-state`), and so do telephone numbers and dates; `'s` and `n't` are words; the full
stop of an abbreviation belongs to it. A written word that stands for several syntactic words (`cannot`, `don't`) is cut
where its letters allow, so that `text[start:end]` is always exactly the word. No word holds white space.
"""

from __future__ import annotations

import itertools
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sayso.records.errors import ReadingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words of one sentence and where they stand. All three tuples have one entry a word.

    `starts` and `ends` (exclusive) are code-point offsets into the text the words were cut from; words stand in the
    order of the text and never overlap. Two syntactic words of one written word meet without a gap.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


@cache
def english() -> dict[str, Any]:
    """The tables of `data/english.toml`."""
    return tomllib.loads(resources.files("sayso.reading.syntax").joinpath("data/english.toml").read_text("utf-8"))


@cache
def abbreviations(kind: str) -> frozenset[str]:
    """The abbreviations of a kind, as written and in capitals, without the full stop."""
    listed = english()["abbreviations"][kind].split()
    capitals = () if kind == "either" else listed  # MASS. or ILL. at the end of a headline is no state
    return frozenset(listed) | {word.upper() for word in capitals if len(word) > 1}


def _marks() -> str:
    """Combining marks of the Basic Multilingual Plane as the inside of a regular expression's class.

    `\\w` leaves them out, so that an Urdu or Hindi word, or a decomposed é, would fall apart.
    """
    codes = [code for code in range(0x300, 0xFE30) if unicodedata.category(chr(code))[0] == "M"]
    ranges = list[list[int]]()
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges)


# Zero-width spaces and direction marks part words as a space does; joiners and the soft hyphen belong to the word.
BLANK = r"\s\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x1f\x7f-\x9f"
LETTER = rf"(?:[^\W\d_]|[{_marks()}\u200c\u200d\xad])"
ALNUM = rf"(?:\w|[{_marks()}\u200c\u200d\xad])"
CHUNK = re.compile(rf"[^{BLANK}]+")
URL = r"(?:(?:https?|ftp|mailto|file)://?|mailto:|www\.)[^\s<>\"“”»]*[^\s<>\"“”».,;:!?)\]}'’]"
WORD = re.compile(
    rf"""
    (?P<url>{URL}|(?=[\w.+-]{{1,64}}@)[\w.+-]{{0,63}}\w?\.*@[\w-]+(?:\.[\w-]+)*)
    |(?P<smile>[:;]-?[()DPp]+$)
    |(?P<handle>[@\#][^\W\d_]\w*|\+\d(?:[\d-]*\d)?|['’]\d0?\ds?(?!\w)|(?:US|HK|NZ|CA|AU|A|C)\$
        |(?<![^\W_])[A-Za-z]/[a-zA-Z]{{1,3}}(?![\w/]))
    |(?P<acronym>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?|[^\W\d_](?:\.[^\W\d_])+(?!\w)|Ph\.Ds?\.?)
    |(?P<clitic>['’](?:s|S|re|ve|ll|m|d|em|til|cause|tis|twas)(?!\w))
    |(?P<number>\d+(?:-\d+){{2,}}|(?<![\d-])\d{{3}}-\d{{4}}(?![\d-])|(?<!\S)\.\d+|\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?:\.\d+)?(?!\d)|\d+(?:[.:/]\d+)*)
        (?:(?P<ordinal>st|nd|rd|th|ST|ND|RD|TH|s|(?<=0)['’]s)(?!\w)|(?P<unit>[A-Za-z]+)(?![A-Za-z0-9_])|(?P<rest>{ALNUM}*))
    |(?P<word>{LETTER}{ALNUM}*(?:[&]{LETTER}+(?!\w))*(?:['’]{LETTER}{ALNUM}*)*(?:\.(?![A-Z][a-z]){LETTER}{ALNUM}+)*)
    |(?P<run>\.{{2,}}|…+|-{{2,}}|[!?؟]+|\*+|=+|~+|_+|\#+|\++|<+|>+|''|``|’’|‘‘)
    |(?P<one>.)
    """,
    re.VERBOSE | re.DOTALL,
)
CLITIC = re.compile(r".+?(?P<rest>n['’]t|['’](?:[sdm]|re|ve|ll))\Z", re.IGNORECASE)
HYPHENATED = re.compile(rf"-{ALNUM}+")
LONGEST_REMEMBERED = 40  # characters; longer chunks hardly ever return


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(english()["words"]["prefixes"].split())


@cache
def _units() -> frozenset[str]:
    return frozenset(english()["words"]["units"].split())


@cache
def _cuts() -> dict[str, tuple[int, ...]]:
    """Written word in small letters → where its syntactic words begin, the first left out."""
    cuts = dict[str, tuple[int, ...]]()
    for entry in english()["words"]["cuts"].split():
        parts, at = entry.split("|"), 0
        places = list[int]()
        for part in parts[:-1]:
            at += len(part)
            places.append(at)
        cuts["".join(parts)] = tuple(places)
    return cuts


@cache
def _stopped() -> frozenset[str]:
    """Abbreviations whose full stop is theirs wherever they stand."""
    return frozenset().union(*(abbreviations(kind) for kind in ("title", "joining", "date", "either")))


def _keeps_stop(word: str, *, last: bool, bare: bool) -> bool:
    """Whether the full stop after `word` belongs to it; `bare`: nothing but the stop follows in its chunk."""
    if word in _stopped():
        return not (last and bare and word.islower() and word != "al")
    if word in abbreviations("number"):
        return not last
    return len(word) == 1 and word.isalpha() and word.isupper() and not last


def _pieces(chunk: str, last: bool) -> tuple[tuple[int, int], ...]:
    """Where the words of `chunk`, a stretch without white space, begin and end in it."""
    pieces = list[tuple[int, int]]()
    at, size = 0, len(chunk)
    while at < size:
        match = WORD.match(chunk, at)
        assert match is not None  # the last alternative takes any character
        kind, end = match.lastgroup, match.end()
        if kind in ("word", "acronym"):
            word = match.group()
            if kind == "word" and end < size:
                if chunk[end] == "." and chunk[end : end + 2] != "..":
                    if _keeps_stop(word, last=last, bare=end + 1 == size):
                        pieces.append((at, end + 1))
                        at = end + 1
                        continue
                elif (
                    chunk[end] == "-"
                    and word.lower() in _prefixes()
                    and word != "UN"
                    and (at == 0 or chunk[at - 1] != "-")
                    and (tail := HYPHENATED.match(chunk, end))
                ):
                    pieces.append((at, tail.end()))
                    at = tail.end()
                    continue
            pieces.extend(_cut(word, at))
        elif kind == "unit":
            start = match.start("unit")
            if match["unit"] in _units() or (match["unit"] == "M" and chunk[at - 1 : at] in ("$", "€", "£")):
                pieces += [(at, start), (start, end)]
            else:
                pieces.append((at, end))
        elif kind == "clitic" and match.group()[1:].lower() in ("tis", "twas"):
            pieces += [(at, at + 2), (at + 2, end)]
        else:
            pieces.append((at, end))
        at = end
    return tuple(pieces)


def _cut(word: str, at: int) -> list[tuple[int, int]]:
    """The syntactic words of one written word that begins at `at`."""
    places = _cuts().get(word.lower())
    if places is not None and not (len(word) < 4 and word.isupper()):  # IM is a group, im is not
        edges = [0, *places, len(word)]
        return [(at + a, at + b) for a, b in itertools.pairwise(edges)]
    if ("'" in word or "’" in word) and (match := CLITIC.match(word)):
        middle = match.start("rest")
        return [*_cut(word[:middle], at), (at + middle, at + len(word))]
    return [(at, at + len(word))]


_remembered: dict[tuple[str, bool], tuple[tuple[int, int], ...]] = {}
REMEMBERED = 100_000  # chunks; a table of what was already worked out, so that frequent words cost one look-up


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The words of `text[start:end]`, taken as one sentence; offsets count in the whole of `text`.

    The stretch matters at its end only: `Plan B.` there is two words and a full stop. Never raises; a stretch of white
    space alone has no words.
    """
    if end is None:
        end = len(text)
    words, starts, ends = list[str](), list[int](), list[int]()
    chunks = list(CHUNK.finditer(text, start, end))
    final = len(chunks) - 1
    for number, match in enumerate(chunks):
        chunk, base = match.group(), match.start()
        key = (chunk, number == final)
        pieces = _remembered.get(key)
        if pieces is None:
            pieces = _pieces(*key)
            if len(chunk) <= LONGEST_REMEMBERED:
                if len(_remembered) >= REMEMBERED:
                    _remembered.clear()
                _remembered[key] = pieces
        if len(pieces) == 1:
            words.append(chunk)
            starts.append(base)
            ends.append(base + len(chunk))
        else:
            for a, b in pieces:
                words.append(chunk[a:b])
                starts.append(base + a)
                ends.append(base + b)
    return Tokens(words=tuple(words), starts=tuple(starts), ends=tuple(ends))


def as_tokens(words: Sequence[str]) -> Tokens:
    """`words` as they are, with offsets into `" ".join(words)`.

    Raises ReadingError for no words at all, or for one that is empty.
    """
    if not words:
        raise ReadingError("A sentence without words was given to the parser. Leave it out.")
    starts, ends, at = list[int](), list[int](), 0
    for word in words:
        if not word:
            raise ReadingError(f"An empty word stands in the sentence {' '.join(words)[:60]!r}. Leave it out.")
        starts.append(at)
        at += len(word)
        ends.append(at)
        at += 1
    return Tokens(words=tuple(words), starts=tuple(starts), ends=tuple(ends))

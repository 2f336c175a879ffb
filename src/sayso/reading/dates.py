"""When: the time expressions of a sentence as bounds and EDTF (ISO 8601-2), and which of them dates a given word.

What a report says relative to its own date is resolved against `published`; without one only absolute expressions get
bounds and the others keep their words alone. A day is never invented: `March 2024` is the whole month.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, Literal

from sayso.reading.numerals import ORDINALS, number_at
from sayso.records import Sentence, Time

Tense = Literal["past", "present", "future"]
TimeKind = Literal["date", "duration", "set", "vague"]

_TIME: dict[str, Any] = tomllib.loads(files("sayso.codebook").joinpath("data/time.toml").read_text("utf-8"))
MONTHS: dict[str, int] = _TIME["months"]
WEEKDAYS: dict[str, int] = _TIME["weekdays"]
UNITS: dict[str, str] = _TIME["units"]
_SEASONS: dict[str, int] = _TIME["seasons"]
_DECADES: dict[str, int] = _TIME["decades"]
_DAYS: dict[str, int] = _TIME["days"]
_NAMED: dict[tuple[str, ...], str] = {tuple(name.split()): day for name, day in _TIME["named"].items()}
_WORDS: dict[str, frozenset[str]] = {key: frozenset(words) for key, words in _TIME["words"].items()}
_VAGUE: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): side for side, phrases in _TIME["vague"].items() for phrase in phrases
}
_DEICTIC = _WORDS["last"] | _WORDS["this"] | _WORDS["next"] | _WORDS["same"] | _WORDS["recent"]
# A sentence without one of these words and without a digit holds no time.
_SIGNS = frozenset(
    {*MONTHS, *WEEKDAYS, *UNITS, *_SEASONS, *_DECADES, *_DAYS, *(p[0] for p in _NAMED), *(p[-1] for p in _VAGUE)}
)
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:t.*)?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3}0|['’]?\d0)['’]?s")
_DASHES = re.compile(r"([-–—])")
_PLURAL_NOUNS = frozenset({"NNS", "NNPS"})


# ---------------------------------------------------------------- extents of the calendar
@dataclass(frozen=True, slots=True)
class Extent:
    """First and last day; None: open or unknown on that side. `named` is the EDTF of units the days do not show."""

    earliest: date | None = None
    latest: date | None = None
    about: bool = False
    named: str = ""

    @property
    def known(self) -> bool:
        """Is at least one bound known?"""
        return self.earliest is not None or self.latest is not None

    @property
    def edtf(self) -> str:
        """The shortest EDTF that says these bounds: `2022-02-08`, `2022-02`, `199X`, `2021-04/2021-05`, `2018/..`."""
        first, last = self.earliest, self.latest
        if self.named:
            text = self.named
        elif not self.known:
            return ""
        elif first is None or last is None:
            return f"../{_ending(last)}" if last else f"{_beginning(first)}/.."
        elif first == last:
            text = first.isoformat()
        elif (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            text = _years(first.year, last.year)
        elif (first.year, first.month, first.day) == (last.year, last.month, 1) and last == _month_end(last):
            text = first.isoformat()[:7]
        else:
            size = max(len(_beginning(first)), len(_ending(last)))
            text = f"{first.isoformat()[:size]}/{last.isoformat()[:size]}"
        return text.replace("/", "~/") + "~" if self.about else text


def _beginning(day: date | None) -> str:
    assert day is not None
    return day.isoformat()[: 4 if (day.month, day.day) == (1, 1) else 7 if day.day == 1 else 10]


def _ending(day: date | None) -> str:
    assert day is not None
    return day.isoformat()[: 4 if (day.month, day.day) == (12, 31) else 7 if day == _month_end(day) else 10]


def _years(first: int, last: int) -> str:
    if last - first == 9 and first % 10 == 0:
        return f"{first // 10:03d}X"
    if last - first == 99 and first % 100 == 0:
        return f"{first // 100:02d}XX"
    return f"{first:04d}" if first == last else f"{first:04d}/{last:04d}"


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _year(number: int, until: int | None = None) -> Extent:
    return Extent(date(number, 1, 1), date(until or number, 12, 31))


def _month(year: int, month: int) -> Extent:
    """The month, counted on across years: month 0 is December of the year before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Extent(date(year, month, 1), _month_end(date(year, month, 1)))


def _day(day: date) -> Extent:
    return Extent(day, day)


def _week(day: date) -> Extent:
    monday = day - timedelta(days=day.weekday())
    return Extent(monday, monday + timedelta(days=6))


def _season(year: int, code: int) -> Extent:
    """Spring is March to May of the year, winter December of the year to February of the next."""
    month = 3 * (code - 20)
    return Extent(date(year, month, 1), _month(year, month + 2).latest, named=f"{year:04d}-{code}")


def _quarter(year: int, quarter: int) -> Extent:
    return Extent(_month(year, 3 * quarter - 2).earliest, _month(year, 3 * quarter).latest)


def _moved(unit: str, number: float, day: date) -> Extent:
    """The unit of the calendar that lies `number` of it from the one that holds `day`; finer than a day: that day."""
    count = int(number)
    if unit == "D":
        return _day(day + timedelta(days=count))
    if unit in ("W", "2W"):
        return _week(day + timedelta(days=7 * count * (2 if unit == "2W" else 1)))
    if unit == "WE":
        sunday = day + timedelta(days=7 * count + 6 - day.weekday())
        return Extent(sunday - timedelta(days=1), sunday)
    if unit == "M":
        return _month(day.year, day.month + count)
    if unit == "3M":
        at = (day.month - 1) // 3 + count
        return _quarter(day.year + at // 4, at % 4 + 1)
    if unit == "Y":
        return _year(day.year + count)
    if unit in ("10Y", "100Y"):
        size = 10 if unit == "10Y" else 100
        first = (day.year // size + count) * size
        return _year(first, first + size - 1)
    return _day(day)


def _back(unit: str, number: float, day: date) -> date:
    """The day that lies `number` units before `day` (after it, where negative), to the day."""
    if unit in ("D", "W", "2W", "WE"):
        return day - timedelta(days=round(number * {"D": 1, "2W": 14}.get(unit, 7)))
    if unit.startswith("T"):
        return day - timedelta(seconds=number * {"TS": 1, "TM": 60, "TH": 3600}[unit])
    months = round(number * {"M": 1, "3M": 3, "Y": 12, "10Y": 120, "100Y": 1200}[unit])
    there = _month(day.year, day.month - months)
    assert there.earliest is not None and there.latest is not None
    return there.earliest.replace(day=min(day.day, there.latest.day))


def _part(extent: Extent, part: str) -> Extent:
    """Early, mid or late: the first, middle or second half, on whole months where the unit has them; always `about`."""
    first, last = extent.earliest, extent.latest
    if first is None or last is None or (last - first).days < 7:
        return extent
    quarter = (last - first + timedelta(days=1)) / 4
    begin = first + {"early": 0, "mid": 1, "late": 2}[part] * quarter
    end = last - {"early": 2, "mid": 1, "late": 0}[part] * quarter
    if (last - first).days > 80:
        begin, end = begin.replace(day=1), _month_end(end - timedelta(days=15))
    return Extent(begin, end, True, extent.edtf)


def _hull(left: Extent, right: Extent) -> Extent:
    if left == right:
        return left
    if not (left.known and right.known):
        return Extent()
    first = None if left.earliest is None or right.earliest is None else min(left.earliest, right.earliest)
    last = None if left.latest is None or right.latest is None else max(left.latest, right.latest)
    return Extent(first, last, left.about or right.about)


def bounds(edtf: str | None) -> Extent:
    """The days an EDTF date or interval spans: `2022-02`, `2021-08~`, `199X`, `2018/..`, `2021-22`; unknown: no bounds."""
    if not edtf:
        return Extent()
    if "/" in edtf:
        left, _, right = edtf.partition("/")
        return Extent(bounds(left).earliest, bounds(right).latest)
    plain = edtf.rstrip("~?%")
    if found := re.fullmatch(r"(\d{2})(\d|X)(\d|X)", plain):
        span = 1 if found[3] != "X" else 10 if found[2] != "X" else 100
        first = int(plain.replace("X", "0"))
        return _year(first, first + span - 1) if first else Extent()
    found = _ISO.fullmatch(plain.lower())
    if not found:
        return Extent()
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    try:
        if 21 <= month <= 24:
            return _season(year, month)
        return _day(date(year, month, day)) if day else _month(year, month) if 1 <= month <= 12 else Extent()
    except ValueError:
        return Extent()


# ---------------------------------------------------------------- the expressions of a sentence
@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTime:
    """A time expression: words `first` to `last` (exclusive) of the sentence, and what they mean.

    `kind`: a date on the calendar; a duration (`lasts` is its ISO 8601 form, `P2Y`); a set (`every Friday`); a vague
    word (`recently`). Only `text` of `time` is filled where the words give no bounds.
    """

    first: int
    last: int
    time: Time
    kind: TimeKind = "date"
    lasts: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What the grammar read: the extent, the piece after it, and its kind."""

    extent: Extent
    end: int
    kind: TimeKind = "date"
    lasts: str = ""


def found_times(sentence: Sentence, published: str | None) -> tuple[FoundTime, ...]:
    """Every time expression of `sentence`, in the order of its words, resolved against the EDTF date `published`.

    Bounds are what the words say: they may lie after publication. `time_of` clips them for what has happened.
    """
    lowered = [word.lower() for word in sentence.words]
    if not any(word in _SIGNS or word[0].isdigit() or "-" in word or "–" in word or "’" in word for word in lowered):
        return ()
    return _Grammar(sentence, lowered, bounds(published)).all()


class _Grammar:
    """Reads one sentence's expressions from left to right, the longest at each place."""

    def __init__(self, sentence: Sentence, lowered: list[str], published: Extent) -> None:
        self.sentence, self.published = sentence, published
        self.words: list[str] = []
        self.at: list[int] = []  # the word each piece belongs to
        for i, word in enumerate(lowered):
            pieces = [word]
            if len(word) > 2 and not _ISO.fullmatch(word) and ("-" in word or "–" in word or "—" in word):
                pieces = [piece for piece in _DASHES.split(word) if piece]
            for piece in pieces:
                self.words.append("-" if piece in ("–", "—") else piece.rstrip(".") if len(piece) > 2 else piece)
                self.at.append(i)
        self.words += [""] * 5
        self.anchor = Extent()  # the last date read: what `a month later` counts from

    def all(self) -> tuple[FoundTime, ...]:
        found, i, count = list[FoundTime](), 0, len(self.at)
        while i < count:
            read = self.expression(i)
            if read is None or self.at[read.end - 1] < self.at[i]:
                i += 1
                continue
            end = read.end
            while end < count and self.at[end] == self.at[end - 1]:  # a word is taken whole
                end += 1
            first, last = self.at[i], self.at[end - 1] + 1
            if found and found[-1].kind == "set" and first - found[-1].last <= 1 and read.kind == "date":
                read = replace(read, extent=Extent(), kind="set")  # each year on 17 January
            found.append(FoundTime(first=first, last=last, kind=read.kind, lasts=read.lasts,
                                   time=_time(_text(self.sentence, first, last), read.extent)))  # fmt: skip
            if read.kind == "date" and read.extent.known:
                self.anchor = read.extent
            i = end
        return tuple(found)

    # ------------------------------------------------------------ operators
    def expression(self, i: int) -> _Read | None:
        """A date with what stands before it: since, until, before, after, by, from … to, between … and."""
        word = self.words[i]
        for operator in ("since", "until", "prior", "following", "by"):
            if (after := self.phrase(i, operator)) and (read := self.coordinated(after)):
                if read.kind == "date":
                    return replace(read, extent=self.operated(operator, read.extent))
                if read.kind == "vague" and operator in ("since", "until"):
                    return read
                if operator in ("prior", "following"):
                    return read if read.kind != "duration" else None
        if word in _WORDS["from"] and (left := self.primary(i + 1)) and left.kind == "date" \
                and self.words[left.end] in _WORDS["to"] and (right := self.primary(left.end + 1)):  # fmt: skip
            return self.between(left, right, i + 1)
        if word in _WORDS["from"] and (ranged := self.coordinated(i + 1)) and ranged.kind == "date":
            if self.words[ranged.end] in ("on", "onwards", "onward"):
                return replace(ranged, extent=self.operated("since", ranged.extent), end=ranged.end + 1)
            return ranged
        return self.coordinated(i)

    def phrase(self, i: int, operator: str) -> int | None:
        """The piece after the words of an operator that starts at `i`."""
        for words in _WORDS[operator]:
            length = words.count(" ") + 1
            if self.words[i] == words or (length > 1 and " ".join(self.words[i : i + length]) == words):
                return i + length + (self.words[i + length] == "-")
        return None

    def operated(self, operator: str, extent: Extent) -> Extent:
        first, last, edge = extent.earliest, extent.latest, extent.about
        if operator == "since" and first:
            return Extent(first, None, named=f"{_open(extent)}/..")
        if operator == "until" and last:
            return Extent(None, last, named=f"../{_open(extent)}")
        if operator == "by" and last:
            return extent if "/" in extent.edtf else Extent(None, last, named=f"../{_open(extent)}")
        if operator == "prior" and first:
            return Extent(None, first - timedelta(days=1), edge)
        if operator == "following" and last:
            return Extent(last + timedelta(days=1), None, edge)
        return extent

    def between(self, left: _Read, right: _Read, start: int) -> _Read:
        """From one date to another; a month or day that leaves its year to the second date takes it from there."""
        first = self.completed(left, right, start)
        if not (first.known and right.extent.known):
            return replace(right, extent=Extent())
        if first.earliest and right.extent.latest and first.earliest > right.extent.latest:
            return replace(right, extent=_hull(first, right.extent))
        named = "" if not (first.about or right.extent.about) else f"{_open(first)}/{_open(right.extent)}"
        return replace(right, extent=Extent(first.earliest, right.extent.latest, named=named))

    def completed(self, left: _Read, right: _Read, start: int) -> Extent:
        """`left`, with the year of `right` where it names none of its own: `April and May 2022`."""
        said = self.words[start : left.end]
        if right.extent.latest is None or not any(word in MONTHS for word in said):
            return left.extent
        if any(len(word) == 4 and word.isdigit() for word in said) or not self.words[right.end - 1].isdigit():
            return left.extent
        if len(self.words[right.end - 1]) != 4:
            return left.extent
        year = right.extent.latest.year
        month = next(MONTHS[word] for word in said if word in MONTHS)
        there = _month(year - (right.extent.earliest is not None and month > right.extent.earliest.month), month)
        days = [int(found[1]) for word in said if (found := _DAY.fullmatch(word))]
        if days and there.earliest and there.latest and 1 <= days[0] <= there.latest.day:
            return _day(there.earliest.replace(day=days[0]))
        return there

    def coordinated(self, i: int) -> _Read | None:
        """One date, or two of a kind joined by a dash, `to` or `and` that make a span: `April and May 2022`."""
        left = self.primary(i)
        if left is None or left.kind != "date" or self.words[left.end] not in ("-", "to", "and", "/"):
            return left
        right = self.primary(left.end + 1)
        if right is None or right.kind != "date" or self.words[left.end + 1] in ("the", *_DEICTIC):
            return left
        if self.words[left.end] == "and" and not self.follows(left, right):
            return left
        return self.between(left, right, i)

    def follows(self, left: _Read, right: _Read) -> bool:
        """Does the second month, day or year follow the first at once, so that `and` makes a span of them?"""
        first = self.completed(left, right, left.end - 1 if self.words[left.end - 1] in MONTHS else 0)
        if first.latest is None or right.extent.earliest is None:
            return False
        return right.extent.earliest - first.latest == timedelta(days=1) and not left.extent.about

    # ------------------------------------------------------------ one date
    def primary(self, i: int) -> _Read | None:
        word = self.words[i]
        if not word:
            return None
        if word == "the":
            if self.words[i + 1].isdigit() and len(self.words[i + 1]) == 4:
                return None
            return self.primary(i + 1) if self.words[i + 1] != "the" else None
        if word in _WORDS["every"]:
            read = self.primary(i + 1)
            if read is None:
                bare = i + 1 if word.endswith("ly") else i + 2 if self.words[i + 1] in UNITS else 0
                return _Read(Extent(), bare, "set") if bare else None
            return replace(read, extent=Extent(), kind="set")
        for rule in (self.phrase_of_time, self.part, self.deictic, self.counted, self.calendar, self.century):
            if (read := rule(i)) is not None:
                if self.words[read.end] in _WORDS["every"] and self.words[read.end + 1] in UNITS:
                    return replace(read, extent=Extent(), kind="set", end=read.end + 2)
                return read
        return None

    def relative(self, resolve: Callable[[date], Extent]) -> Extent:
        """What `resolve` makes of the date of publication: of its first and last day, where only a month is known."""
        first, last = self.published.earliest, self.published.latest
        if first is None or last is None:
            return Extent()
        try:
            return _hull(resolve(first), resolve(last))
        except (ValueError, OverflowError):  # a year the calendar does not have
            return Extent()

    def phrase_of_time(self, i: int) -> _Read | None:
        """`yesterday`, `recently`, `in the past`, `Christmas Day`."""
        word = self.words[i]
        if word in _DAYS:
            days, end = _DAYS[word], i + 1
            return _Read(self.relative(lambda day: _day(day + timedelta(days=days))), self.clock(end))
        for length in (4, 3, 2, 1):
            words = tuple(self.words[i : i + length])
            if words in _VAGUE:
                return _Read(self.vague(_VAGUE[words]), i + length, "vague")
            if words in _NAMED:
                return self.named(_NAMED[words], i, i + length)
        return None

    def vague(self, side: str) -> Extent:
        first, last = self.published.earliest, self.published.latest
        if first is None or last is None:
            return Extent()
        if side == "present":
            return Extent(first.replace(day=1), _month_end(last))
        return Extent(None, last) if side == "past" else Extent(first, None)

    def named(self, day: str, i: int, end: int) -> _Read | None:
        if len(day) > 5:
            return _Read(bounds(day), end)
        month, number = int(day[:2]), int(day[3:])
        year = self.year_at(end)
        if year:
            return _Read(_day(date(year[0], month, number)), year[1])
        return _Read(self.nearest(i, lambda y: _day(date(y, month, number))), end)

    def part(self, i: int) -> _Read | None:
        """`early 2021`, `mid-August`, `late last week`, `the end of last year`, `earlier this month`."""
        word, at = self.words[i], i + 1
        if word in _WORDS["earlier"] or word in _WORDS["later"]:
            return self.side_of(i)
        if word in _WORDS["start"] | _WORDS["end"] | {"middle"} and self.words[at] == "of":
            part, at = "late" if word in _WORDS["end"] else "mid" if word == "middle" else "early", at + 1
        elif (part := next((p for p in ("early", "mid", "late") if word in _WORDS[p]), "")) and word != "middle":
            at += self.words[at] == "-"
            if self.words[at] in ("on", "in", "to"):
                at += 1
                if self.words[at] == "-":  # mid-to-late
                    return None
        else:
            return None
        read = self.primary(at)
        if read is None or read.kind != "date" or (not read.extent.known and read.end == at + 1):
            return read and replace(read, extent=Extent()) if read and read.kind == "date" else None
        return replace(read, extent=_part(read.extent, part))

    def side_of(self, i: int) -> _Read | None:
        """`earlier this month`, `later in the year`, `earlier on Sunday`: the unit, cut at publication."""
        earlier, at = self.words[i] in _WORDS["earlier"], i + 1
        if self.words[at] in ("in", "on"):
            at += 1
        read = self.primary(at)
        if read is None and self.words[at] == "the" and self.words[at + 1] in UNITS:
            unit = UNITS[self.words[at + 1]]
            read = _Read(self.relative(lambda day: _moved(unit, 0, day)), at + 2)
        if read is None or read.kind != "date":
            return None
        extent, cut = read.extent, self.published.latest if earlier else self.published.earliest
        first, last = extent.earliest, extent.latest
        if not (first and last and cut and first < cut < last):
            return read
        return replace(read, extent=Extent(first, cut, named=extent.edtf) if earlier else
                       Extent(cut, last, named=extent.edtf))  # fmt: skip

    def deictic(self, i: int) -> _Read | None:
        """`last year`, `this week`, `next Tuesday`, `last November`, `the past 20 years`, `recent months`, `that year`."""
        word, at = self.words[i], i + 1
        if word not in _DEICTIC or not self.words[at]:
            return None
        side = -1 if word in _WORDS["last"] else 1 if word in _WORDS["next"] else 0
        if word in ("the", "that") and self.words[at] == "same":
            at += 1
        following = self.words[at]
        if word in _WORDS["same"]:
            unit = UNITS.get(following, "")
            start = self.anchor.earliest
            if not unit or following.endswith("s") or start is None:
                return None
            return _Read(_moved(unit, 0, start), at + 1)
        if word in _WORDS["recent"]:
            return _Read(self.vague("past"), at + 1) if following in UNITS and following.endswith("s") else None
        if following in MONTHS and self.is_month(at) and side:
            month = MONTHS[following]
            if year := self.year_at(at + 1):
                return _Read(_month(year[0], month), year[1])
            return _Read(self.relative(lambda day: _month(day.year + _turn(side, month - day.month), month)), at + 1)
        if following in MONTHS and self.is_month(at):
            return _Read(self.relative(lambda day: _month(day.year, MONTHS[following])), at + 1)
        if following in WEEKDAYS:
            weekday = WEEKDAYS[following]
            return _Read(self.relative(lambda day: _weekday(day, weekday, side)), self.clock(at + 1))
        if following in _SEASONS:
            code = _SEASONS[following]
            return _Read(self.relative(lambda day: _season_from(day, code, side)), at + 1)
        if following in _WORDS["clock"] and following != "night":
            return _Read(self.relative(lambda day: _day(day + timedelta(days=side))), at + 1)
        if following in UNITS and not following.endswith("s"):
            return self.unit_from(following, word, side, at)
        if side and (read := self.quantity(at)) and word not in ("previous", "preceding", "following"):
            return self.window(read, side)
        return None

    def unit_from(self, unit_word: str, word: str, side: int, at: int) -> _Read | None:
        """`last year`, and what may follow it: `last year in August`; `the following day` counts from another date."""
        unit, end = UNITS[unit_word], at + 1
        if unit_word == "night":
            return _Read(self.relative(lambda day: _day(day + timedelta(days=min(side, 0)))), end)
        if word in ("previous", "preceding", "following"):
            start = self.anchor.earliest if side < 0 else self.anchor.latest
            return _Read(_moved(unit, side, start) if start else Extent(), end)
        if word in ("past", "coming") and unit in ("D", "W", "M", "Y", "10Y"):  # the past year: the twelve months until now
            return self.window(_Read(Extent(), end, "duration", f"P1{unit}"), side, unit, 1.0)
        extent = self.relative(lambda day: _moved(unit, side, day))
        if unit == "Y" and extent.earliest and extent.earliest.year == (extent.latest or extent.earliest).year:
            inner = end + (self.words[end] in ("in", ","))
            part, begun = "", inner
            if self.words[inner] in ("early", "mid", "late"):
                part, inner = self.words[inner], inner + 1
                inner += self.words[inner] == "-"
            if self.words[inner] in MONTHS and self.is_month(inner) and (self.words[begun - 1] != "," or not part):
                named = _month(extent.earliest.year, MONTHS[self.words[inner]])
                return _Read(_part(named, part) if part else named, inner + 1)
        return _Read(extent, end)

    def window(self, read: _Read, side: int, unit: str = "", number: float | None = None) -> _Read:
        """The stretch of `read`'s length that ends at publication, or begins there."""
        if not unit:
            unit, number = _measured(read.lasts)
        first, last = self.published.earliest, self.published.latest
        if first is None or last is None:
            return replace(read, extent=Extent(), kind="date")
        if not number:
            extent = Extent(None, last) if side < 0 else Extent(first, None)
        else:
            try:
                extent = Extent(_back(unit, number, first), last) if side < 0 else Extent(first, _back(unit, -number, last))
            except (ValueError, OverflowError):
                return replace(read, extent=Extent(), kind="date")
            size = 4 if unit.endswith("Y") else 7 if unit.endswith("M") else 10
            edge = [(day.isoformat() if day else "")[:size] for day in (extent.earliest, extent.latest)]
            extent = replace(extent, named=edge[0] if edge[0] == edge[1] else "/".join(edge))
        return _Read(extent, read.end, "date", read.lasts)

    def quantity(self, i: int) -> _Read | None:
        """`three years`, `a month`, `several weeks`, `two-decade-long`; no age (`a 20-year-old`)."""
        words, at, number = self.words, i, None
        counted = number_at(words, i)
        if counted:
            number, at = counted
            if words[at] in ("to", "or", "-") and (more := number_at(words, at + 1)) and words[more[1]] in UNITS:
                number, at = None, more[1]
            at += words[at] in ("more", "full", "straight", "consecutive")
        elif words[i] in ("a", "an", "one", "half"):
            number, at = 1.0, i + 1
            if words[at] in _WORDS["few"]:
                number, at = (2.0 if words[at] == "couple" else None), at + 1
                at += words[at] == "of"
        elif words[i] in _WORDS["few"]:
            at = i + 1 + (words[i + 1] == "of")
        elif not (words[i] in UNITS and words[i].endswith("s")):
            return None
        at += words[at] == "-"
        if words[at] not in UNITS or (words[at] in ("second", "quarter") and (number or 2) > 1):
            return None
        unit, at = UNITS[words[at]], at + 1
        if unit == "WE" or words[at] in _WORDS["age"] or (words[at] == "-" and words[at + 1] in _WORDS["age"]):
            return None
        if words[at] == "-" and words[at + 1] == "long":
            at += 2
        elif words[at] == "long":
            at += 1
        size = int(unit[:-1] or 1) if unit[0].isdigit() else 1
        letter = unit[-1]
        amount = "X" if number is None else f"{number * size:g}"
        return _Read(Extent(), at, "duration", f"PT{amount}{letter}" if unit[0] == "T" else f"P{amount}{letter}")

    def counted(self, i: int) -> _Read | None:
        """`three years ago`, `a month later`, `two weeks before 5 May`; alone, a duration."""
        read = self.quantity(i)
        if read is None:
            return None
        unit, number = _measured(read.lasts)
        following = self.words[read.end]
        if following in _WORDS["back"]:
            if not number:
                return replace(read, extent=self.vague("past"), end=read.end + 1, kind="date")
            return _Read(self.relative(lambda day: self.apart(unit, -number, day)), read.end + 1, "date", read.lasts)
        sign = -1 if following in _WORDS["before"] else 1 if following in _WORDS["after"] - {"on", "since"} else 0
        if not sign:
            bare = self.words[i] in UNITS
            return None if bare and (i == 0 or self.words[i - 1] not in ("for", "of", "in", "within", "over")) else read
        end = read.end + 1
        other = self.primary(end) if following in ("before", "after") else None
        base = other.extent if other and other.kind == "date" else self.anchor if other is None else Extent()
        if other is None and following in ("before", "after") and self.words[end] not in ("", ".", ",", ";", ")"):
            base = Extent()  # a month after something that is no date
        start = base.earliest if sign < 0 else base.latest
        end = other.end if other else end
        if start is None or not number:
            return _Read(Extent(), end, "date", read.lasts)
        same = base.earliest is not None and base.latest is not None and (base.latest - base.earliest).days
        try:
            moved = self.apart(unit, sign * number, start) if not same else _moved(_coarser(unit, base), sign * number
                if _coarser(unit, base) == unit else sign * number * 12 if unit == "Y" else 0, start)  # fmt: skip
        except (ValueError, OverflowError):
            moved = Extent()
        return _Read(moved, end, "date", read.lasts)

    def apart(self, unit: str, number: float, day: date) -> Extent:
        """`number` units from `day`, as exact as the unit: days to the day, weeks to the week (about), years to the year."""
        if unit.startswith("T"):
            return _day(_back(unit, -number, day))
        moved = _moved(unit[-1] if unit != "WE" else "W", number * (int(unit[:-1]) if unit[:-1].isdigit() else 1), day)
        return replace(moved, about=unit != "D")

    def calendar(self, i: int) -> _Read | None:
        """Days, months, years, seasons, decades, quarters; in the forms of newspapers and of ISO 8601."""
        word = self.words[i]
        if word[0].isdigit():
            return self.numeric(i)
        if word in WEEKDAYS and self.sentence.words[self.at[i]][0].isupper():
            return self.weekday(i)
        if word in MONTHS and self.is_month(i):
            return self.month(i)
        if word in _SEASONS:
            return self.season(i)
        if word in _DECADES and self.words[i - 1] == "the":
            return _Read(_year(1900 + _DECADES[word], 1909 + _DECADES[word]), i + 1)
        if word in ("’", "'") and (found := _DECADE.fullmatch(self.words[i + 1])) and len(found[1]) == 2:
            return _Read(_year(1900 + int(found[1]), 1909 + int(found[1])), i + 2)
        return None

    def numeric(self, i: int) -> _Read | None:
        word, words = self.words[i], self.words
        if found := _ISO.fullmatch(word):
            extent = bounds(word)
            return _Read(extent, i + 1) if extent.known else None
        if words[i + 1] == "-" and words[i + 3] == "-" and (extent := bounds("-".join(words[i : i + 5 : 2]))).known:
            return _Read(extent, i + 5)
        if found := _SLASHED.fullmatch(word):
            return self.slashed(int(found[1]), int(found[2]), found[3], i + 1)
        if found := _DECADE.fullmatch(word):
            digits = found[1].strip("'’")
            first = int(digits) if len(digits) == 4 else 1900 + int(digits)
            return _Read(_year(first, first + 9), i + 1) if len(digits) == 4 or words[i - 1] == "the" else None
        if found := _DAY.fullmatch(word):
            if read := self.day_month(int(found[1]), i + 1, i):
                return read
        year = self.year_at(i)
        if year is None:
            return None
        number, end = year
        if words[end] in ("-", "/") and words[end + 1].isdigit() and len(words[end + 1]) == 2 \
                and int(words[end + 1]) == (number + 1) % 100:  # fmt: skip
            return _Read(_year(number, number + 1), end + 2)
        return _Read(_year(number), end) if self.is_year(i, end) else None

    def slashed(self, left: int, right: int, year: str, end: int) -> _Read | None:
        """Day and month as numbers, in the order that can be; where both orders can, the bounds hold both."""
        full = int(year) if len(year) == 4 else 2000 + int(year)
        read = []
        for day, month in ((left, right), (right, left)):
            try:
                read.append(_day(date(full, month, day)))
            except ValueError:
                continue
        if not read:
            return None
        first, last = read[0], read[-1]
        if first.earliest and last.earliest and first.earliest > last.earliest:
            first, last = last, first
        return _Read(_hull(first, last), end)

    def day_month(self, day: int, at: int, i: int) -> _Read | None:
        """`2 February 2022`, `2nd of February`, `2-5 February`; the day stands before `at`."""
        last = None
        if self.words[at] in ("-", "to", "and") and (found := _DAY.fullmatch(self.words[at + 1])):
            last, at = int(found[1]), at + 2
        at += self.words[at] == "of"
        if self.words[at] not in MONTHS or not self.is_month(at):
            return None
        return self.dated(MONTHS[self.words[at]], day, last, at + 1, i)

    def month(self, i: int) -> _Read | None:
        """`February`, `Feb. 2`, `February 2-5, 2022`, `February 2022`, `August last year`."""
        month, at = MONTHS[self.words[i]], i + 1
        at += self.words[at] == "." and self.words[at + 1][:1].isdigit()
        found = _DAY.fullmatch(self.words[at])
        if found and 1 <= int(found[1]) <= 31 and self.words[at + 1] not in (":", "%", "percent", "people"):
            day, last, at = int(found[1]), None, at + 1
            if self.words[at] in ("-", "to") and (more := _DAY.fullmatch(self.words[at + 1])):
                if self.words[at + 2] not in MONTHS:
                    last, at = int(more[1]), at + 2
            return self.dated(month, day, last, at, i)
        return self.dated(month, None, None, at, i)

    def dated(self, month: int, day: int | None, last: int | None, at: int, i: int) -> _Read | None:
        """The month, or a day or two of it, with the year that follows or the one nearest before publication."""

        def resolve(year: int) -> Extent:
            if day is None:
                return _month(year, month)
            return Extent(date(year, month, day), date(year, month, last or day))

        try:
            resolve(2024)
        except ValueError:
            return None
        comma = at + (self.words[at] in (",", "of"))
        if year := self.year_at(comma):
            try:
                return _Read(resolve(year[0]), year[1])
            except ValueError:
                return None
        turned = comma + (self.words[comma] == "the")
        for words, side in (("last", -1), ("this", 0), ("next", 1)):
            if self.words[turned] in _WORDS[words] and self.words[turned + 1] == "year":
                return _Read(self.relative(lambda d, side=side: resolve(d.year + side)), turned + 2)  # type: ignore[misc]
        return _Read(self.nearest(i, resolve), self.clock(at))

    def nearest(self, i: int, resolve: Callable[[int], Extent]) -> Extent:
        """The year's instance nearest before publication; the first after it where the verb is in the future."""
        future = self.in_future(i)

        def near(day: date) -> Extent:
            for year in (day.year, day.year + 1) if future else (day.year, day.year - 1, day.year - 4):
                try:
                    extent = resolve(year)
                except ValueError:  # 29 February
                    continue
                if extent.earliest and extent.latest and (extent.latest >= day if future else extent.earliest <= day):
                    return extent
            return Extent()

        return self.relative(near)

    def weekday(self, i: int) -> _Read | None:
        """`Tuesday`, `Tuesday, 2 February`, `Tuesday last week`: the last one before or on publication."""
        weekday, at = WEEKDAYS[self.words[i]], self.clock(i + 1)
        inner = at + (self.words[at] == ",")
        if self.words[inner] in MONTHS and self.is_month(inner) and (read := self.month(inner)):
            return read
        if (found := _DAY.fullmatch(self.words[inner + (self.words[inner] == "the")])) and (
            read := self.day_month(int(found[1]), inner + (self.words[inner] == "the") + 1, i)
        ):
            return read
        turned = at + (self.words[at] in ("of", "the"))
        for words, side in (("last", -1), ("this", 0), ("next", 1)):
            if self.words[turned] in _WORDS[words] and self.words[turned + 1] == "week":
                return _Read(self.relative(lambda d, side=side: _day_of_week(d, side, weekday)), turned + 2)  # type: ignore[misc]
        side = 1 if self.in_future(i) else 0
        return _Read(self.relative(lambda day: _weekday(day, weekday, side or -2)), at)

    def season(self, i: int) -> _Read | None:
        """`summer 2021`, `the summer of 2021`; alone only after `in`, `the` or a part of the season."""
        code, at = _SEASONS[self.words[i]], i + 1
        if year := self.year_at(at + (self.words[at] in ("of", ","))):
            return _Read(_season(year[0], code), year[1])
        if self.words[i] == "fall" or self.words[i - 1] not in ("in", "the", "early", "mid", "late", "-", "since", "by"):
            return None
        if self.words[at] == "-" or self.words[at] == "of":
            return None
        return _Read(self.nearest(i, lambda y: _season(y, code)), at)

    def century(self, i: int) -> _Read | None:
        """`the 19th century`, `the first half of 2021`, `the third quarter`, `2nd of February`."""
        word, at = self.words[i], i + 1
        found = _ORDINAL.fullmatch(word)
        number = ORDINALS.get(word) or (int(found[1]) if found else 0)
        if not number:
            return None
        at += self.words[at] == "-"
        if self.words[at] == "century":
            return _Read(_year(100 * number - 100, 100 * number - 1), at + 1) if number > 1 else None
        if self.words[at] in ("half", "quarter"):
            parts = 2 if self.words[at] == "half" else 4
            if number > parts:
                return None
            inner = at + 1 + (self.words[at + 1] in ("of", "in"))
            inner += self.words[inner] == "the" and self.words[inner + 1] in ("year",)
            read = self.primary(inner)
            if read is None or read.kind != "date":
                extent = self.nearest(i, lambda y: _split(_year(y), parts, number)) if parts == 4 else Extent()
                return _Read(extent, at + 1) if parts == 4 else None
            return _Read(_split(read.extent, parts, number), read.end)
        return self.day_month(number, at, i) if number <= 31 and not found else None

    # ------------------------------------------------------------ small questions
    def year_at(self, i: int) -> tuple[int, int] | None:
        """The four-digit year at `i` and the piece after it."""
        word = self.words[i]
        return (int(word), i + 1) if len(word) == 4 and word.isdigit() and 1000 <= int(word) <= 2199 else None

    def is_year(self, i: int, end: int) -> bool:
        """Is the four-digit number at `i` a year, and not a count, a sum or a label?"""
        sentence, at, number = self.sentence, self.at[i], int(self.words[i])
        before, after = self.words[i - 1] if i else "", self.words[end]
        if before in ("$", "€", "£", "no", "no.", "#", "resolution") or after in ("%", "percent", "km", "kg", "hours"):
            return False
        counts = self.at[min(end, len(self.at) - 1)]
        noun = counts > at and sentence.xpos[counts] in _PLURAL_NOUNS
        if before in _WORDS["calendar"] and not (noun and number % 100 == 0 and before not in ("in", "since", "during")):
            return not (noun and before in ("about", "around", "than", "to", "and", "of", "by", "between"))
        if not 1900 <= number <= 2099:
            return False
        return not noun or (before == "the" and number % 100 != 0)

    def is_month(self, i: int) -> bool:
        """Is this a month, and not the auxiliary `may`, `march` on foot, a person called April or June?"""
        at = self.at[i]
        if not self.sentence.words[at][0].isupper() and not self.sentence.words[at].startswith(("mid-", "pre-", "post-")):
            return False
        return self.sentence.upos[at] not in ("AUX", "VERB", "ADJ") or (i > 0 and self.words[i - 1] in ("in", "since"))

    def clock(self, i: int) -> int:
        """The piece after a time of day, which is read over: `Tuesday morning`."""
        return i + 1 if self.words[i] in _WORDS["clock"] else i

    def in_future(self, i: int) -> bool:
        """Is the verb that the word at piece `i` hangs on in the future (`will`, `shall`)?"""
        sentence, at = self.sentence, self.at[i]
        for _ in range(8):
            if at < 0:
                return False
            if sentence.upos[at] in ("VERB", "AUX") or sentence.relations[at] == "root":
                return any(
                    head == at and sentence.words[child].lower() in _WORDS["will"] and sentence.upos[child] == "AUX"
                    for child, head in enumerate(sentence.heads)
                )
            at = sentence.heads[at]
        return False


# ---------------------------------------------------------------- which expression dates a word
_TEMPORAL = frozenset({"obl", "obl:tmod", "obl:npmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked", "advmod", "nmod",
                       "nummod", "amod", "compound", "dep", "appos", "nmod:npmod", "flat", "parataxis"})  # fmt: skip
_MODIFIES_ITS_NOUN = frozenset({"nummod", "amod", "compound"})
_CLAUSAL = frozenset({"ccomp", "parataxis", "advcl", "acl", "acl:relcl", "csubj", "advcl:relcl", "csubj:pass"})


def time_of(
    sentence: Sentence, trigger: int, found: tuple[FoundTime, ...], published: str | None, *, tense: Tense | None
) -> Time | None:
    """When what the word at `trigger` says happened, or holds; None where neither words nor `published` tell.

    First the expression that hangs on the trigger or on its clause; then one that a clause above lends it (`inferred`): a
    saying dates what it says only as its limit, `after` and `before` turn into limits. Last the tense alone: past is
    before publication, present the month of publication, future after it. Bounds of what has happened end at publication.
    """
    reference = bounds(published)
    best: tuple[tuple[int, int], FoundTime] | None = None
    heads = {f: _head(sentence, f) for f in found if f.kind in ("date", "vague")}
    node, limit, inferred = trigger, "", False
    for _ in range(12):
        for expression, head in heads.items():
            cost = _cost(sentence, head, node, trigger)
            if cost is None or expression.first <= trigger < expression.last:
                continue
            rank = (cost + 4 * (expression.kind == "vague") + 2 * (not expression.time.edtf), abs(head - trigger))
            if best is None or rank < best[0]:
                best = rank, expression
        if best is not None:
            break
        relation, above = sentence.relations[node], sentence.heads[node]
        if above < 0 or (relation.startswith("acl") and node != trigger and sentence.upos[trigger] == "VERB"):
            break
        if relation in ("ccomp", "parataxis"):
            limit, inferred = limit or "said", True
        elif relation.startswith("advcl"):
            limit, inferred = limit or _mark(sentence, node), True
        elif relation in _CLAUSAL or (relation == "conj" and sentence.upos[node] == "VERB") or relation == "xcomp":
            inferred = True
        node = above
    if best is None:
        return _by_tense(reference, tense, "")
    time = best[1].time
    if not time.edtf:
        return _by_tense(reference, tense, time.text) or time
    inferred = inferred or best[0][0] % 4 == 2
    extent = _limited(Extent(_date(time.earliest), _date(time.latest), named=time.edtf), limit, tense)
    return _time(time.text, _clipped(extent, reference, tense), inferred=inferred)


def _head(sentence: Sentence, expression: FoundTime) -> int:
    """The word of the expression that hangs on a word outside it."""
    inside = range(expression.first, expression.last)
    return next((i for i in reversed(inside) if sentence.heads[i] not in inside and sentence.upos[i] not in
                 ("ADP", "DET", "SCONJ")), expression.last - 1)  # fmt: skip


def _cost(sentence: Sentence, head: int, node: int, trigger: int) -> int | None:
    """0 where the expression at `head` hangs on `node`, 1 on its object, 2 on its subject; None where it does not."""
    at, cost = head, 0
    for step in range(6):
        if at == node:
            return cost
        relation, above = sentence.relations[at], sentence.heads[at]
        if above < 0:
            return None
        if above == node and at != head:
            if relation in ("nsubj", "nsubj:pass"):
                cost = 2
            elif relation in ("obj", "iobj") or relation.startswith("obl"):
                cost = max(cost, 1)
            elif relation not in _TEMPORAL:
                return None
        elif relation not in _TEMPORAL and not (at != head and relation in ("obj", "conj")):
            return None
        if step == 0 and relation in _MODIFIES_ITS_NOUN and above != node:
            return None  # the 2014 attack: the year is the attack's
        at = above
    return None


def _mark(sentence: Sentence, clause: int) -> str:
    """`after`, `before` or nothing: the word that opens an adverbial clause."""
    for child, head in enumerate(sentence.heads):
        if head == clause and sentence.relations[child] in ("mark", "case"):
            word = sentence.words[child].lower()
            if word in _WORDS["following"] or word in _WORDS["since"]:
                return "after"
            if word in _WORDS["prior"] or word in _WORDS["until"]:
                return "before"
    return ""


def _limited(extent: Extent, limit: str, tense: Tense | None) -> Extent:
    """What a clause above lends: the time itself, or its limit."""
    first, last = extent.earliest, extent.latest
    if limit == "after" or (limit == "said" and tense == "past"):
        return Extent(None, last, named=f"../{_open(_reversed(extent))}") if last else Extent()
    if limit == "before" or (limit == "said" and tense == "future"):
        return Extent(first, None, named=f"{_open(extent)}/..") if first else Extent()
    return extent


def _reversed(extent: Extent) -> Extent:
    """The second end of an interval, as one extent."""
    return replace(extent, named=extent.edtf.split("/")[-1])


def _clipped(extent: Extent, reference: Extent, tense: Tense | None) -> Extent:
    """Nothing that has happened lies after publication, nothing that is to come before it. The EDTF stays as said."""
    first, last, edtf = extent.earliest, extent.latest, extent.edtf
    if tense == "future":
        if reference.earliest and (last is None or last >= reference.earliest):
            first = max(first or reference.earliest, reference.earliest)
    elif reference.latest and (first is None or first <= reference.latest):
        last = min(last or reference.latest, reference.latest)
    return replace(extent, earliest=first, latest=last, named=edtf)


def _by_tense(reference: Extent, tense: Tense | None, text: str) -> Time | None:
    first, last = reference.earliest, reference.latest
    if tense is None or first is None or last is None:
        return None
    if tense == "past":
        extent = Extent(None, last)
    elif tense == "future":
        extent = Extent(first, None)
    else:
        month = Extent(first.replace(day=1), _month_end(last))
        extent = Extent(month.earliest, last, named=month.edtf)
    return _time(text, extent, inferred=True)


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


# ---------------------------------------------------------------- arithmetic of the grammar
def _measured(lasts: str) -> tuple[str, float]:
    """Unit and number of an ISO 8601 duration; 0 where the number is not known (`PXY`)."""
    found = re.fullmatch(r"P(T?)([\d.]+|X)([A-Z])", lasts)
    assert found, lasts
    return found[1] + found[3], 0.0 if found[2] == "X" else float(found[2])


def _coarser(unit: str, base: Extent) -> str:
    """The unit a count of `unit` from `base` is exact to: a year from a month is a month, a month from a year a year."""
    assert base.earliest is not None and base.latest is not None
    days = (base.latest - base.earliest).days
    return "Y" if days > 300 else "M" if unit in ("M", "Y") else unit


def _open(extent: Extent) -> str:
    """How an extent stands as one end of an interval."""
    return extent.edtf if "/" not in extent.edtf else extent.edtf.split("/")[0]


def _turn(side: int, months: int) -> int:
    """Years to go for `last` or `next` month of a name that lies `months` from this one."""
    return (side if months * side <= 0 else 0) if side else 0


def _weekday(day: date, weekday: int, side: int) -> Extent:
    """The weekday: -2 the last one on or before `day`, -1 before it, 1 after it, 0 the nearest (`this Friday`)."""
    back = (day.weekday() - weekday) % 7
    if side == -1:
        back = back or 7
    elif side == 1:
        back = back - 7
    elif side == 0 and back > 3:
        back -= 7
    return _day(day - timedelta(days=back))


def _day_of_week(day: date, weeks: int, weekday: int) -> Extent:
    return _day(day - timedelta(days=day.weekday() - weekday - 7 * weeks))


def _season_from(day: date, code: int, side: int) -> Extent:
    """`this summer` of the same year, `last summer` the latest that is over, `next summer` the first to begin."""
    if side == 0:
        return _season(day.year - (code == 24 and day.month < 3), code)
    years = range(day.year, day.year - 3, -1) if side < 0 else range(day.year, day.year + 3)
    for year in years:
        season = _season(year, code)
        if season.latest and season.earliest and (season.latest < day if side < 0 else season.earliest > day):
            return season
    return Extent()


def _split(extent: Extent, parts: int, number: int) -> Extent:
    """The numbered half or quarter of a year; of anything else, the whole."""
    if extent.earliest is None or extent.latest is None or (extent.earliest.month, extent.latest.month) != (1, 12):
        return extent
    size = 12 // parts
    year = extent.earliest.year
    return Extent(_month(year, size * (number - 1) + 1).earliest, _month(year, size * number).latest)


def _text(sentence: Sentence, first: int, last: int) -> str:
    """Words `first` to `last` as they stand in the report, by their offsets."""
    parts = [sentence.words[first]]
    for i in range(first + 1, last):
        parts.append(" " * (sentence.starts[i] > sentence.ends[i - 1]) + sentence.words[i])
    return "".join(parts)


def _time(text: str, extent: Extent, *, inferred: bool = False) -> Time:
    first, last = (day.isoformat() if day else None for day in (extent.earliest, extent.latest))
    return Time(text=text, edtf=extent.edtf, earliest=first, latest=last, inferred=inferred)

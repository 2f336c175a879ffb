"""The time expressions of a sentence, as bounds and EDTF: a grammar of how English writes dates.

What a report says relative to its own date is resolved against `published`; without one only absolute expressions get
bounds and the others keep their words alone. A day is never invented: `March 2024` is the whole month.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, Literal

from sayso.reading import extents
from sayso.reading.extents import Extent
from sayso.reading.numerals import CURRENCY_SIGNS, LABELS, ORDINALS, number_at
from sayso.records import Sentence, Time

TimeKind = Literal["date", "duration", "set", "vague"]

_TIME: dict[str, Any] = tomllib.loads(files("sayso.codebook").joinpath("data/time.toml").read_text("utf-8"))
MONTHS: dict[str, int] = _TIME["months"]
WEEKDAYS: dict[str, int] = _TIME["weekdays"]
UNITS: dict[str, str] = _TIME["units"]
_SEASONS: dict[str, int] = _TIME["seasons"]
_DECADES: dict[str, int] = _TIME["decades"]
_DAYS: dict[str, int] = _TIME["days"]
_NAMED: dict[tuple[str, ...], str] = {tuple(name.split()): day for name, day in _TIME["named"].items()}
WORDS: dict[str, frozenset[str]] = {key: frozenset(words) for key, words in _TIME["words"].items()}
_VAGUE: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): side for side, phrases in _TIME["vague"].items() for phrase in phrases
}
_DEICTIC = WORDS["last"] | WORDS["this"] | WORDS["next"] | WORDS["same"] | WORDS["recent"]
# A sentence without one of these words and without a digit holds no time.
_SIGNS = frozenset(
    {*MONTHS, *WEEKDAYS, *UNITS, *_SEASONS, *_DECADES, *_DAYS, *(p[0] for p in _NAMED), *(p[-1] for p in _VAGUE)}
)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3}0|['’]?\d0)['’]?s")
_SOON = 60  # days: a date without a year and without a past verb that lies no further ahead is to come
_DASHES = re.compile(r"([-–—])")
_PLURAL_NOUNS = frozenset({"NNS", "NNPS"})


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
    reference = extents.bounds(published)
    if reference.earliest is None or not 1500 <= reference.earliest.year <= 2200:  # no date a report can bear
        reference = Extent()
    return _Grammar(sentence, lowered, reference).all()


class _Grammar:
    """Reads one sentence's expressions from left to right, the longest at each place."""

    def __init__(self, sentence: Sentence, lowered: list[str], published: Extent) -> None:
        self.sentence, self.published = sentence, published
        self.words: list[str] = []
        self.at: list[int] = []  # the word each piece belongs to
        for i, word in enumerate(lowered):
            pieces = [word]
            if len(word) > 2 and not extents.bounds(word).known and ("-" in word or "–" in word or "—" in word):
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
            yearless = not any(len(word) == 4 and word.isdigit() for word in self.words[i:end])
            if found and found[-1].kind == "set" and first - found[-1].last <= 1 and read.kind == "date" and yearless:
                read = replace(read, extent=Extent(), kind="set")  # each year on 17 January
            found.append(FoundTime(first=first, last=last, kind=read.kind, lasts=read.lasts,
                                   time=as_time(_text(self.sentence, first, last), read.extent)))  # fmt: skip
            if read.kind == "date" and read.extent.known:
                self.anchor = read.extent
            i = end
        return tuple(found)

    # ------------------------------------------------------------ operators
    def expression(self, i: int) -> _Read | None:
        """A date with what stands before it: since, until, before, after, by, from … to, between … and."""
        word = self.words[i]
        for operator in ("since", "until", "prior", "following", "by", "about"):
            if (after := self.phrase(i, operator)) and (read := self.coordinated(after)):
                if read.kind == "date":
                    return replace(read, extent=self.operated(operator, read.extent))
                if read.kind == "vague" and operator in ("since", "until"):
                    return read
                if operator in ("prior", "following"):
                    return read if read.kind != "duration" else None
        if word in WORDS["from"] and (left := self.primary(i + 1)) and left.kind == "date" \
                and self.words[left.end] in WORDS["to"] and (right := self.primary(left.end + 1)):  # fmt: skip
            return self.between(left, right, i + 1)
        if word in WORDS["from"] and (ranged := self.coordinated(i + 1)) and ranged.kind == "date":
            if self.words[ranged.end] in WORDS["onwards"]:
                return replace(ranged, extent=self.operated("since", ranged.extent), end=ranged.end + 1)
            return ranged
        return self.coordinated(i)

    def phrase(self, i: int, operator: str) -> int | None:
        """The piece after the words of an operator that starts at `i`."""
        for words in WORDS[operator]:
            length = words.count(" ") + 1
            if self.words[i] == words or (length > 1 and " ".join(self.words[i : i + length]) == words):
                return i + length + (self.words[i + length] == "-")
        return None

    def operated(self, operator: str, extent: Extent) -> Extent:
        first, last, edge = extent.earliest, extent.latest, extent.about
        if operator == "about":
            return replace(extent, about=True)
        if operator == "since" and first:
            return Extent(first, None, named=f"{extent.begins}/..")
        if operator == "until" and last:
            return Extent(None, last, named=f"../{extent.ends}")
        if operator == "by" and last:
            return extent if "/" in extent.edtf else Extent(None, last, named=f"../{extent.ends}")
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
            return replace(right, extent=extents.hull(first, right.extent))
        named = "" if not (first.about or right.extent.about) else f"{first.begins}/{right.extent.ends}"
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
        month = next(MONTHS[word] for word in said if word in MONTHS)
        begins = right.extent.earliest or right.extent.latest
        there = extents.of_month(begins.year - (month > begins.month), month)
        days = [int(found[1]) for word in said if (found := _DAY.fullmatch(word))]
        if days and there.earliest and there.latest and 1 <= days[0] <= there.latest.day:
            return extents.of_day(there.earliest.replace(day=days[0]))
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
        if word in WORDS["every"]:
            read = self.primary(i + 1)
            if read is None:
                bare = i + 1 if word.endswith("ly") else i + 2 if self.words[i + 1] in UNITS else 0
                return _Read(Extent(), bare, "set") if bare else None
            return replace(read, extent=Extent(), kind="set")
        if word == "first" and (within := self.within(word, i + 1)):
            return within
        for rule in (self.phrase_of_time, self.part, self.deictic, self.counted, self.calendar, self.century):
            if (read := rule(i)) is not None:
                if self.words[read.end] in WORDS["every"] and self.words[read.end + 1] in UNITS:
                    return replace(read, extent=Extent(), kind="set", end=read.end + 2)
                return read
        return None

    def relative(self, resolve: Callable[[date], Extent]) -> Extent:
        """What `resolve` makes of the date of publication: of its first and last day, where only a month is known."""
        first, last = self.published.earliest, self.published.latest
        if first is None or last is None:
            return Extent()
        try:
            return extents.hull(resolve(first), resolve(last))
        except (ValueError, OverflowError):  # a year the calendar does not have
            return Extent()

    def phrase_of_time(self, i: int) -> _Read | None:
        """`yesterday`, `recently`, `in the past`, `Christmas Day`."""
        word = self.words[i]
        if word in _DAYS:
            days, end = _DAYS[word], i + 1
            return _Read(self.relative(lambda day: extents.of_day(day + timedelta(days=days))), self.clock(end))
        for length in (4, 3, 2, 1):
            words = tuple(self.words[i : i + length])
            after = self.words[i + length]
            if words in _VAGUE and (length < 3 or not (after in UNITS or number_at(self.words, i + length))):
                return _Read(self.vague(_VAGUE[words]), i + length, "vague")
            if words in _NAMED:
                return self.named(_NAMED[words], i, i + length)
        return None

    def vague(self, side: str) -> Extent:
        first, last = self.published.earliest, self.published.latest
        if first is None or last is None:
            return Extent()
        if side == "present":
            return Extent(first.replace(day=1), extents.month_end(last))
        return Extent(None, last) if side == "past" else Extent(first, None)

    def named(self, day: str, i: int, end: int) -> _Read | None:
        if len(day) > 5:
            return _Read(extents.bounds(day), end)
        month, number = int(day[:2]), int(day[3:])
        year = self.year_at(end)
        if year:
            return _Read(extents.of_day(date(year[0], month, number)), year[1])
        return _Read(self.nearest(i, lambda y: extents.of_day(date(y, month, number))), end)

    def part(self, i: int) -> _Read | None:
        """`early 2021`, `mid-August`, `late last week`, `the end of last year`, `earlier this month`."""
        word, at = self.words[i], i + 1
        if word in WORDS["earlier"] or word in WORDS["later"]:
            return self.side_of(i)
        if word in WORDS["start"] | WORDS["end"] | {"middle"} and self.words[at] == "of":
            part, at = "late" if word in WORDS["end"] else "mid" if word == "middle" else "early", at + 1
        elif (part := next((p for p in ("early", "mid", "late") if word in WORDS[p]), "")) and word != "middle":
            at += self.words[at] == "-"
            if self.words[at] in ("on", "in", "to"):
                at += 1
                if self.words[at] == "-":  # mid-to-late
                    return None
        else:
            return None
        read = self.primary(at) or self.current(at)
        return replace(read, extent=extents.part(read.extent, part)) if read and read.kind == "date" else None

    def current(self, i: int) -> _Read | None:
        """`the year`, after a word that makes a time of it (`later in the year`): the one of publication."""
        if self.words[i] != "the" or self.words[i + 1] not in UNITS or self.words[i + 1].endswith("s"):
            return None
        unit = UNITS[self.words[i + 1]]
        return _Read(self.relative(lambda day: extents.moved(unit, 0, day)), i + 2)

    def side_of(self, i: int) -> _Read | None:
        """`earlier this month`, `later in the year`, `earlier on Sunday`: the unit, cut at publication."""
        earlier, at = self.words[i] in WORDS["earlier"], i + 1
        if self.words[at] in ("in", "on"):
            at += 1
        read = self.primary(at) or self.current(at)
        if read is None or read.kind != "date":
            return None
        extent, cut = read.extent, self.published.latest if earlier else self.published.earliest
        first, last = extent.earliest, extent.latest
        if not (first and last and cut and first < cut < last):
            return read
        return replace(read, extent=Extent(first, cut, named=extent.edtf) if earlier else
                       Extent(cut, last, named=extent.edtf))  # fmt: skip

    def deictic(self, i: int) -> _Read | None:
        """`last year`, `next Tuesday`, `last November`, `the past 20 years`, `recent months`, `that year`."""
        word, at = self.words[i], i + 1
        if word not in _DEICTIC or not self.words[at]:
            return None
        side = -1 if word in WORDS["last"] else 1 if word in WORDS["next"] else 0
        if word in ("the", "that") and self.words[at] == "same":
            at += 1
        following = self.words[at]
        if word in WORDS["same"]:
            unit = UNITS.get(following, "")
            start = self.anchor.earliest
            if not unit or following.endswith("s") or start is None:
                return None
            return _Read(extents.moved(unit, 0, start), at + 1)
        if word in WORDS["recent"]:
            many = following in UNITS and following.endswith("s")
            return _Read(self.vague("past"), at + 1, "date", _lasting(UNITS[following], None)) if many else None
        if following in MONTHS and self.is_month(at):
            month = MONTHS[following]
            if year := self.year_at(at + 1):
                return _Read(extents.of_month(year[0], month), year[1])
            return _Read(self.relative(lambda day: extents.month_near(day, month, side)), at + 1)
        if following in WEEKDAYS:
            weekday = WEEKDAYS[following]
            return _Read(self.relative(lambda day: extents.weekday_near(day, weekday, side)), self.clock(at + 1))
        if following in _SEASONS:
            code = _SEASONS[following]
            return _Read(self.relative(lambda day: extents.season_near(day, code, side)), at + 1)
        if following in WORDS["clock"] and following != "night":
            return _Read(self.relative(lambda day: extents.of_day(day + timedelta(days=side))), at + 1)
        if word == "last" and (within := self.within(word, at)):
            return within
        if following in UNITS and not following.endswith("s"):
            return self.unit_from(following, word, side, at)
        if side and (read := self.quantity(at)) and word not in WORDS["next_to"]:
            return self.window(read, side)
        return None

    def within(self, word: str, at: int) -> _Read | None:
        """`the last week of December`, `the first three days of May`: that much of the longer stretch."""
        read = self.quantity(at) or (_Read(Extent(), at + 1, "duration", _lasting(UNITS[self.words[at]], 1))
                                     if self.words[at] in UNITS else None)  # fmt: skip
        outer = self.primary(read.end + 1) if read and self.words[read.end] == "of" else None
        if read is None or outer is None or outer.kind != "date":
            return None
        unit, number = _measured(read.lasts)
        first, last = outer.extent.earliest, outer.extent.latest
        if first is None or last is None or not number:
            return replace(outer, extent=Extent())
        if word == "last":
            first = max(first, extents.back(unit, number, last) + timedelta(days=1))
        else:
            last = min(last, extents.back(unit, -number, first) - timedelta(days=1))
        return replace(outer, extent=Extent(first, last))

    def unit_from(self, unit_word: str, word: str, side: int, at: int) -> _Read | None:
        """`last year`, and what may follow it: `last year in August`; `the following day` counts from another date."""
        unit, end = UNITS[unit_word], at + 1
        if unit_word == "night":
            return _Read(self.relative(lambda day: extents.of_day(day + timedelta(days=min(side, 0)))), end)
        if word in WORDS["next_to"]:
            start = self.anchor.earliest if side < 0 else self.anchor.latest
            return _Read(extents.moved(unit, side, start) if start else Extent(), end)
        if word in ("past", "coming") and unit != "WE":  # the past year: the twelve months until now
            return self.window(_Read(Extent(), end, "duration", _lasting(unit, 1)), side)
        extent = self.relative(lambda day: extents.moved(unit, side, day))
        if unit == "Y" and extent.earliest and extent.earliest.year == (extent.latest or extent.earliest).year:
            inner = end + (self.words[end] in ("in", ","))
            part, begun = "", inner
            if self.words[inner] in ("early", "mid", "late"):
                part, inner = self.words[inner], inner + 1
                inner += self.words[inner] == "-"
            if self.words[inner] in MONTHS and self.is_month(inner) and (self.words[begun - 1] != "," or not part):
                named = extents.of_month(extent.earliest.year, MONTHS[self.words[inner]])
                return _Read(extents.part(named, part) if part else named, inner + 1)
        return _Read(extent, end)

    def window(self, read: _Read, side: int) -> _Read:
        """The stretch of `read`'s length that ends at publication, or begins there."""
        unit, number = _measured(read.lasts)
        first, last = self.published.earliest, self.published.latest
        if first is None or last is None:
            return replace(read, extent=Extent(), kind="date")
        if not number:
            extent = Extent(None, last) if side < 0 else Extent(first, None)
        else:
            try:
                extent = (Extent(extents.back(unit, number, first), last) if side < 0 else
                          Extent(first, extents.back(unit, -number, last)))  # fmt: skip
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
            at += words[at] in WORDS["full"]
        elif words[i] in ("a", "an", "one", "half"):
            number, at = 1.0, i + 1
            if words[at] in WORDS["few"]:
                number, at = (2.0 if words[at] == "couple" else None), at + 1
                at += words[at] == "of"
        elif words[i] in WORDS["few"]:
            at = i + 1 + (words[i + 1] == "of")
        elif not (words[i] in UNITS and words[i].endswith("s")):
            return None
        at += words[at] == "-"
        if words[at] not in UNITS or (words[at] in ("second", "quarter") and (number or 2) > 1):
            return None
        unit, at = UNITS[words[at]], at + 1
        if unit == "WE" or words[at] in WORDS["age"] or (words[at] == "-" and words[at + 1] in WORDS["age"]):
            return None
        if words[at] == "-" and words[at + 1] == "long":
            at += 2
        elif words[at] == "long":
            at += 1
        return _Read(Extent(), at, "duration", _lasting(unit, number))

    def counted(self, i: int) -> _Read | None:
        """`three years ago`, `a month later`, `two weeks before 5 May`; alone, a duration."""
        read = self.quantity(i)
        if read is None:
            return None
        unit, number = _measured(read.lasts)
        following = self.words[read.end]
        if following in WORDS["back"]:
            if not number:
                return replace(read, extent=self.vague("past"), end=read.end + 1, kind="date")
            return _Read(self.relative(lambda day: self.apart(unit, -number, day)), read.end + 1, "date", read.lasts)
        sign = -1 if following in WORDS["before"] else 1 if following in WORDS["after"] - {"on", "since"} else 0
        if not sign:
            bare = self.words[i] in UNITS
            return None if bare and (i == 0 or self.words[i - 1] not in WORDS["lasting"]) else read
        end = read.end + 1
        other = self.primary(end) if following in ("before", "after") else None
        base = other.extent if other and other.kind == "date" else self.anchor if other is None else Extent()
        if other is None and following in ("before", "after") and self.words[end] not in ("", ".", ",", ";", ")"):
            base = Extent()  # a month after something that is no date
        end = other.end if other else end
        try:
            return _Read(self.counted_from(base, unit, sign * number, sign), end, "date", read.lasts)
        except (ValueError, OverflowError):
            return _Read(Extent(), end, "date", read.lasts)

    def counted_from(self, base: Extent, unit: str, number: float, sign: int) -> Extent:
        """`number` units after `base` (before, if negative), never finer than `base`; 0: an unknown number of them."""
        first, last = base.earliest, base.latest
        if first is None or last is None:
            return Extent()
        if not number:
            return Extent(last + timedelta(days=1), None) if sign > 0 else Extent(None, first - timedelta(days=1))
        if first == last:
            return self.apart(unit, number, first)
        if (last - first).days > 300:  # a year: counts of less than a year from it are not known to the year
            return extents.moved("Y", number, first) if unit == "Y" else Extent()
        if (last - first).days > 27 and unit in ("M", "Y"):
            return extents.moved("M", number * (12 if unit == "Y" else 1), first)
        return Extent(extents.back(unit, -number, first), extents.back(unit, -number, last), about=True)

    def apart(self, unit: str, number: float, day: date) -> Extent:
        """`number` units from `day`, as exact as the unit: to the day; about to the week, the month, the year."""
        if unit.startswith("T"):
            return extents.of_day(extents.back(unit, -number, day))
        return replace(extents.moved(unit, number, day), about=unit != "D")

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
            return _Read(extents.of_year(1900 + _DECADES[word], 1909 + _DECADES[word]), i + 1)
        if word in ("’", "'") and (found := _DECADE.fullmatch(self.words[i + 1])) and len(found[1]) == 2:
            return _Read(extents.of_year(1900 + int(found[1]), 1909 + int(found[1])), i + 2)
        return None

    def numeric(self, i: int) -> _Read | None:
        word, words = self.words[i], self.words
        if len(word) > 4 and (extent := extents.bounds(word)).known:
            return _Read(extent, i + 1)
        parted = words[i + 1] == words[i + 3] == "-"
        if parted and (extent := extents.bounds("-".join(words[i : i + 5 : 2]))).known:
            return _Read(extent, i + 5)
        if found := _SLASHED.fullmatch(word):
            return self.slashed(int(found[1]), int(found[2]), found[3], i + 1)
        if found := _DECADE.fullmatch(word):
            digits = found[1].strip("'’")
            first = int(digits) if len(digits) == 4 else 1900 + int(digits)
            certain = len(digits) == 4 or words[i - 1] == "the"
            return _Read(extents.of_year(first, first + 9), i + 1) if certain else None
        if (found := _DAY.fullmatch(word)) and (read := self.day_month(int(found[1]), i + 1, i)):
            return read
        year = self.year_at(i)
        if year is None:
            return None
        number, end = year
        if words[end] in ("-", "/") and words[end + 1].isdigit() and len(words[end + 1]) == 2 \
                and int(words[end + 1]) == (number + 1) % 100:  # fmt: skip
            return _Read(extents.of_year(number, number + 1), end + 2)
        return _Read(extents.of_year(number), end) if self.is_year(i, end) else None

    def slashed(self, left: int, right: int, year: str, end: int) -> _Read | None:
        """Day and month as numbers, in the order that can be; where both orders can, the bounds hold both."""
        full = int(year) if len(year) == 4 else 2000 + int(year)
        read = []
        for day, month in ((left, right), (right, left)):
            try:
                read.append(extents.of_day(date(full, month, day)))
            except ValueError:
                continue
        if not read:
            return None
        first, last = read[0], read[-1]
        if first.earliest and last.earliest and first.earliest > last.earliest:
            first, last = last, first
        return _Read(extents.hull(first, last), end)

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
        if found and 1 <= int(found[1]) <= 31 and self.words[at + 1] not in WORDS["measure"]:
            day, last, at = int(found[1]), None, at + 1
            more = _DAY.fullmatch(self.words[at + 1]) if self.words[at] in ("-", "to") else None
            if more and self.words[at + 2] not in MONTHS:
                last, at = int(more[1]), at + 2
            return self.dated(month, day, last, at, i)
        return self.dated(month, None, None, at, i)

    def dated(self, month: int, day: int | None, last: int | None, at: int, i: int) -> _Read | None:
        """The month, or a day or two of it, with the year that follows or the one nearest before publication."""

        def resolve(year: int) -> Extent:
            if day is None:
                return extents.of_month(year, month)
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
            if self.words[turned] in WORDS[words] and self.words[turned + 1] == "year":
                return _Read(self.relative(lambda d, side=side: resolve(d.year + side)), turned + 2)  # type: ignore[misc]
        return _Read(self.nearest(i, resolve), self.clock(at))

    def nearest(self, i: int, resolve: Callable[[int], Extent]) -> Extent:
        """The year's instance the verb asks for: the last one begun, the next to come, or what is soon."""
        tense = self.tense(i)

        def near(day: date) -> Extent:
            instances = []
            for year in range(day.year - 8, day.year + 9):
                with suppress(ValueError):  # 29 February: at worst eight years lie between two
                    instances.append(resolve(year))
            begun = [e for e in instances if e.earliest and e.earliest <= day]
            to_come = [e for e in instances if e.latest and e.latest >= day]
            if tense == "future":
                return to_come[0]
            soon = to_come[0].earliest
            if tense == "past" or soon is None or (soon - day).days > _SOON:
                return begun[-1]
            return to_come[0]

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
            if self.words[turned] in WORDS[words] and self.words[turned + 1] == "week":
                return _Read(self.relative(lambda d, side=side: extents.weekday_of_week(d, side, weekday)), turned + 2)  # type: ignore[misc]
        above = self.sentence.heads[self.at[i]]
        set_for = above >= 0 and self.sentence.lemmas[above].lower() in WORDS["ahead"]  # "scheduled for Friday"
        side = 1 if self.tense(i) == "future" or set_for else -2
        return _Read(self.relative(lambda day: extents.weekday_near(day, weekday, side)), at)

    def season(self, i: int) -> _Read | None:
        """`summer 2021`, `the summer of 2021`; alone only after `in`, `the` or a part of the season."""
        code, at = _SEASONS[self.words[i]], i + 1
        if year := self.year_at(at + (self.words[at] in ("of", ","))):
            return _Read(extents.of_season(year[0], code), year[1])
        if self.words[i] == "fall" or self.words[at] in ("-", "of") or self.words[i - 1] not in WORDS["season"]:
            return None
        return _Read(self.nearest(i, lambda y: extents.of_season(y, code)), at)

    def century(self, i: int) -> _Read | None:
        """`the 19th century`, `the first half of 2021`, `the third quarter`, `2nd of February`."""
        word, at = self.words[i], i + 1
        found = _ORDINAL.fullmatch(word)
        number = ORDINALS.get(word) or (int(found[1]) if found else 0)
        if not number:
            return None
        at += self.words[at] == "-"
        if self.words[at] == "century":
            return _Read(extents.of_year(100 * number - 100, 100 * number - 1), at + 1) if number > 1 else None
        if self.words[at] in ("half", "quarter"):
            parts = 2 if self.words[at] == "half" else 4
            if number > parts:
                return None
            inner = at + 1 + (self.words[at + 1] in ("of", "in"))
            inner += self.words[inner] == "the" and self.words[inner + 1] in ("year",)
            read = self.primary(inner)
            if read is None or read.kind != "date":
                if parts == 2:
                    return None
                return _Read(self.nearest(i, lambda y: extents.of_quarter(y, number)), at + 1)
            return _Read(extents.split(read.extent, parts, number), read.end)
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
        if before in LABELS or before in CURRENCY_SIGNS or after in WORDS["measure"]:
            return False
        counts = self.at[min(end, len(self.at) - 1)]
        noun = counts > at and sentence.xpos[counts] in _PLURAL_NOUNS
        if before in WORDS["calendar"] and not (noun and number % 100 == 0 and before not in WORDS["dating"]):
            return not noun or before in WORDS["dating"]
        if not 1900 <= number <= 2099:
            return False
        return not noun or (before == "the" and number % 100 != 0)

    def is_month(self, i: int) -> bool:
        """Is this a month, and not the auxiliary `may`, `march` on foot, a person called April or June?"""
        at = self.at[i]
        said = self.sentence.words[at].rpartition("-")[2] or self.sentence.words[at]
        if not said[0].isupper():
            return False
        return self.sentence.upos[at] not in ("AUX", "VERB", "ADJ") or (i > 0 and self.words[i - 1] in ("in", "since"))

    def clock(self, i: int) -> int:
        """The piece after a time of day, which is read over: `Tuesday morning`."""
        return i + 1 if self.words[i] in WORDS["clock"] else i

    def tense(self, i: int) -> str:
        """`future` or `past` where the verb that the word at piece `i` hangs on is so marked; else empty.

        `ahead`: what somebody set, extended or scheduled lies ahead of them, whatever their verb.
        """
        sentence, at = self.sentence, self.at[i]
        for _ in range(8):
            if at < 0:
                return ""
            if sentence.lemmas[at].lower() in WORDS["ahead"]:
                return "ahead"
            if sentence.upos[at] in ("VERB", "AUX") or sentence.relations[at] == "root":
                below = [child for child, head in enumerate(sentence.heads) if head == at]
                helpers = [child for child in below if sentence.upos[child] == "AUX"]
                if any(sentence.words[child].lower() in WORDS["will"] for child in helpers):
                    return "future"
                return "past" if any(sentence.xpos[verb] == "VBD" for verb in (at, *helpers)) else ""
            at = sentence.heads[at]
        return ""


def _measured(lasts: str) -> tuple[str, float]:
    """Unit and number of an ISO 8601 duration; 0 where the number is not known (`PXY`)."""
    found = re.fullmatch(r"P(T?)([\d.]+|X)([A-Z])", lasts)
    assert found, lasts
    return found[1] + found[3], 0.0 if found[2] == "X" else float(found[2])


def _lasting(unit: str, number: float | None) -> str:
    """The ISO 8601 duration of a number of units; `X` for a number that is not known."""
    clock, unit = ("T", unit[1:]) if unit[0] == "T" else ("", "W" if unit == "WE" else unit)
    amount = "X" if number is None else f"{number * int(unit[:-1] or 1):.15g}"
    return f"P{clock}{amount}{unit[-1]}"


def _text(sentence: Sentence, first: int, last: int) -> str:
    """Words `first` to `last` as they stand in the report, by their offsets."""
    parts = [sentence.words[first]]
    for i in range(first + 1, last):
        parts.append(" " * (sentence.starts[i] > sentence.ends[i - 1]) + sentence.words[i])
    return "".join(parts)


def as_time(text: str, extent: Extent, *, inferred: bool = False) -> Time:
    first, last = (day.isoformat() if day else None for day in (extent.earliest, extent.latest))
    return Time(text=text, edtf=extent.edtf, earliest=first, latest=last, inferred=inferred)

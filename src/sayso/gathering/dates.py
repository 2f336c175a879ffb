"""Dates as a page writes them, to ISO or EDTF. A day, a month or a year the page leaves out is never invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sayso.gathering.phrases import either, months, weekdays


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date in a line: `start` and `end` are code points of the line.

    `edtf` is `2022-01-13`, or `2022-03` or `2022` where less is written; None where it cannot be told. `ambiguous`:
    day and month may be either way round. `day` and `month` stand where the year is left out.
    """

    start: int
    end: int
    edtf: str | None = None
    ambiguous: bool = False
    month: int | None = None
    day: int | None = None

    def nearest_before(self, other: str) -> str | None:
        """The day in the year that puts it on or last before `other`, a full ISO date; None where it cannot be told."""
        if self.edtf or self.month is None or self.day is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", other):
            return None
        year = int(other[:4]) - ((self.month, self.day) > (int(other[5:7]), int(other[8:])))
        return iso(year, self.month, self.day)


@cache
def written() -> re.Pattern[str]:
    """All forms of a date, each with its own group names; weekdays before them are taken along."""
    month = rf"(?:{either(tuple(months()))})\.?"
    day, year = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
    return re.compile(
        rf"""(?<![\w/.-])(?:(?:{either(weekdays())})\.?,?\ +(?:the\ +)?)?(?:
          (?P<i>{year}-(?:0[1-9]|1[0-2])(?:-(?:[12]\d|3[01]|0[1-9]))?)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?
        | (?P<d1>{day})\ +(?:of\ +)?(?P<m1>{month}),?\ +(?P<y1>{year})
        | (?P<d5>{day})-(?P<m5>{month})-(?P<y5>{year})
        | (?P<m2>{month})\ +(?P<d2>{day}),?\ +(?P<y2>{year})
        | (?P<m3>{month}),?\ +(?P<y3>{year})
        | (?P<n1>\d\d?)(?P<sep>[/.-])(?P<n2>\d\d?)(?P=sep)(?P<y4>{year})
        | (?P<y6>{year})(?P<sep6>[/.])(?P<m6>\d\d?)(?P=sep6)(?P<d6>\d\d?)
        | (?P<d7>{day})\ +(?:of\ +)?(?P<m7>{month})
        | (?P<m8>{month})\ +(?P<d8>{day})
        )(?![\w/])(?!-\d)""",
        re.I | re.X,
    )


def written_dates(line: str) -> Iterator[WrittenDate]:
    """Every date in `line`, in its order. Weekdays and times of day around them are of no account."""
    for match in written().finditer(line):
        found = match.groupdict()
        start, end = match.span()
        if found["i"]:
            yield WrittenDate(start=start, end=end, edtf=iso_of_stamp(found["i"]))
        elif found["y3"]:
            yield WrittenDate(start=start, end=end, edtf=iso(int(found["y3"]), month_number(found["m3"]), None))
        elif found["y4"]:
            yield numeric(start, end, int(found["n1"]), int(found["n2"]), int(found["y4"]), found["sep"])
        elif found["y6"]:
            yield WrittenDate(start=start, end=end, edtf=iso(int(found["y6"]), int(found["m6"]), int(found["d6"])))
        else:
            form = next(n for n in "12578" if found[f"d{n}"])
            month, day = month_number(found[f"m{form}"]), int(re.sub(r"\D", "", found[f"d{form}"]))
            if form in "78":
                yield WrittenDate(start=start, end=end, month=month, day=day)
            else:
                yield WrittenDate(start=start, end=end, edtf=iso(int(found[f"y{form}"]), month, day))


def numeric(start: int, end: int, first: int, second: int, year: int, separator: str) -> WrittenDate:
    """`13/04/2022`, `04/13/2022` and `3.4.2022` can be told; `03/04/2022` is March or April.

    With dots the day comes first in every locale of CLDR that writes dots.
    """
    if separator == "." or first > 12 or first == second:
        return WrittenDate(start=start, end=end, edtf=iso(year, second, first))
    if second > 12:
        return WrittenDate(start=start, end=end, edtf=iso(year, first, second))
    return WrittenDate(start=start, end=end, ambiguous=True)


def month_number(written_month: str) -> int:
    return months()[written_month.lower().rstrip(".")]


def iso(year: int, month: int | None, day: int | None) -> str | None:
    """`2022-01-13`, `2022-01` or `2022`; None for a day the calendar does not have."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def iso_of_stamp(stamp: object) -> str | None:
    """The date of a stamp like `2022-01-13T23:30:00+05:00` as its writer's clock showed it, None for other words."""
    if not isinstance(stamp, str):
        return None
    found = re.match(r"\s*(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?=$|[\sT])", stamp)
    if not found:
        return None
    year, month, day = (int(number) if number else None for number in found.groups())
    return iso(year, month, day) if year else None

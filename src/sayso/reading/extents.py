"""Stretches of the calendar: from a first to a last day, written as EDTF (ISO 8601-2), and the arithmetic on them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:t.*)?")


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
        elif first is None or last is None:
            return f"../{_ending(last)}" if last else f"{_beginning(first)}/.." if first else ""
        elif first == last:
            text = first.isoformat()
        elif (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            text = _years(first.year, last.year)
        elif (first.year, first.month, first.day) == (last.year, last.month, 1) and last == month_end(last):
            text = first.isoformat()[:7]
        else:
            size = max(len(_beginning(first)), len(_ending(last)))
            text = f"{first.isoformat()[:size]}/{last.isoformat()[:size]}"
        return text.replace("/", "~/") + "~" if self.about else text

    @property
    def begins(self) -> str:
        """How it stands as the first end of an interval."""
        return self.edtf.split("/")[0]

    @property
    def ends(self) -> str:
        """How it stands as the second end of an interval."""
        return self.edtf.split("/")[-1]


def _beginning(day: date) -> str:
    return day.isoformat()[: 4 if (day.month, day.day) == (1, 1) else 7 if day.day == 1 else 10]


def _ending(day: date) -> str:
    return day.isoformat()[: 4 if (day.month, day.day) == (12, 31) else 7 if day == month_end(day) else 10]


def _years(first: int, last: int) -> str:
    if last - first == 9 and first % 10 == 0:
        return f"{first // 10:03d}X"
    if last - first == 99 and first % 100 == 0:
        return f"{first // 100:02d}XX"
    return f"{first:04d}" if first == last else f"{first:04d}/{last:04d}"


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def of_year(number: int, until: int | None = None) -> Extent:
    return Extent(date(number, 1, 1), date(until or number, 12, 31))


def of_month(year: int, month: int) -> Extent:
    """The month, counted on across years: month 0 is December of the year before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Extent(date(year, month, 1), month_end(date(year, month, 1)))


def of_day(day: date) -> Extent:
    return Extent(day, day)


def of_week(day: date) -> Extent:
    monday = day - timedelta(days=day.weekday())
    return Extent(monday, monday + timedelta(days=6))


def of_season(year: int, code: int) -> Extent:
    """Spring is March to May of the year, winter December of the year to February of the next."""
    month = 3 * (code - 20)
    return Extent(date(year, month, 1), of_month(year, month + 2).latest, named=f"{year:04d}-{code}")


def of_quarter(year: int, quarter: int) -> Extent:
    return Extent(of_month(year, 3 * quarter - 2).earliest, of_month(year, 3 * quarter).latest)


def moved(unit: str, number: float, day: date) -> Extent:
    """The unit of the calendar that lies `number` of it from the one that holds `day`; finer than a day: that day."""
    count = int(number)
    if unit == "D":
        return of_day(day + timedelta(days=count))
    if unit in ("W", "2W"):
        return of_week(day + timedelta(days=7 * count * (2 if unit == "2W" else 1)))
    if unit == "WE":
        sunday = day + timedelta(days=7 * count + 6 - day.weekday())
        return Extent(sunday - timedelta(days=1), sunday)
    if unit == "M":
        return of_month(day.year, day.month + count)
    if unit == "3M":
        at = (day.month - 1) // 3 + count
        return of_quarter(day.year + at // 4, at % 4 + 1)
    if unit == "Y":
        return of_year(day.year + count)
    if unit in ("10Y", "100Y"):
        size = 10 if unit == "10Y" else 100
        first = (day.year // size + count) * size
        return of_year(first, first + size - 1)
    return of_day(day)


def back(unit: str, number: float, day: date) -> date:
    """The day that lies `number` units before `day` (after it, where negative), to the day."""
    if unit in ("D", "W", "2W", "WE"):
        return day - timedelta(days=round(number * {"D": 1, "2W": 14}.get(unit, 7)))
    if unit.startswith("T"):
        return day - timedelta(seconds=number * {"TS": 1, "TM": 60, "TH": 3600}[unit])
    months = round(number * {"M": 1, "3M": 3, "Y": 12, "10Y": 120, "100Y": 1200}[unit])
    year, month = day.year + (day.month - 1 - months) // 12, (day.month - 1 - months) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def part(extent: Extent, part: str) -> Extent:
    """Early, mid or late: the first, middle or second half, on whole months where the unit has them; always `about`."""
    first, last = extent.earliest, extent.latest
    if first is None or last is None or (last - first).days < 7:
        return extent
    quarter = (last - first + timedelta(days=1)) / 4
    begin = first + {"early": 0, "mid": 1, "late": 2}[part] * quarter
    end = last - {"early": 2, "mid": 1, "late": 0}[part] * quarter
    if (last - first).days > 80:
        begin, end = begin.replace(day=1), month_end(end - timedelta(days=15))
    return Extent(begin, end, True, extent.edtf)


def hull(left: Extent, right: Extent) -> Extent:
    if left == right:
        return left
    if not (left.known and right.known):
        return Extent()
    first = None if left.earliest is None or right.earliest is None else min(left.earliest, right.earliest)
    last = None if left.latest is None or right.latest is None else max(left.latest, right.latest)
    return Extent(first, last, left.about or right.about)


def bounds(edtf: str | None) -> Extent:
    """The days that an EDTF date or interval spans: `2022-02`, `2021-08~`, `199X`, `2018/..`; of other text, none."""
    if not edtf:
        return Extent()
    if "/" in edtf:
        ends = edtf.split("/")
        left, right = bounds(ends[0]), bounds(ends[-1])
        readable = len(ends) == 2 and all(end == ".." or bounds(end).known for end in ends)
        return Extent(left.earliest, right.latest) if readable else Extent()
    plain = edtf.rstrip("~?%")
    if found := re.fullmatch(r"(\d{2})(\d|X)(\d|X)", plain):
        span = 1 if found[3] != "X" else 10 if found[2] != "X" else 100
        first = int(plain.replace("X", "0"))
        return of_year(first, first + span - 1) if first else Extent()
    found = _ISO.fullmatch(plain.lower())
    if not found:
        return Extent()
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    try:
        if 21 <= month <= 24:
            return of_season(year, month)
        return of_day(date(year, month, day)) if day else of_month(year, month) if 1 <= month <= 12 else Extent()
    except ValueError:
        return Extent()


def month_near(day: date, month: int, side: int) -> Extent:
    """`last`, `this` or `next` November (side -1, 0, 1): the latest over, the one of this year, the first to begin."""
    past = side < 0 and month >= day.month
    return of_month(day.year + (side if past or (side > 0 and month <= day.month) else 0), month)


def weekday_near(day: date, weekday: int, side: int) -> Extent:
    """The weekday: -2 the last one on or before `day`, -1 before it, 1 after it, 0 the nearest (`this Friday`)."""
    back = (day.weekday() - weekday) % 7
    if side == -1:
        back = back or 7
    elif side == 1:
        back = back - 7
    elif side == 0 and back > 3:
        back -= 7
    return of_day(day - timedelta(days=back))


def weekday_of_week(day: date, weeks: int, weekday: int) -> Extent:
    return of_day(day - timedelta(days=day.weekday() - weekday - 7 * weeks))


def season_near(day: date, code: int, side: int) -> Extent:
    """`this summer` of the same year, `last summer` the latest that is over, `next summer` the first to begin."""
    if side == 0:
        return of_season(day.year - (code == 24 and day.month < 3), code)
    years = range(day.year, day.year - 3, -1) if side < 0 else range(day.year, day.year + 3)
    for year in years:
        season = of_season(year, code)
        if season.latest and season.earliest and (season.latest < day if side < 0 else season.earliest > day):
            return season
    return Extent()


def split(extent: Extent, parts: int, number: int) -> Extent:
    """The numbered half or quarter of a year; of anything else, the whole."""
    if extent.earliest is None or extent.latest is None or (extent.earliest.month, extent.latest.month) != (1, 12):
        return extent
    size = 12 // parts
    year = extent.earliest.year
    return Extent(of_month(year, size * (number - 1) + 1).earliest, of_month(year, size * number).latest)

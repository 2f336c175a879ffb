"""Dates as people type them in a question, and as reports carry them."""

from __future__ import annotations

import re
from calendar import monthrange

from sayso.records import AskingError

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def bounds(date: str) -> tuple[str, str]:
    """The first and last day of a year, month or day given as ISO. Raises `AskingError` for anything else.

    >>> bounds("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    found = _bounds(_DATE.fullmatch(date))
    if found is None:
        raise AskingError(f"{date!r} is no date. Write it as 2024, 2024-03 or 2024-03-12.")
    return found


def published_within(date: str | None) -> tuple[str, str] | None:
    """The first and last day a report may have come out, by the start of its EDTF date; None where that is no date.

    >>> published_within("2024-02~")
    ('2024-02-01', '2024-02-29')
    """
    return _bounds(_DATE.match(date)) if date else None


def _bounds(parts: re.Match[str] | None) -> tuple[str, str] | None:
    if parts is None:
        return None
    year, month, day = (int(part) if part else None for part in parts.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    last = monthrange(year, month or 12)[1]
    if day is not None and not 1 <= day <= last:
        return None
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or last:02}"

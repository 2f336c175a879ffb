"""Dates as people type them in a question."""

from __future__ import annotations

import re
from calendar import monthrange

from sayso.records import AskingError

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def bounds(date: str) -> tuple[str, str]:
    """The first and last day of a year, month or day given as ISO.

    >>> bounds("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    parts = _DATE.match(date)
    try:
        if parts is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in parts.groups())
        last = monthrange(year or 0, month or 12)[1]
        if day is not None and not 1 <= day <= last:
            raise ValueError
    except ValueError:
        raise AskingError(f"{date!r} is no date. Write it as 2024, 2024-03 or 2024-03-12.") from None
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or last:02}"

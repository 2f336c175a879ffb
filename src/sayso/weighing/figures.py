"""Figures and dates compared: whether two ranges can hold together."""

from __future__ import annotations

from typing import TypeVar

from sayso.records import Figure, Time

_Value = TypeVar("_Value", str, float)


def figures_clash(one: Figure, other: Figure) -> bool:
    """Whether two figures of one thing cannot both hold: their ranges do not meet. Another unit is another thing."""
    return one.unit == other.unit and ranges_apart(_range(one), _range(other))


def times_apart(one: Time | None, other: Time | None) -> bool:
    """Whether two times share no day. One that is not told may be any."""
    if one is None or other is None:
        return False
    return ranges_apart((one.earliest, one.latest), (other.earliest, other.latest))


def ranges_apart(one: tuple[_Value | None, _Value | None], other: tuple[_Value | None, _Value | None]) -> bool:
    """Whether two closed ranges share no value; None is an open end."""
    return any(
        high is not None and low is not None and high < low for high, low in ((one[1], other[0]), (other[1], one[0]))
    )


def _range(figure: Figure) -> tuple[float | None, float | None]:
    if figure.low is None and figure.high is None:
        return figure.best, figure.best
    return figure.low, figure.high

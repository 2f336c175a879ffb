"""Figures and dates compared: whether two ranges can hold together."""

from __future__ import annotations

from typing import TypeVar

from sayso.records import Claim, Figure, Time
from sayso.weighing.places import Geography

_Value = TypeVar("_Value", str, float)


def figures_clash(one: Figure, other: Figure) -> bool:
    """Whether two figures of one thing cannot both hold: their ranges do not meet. Another unit is another thing."""
    return one.unit == other.unit and ranges_apart(_range(one), _range(other))


def counts_clash(one: Claim, other: Claim, geography: Geography) -> bool:
    """Whether the figures of two claims on one thing cannot both hold.

    Of two places of which one holds the other, or of one and of several, the one may be a part: it clashes only where
    it is more than the whole. What one voice of one report counts twice clashes only where it names the same place.
    """
    if one.value is None or other.value is None or not figures_clash(one.value, other.value):
        return False
    here, there = ({geography.key(place.name) for place in claim.place} for claim in (one, other))
    if one.document_id == other.document_id and one.sources == other.sources:
        return bool(here) and here == there
    if not here or not there or here == there:
        return True
    if _lies_in(one, there, geography):
        return _more(one.value, other.value)
    return _lies_in(other, here, geography) and _more(other.value, one.value)


def _lies_in(claim: Claim, places: set[str], geography: Geography) -> bool:
    return all(places & {geography.key(place.name), *geography.around(place.name)} for place in claim.place)


def _more(part: Figure, whole: Figure) -> bool:
    least, most = _range(part)[0], _range(whole)[1]
    return least is not None and most is not None and least > most


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

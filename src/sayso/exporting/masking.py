"""Records with names hidden, wherever in them a name stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Record = TypeVar("Record")


def masked(
    record: Record, hide: Callable[[str], str], *, within: Callable[[Any], Any] = lambda record: record
) -> Record:
    """`record` with `hide` applied to every word in it; `hide` keeps lengths, so that offsets hold.

    `within` is given every record that stands in it first, itself too. What has nothing to hide is returned as it is.
    """
    return _masked(record, hide, within)  # type: ignore[no-any-return]


def _masked(value: Any, hide: Callable[[str], str], within: Callable[[Any], Any]) -> Any:
    match value:
        case str():
            return hide(value)
        case dict():
            return {name: _masked(inner, hide, within) for name, inner in value.items()}
        case list():
            return [_masked(inner, hide, within) for inner in value]
        case tuple():
            inside = [_masked(inner, hide, within) for inner in value]
            return value if all(map(_is, inside, value)) else tuple(inside)
        case _ if is_dataclass(value) and not isinstance(value, type):
            record = within(value)
            changed = {
                field.name: inner for field in fields(record)
                if (inner := _masked(before := getattr(record, field.name), hide, within)) is not before
            }  # fmt: skip
            return replace(record, **changed) if changed else record
        case _:
            return value


def _is(one: object, other: object) -> bool:
    return one is other

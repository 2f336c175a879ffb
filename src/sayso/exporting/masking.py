"""Records with names hidden, wherever in them a name stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

Record = TypeVar("Record")


def masked(record: Record, hide: Callable[[str], str]) -> Record:
    """`record` with `hide` applied to every word in it; `hide` keeps lengths, so that offsets hold."""
    return msgspec.convert(_masked(msgspec.to_builtins(record), hide), type(record))


def _masked(value: Any, hide: Callable[[str], str]) -> Any:
    match value:
        case str():
            return hide(value)
        case dict():
            return {name: _masked(inner, hide) for name, inner in value.items()}
        case list() | tuple():
            return [_masked(inner, hide) for inner in value]
        case _:
            return value

"""What an analyst rules on sources, read from a file that can be kept, compared and signed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from sayso.records import AskingError, RootClass
from sayso.weighing import Ruling, Rulings
from sayso.weighing.rulings import REASONS

_EXAMPLE = '[[source]] with name = "…", reason = "…" and side = "…" or class = "N", and merging = { off = ["R7"] }'


def load_rulings(path: str | Path) -> Rulings:
    """The rulings in a TOML file: whose sources are, the class they count in, and which reasons to merge hold.

    `[[source]]` has `name` and `reason`, and `side` (the actor it speaks for), `class` (N, P, P!, X or U) or both;
    `off` in `[merging]` lists reasons that do not hold, R1 to R9. Raises `AskingError` that names what is wrong.
    """
    try:
        told = tomllib.loads(Path(path).read_text("utf8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AskingError(f"{path}: these rulings cannot be read ({error}). Such a file has {_EXAMPLE}.") from error
    if unknown := told.keys() - {"source", "merging"}:
        raise AskingError(f"{path}: there is no {min(unknown)!r} among rulings. There is {_EXAMPLE}.")
    off = told.get("merging", {}).get("off", [])
    if wrong := [reason for reason in off if reason not in REASONS]:
        raise AskingError(f"{path}: {wrong[0]!r} is no reason to merge. There are {', '.join(REASONS)}.")
    return Rulings(sources=tuple(_ruling(entry, path) for entry in told.get("source", [])), off=frozenset(off))


def _ruling(entry: Mapping[str, Any], path: str | Path) -> Ruling:
    name = entry.get("name")
    if not name or not entry.get("reason"):
        raise AskingError(f"{path}: the ruling on {name or 'a source without a name'} needs a name and a reason.")
    kind = entry.get("class")
    if kind is not None and kind not in get_args(RootClass):
        raise AskingError(f"{path}: {name}: {kind!r} is no class. There are {', '.join(get_args(RootClass))}.")
    if kind is None and not entry.get("side"):
        raise AskingError(f"{path}: the ruling on {name} says nothing. Give its side, its class, or both.")
    return Ruling(source=name, side=entry.get("side"), root_class=kind, reason=entry["reason"])

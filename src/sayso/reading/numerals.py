"""Numbers as English writes them, in digits, in words and mixed: `1,200`, `twenty-five`, `1.5 million`, `a dozen`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from math import inf
from typing import Any

NUMBERS: dict[str, Any] = tomllib.loads(files("sayso.codebook").joinpath("data/numbers.toml").read_text("utf-8"))
CARDINALS: dict[str, int] = NUMBERS["cardinals"]
MULTIPLIERS: dict[str, int] = NUMBERS["multipliers"]
LABELS: frozenset[str] = frozenset(NUMBERS["labels"]["words"])
CURRENCY_SIGNS: dict[str, str] = NUMBERS["money"]["signs"]
ORDINALS: dict[str, int] = {word: at for at, word in enumerate(NUMBERS["ordinals"]["words"], start=1)}

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{2,3})*(?:,\d{3})|\d+)(?:\.\d+)?")
_DIGITS_MULTIPLIED = re.compile(rf"({_DIGITS.pattern})(k|mn|bn)")


def digits(word: str) -> float | None:
    """The value of a word written in digits (`4,000`, `1.5`, `300m`), or None."""
    if not word[:1].isdigit():
        return None
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    if found := _DIGITS_MULTIPLIED.fullmatch(word):
        return float(found[1].replace(",", "")) * MULTIPLIERS[found[2]]
    return None


def number_at(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """The number that starts at `at` in lower-case `words`, and the position after it; None where none starts.

    `a` counts only before a multiplier (`a dozen`, `half a million`). Hyphens may stand inside (`twenty-five`).
    """
    if at >= len(words):
        return None
    if words[at] == "half" and words[at + 1 : at + 2] == ["a"]:
        inner = number_at(words, at + 1)
        return (inner[0] / 2, inner[1]) if inner else None
    if words[at] in ("a", "an"):
        if "".join(words[at + 1 : at + 2]) not in MULTIPLIERS:
            return None
        return _number(words, at + 1, chunk=1.0)
    value = digits(words[at])
    if value is not None:
        return _number(words, at + 1, chunk=value, room=1)
    return _number(words, at)


def _number(
    words: Sequence[str], at: int, *, chunk: float | None = None, room: float = inf
) -> tuple[float, int] | None:
    """Number words from `at` on, after a `chunk` already read.

    `room` is what may still be added below the last word: `fifty` leaves 10, `five` leaves 1, `two hundred` leaves 100.
    """
    total, seen = 0.0, chunk is not None
    chunk = chunk or 0.0
    end = at
    while at < len(words):
        word = words[at]
        joined = (word == "-" and room == 10) or (word == "and" and room == 100)  # twenty-five, two hundred and five
        if joined and seen:
            at += 1
            continue
        tens, _, ones = word.partition("-")
        value = CARDINALS.get(word)
        if value is None and ones and CARDINALS.get(tens, 0) >= 20 and 0 < CARDINALS.get(ones, 0) < 10:
            value = CARDINALS[tens] + CARDINALS[ones]
        if value is not None and value < room:
            chunk, room = chunk + value, 10 if value >= 20 and value % 10 == 0 else 1
        elif word in MULTIPLIERS and seen and words[at - 1] not in ("-", "and"):
            times = MULTIPLIERS[word]
            if times < 1000:
                chunk, room = (chunk or 1) * times, 100
            else:
                total, chunk, room = total + (chunk or 1) * times, 0.0, 1000
        else:
            break
        seen, at = True, at + 1
        end = at
    return (total + chunk, end) if seen else None


def written(value: float) -> str:
    """`9`, `1.5`, `4,000`: a value in digits, with thousands set off.

    >>> written(4000.0), written(1.5)
    ('4,000', '1.5')
    """
    return f"{int(value):,}" if value == int(value) else f"{value:,}"

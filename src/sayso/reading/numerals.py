"""Numbers as English writes them, in digits, in words and mixed: `1,200`, `twenty-five`, `1.5 million`, `a dozen`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

NUMBERS: dict[str, Any] = tomllib.loads(files("sayso.codebook").joinpath("data/numbers.toml").read_text("utf-8"))
CARDINALS: dict[str, int] = NUMBERS["cardinals"]
MULTIPLIERS: dict[str, int] = NUMBERS["multipliers"]
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

    `a` counts only before a multiplier (`a dozen`, `a hundred`). Hyphens may stand inside (`twenty - five`, `twenty-five`).
    """
    count = len(words)
    if at >= count:
        return None
    word = words[at]
    if word in ("a", "an", "half"):
        following = words[at + 1] if at + 1 < count else ""
        if word == "half" and following == "a":
            inner = number_at(words, at + 1)
            return (inner[0] / 2, inner[1]) if inner and inner[1] > at + 2 else None
        if word == "half" or following not in MULTIPLIERS or len(following) < 3:
            return None
        total, chunk, at, seen = 0.0, 1.0, at + 1, True
    else:
        total, chunk, seen = 0.0, 0.0, False
    last_was_digits, room = False, float("inf")  # room: what may still be added ("fifty" leaves 10, "five" leaves 1)
    while at < count:
        word = words[at]
        if word == "-" and seen and at + 1 < count and words[at + 1] in CARDINALS and words[at - 1] in CARDINALS:
            at += 1
            word = words[at]
        value: float | None
        if not seen and (value := digits(word)) is not None:
            chunk, room, last_was_digits = value, 0, True
        elif word in CARDINALS and CARDINALS[word] < room:
            value = CARDINALS[word]
            chunk, room = chunk + value, 10 if value >= 20 else 0
            last_was_digits = False
        elif "-" in word and (pair := word.split("-"))[0] in CARDINALS and len(pair) == 2 and pair[1] in CARDINALS and room >= 100:
            if not CARDINALS[pair[0]] >= 20 > 10 > CARDINALS[pair[1]]:
                break
            chunk, room = chunk + CARDINALS[pair[0]] + CARDINALS[pair[1]], 0
        elif word in MULTIPLIERS and seen and (len(word) > 2 or last_was_digits):
            times = MULTIPLIERS[word]
            if times < 1000:
                chunk, room = (chunk or 1) * times, 100
            else:
                total, chunk, room = total + (chunk or 1) * times, 0.0, 1000
        elif word == "and" and seen and room >= 100 and room != float("inf") and at + 1 < count:
            if words[at + 1] not in CARDINALS and "-" not in words[at + 1]:
                break
        else:
            break
        seen, at = True, at + 1
    if not seen:
        return None
    while words[at - 1] in ("and", "-"):
        at -= 1
    return total + chunk, at


def written(value: float) -> str:
    """`9`, `1.5`, `4,000`: a value in digits, with thousands set off.

    >>> written(4000.0), written(1.5)
    ('4,000', '1.5')
    """
    return f"{int(value):,}" if value == int(value) else f"{value:,}"

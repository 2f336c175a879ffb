"""The words of `data/page.toml`, and the codebook's months and weekdays, ready to match."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def page_words() -> dict[str, dict[str, list[str]]]:
    """The sections of `data/page.toml`."""
    return load("sayso.gathering", "page.toml")


@cache
def months() -> dict[str, int]:
    """Every written form of a month and its number, from 1."""
    return dict(load("sayso.codebook", "time.toml")["months"])


@cache
def weekdays() -> tuple[str, ...]:
    """Every written form of a weekday."""
    return tuple(load("sayso.codebook", "time.toml")["weekdays"])


@cache
def starting(section: str, key: str = "starts") -> re.Pattern[str]:
    """A pattern for one of the section's phrases at the start of a line, ending at a word's end."""
    return re.compile(rf"(?:{either(page_words()[section][key])})(?!\w)", re.I)


@cache
def within(section: str, key: str) -> re.Pattern[str]:
    """A pattern for one of the section's phrases anywhere in a line, whole words only."""
    return re.compile(rf"(?<!\w)(?:{either(page_words()[section][key])})(?!\w)", re.I)


@cache
def whole(section: str, key: str = "whole") -> frozenset[str]:
    """The section's phrases, casefolded, for lines that hold nothing else."""
    return frozenset(phrase.casefold() for phrase in page_words()[section][key])


def either(phrases: list[str] | tuple[str, ...]) -> str:
    """A regular expression for any of the phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def load(room: str, name: str) -> dict[str, Any]:
    """One TOML file of a room's data."""
    return tomllib.loads((files(room) / "data" / name).read_text(encoding="utf-8"))

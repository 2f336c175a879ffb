"""The words of `data/page.toml` and `data/calendar.toml`, ready to match."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def page_words() -> dict[str, dict[str, list[str]]]:
    """The sections of `data/page.toml`."""
    return load("page.toml")


@cache
def months() -> dict[str, int]:
    """Every written form of a month and its number, from 1."""
    calendar = load("calendar.toml")
    names = [key for key in calendar if key not in {"source", "weekdays"}]
    return {form: number for number, name in enumerate(names, 1) for form in calendar[name]}


@cache
def weekdays() -> tuple[str, ...]:
    """Every written form of a weekday."""
    return tuple(load("calendar.toml")["weekdays"])


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


def load(name: str) -> dict[str, Any]:
    """One TOML file of this room."""
    return tomllib.loads((files("sayso.gathering") / "data" / name).read_text(encoding="utf-8"))

"""Words that point at actors without naming them, and the titles that stand before names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Referring:
    """The lists of `data/referring.toml`, which says what each is for. All words are lemmas in small letters."""

    generic_nouns: frozenset[str]
    group_nouns: frozenset[str]
    labels: frozenset[str]
    sayings: frozenset[str]
    generic_places: frozenset[str]
    blaming: frozenset[str]
    parts: frozenset[str]
    enjoying: frozenset[str]
    giving: frozenset[str]
    performing: frozenset[str]
    idioms: frozenset[str]
    happening: frozenset[str]
    partitives: frozenset[str]
    members: frozenset[str]
    exemplifying: frozenset[str]
    taking_part: frozenset[str]
    answering: frozenset[str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    pronouns: frozenset[str]
    state_bodies: frozenset[str]
    state_forms: frozenset[str]
    kept_before_one_word: frozenset[str]
    becoming: frozenset[str]
    alias_phrases: tuple[tuple[str, ...], ...]


def load_referring() -> Referring:
    """The lists shipped with sayso."""
    data = tomllib.loads((files("sayso.codebook") / "data" / "referring.toml").read_text("utf8"))
    phrases = tuple(tuple(phrase.split()) for phrase in data.pop("alias_phrases"))
    return Referring(**{key: frozenset(value) for key, value in data.items()}, alias_phrases=phrases)

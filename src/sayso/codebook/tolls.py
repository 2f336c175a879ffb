"""The words that count dead, wounded and missing people."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Counted = Literal["patient", "people", "subject", "noun", "adjective", "phrase"]


@dataclass(frozen=True, slots=True)
class Tolls:
    """Words of `data/tolls.toml`: first lemma → (all lemmas, how they count, kind of casualty_count)."""

    words: Mapping[str, tuple[tuple[tuple[str, ...], Counted, str], ...]]


def load_tolls() -> Tolls:
    """The toll words shipped with sayso."""
    data = tomllib.loads((files("sayso.codebook") / "data" / "tolls.toml").read_text("utf8"))
    index: dict[str, list[tuple[tuple[str, ...], Counted, str]]] = {}
    groups: tuple[tuple[str, Counted], ...] = (
        ("patient_verbs", "patient"), ("people_verbs", "people"), ("subject_verbs", "subject"),
        ("nouns", "noun"), ("adjectives", "adjective"), ("phrases", "phrase"),
    )  # fmt: skip
    for toll in data["toll"]:
        for field, counted in groups:
            for phrase in toll.get(field, ()):
                words = tuple(phrase.split())
                index.setdefault(words[0], []).append((words, counted, toll["kind"]))
    return Tolls(MappingProxyType({k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in index.items()}))

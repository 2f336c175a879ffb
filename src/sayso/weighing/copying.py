"""Whose words these are: the voice a report speaks with, and passages that repeat one another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from sayso.records import Claim, Document
from sayso.weighing.parties import load_rules

# `(Northern Wire) —`, `DORVAN, 12 March 2024 (Northern Wire) —`: the credit of an agency at the head of a story.
_CREDIT = re.compile(r"\(([A-Z][^()\n]{1,40})\)\s*[-–—]")
_HEAD = 1000  # code points of a report's head in which a credit stands
_WORD = re.compile(r"[^\W_]+")
_GRAM = 5  # words
_CONTAINED = 0.5  # of the shorter passage's five-word runs, as in tradecraft on copied passages
_QUOTED_WORDS = 6  # a quotation this long is not said twice by chance


def own_voice(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Who speaks where a report names no source: the agency it credits, else its publisher, else the report itself."""
    document = documents.get(claim.document_id)
    if document is None:
        return claim.document
    part = document.part_at(claim.start)
    credit = _CREDIT.search(document.text, part.start, min(part.end, part.start + _HEAD))
    return (credit[1].strip() if credit else None) or part.publisher or document.publisher or claim.document


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet, by `data/outlets.toml`."""
    return bool(set(_WORD.findall(name.casefold())) & set(load_rules("outlets")["words"]))


def same_passage(one: Claim, other: Claim, documents: Mapping[str, Document]) -> float | None:
    """How much of the shorter of two paragraphs the other holds, where one repeats the other; None where not."""
    if one.document_id == other.document_id:
        return None
    here, there = _runs(_paragraph(one, documents)), _runs(_paragraph(other, documents))
    if not here or not there:
        return None
    held = len(here & there) / min(len(here), len(there))
    return held if held >= _CONTAINED else None


def same_quotation(one: Claim, other: Claim) -> bool:
    """Whether two claims quote the same words at length."""
    here, there = _WORD.findall(one.quote.casefold()), _WORD.findall(other.quote.casefold())
    return here == there and len(here) >= _QUOTED_WORDS


def _paragraph(claim: Claim, documents: Mapping[str, Document]) -> str:
    document = documents.get(claim.document_id)
    if document is None:
        return claim.quote
    start = document.text.rfind("\n", 0, claim.start) + 1
    end = document.text.find("\n", claim.end)
    return document.text[start : end if end >= 0 else len(document.text)]


@lru_cache(maxsize=4096)
def _runs(passage: str) -> frozenset[tuple[str, ...]]:
    """Every run of five words of a passage."""
    words = _WORD.findall(passage.casefold())
    return frozenset(tuple(words[place : place + _GRAM]) for place in range(len(words) - _GRAM + 1))

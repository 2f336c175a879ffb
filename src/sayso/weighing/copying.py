"""Whose words these are: the voice a report speaks with, and passages that repeat one another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.records import Claim, Document
from sayso.weighing.parties import load_rules

# `(Northern Wire) —`, `DORVAN, 12 March 2024 (Northern Wire) —`: the credit of an agency at the head of a story.
_CREDIT = re.compile(r"\(([A-Z][^()\n]{1,40})\)\s*[-–—]")
_HEAD = 1000  # code points of a report's head in which a credit stands
_WORD = re.compile(r"[^\W_]+")
_GRAM = 5  # words
_CONTAINED = 0.5  # of the shorter passage's five-word runs, as in tradecraft on copied passages
_QUOTED_WORDS = 6  # a quotation this long is not said twice by chance


class Credited(NamedTuple):
    """Who speaks where a report names no source, and the credit that says so, if it is one."""

    name: str
    credit: str | None = None


def own_voice(claim: Claim, documents: Mapping[str, Document], *, credits: bool = True) -> Credited:
    """Who speaks where a report names no source: the agency it credits, else its publisher, else the report itself."""
    document = documents.get(claim.document_id)
    if document is None:
        return Credited(claim.document)
    part = document.part_at(claim.start)
    credit = _CREDIT.search(document.text, part.start, min(part.end, part.start + _HEAD)) if credits else None
    if credit is not None:
        return Credited(credit[1].strip(), credit[0].strip())
    return Credited(part.publisher or document.publisher or claim.document)


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet, by `data/outlets.toml`."""
    return bool(set(_WORD.findall(name.casefold())) & set(load_rules("outlets")["words"]))


def long_quotation(claim: Claim) -> tuple[str, ...] | None:
    """The words of a claim's quote where they are so many that nobody says them twice by chance; else None."""
    words = tuple(_WORD.findall(claim.quote.casefold()))
    return words if len(words) >= _QUOTED_WORDS else None


def repeating(
    tellers: Sequence[Sequence[Claim]], documents: Mapping[str, Document], *, passages: bool = True,
    quotations: bool = True,
) -> list[list[int]]:  # fmt: skip
    """Which tellers repeat one another's passage or quotation, straight or through others, by their places.

    Each teller comes with its claims. A passage repeats another where it holds half of the five-word runs of the
    shorter one, in another document; `passages` and `quotations` say which of the two tell. They are found through an
    index of the runs: of a thousand reprints of one story each is compared with one other, and not with all.
    """
    together = _Together(len(tellers))
    quoted: dict[tuple[str, ...], int] = {}
    told: dict[_Runs, _Passage] = {}
    for teller, claims in enumerate(tellers):
        for claim in claims:
            if quotations and (words := long_quotation(claim)) is not None:
                together.join(teller, quoted.setdefault(words, teller))
            if passages and (runs := _runs(_paragraph(claim, documents))):
                passage = told.setdefault(runs, _Passage(runs, set(), set()))
                passage.documents.add(claim.document_id)
                passage.tellers.add(teller)
    for group in _alike(sorted(told.values(), key=lambda passage: len(passage.runs))):
        one, *others = sorted({teller for passage in group for teller in passage.tellers})
        for other in others:
            together.join(one, other)
    return together.groups()


_Runs = frozenset[tuple[str, ...]]


class _Passage(NamedTuple):
    """The runs of words of a passage, the documents that have it word for word, and who tells it."""

    runs: _Runs
    documents: set[str]
    tellers: set[int]


def _alike(passages: Sequence[_Passage]) -> Iterator[list[_Passage]]:
    """Passages, the shortest first, grown together where one holds enough of a shorter one of another document."""
    together = _Together(len(passages))
    members = {place: [place] for place in range(len(passages))}
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)  # a run → heads of the groups that have it
    for place, passage in enumerate(passages):
        shared: Counter[int] = Counter()
        for run in passage.runs:
            if heads := index.get(run):
                index[run] = heads = list({together.head(head) for head in heads})
                shared.update(heads)
        for head, runs in shared.items():
            if runs < _CONTAINED * len(passages[members[head][0]].runs):  # not even of its shortest member
                continue
            if any(_repeats(passages[other], passage) for other in members[head]):
                grown = members.pop(head) + members.pop(together.head(place))
                together.join(head, place)
                members[together.head(place)] = sorted(grown)
        for run in passage.runs:
            index[run].append(place)
    for group in together.groups():
        found = [passages[place] for place in group]
        if len(set().union(*(passage.documents for passage in found))) > 1:
            yield found


def _repeats(shorter: _Passage, longer: _Passage) -> bool:
    elsewhere = len(shorter.documents | longer.documents) > 1
    return elsewhere and len(shorter.runs & longer.runs) >= _CONTAINED * len(shorter.runs)


class _Together:
    """Numbers that grow together pair by pair; the smallest of a group is its head."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def head(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = number = self.parent[self.parent[number]]
        return number

    def join(self, one: int, other: int) -> None:
        here, there = sorted((self.head(one), self.head(other)))
        self.parent[there] = here

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self.parent)):
            found[self.head(number)].append(number)
        return list(found.values())


def _paragraph(claim: Claim, documents: Mapping[str, Document]) -> str:
    document = documents.get(claim.document_id)
    if document is None:
        return claim.quote
    start = document.text.rfind("\n", 0, claim.start) + 1
    end = document.text.find("\n", claim.end)
    return document.text[start : end if end >= 0 else len(document.text)]


@lru_cache(maxsize=4096)
def _runs(passage: str) -> _Runs:
    """Every run of five words of a passage."""
    words = _WORD.findall(passage.casefold())
    return frozenset(tuple(words[place : place + _GRAM]) for place in range(len(words) - _GRAM + 1))

"""How well a reader does on reports that somebody coded by hand, and how fast it is on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sayso.codebook.predicates import Codebook, load
from sayso.gathering import gather
from sayso.records import Claim, Document, Trouble
from sayso.running.agreement import LEVELS, Agreement, agreement, interval, pairs, total
from sayso.running.coded import coded_readings
from sayso.running.readers import ReaderChoice, opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How far the reader agrees with the coders. `low` and `high` hold F1 in 95 of 100 draws of as many reports."""

    what: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    right: int
    coded: int
    read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A proposition that only one side has: `missed` by the reader, or `not coded` by hand."""

    what: Literal["missed", "not coded"]
    predicate: str
    subject: str
    object: str
    number: str
    quote: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast reports are read here, on one core, after the reader was opened."""

    reports: int
    words: int
    seconds: float
    words_per_second: float


@dataclass(frozen=True, slots=True)
class Bench:
    """Reports with their claims, coded and read; `troubles` are rows of the table that fit no report."""

    reports: tuple[tuple[str, tuple[Claim, ...], tuple[Claim, ...]], ...]  # name, coded, read
    troubles: tuple[Trouble, ...]
    codebook: Codebook

    def figures(self, by: Literal["predicate", "report"] | None = None) -> list[Figures]:
        """A line for each level; or propositions alone, for each predicate or report, those coded most first."""
        if by is None:
            counts = [agreement(coded, read, self.codebook) for _, coded, read in self.reports]
            return [_figures(level, [count[level] for count in counts]) for level in LEVELS]
        if by == "report":
            lines = [_figures(name, [self._count(coded, read)]) for name, coded, read in self.reports]
        else:
            told = {claim.predicate for _, coded, read in self.reports for claim in (*coded, *read)}
            lines = [_figures(predicate, list(self._of(predicate))) for predicate in sorted(told)]
        return sorted(lines, key=lambda line: -line.coded)

    def errors(self) -> list[Difference]:
        """The propositions on which the two sides differ, by report and place."""
        found = []
        for name, coded, read in self.reports:
            agreed = pairs(coded, read, "proposition", self.codebook)
            mine, theirs = ({id(pair[side]) for pair in agreed} for side in (0, 1))
            lines = [(claim, _difference("missed", claim, name)) for claim in coded if id(claim) not in mine]
            lines += [(claim, _difference("not coded", claim, name)) for claim in read if id(claim) not in theirs]
            found += [line for _, line in sorted(lines, key=lambda line: (line[0].start, line[0].end, line[1].what))]
        return found

    def _of(self, predicate: str) -> Iterator[Agreement]:
        for _, coded, read in self.reports:
            yield self._count([c for c in coded if c.predicate == predicate], [
                c for c in read if c.predicate == predicate
            ])  # fmt: skip

    def _count(self, coded: Sequence[Claim], read: Sequence[Claim]) -> Agreement:
        return agreement(coded, read, self.codebook)["proposition"]


def measured(table: Path, texts: Path, choice: ReaderChoice) -> Bench:
    """The reports that `table` codes, as coded and as read. Raises `GatheringError` where it cannot be read."""
    codebook = load()
    reader = opened(choice)
    reports, troubles = [], list[Trouble]()
    for outcome in coded_readings(table, texts, codebook):
        if isinstance(outcome, Trouble):
            troubles.append(outcome)
            continue
        troubles += outcome.reading.troubles
        reports.append((outcome.document.name, outcome.reading.claims, reader.read(outcome.document).claims))
    return Bench(tuple(reports), tuple(troubles), codebook)


def pace(folder: Path, choice: ReaderChoice) -> Pace:
    """How fast `folder` is read."""
    reader = opened(choice)
    documents = [item for item in gather([folder]) if isinstance(item, Document)]
    begun = time.process_time()
    words = sum(reader.read(document).words for document in documents)
    seconds = time.process_time() - begun
    return Pace(reports=len(documents), words=words, seconds=round(seconds, 3), words_per_second=round(words / seconds))


def _figures(what: str, counts: Iterable[Agreement]) -> Figures:
    held = list(counts)
    count = total(held)
    low, high = (round(bound, 3) for bound in (interval(held) if held else (0.0, 0.0)))
    return Figures(
        what=what, precision=round(count.precision, 3), recall=round(count.recall, 3), f1=round(count.f1, 3), low=low,
        high=high, right=count.right, coded=count.gold, read=count.found,
    )  # fmt: skip


def _difference(what: Literal["missed", "not coded"], claim: Claim, report: str) -> Difference:
    return Difference(
        what=what, predicate=claim.predicate, subject=", ".join(mention.name for mention in claim.subject),
        object=", ".join(mention.name for mention in claim.object), number=claim.value.text if claim.value else "",
        quote=claim.quote, report=f"{report}:{claim.start}",
    )  # fmt: skip

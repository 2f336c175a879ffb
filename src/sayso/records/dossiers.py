"""A dossier: what reports say of one actor, or of the tie between two, every line with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.findings import Finding, Party, Root


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim as a dossier shows it: who says it (`chain`, outermost first), in which words, where.

    `said` is when the report came out and `happened` what the claim says of the time, as EDTF; None: not told.
    `quote` stands at `start` to `end` of the report; a masked name keeps its length, so that offsets hold.
    """

    claim: str
    chain: tuple[str, ...]
    stance: str
    certainty: str
    quote: str
    document: str
    publisher: str | None
    start: int
    end: int
    said: str | None
    happened: str | None
    figure: str | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A root of a finding with the lines that come down to it."""

    root: Root
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One finding: what it is about as a clause, and who speaks for it, against it or around it.

    `since` is when it is first said to hold or happen, as EDTF; None where no report dates it.
    """

    proposition: str
    finding: Finding
    voices: tuple[Voice, ...]
    since: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The entries of one group of the codebook."""

    group: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Figures of one thing that cannot all hold, each with who gives it."""

    of: str
    figures: tuple[tuple[str, str], ...]  # figure, who says so
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What is said to have held or happened in a year; `basis` is `said` where only the report is dated."""

    year: str
    basis: Literal["happened", "said"]
    asserted: tuple[str, ...]
    denied: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What is said of one of the two alone, kept short; `more` counts what is left out."""

    party: Party
    entries: tuple[Entry, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An actor at the head of a dossier, with its names and the reports that use each."""

    id: str
    name: str
    kind: str
    names: tuple[tuple[str, str, tuple[str, ...]], ...]  # form, kind of name, documents
    joined_because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The answer to "do A and B work together?", or to "what is said of A?" where `other` is None.

    `masked` counts the people without a public role whose names are hidden; `not_read` the troubles of the case.
    """

    about: Profile
    other: Profile | None
    summary: str
    sections: tuple[Section, ...]
    denied: tuple[Entry, ...]
    clashes: tuple[Clash, ...]
    years: tuple[Year, ...]
    asides: tuple[Aside, ...]
    undecided: tuple[str, ...]
    reports: int
    as_of: str | None
    masked: int
    not_read: int

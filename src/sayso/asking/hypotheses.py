"""Competing hypotheses as an analyst writes them down: a TOML file of answers and of queries for and against each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from sayso.codebook.predicates import Codebook
from sayso.records import AskingError, Grade, Said

Names = str | tuple[str, ...]


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which findings count, and which side of them: every condition given must hold.

    `between`, `subject`, `object` and `about` name actors by any of their names; `by` a source. A list of names is any
    of them, and so is a name that several actors bear. `predicate`, `kind` and `grade` may be lists. `sign` is that of
    the codebook: 1 for ties for one another, -1 for those against. `said` is which voices count: those that assert the
    finding, that deny it, or that only call it possible.
    """

    between: tuple[Names, Names] | None = None
    subject: Names = ()
    object: Names = ()
    about: Names = ()
    predicate: Names = ()
    group: str | None = None
    kind: Names = ()
    sign: int | None = None
    said: Said = "asserted"
    by: str | None = None
    grade: Grade | tuple[Grade, ...] = ()

    @property
    def predicates(self) -> tuple[str, ...]:
        return listed(self.predicate)

    @property
    def kinds(self) -> tuple[str, ...]:
        return listed(self.kind)

    @property
    def grades(self) -> tuple[str, ...]:
        return listed(self.grade)

    def in_words(self) -> str:
        """The query as a reader of the page sees it.

        >>> Query(between=("KLF", "Navar"), predicate="train", said="denied").in_words()
        'KLF and Navar: train, denied'
        """
        who = [" and ".join(map(_any, self.between))] if self.between else []
        who += [_any(self.subject)] if self.subject else []
        who += [f"to {_any(self.object)}"] if self.object else []
        who += [f"about {_any(self.about)}"] if self.about else []
        what = [" or ".join(self.predicates)] if self.predicates else []
        what += [f"of the group {self.group}"] if self.group else []
        what += [" or ".join(self.kinds)] if self.kinds else []
        what += [{1: "ties for one another", -1: "ties against one another", 0: "no tie"}.get(self.sign, "")] if (
            self.sign is not None) else []  # fmt: skip
        what += [f"grade {' or '.join(self.grades)}"] if self.grades else []
        what += [f"by {self.by}"] if self.by else []
        return f"{' '.join(who) or 'anybody'}: {', '.join([*what, self.said])}"


def listed(names: Names) -> tuple[str, ...]:
    """One name or several, as several."""
    return (names,) if isinstance(names, str) else names


def _any(names: Names) -> str:
    return " or ".join(listed(names))


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"support": "for"}):
    """One hypothesis of the file."""

    id: str
    says: str
    support: tuple[Query, ...] = ()
    against: tuple[Query, ...] = ()


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"answers": "hypothesis"}):
    """A whole file."""

    question: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Where a query stands: file, hypothesis, side, number from 1."""

    file: str
    hypothesis: str
    side: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}: hypothesis {self.hypothesis!r}, `{self.side}` {self.number}"


def load_hypotheses(path: Path, codebook: Codebook) -> File:
    """The hypotheses of a file. Raises `AskingError` naming the place where the file is not as it should be."""
    try:
        told = msgspec.convert(tomllib.loads(path.read_text("utf8")), File)
    except OSError as error:
        raise AskingError(f"{path}: this file cannot be read ({error.strerror}). `sayso ach --example` prints one to "
                          "begin with.") from error  # fmt: skip
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise AskingError(f"{path}: these are no hypotheses: {error}. docs/reference/hypotheses.md has the form, and "
                          "`sayso ach --example` prints a file to begin with.") from error  # fmt: skip
    ids = [answer.id for answer in told.answers]
    if len(ids) < 2 or len(set(ids)) < len(ids):
        raise AskingError(f"{path}: give two hypotheses or more, each with an `id` of its own. One alone cannot be "
                          "told from another.")  # fmt: skip
    for answer in told.answers:
        for side, queries in (("for", answer.support), ("against", answer.against)):
            for number, query in enumerate(queries, start=1):
                _check(query, Written(path.name, answer.id, side, number), codebook)
    return told


def _check(query: Query, where: Written, codebook: Codebook) -> None:
    if not any((query.between, query.subject, query.object, query.about, query.predicates, query.group, query.by)):
        raise AskingError(f"{where}: this would take every finding of the case. Say between whom, about whom, which "
                          "predicate, or by whom.")  # fmt: skip
    if unknown := [name for name in query.predicates if name not in codebook]:
        raise AskingError(f"{where}: the codebook has no predicate {unknown[0]!r}. `sayso codebook` lists them.")
    if query.group is not None and query.group not in codebook.groups:
        raise AskingError(f"{where}: there is no group {query.group!r}. There are: {', '.join(codebook.groups)}.")
    if query.sign not in (None, 1, 0, -1):
        raise AskingError(f"{where}: `sign` is 1, -1 or 0, not {query.sign}.")
    kinds = {kind for name in query.predicates or codebook.by_id for entry in [codebook[name]]
             for kind in (*entry.kinds, *entry.levels, *entry.phases)}  # fmt: skip
    if unknown := [kind for kind in query.kinds if kind not in kinds]:
        there = ", ".join(sorted(kinds)) or "none"
        raise AskingError(f"{where}: these predicates have no kind {unknown[0]!r}. They have: {there}.")

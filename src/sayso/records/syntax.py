"""What a language model sees in one sentence: words, tags, tree, names, predicates with roles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a sentence: words `first` to `last` (exclusive), counted in the sentence."""

    first: int
    last: int
    label: str  # PER, ORG, LOC or MISC
    kind: str = ""  # our finer type (STATE, AG, PLC …), empty where the model does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A word that states an act or a tie, with the head words of its arguments (PropBank)."""

    at: int
    roleset: str
    arguments: tuple[tuple[int, str], ...]  # (head word, "ARG0" …), in the order of the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One parsed sentence.

    All tuples but `names`, `predicates` and `factuality` have one entry a word. `starts` and `ends` are
    code-point offsets into the report's canonical text; `heads` are positions in the sentence, -1 for the
    root; `relations` are UD v2 labels with their subtypes; `predicates`, `factuality` (word, -3..3 as in
    UDS) and `feats` (UD features as CoNLL-U writes them, "" for a word without) are empty where the model
    has no such head.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    factuality: tuple[tuple[int, float], ...] = ()
    feats: tuple[str, ...] = ()
    passed_over: bool = False  # no model has seen it: the labels mean nothing

    @property
    def start(self) -> int:
        """Where the first word starts in the canonical text."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Where the last word ends in the canonical text."""
        return self.ends[-1]

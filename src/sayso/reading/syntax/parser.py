"""The narrow door between reading and whatever language model stands behind it.

Reading asks a `Parser` for `Sentence` records and never sees the model. A model of your own needs one method: subclass
`TokenParser`, answer `label`, and sentence splitting, tokenization, offsets and lemmas come with it. Any object with
the two methods of `Parser` will do as well. `docs/guides/parsers.md` shows both.
"""

from __future__ import annotations

import importlib
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from sayso.reading.syntax.lemmas import lemma
from sayso.reading.syntax.sentences import split
from sayso.reading.syntax.tokens import Tokens, as_tokens
from sayso.records.errors import ReadingError
from sayso.records.syntax import Name, Predicate, Sentence

GROUP = "sayso.parsers"
# Also reachable when sayso runs from a source tree that nobody installed, which has no entry points.
BUILT_IN = {
    "encoder": "sayso.reading.syntax.model:open_parser",
    "spacy": "sayso.reading.syntax.spacy:open_parser",
}
DEFAULT = "encoder"


@runtime_checkable
class Parser(Protocol):
    """What reading asks of a language model.

    A parser is a function of its input: the same sentence gets the same labels whatever stands beside it, and the
    same text the same sentences. It holds no state that a call changes, so it may be opened once and used for ever.
    """

    def parse(self, text: str, *, spans: Sequence[tuple[int, int]] | None = None) -> list[Sentence]:
        """The sentences of `text`, in the order of the text.

        `text` is a report's canonical text, and offsets in the result count its code points: for every word,
        `text[start:end] == word`. `spans` restricts parsing to these parts of the text (start, end exclusive, in
        order, not overlapping: the paragraphs and headlines of a document, say); no sentence crosses the edge of one.
        None: the whole text. Text that holds no word gives an empty list.
        """
        ...

    def parse_tokens(self, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
        """One `Sentence` for each sentence of words given, in the same order, with exactly these words.

        Offsets count in the words joined by single spaces, from 0 in each sentence. An empty sentence of words, or an
        empty word, raises ReadingError.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a model says about the words of one sentence; the fields are those of `Sentence`, the words left out.

    `upos`, `xpos`, `heads` and `relations` have one entry a word; `heads` are positions in the sentence, -1 for the
    root, and exactly one word is the root. A model that has no xpos gives "" for each word. `lemmas` is None where the
    model has none of its own: they are then made from word and tags. `feats` is empty where the model gives none.
    `passed_over` marks a sentence that no model has seen; its labels mean nothing.
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    factuality: tuple[tuple[int, float], ...] = ()
    lemmas: tuple[str, ...] | None = None
    feats: tuple[str, ...] = ()
    passed_over: bool = False


class TokenParser(ABC):
    """A `Parser` for any model that labels words: text → sentences → `Tokens` → the model → `Sentence`.

    Subclasses answer `label`. Sentences reach it in the order of the text, each with at least one and at most
    `sentences.LONGEST` words when they come from text (any number when a caller gives the words).
    """

    @abstractmethod
    def label(self, sentences: Sequence[Tokens]) -> Sequence[Labels]:
        """Labels for each of `sentences`, in the same order. The model may batch them as it likes."""

    def parse(self, text: str, *, spans: Sequence[tuple[int, int]] | None = None) -> list[Sentence]:
        """The sentences of `text`; see `Parser.parse`."""
        return self._sentences(split(text, spans=spans))

    def parse_tokens(self, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
        """The given sentences of words; see `Parser.parse_tokens`."""
        return self._sentences([as_tokens(words) for words in sentences])

    def _sentences(self, sentences: Sequence[Tokens]) -> list[Sentence]:
        return [joined(tokens, labels) for tokens, labels in zip(sentences, self.label(sentences), strict=True)]


def joined(tokens: Tokens, labels: Labels) -> Sentence:
    """The record reading sees: `tokens` with `labels`, lemmas made where the model has none."""
    lemmas = labels.lemmas
    if lemmas is None:
        lemmas = tuple(map(lemma, tokens.words, labels.upos, labels.xpos))
    return Sentence(
        words=tokens.words,
        starts=tokens.starts,
        ends=tokens.ends,
        lemmas=lemmas,
        upos=labels.upos,
        xpos=labels.xpos,
        heads=labels.heads,
        relations=labels.relations,
        names=labels.names,
        predicates=labels.predicates,
        factuality=labels.factuality,
        feats=labels.feats,
        passed_over=labels.passed_over,
    )


def load_parser(name: str = "default") -> Parser:
    """The parser called `name`, opened and ready; opening reads the model's files, so do it once.

    `name` is an entry point of the group `sayso.parsers`, with an argument for it after a colon: `encoder`,
    `spacy:en_core_web_sm`, `spacy:path/to/a/pipeline`. `default` is what the environment variable SAYSO_PARSER names,
    else `encoder`. Raises ReadingError where no parser has that name or its data are not there, MissingExtraError
    where the library it needs is not installed.
    """
    if name == "default":
        name = os.environ.get("SAYSO_PARSER") or DEFAULT
    kind, _, argument = name.partition(":")
    return _opener(kind)(argument)


def parser_names() -> list[str]:
    """The names `load_parser` knows, in alphabetical order."""
    return sorted({*BUILT_IN, *(point.name for point in entry_points(group=GROUP))})


def _opener(kind: str) -> Callable[[str], Parser]:
    for point in entry_points(group=GROUP, name=kind):
        opener: Callable[[str], Parser] = point.load()
        return opener
    if kind not in BUILT_IN:
        raise ReadingError(
            f"No parser is called {kind!r}. Known: {', '.join(parser_names())}. A package of yours can add one as an "
            f"entry point in the group {GROUP!r}; docs/guides/parsers.md shows how."
        )
    module, _, function = BUILT_IN[kind].partition(":")
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name != module:
            raise
        raise ReadingError(
            f"The parser {kind!r} is not part of this installation. Name another, `spacy:NAME_OR_PATH` for a spaCy "
            "pipeline, or set SAYSO_PARSER to one."
        ) from missing
    opener = getattr(found, function)
    return opener

"""A gate before the language model, for reading in bulk: sentences that cannot hold a claim cost nothing.

A claim needs an act or a tie that the codebook has words for, and somebody it is said of. A sentence that lacks either
is passed over by its words alone; `python -m benchmarks --only gate` measures what that saves and what it loses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.codebook.lexicon import Lexicon
from sayso.codebook.referring import Referring
from sayso.codebook.tolls import Tolls
from sayso.reading.mentions import ACTORS
from sayso.reading.syntax import Labels, Parser, TokenParser, Tokens, joined
from sayso.reading.syntax.lemmas import lemma
from sayso.reading.syntax.sentences import split
from sayso.reading.syntax.tokens import as_tokens
from sayso.records import ReadingError, Sentence

Needs = tuple[frozenset[str], ...]  # one of each of these lemmas must stand in the sentence as well


@dataclass(frozen=True, slots=True)
class Gate:
    """What a sentence must hold to be read.

    `acts`: by the lemma of a word, what else must stand with it; `people`: nouns and pronouns that may be actors.
    """

    acts: Mapping[str, tuple[Needs, ...]]
    people: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon, tolls: Tolls, referring: Referring) -> Gate:
        """The gate of everything the reader has words for."""
        acts: dict[str, set[Needs]] = {}
        for (word, _), triggers in lexicon.triggers.items():
            for trigger in triggers:
                needs = [frozenset({other}) for other in trigger.words if other != word]
                if trigger.frame.with_object:
                    needs.append(trigger.frame.with_object)
                for preposition, complements in trigger.frame.with_pp:
                    needs.append(frozenset(preposition.split()[:1]))
                    if complements:
                        needs.append(frozenset(complements))
                acts.setdefault(word, set()).add(tuple(needs))
        phrases = [words for toll in tolls.words.values() for words, _, _ in toll]
        phrases += [tuple(title.split()) for title in lexicon.titles] + list(referring.alias_phrases)
        for first, *others in phrases:
            acts.setdefault(first, set()).add(tuple(frozenset({other}) for other in others))
        people = {noun.lemma.split()[-1] for noun in lexicon.nouns.values() if noun.person or noun.kind in ACTORS}
        return cls({word: tuple(needs) for word, needs in acts.items()}, referring.pronouns | people)

    def lets_through(self, words: Sequence[str]) -> bool:
        """Whether a sentence of these words may hold a claim."""
        lemmas = frozenset[str]().union(*map(possible_lemmas, words))
        return self._has_act(lemmas) and (
            any(word[:1].isupper() for word in words[1:]) or not lemmas.isdisjoint(self.people)
        )

    def _has_act(self, lemmas: frozenset[str]) -> bool:
        return any(
            all(not need.isdisjoint(lemmas) for need in needs)
            for word in lemmas & self.acts.keys()
            for needs in self.acts[word]
        )


@lru_cache(maxsize=200_000)
def possible_lemmas(word: str) -> frozenset[str]:
    """The word in small letters, and its lemma as a verb, a noun and an adjective."""
    return frozenset({word.casefold(), *(lemma(word, tag).casefold() for tag in ("VERB", "NOUN", "ADJ"))})


class GatedParser:
    """A parser behind the gate: what it does not let through comes back `passed_over`, without labels."""

    def __init__(self, parser: Parser, gate: Gate) -> None:
        """Raises ReadingError where `parser` does not label words one sentence at a time."""
        if not isinstance(parser, TokenParser):
            raise ReadingError(
                f"Reading in bulk needs a parser that labels words (a TokenParser); {type(parser).__name__} is none. "
                "Read without --bulk, or with another --parser."
            )
        self._parser = parser
        self._gate = gate

    def parse(self, text: str, *, spans: Sequence[tuple[int, int]] | None = None) -> list[Sentence]:
        """The sentences of `text`; see `Parser.parse`."""
        return self._sentences(split(text, spans=spans))

    def parse_tokens(self, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
        """The given sentences of words; see `Parser.parse_tokens`."""
        return self._sentences([as_tokens(words) for words in sentences])

    def _sentences(self, sentences: Sequence[Tokens]) -> list[Sentence]:
        read = [tokens for tokens in sentences if self._gate.lets_through(tokens.words)]
        labels = {id(tokens): found for tokens, found in zip(read, self._parser.label(read), strict=True)}
        return [joined(tokens, labels.get(id(tokens)) or unread(tokens)) for tokens in sentences]


def unread(tokens: Tokens) -> Labels:
    """The labels of a sentence that no model has seen: every word hangs on the first and is of no known kind."""
    others = len(tokens) - 1
    return Labels(
        upos=("X",) * len(tokens), xpos=("",) * len(tokens), heads=(-1, *(0,) * others),
        relations=("root", *("dep",) * others), lemmas=tokens.words, passed_over=True,
    )  # fmt: skip

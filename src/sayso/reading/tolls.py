"""Casualty figures: how many were killed, wounded or went missing, and in what.

The people counted are the subject of the claim; the event, else the side that did it, else the place, is its object.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.tolls import Tolls
from sayso.reading.counts import FoundFigure
from sayso.reading.mentions import Cast
from sayso.reading.tree import Tree

PEOPLE = frozenset({"POP", "PER", "SEC", "AG"})
NOT_PEOPLE = frozenset({"EVT", "TXT", "PLC", "SITE", "EQP", "STATE"})
EVENT_PREPOSITIONS = ("in", "at", "during", "by", "from", "after", "following", "over", "when", "amid", "of")


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure of people harmed. `people` and `event` are head words; None where the sentence names none.

    `event` is a noun, or the verb of the clause that tells what happened.
    """

    trigger: int
    kind: str
    people: int | None
    event: int | None
    figure: FoundFigure


def tolls(tree: Tree, cast: Cast, words: Tolls, figures: Sequence[FoundFigure]) -> Iterator[Toll]:
    """Every casualty figure of a sentence, each number once."""
    if not figures:
        return
    figures = [f for f in figures if f.kind in {"count", "uncounted"}]
    by_noun = {f.noun: f for f in figures if f.noun is not None}
    used: set[int] = set()
    for word in range(len(tree)):
        for lemmas, counted, kind in words.words.get(tree.lowered[word], ()):
            if not _reads(tree, word, lemmas, counted):
                continue
            for people, figure in _counted(tree, word, counted, by_noun, figures):
                if counted == "people" and (people is None or cast.kind_of(tree, people) not in PEOPLE):
                    continue
                if figure.first in used or (people is not None and cast.kind_of(tree, people) in NOT_PEOPLE):
                    continue
                used.add(figure.first)
                yield Toll(word, kind, people, _event(tree, cast, word, people), figure)
            break


def _reads(tree: Tree, word: int, lemmas: tuple[str, ...], counted: str) -> bool:
    upos = tree.sentence.upos[word]
    if counted in {"patient", "people", "subject", "phrase"} and upos not in {"VERB", "ADJ", "AUX"}:
        return False
    if counted == "noun" and upos != "NOUN":
        return False
    if counted == "adjective" and upos not in {"ADJ", "VERB", "NOUN"}:
        return False
    rest = lemmas[1:]
    near = {tree.lowered[c] for c in tree.children[word]}
    return all(r in near or r in tree.lowered[word + 1 : word + 3] for r in rest)


def _counted(
    tree: Tree, word: int, counted: str, by_noun: Mapping[int, FoundFigure], figures: Sequence[FoundFigure]
) -> list[tuple[int | None, FoundFigure]]:
    if counted == "noun":
        figure = by_noun.get(word)
        return [(_people_of(tree, word), figure)] if figure is not None else []
    if counted in {"patient", "people"}:
        candidates = tree.logical_objects(word)
    elif counted in {"subject", "phrase"}:
        candidates = tree.surface_subjects(word)
    else:
        candidates = _bearers(tree, word)
    found: list[tuple[int | None, FoundFigure]] = []
    for candidate in candidates:
        figure = by_noun.get(candidate) or _inside(tree, candidate, figures)
        if figure is not None:
            # "five were killed", "nobody was hurt": the figure alone says who
            found.append((candidate if tree.sentence.upos[candidate] not in {"NUM", "PRON"} else None, figure))
    return found


def _bearers(tree: Tree, word: int) -> list[int]:
    """Who is dead or wounded: subject, object of `leave`, or the noun the adjective stands with."""
    head, label = tree.sentence.heads[word], tree.relation(word)
    if label == "xcomp" and head >= 0:
        objects = tree.having(head, "obj")
        if objects:
            return [w for o in objects for w in tree.conjuncts(o)]
    if label in {"amod", "acl", "nmod"} and head >= 0:
        return [head]
    if label == "conj" and head >= 0 and tree.sentence.upos[head] in {"NOUN", "NUM", "PROPN"}:
        return [word]
    subjects = tree.surface_subjects(word)
    return subjects or [word]


def _inside(tree: Tree, word: int, figures: Sequence[FoundFigure]) -> FoundFigure | None:
    """The figure within the phrase of `word`, also `dozens of soldiers` and a bare `five`."""
    first, last = tree.phrase(word)
    for figure in figures:
        if first <= figure.first < last or figure.first <= word < figure.last:
            return figure
    return None


def _people_of(tree: Tree, word: int) -> int | None:
    for preposition in ("of", "among"):
        found = tree.complements(word).get(preposition)
        if found:
            return found[0]
    for child in tree.having(word, "compound", "amod", "nmod:poss"):
        if tree.sentence.upos[child] in {"NOUN", "PROPN"} and tree.lowered[child] != "death":
            return child
    return None


def _event(tree: Tree, cast: Cast, word: int, people: int | None) -> int | None:
    """What the figure belongs to: the event told in the clause, else who did it, else where."""
    clause = tree.clause_of(word)
    agents = [a for a in tree.logical_subjects(clause) if a != people] if tree.is_verbal(clause) else []
    for agent in agents:
        if cast.kind_of(tree, agent) == "EVT":
            return agent
    for told in tree.having(clause, "advcl"):
        at_once = {"when", "as"} & set(tree.cases(told)) or "when" in {
            tree.lowered[c] for c in tree.having(told, "advmod")
        }
        if at_once and tree.is_verbal(told) and tree.logical_objects(told):
            return told  # "nine were killed when gunmen stormed the market"
    place: int | None = None
    side: int | None = None
    anchors = [word, clause] + ([people] if people is not None else [])
    for anchor in dict.fromkeys(anchors):
        complements = tree.complements(anchor)
        for preposition in EVENT_PREPOSITIONS:
            for filler in complements.get(preposition, ()):
                kind = cast.kind_of(tree, filler)
                if kind == "EVT":
                    return filler
                if filler == people or filler in tree.dated:
                    continue
                if place is None and (kind in {"PLC", "SITE", "STATE"} or (kind == "" and preposition in {"in", "at"})):
                    place = filler
                elif side is None and kind in {"AG", "SEC"}:
                    side = filler
    above = tree.sentence.heads[clause]
    if (
        tree.relation(clause) in {"advcl", "acl"}
        and above >= 0
        and tree.is_verbal(above)
        and tree.logical_objects(above)
    ):
        return above
    for found in (place, side, *agents[:1]):
        if found is not None:
            return found
    for head in tree.ancestors(word):
        if cast.kind_of(tree, head) == "EVT" and tree.sentence.upos[head] == "NOUN":
            return head
        if tree.is_verbal(head):
            own = set(tree.subtree(people)) if people is not None else set()
            for filler in tree.logical_objects(head) + tree.logical_subjects(head):
                if filler not in own and cast.kind_of(tree, filler) in {"EVT", "SITE", "PLC", "AG", "SEC"}:
                    return filler
    return None

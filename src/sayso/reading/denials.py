"""Denials of what was said before: `X, which Norvia rejects`, `the Front denied it`, `the report was rejected by …`.

A denial whose own words hold the deed is the business of `attribution`. Here the denier answers a claim that stands
earlier in the sentence or in the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.codebook.cues import Cues
from sayso.codebook.referring import Referring
from sayso.reading.tree import RELATIVE_TAGS, Tree

POINTERS = frozenset({"it", "this", "that", "they", "them", "these", "those", "such"})


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial of what was said before it. `denier` and `verb` are words of the sentence; `within`: the claims denied
    stand in the same sentence, before `verb`."""

    denier: int
    verb: int
    within: bool
    told: str = ""  # the noun that sums up what is denied, as a lemma
    role: bool = False  # what is denied is having done what was told: "denied any role"


def denials(tree: Tree, cues: Cues, referring: Referring) -> Iterator[Denial]:
    """Every denial in the sentence that answers an earlier claim, in the order of the verbs."""
    for word in range(len(tree)):
        denies = any(e.cue_class == "denial" for e in cues.entries.get((tree.lowered[word], "verb"), ()))
        negated = any(tree.lowered[a] == "not" for a in tree.children[word])
        if not denies or negated or tree.sentence.upos[word] != "VERB":
            continue
        if tree.relation(word) == "acl" and not tree.is_passive(word):
            noun = tree.sentence.heads[word]
            subjects = tree.having(word, "nsubj")
            if subjects and tree.sentence.xpos[subjects[0]] not in RELATIVE_TAGS:
                # "…, allegations the ministry rejects": what is denied is the clause the noun sums up.
                if tree.lowered[noun] in referring.sayings:
                    yield Denial(subjects[0], word, True)
            elif any(tree.sentence.words[o].lower() in POINTERS for o in tree.having(word, "obj")):
                yield Denial(noun, word, True)  # "… from the army, which denies it"
            continue
        objects, deniers = tree.logical_objects(word), tree.logical_subjects(word)
        if deniers and objects and all(_bare(tree, o, cues.deed_ties) for o in objects):
            yield Denial(deniers[0], word, False, role=True)
            continue
        if deniers and objects and all(_points_back(tree, o, referring) for o in objects):
            yield Denial(deniers[0], word, False, tree.lowered[objects[0]])


def _points_back(tree: Tree, word: int, referring: Referring) -> bool:
    if tree.sentence.words[word].lower() in POINTERS:
        return True
    return _bare(tree, word, referring.sayings)


def _bare(tree: Tree, word: int, nouns: frozenset[str]) -> bool:
    """Is it one of these nouns, with nothing after it that says of what?"""
    return tree.lowered[word] in nouns and not tree.having(word, "acl", "ccomp", "nmod", "acl:relcl")

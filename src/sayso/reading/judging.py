"""How likely a claim was read rightly: what a model learned from reports coded by hand makes of the grounds for it.

The rules of `frames` read; the judge only weighs what they read, so that each one's worth can be measured. Every ground
is named in words and adds to the judgement or takes from it, and `sayso explain` shows the weightiest. Two sums of
weights, nothing else: one says which phrase of a sentence fills a place (subject, object), one whether the claim as a
whole is right. `python -m training.judge` learns both; `docs/reference/judge.md` says from what, and how well it does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from sayso.codebook.lexicon import Frame, WordClass
from sayso.codebook.predicates import Codebook
from sayso.reading.acts import STANDS_FOR, Finder
from sayso.reading.mentions import ACTORS, WE, Cast
from sayso.reading.tree import NOMINAL, RELATIVE_TAGS, Tree
from sayso.records import Claim, Mention, ReadingError

Slot = Literal["subject", "object"]
SLOTS: tuple[Slot, Slot] = ("subject", "object")
Grounds = Mapping[str, float]
FARTHEST = 5  # steps through the tree from the word that states an act to a phrase that fills one of its places
EARLIER = 2  # actors told of before the sentence that may be meant in it
OWN = 0.6  # how much a ground counts that is held for one predicate only, beside the same ground held for all
# Below this chance a claim is left out, where nothing else is asked: what is lost in right claims is made good in wrong
# ones on texts the judge has not seen (docs/reference/judge.md).
SURE = 0.2
TOLD_BY = frozenset({"det", "mark", "aux", "advmod", "cop"})
SKIPPED = frozenset({"punct", "det", "case", "mark", "cc", "aux"})


@dataclass(frozen=True, slots=True)
class Judge:
    """The weights of all grounds. Opened once, it changes nothing and holds nothing of what it judged."""

    phrases: Mapping[str, float]
    claims: Mapping[str, float]
    sure: float = SURE

    @classmethod
    def open(cls, *, sure: float = SURE, data: Traversable | None = None) -> Judge:
        """The judge that comes with sayso, or the one in the folder `data`.

        Raises ReadingError where its files are missing or `sure` is no chance.
        """
        if not 0 <= sure <= 1:  # not a number is neither
            raise ReadingError(f"{sure} is no chance. Give a number from 0 (keep all claims) to 1 (keep none).")
        data = data or files("sayso.reading") / "data" / "judge"
        return cls(_weights(data / "phrases.tsv"), _weights(data / "claims.tsv"), sure)

    def chance(self, grounds: Grounds) -> float:
        """The chance that a claim with these grounds is right, as far as the coded reports tell."""
        total = sum(self.claims.get(ground, 0.0) * value for ground, value in grounds.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def weightiest(self, grounds: Grounds, count: int = 6) -> tuple[tuple[str, float], ...]:
        """The grounds that moved the judgement most, with what each added (log-odds); the general one left out."""
        added = ((ground, self.claims.get(ground, 0.0) * value) for ground, value in grounds.items() if ground != "any")
        return tuple(sorted(((g, w) for g, w in added if abs(w) >= 0.05), key=lambda a: (-abs(a[1]), a[0]))[:count])

    def shares(self, slot: Slot, predicate: str, phrases: Sequence[Sequence[str]]) -> list[float]:
        """How likely each phrase, given by its grounds, fills that place; the shares add up to 1."""
        sums = [
            sum(weight * self.phrases.get(ground, 0.0) for ground, weight in spread(slot, predicate, grounds))
            for grounds in phrases
        ]
        top = max(sums)
        powers = [math.exp(s - top) for s in sums]
        whole = sum(powers)
        return [p / whole for p in powers]


def _weights(file: Traversable) -> dict[str, float]:
    try:
        lines = file.read_text("utf8").splitlines()
    except OSError as error:
        raise ReadingError(f"{file}: this cannot be read ({error}). `python -m training.judge` makes it.") from error
    return {ground: float(weight) for ground, _, weight in (line.rpartition("\t") for line in lines)}


def spread(slot: Slot, predicate: str, grounds: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Each ground of a phrase as it is weighed: for the place alone, and for the place of this predicate."""
    for ground in grounds:
        yield f"{slot}|{ground}", 1.0
        yield f"{slot}|{predicate}|{ground}", OWN


@dataclass(frozen=True, slots=True)
class Stated:
    """A word that may state predicates, each with the frames of the lexicon that would let it."""

    word: int
    word_class: WordClass
    frames: Mapping[str, tuple[Frame, ...]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What may fill a place: the phrase that `word` heads; nobody, the speaker or somebody told of before: -1."""

    word: int
    grounds: tuple[str, ...]  # what holds of it whatever the predicate and the place
    known: Mention | None = None
    clause: bool = False
    speaker: bool = False

    @property
    def nobody(self) -> bool:
        """Does it stand for a place left empty?"""
        return self.word < 0 and self.known is None and not self.speaker


class Hearing:
    """Gathers the grounds for the claims of one report, from its trees and its cast."""

    def __init__(self, codebook: Codebook, finder: Finder, cast: Cast, trees: Sequence[Tree]) -> None:
        self.codebook = codebook
        self.finder = finder
        self.cast = cast
        self.trees = trees

    # -- claims ---------------------------------------------------------------------------------------------------

    def grounds(self, claims: Sequence[Claim], judge: Judge) -> list[dict[str, float]]:
        """The grounds for each of the report's claims, all of them, in order; `judge` knows which phrases fit where."""
        at = {start: (tree, word) for tree in self.trees for word, start in enumerate(tree.sentence.starts)}
        together: dict[int, int] = {}
        places = [at.get(claim.trigger[0]) if claim.trigger else None for claim in claims]
        for place in places:
            if place is not None:
                together[place[0].index] = together.get(place[0].index, 0) + 1
        found, before = [], Before()
        for claim, place in zip(claims, places, strict=True):
            grounds = dict.fromkeys(self._of_claim(claim, before), 1.0)
            if place is not None:
                tree, word = place
                grounds |= dict.fromkeys(self._of_place(tree, word, together[tree.index]), 1.0)
                factuality = dict(tree.sentence.factuality).get(word)
                if factuality is not None:
                    grounds["as a fact"] = factuality / 2
                grounds |= self._of_fillers(claim, tree, word, before, judge)
            found.append(grounds)
            before.add(claim)
        return found

    def _of_claim(self, claim: Claim, before: Before) -> Iterator[str]:
        filled = ("+" if claim.subject else "-") + ("+" if claim.object else "-")
        yield "any"
        yield f"predicate {claim.predicate}"
        yield f"predicate {claim.predicate} filled {filled}"
        yield f"stance {claim.stance} {claim.certainty}"
        yield "with a source" if claim.sources else "in the report's own voice"
        for slot, mentions in (("subject", claim.subject), ("object", claim.object)):
            yield f"{slot} given" if mentions else f"no {slot}"
            name = mentions[0].name if mentions else ""
            yield f"{slot} {'with' if name[:1].isupper() else 'without'} a capital"
            yield f"{slot} of {min(7, len(name.split()))} words"
        yield from before.grounds(claim)

    def _of_place(self, tree: Tree, word: int, together: int) -> Iterator[str]:
        sentence = tree.sentence
        sort = sentence.upos[word]
        yield f"sentence {min(3, tree.index)} of the report"
        yield f"{min(5, together)} claims in the sentence"
        yield f"sentence of {min(6, len(tree) // 8) * 8} words"
        yield f"told by a {sort}"
        yield f"word {sentence.xpos[word]}"
        yield f"{sort} as {sentence.relations[word]}"
        yield f"tense {tree.tense(word)}"
        for child in tree.children[word]:
            label = sentence.relations[child]
            yield f"with {label}"
            if label in TOLD_BY:
                yield f"with {label} {tree.lowered[child]}"

    def _of_fillers(self, claim: Claim, tree: Tree, word: int, before: Before, judge: Judge) -> dict[str, float]:
        """How well the claim's subject and object fit what else could fill their places."""
        stated = self.stated(tree, word)
        if stated is None or claim.predicate not in stated.frames:
            return {"no frame for its word": 1.0}
        phrases = self.phrases(tree, stated, before.told(tree))
        found: dict[str, float] = {}
        for slot, mentions in zip(SLOTS, (claim.subject, claim.object), strict=True):
            shares = judge.shares(
                slot, claim.predicate, [self.of_phrase(tree, stated, claim.predicate, slot, p) for p in phrases]
            )
            right = [n for n, phrase in enumerate(phrases) if self.means(tree, phrase, mentions)]
            share = sum(shares[n] for n in right)
            found[f"{slot} of its place"] = share
            found[f"{slot} of its place, log"] = math.log(max(share, 0.01))
            found[f"{slot} of its place, {_tenth(share)}"] = 1.0
        return found

    def means(self, tree: Tree, phrase: Phrase, mentions: Sequence[Mention]) -> bool:
        """Does the phrase name what one of the mentions names? Nobody stands for no mention."""
        if phrase.nobody or not mentions:
            return phrase.nobody and not mentions
        if phrase.speaker:
            return any(m.start < 0 and not m.text for m in mentions)
        if phrase.known is not None:
            return any(phrase.known.name == m.name for m in mentions)
        start = tree.sentence.starts[phrase.word]
        if phrase.clause:
            return any(m.kind == "TXT" and m.start <= start < m.end for m in mentions)
        names = {e.name for e in self.cast.group_at(tree, phrase.word)}
        own = self.cast.mention(tree, phrase.word)
        return any(m.name == own.name or m.name in names or (m.start, m.end) == (own.start, own.end) for m in mentions)

    # -- what may fill a place ------------------------------------------------------------------------------------

    def stated(self, tree: Tree, word: int) -> Stated | None:
        """What the word may state by the lexicon; None where it is a part of a name, says when, or states nothing."""
        classes = self.finder.classes(tree, word)
        if word in tree.dated or not classes or (word in tree.name_at and tree.sentence.upos[word] != "VERB"):
            return None
        frames: dict[str, tuple[Frame, ...]] = {}
        for word_class in classes:
            for trigger in self.finder.lexicon.at(tree.lowered[word], word_class):
                if self.finder.reads(tree, word, trigger, word_class):
                    frames[trigger.frame.predicate] = (*frames.get(trigger.frame.predicate, ()), trigger.frame)
        return Stated(word, classes[0], frames)

    def phrases(self, tree: Tree, stated: Stated, told: Sequence[Mention]) -> list[Phrase]:
        """What may fill the places of a word that states something, nobody first; `told`: whom the report told of."""
        word = stated.word
        found = [Phrase(-1, ("nobody",)), Phrase(-1, ("speaker",), speaker=True)]
        for n, mention in enumerate(told[:EARLIER]):
            found.append(Phrase(-1, (f"told before {n}", f"told before, {mention.kind}"), known=mention))
        verb = stated.word_class == "verb"
        sort = "passive" if verb and tree.is_passive(word) else stated.word_class
        near = {
            "logical subject": set(tree.logical_subjects(word)) if verb else set(),
            "logical object": set(tree.logical_objects(word)) if verb else set(),
            "subject of the light verb": set() if verb else set(self.finder.light_subjects(tree, word)),
        }
        roles = {w: role for role, words in tree.roles.get(word, {}).items() for w in words}
        ways = routes(tree, word)
        for other in range(len(tree)):
            clause = False
            if other == word:
                if stated.word_class != "noun" or not self.cast.kind_of(tree, word):
                    continue
            elif other not in ways and not any(other in words for words in near.values()):
                continue
            elif not self._names(tree, other):
                clause = tree.is_verbal(other) and tree.sentence.heads[other] == word
                if not clause or tree.relation(other) not in {"ccomp", "xcomp", "advcl", "acl"}:
                    continue
            grounds = [*self._way(other - word, ways.get(other, "far"), sort), *self._sort(tree, other, clause)]
            role = roles.get(other)
            grounds += [f"role {role}", f"{sort} role {role}"] if role else [f"{sort} no role"]
            grounds += [name for name, words in near.items() if other in words]
            found.append(Phrase(other, tuple(grounds), clause=clause))
        return found

    @staticmethod
    def _way(distance: int, way: str, sort: str) -> Iterator[str]:
        side = "before" if distance < 0 else "after"
        far = abs(distance)
        yield f"{sort} {way}"
        yield f"{sort} {way.rpartition(' ')[2]}"
        yield f"{sort} {side}"
        yield f"{sort} {len(way.split())} steps"
        yield f"{sort} {'1' if far == 1 else '2-3' if far < 4 else '4-7' if far < 8 else 'far'} {side}"

    def _sort(self, tree: Tree, word: int, clause: bool) -> Iterator[str]:
        yield f"kind {'clause' if clause else self.cast.kind_of(tree, word) or '?'}"
        if word in tree.name_at:
            yield "a name"
        elif tree.sentence.upos[word] == "PRON" or tree.sentence.xpos[word] == "PRP$":
            yield "we" if tree.lowered[word] in WE else "a pronoun"
        else:
            yield "a common noun"
        if self.cast.entity_at(tree, word) is not None:
            yield "known in the report"

    def _names(self, tree: Tree, word: int) -> bool:
        """May the phrase that `word` heads name somebody or something?"""
        sentence = tree.sentence
        if word in tree.dated or sentence.xpos[word] in RELATIVE_TAGS:
            return False
        position = tree.name_at.get(word)
        if position is not None:
            name = sentence.names[position]
            return self.cast.head_of(tree, name.first, name.last) == word
        if sentence.upos[word] == "PRON" or sentence.xpos[word] == "PRP$":
            return bool(
                self.cast.entity_at(tree, word) is not None
                or sentence.words[word].casefold() in WE
                or self.cast.group_at(tree, word)
                or tree.having(word, "acl:relcl")
            )
        if sentence.upos[word] == "ADJ":
            return self.cast.kind_of(tree, word) == "STATE"
        return sentence.upos[word] in NOMINAL

    def of_phrase(self, tree: Tree, stated: Stated, predicate: str, slot: Slot, phrase: Phrase) -> list[str]:
        """The grounds for a phrase in one place of one predicate, its own among them."""
        if phrase.word < 0 and phrase.known is None:
            return [*phrase.grounds, f"{phrase.grounds[0]} {stated.word_class}"]
        wanted = self.codebook[predicate].subject if slot == "subject" else self.codebook[predicate].object
        kind = phrase.known.kind if phrase.known is not None else self.cast.kind_of(tree, phrase.word)
        fit = "clause" if phrase.clause else "unknown" if not kind else "no"
        if not phrase.clause and kind in wanted:
            fit = "yes"
        elif not phrase.clause and kind and STANDS_FOR.get(kind, frozenset()) & set(wanted):
            fit = "nearly"
        found = [*phrase.grounds, f"fits: {fit}", f"fits {'an actor' if set(wanted) & ACTORS else 'a thing'}: {fit}"]
        if phrase.word < 0:
            return found
        here = self._where_frames_look(tree, stated, predicate, slot)
        if phrase.word in here:
            path = here[phrase.word]
            found += ["where the frame looks", f"where the frame looks: {fit}", f"where the frame looks: {path}"]
        elif here:
            found.append("not where the frame looks")
        if phrase.word in self._where_frames_look(tree, stated, predicate, SLOTS[slot == "subject"]):
            found.append("where the frame looks for the other place")
        return found

    def _where_frames_look(self, tree: Tree, stated: Stated, predicate: str, slot: Slot) -> dict[int, str]:
        found: dict[int, str] = {}
        for frame in stated.frames.get(predicate, ()):
            noun = stated.word_class == "noun"
            if slot == "subject":
                paths = frame.noun_subject if noun else frame.subject
            else:
                paths = frame.noun_object if noun else frame.object
            for path in paths:
                for filler in self.finder.on(tree, stated.word, path, stated.word_class):
                    if not filler.settled:
                        found.setdefault(filler.word, path)
        return found


class Before:
    """What a report has claimed so far."""

    def __init__(self) -> None:
        self._claims: list[Claim] = []
        self._said: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()

    def add(self, claim: Claim) -> None:
        """Notes one claim more."""
        self._claims.append(claim)
        self._said.add(_proposition(claim))

    def grounds(self, claim: Claim) -> Iterator[str]:
        """What of a claim was said before."""
        same = [c for c in self._claims if c.predicate == claim.predicate]
        if _proposition(claim) in self._said:
            yield "claimed before"
        if same:
            yield "predicate claimed before"
        names = {m.name for m in claim.subject}
        if any(names & {m.name for m in c.subject} for c in same):
            yield "predicate claimed of the subject before"

    def told(self, tree: Tree) -> list[Mention]:
        """The subjects of the claims of earlier sentences, the latest first."""
        found: dict[str, Mention] = {}
        for claim in reversed(self._claims):
            if claim.trigger is None or claim.trigger[0] >= tree.sentence.start or not claim.subject:
                continue
            if claim.predicate not in {"has_alias", "holds_role"}:
                found.setdefault(claim.subject[0].name, claim.subject[0])
        return list(found.values())


def _proposition(claim: Claim) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return claim.predicate, tuple(m.name for m in claim.subject), tuple(m.name for m in claim.object)


def _tenth(share: float) -> str:
    for least, name in ((0.95, "sure"), (0.8, "very likely"), (0.6, "likely"), (0.4, "even"), (0.2, "unlikely")):
        if share >= least:
            return name
    return "hardly"


def routes(tree: Tree, start: int) -> dict[int, str]:
    """The words within reach of `start` with the way to each through the tree: `<nsubj` goes up, `>obl:to` down.

    Coordinated words share the way of the first.
    """
    found: dict[int, str] = {}
    seen = {start}
    above, way = start, ""
    for up in range(FARTHEST + 1):
        queue = [(above, way, up)]
        while queue:
            word, reached, steps = queue.pop()
            for child in tree.children[word]:
                label = tree.relation(child)
                if child in seen or steps >= FARTHEST or label in SKIPPED:
                    continue
                seen.add(child)
                shared = label == "conj" and reached
                found[child] = reached if shared else f"{reached} >{_step(tree, child)}".strip()
                queue.append((child, found[child], steps + 1))
        head = tree.sentence.heads[above]
        if head < 0:
            break
        way = f"{way} <{_step(tree, above)}".strip()
        if head not in seen:
            found[head] = way
            seen.add(head)
        above = head
    return found


def _step(tree: Tree, word: int) -> str:
    label = tree.relation(word)
    if label in {"nsubj", "obl", "acl", "nmod"}:
        label = tree.sentence.relations[word]
    cases = tree.cases(word) if tree.relation(word) in {"nmod", "obl"} else ()
    return f"{label}:{cases[0]}" if cases else label


def sifted(
    claims: Sequence[Claim], hearing: Hearing, judge: Judge
) -> tuple[list[Claim], list[tuple[Claim, float]]]:
    """The claims the judge thinks sure enough, and those left out with the chance it gives each."""
    kept, left = [], []
    for claim, grounds in zip(claims, hearing.grounds(claims, judge), strict=True):
        chance = judge.chance(grounds)
        if chance < judge.sure:
            left.append((claim, chance))
        else:
            kept.append(claim)
    return kept, left

"""How far two readings of one report agree: a reader's with what people coded, or one coder's with another's.

Two claims can agree only where their words overlap in the text. There are four levels, each stricter than the one
before, and the pairing is one to one and made afresh for each:

  act          the same predicate
  proposition  also the same subject and object, and the same number where the gold has one
  attributed   also the same innermost source
  full         also the same side (for, against, neither) and level of certainty
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, get_args

import numpy as np

from sayso.codebook.predicates import Codebook
from sayso.records import Claim, Mention

Level = Literal["act", "proposition", "attributed", "full"]
LEVELS: tuple[Level, ...] = get_args(Level)
FOLDED = 6  # letters after which words are one: Pakistan, Pakistani, Pakistanis
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")

_WORDS = tomllib.loads((files("sayso.running") / "data" / "agreement.toml").read_text("utf8"))
_SMALL = frozenset(_WORDS["small"])
_REPORT = frozenset(_WORDS["report"])


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many claims of one report agree, how many the gold has and how many were found."""

    right: int
    gold: int
    found: int

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


DRAWS, SEED = 2000, 11


def total(counts: Iterable[Agreement]) -> Agreement:
    return sum(counts, Agreement(0, 0, 0))


def interval(counts: Iterable[Agreement], draws: int = DRAWS, seed: int = SEED) -> tuple[float, float]:
    """The bounds that hold F1 in 95 of 100 draws of as many reports, with replacement, from those counted."""
    table = np.array([(count.right, count.gold, count.found) for count in counts])
    times = np.random.default_rng(seed).multinomial(len(table), np.full(len(table), 1 / len(table)), size=draws)
    right, gold, found = (times @ table).T
    low, high = np.percentile(2 * right / np.maximum(gold + found, 1), [2.5, 97.5])
    return float(low), float(high)


def agreement(gold: Sequence[Claim], found: Sequence[Claim], codebook: Codebook) -> dict[Level, Agreement]:
    """The agreement of two readings of one report at each level."""
    return {level: Agreement(len(pairs(gold, found, level, codebook)), len(gold), len(found)) for level in LEVELS}


def pairs(
    gold: Sequence[Claim], found: Sequence[Claim], level: Level, codebook: Codebook
) -> list[tuple[Claim, Claim]]:
    """A largest one-to-one pairing of claims that agree, so that their order never changes a figure."""
    judge = _Judge(gold, codebook)
    edges = [[n for n, ours in enumerate(found) if judge.agree(theirs, ours, level)] for theirs in gold]
    partner: dict[int, int] = {}  # of a claim of ours, by number: the claim of the gold
    taken: dict[int, int] = {}  # the other way round
    for start in range(len(gold)):
        for number, of in _path(start, edges, partner, taken):
            partner[number], taken[of] = of, number
    return [(gold[of], found[number]) for number, of in sorted(partner.items())]


def _path(
    start: int, edges: Sequence[Sequence[int]], partner: Mapping[int, int], taken: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Who has to be paired with whom so that `start` gets a partner and nobody loses theirs; empty where none can be.

    The shortest augmenting path, breadth first.
    """
    came: dict[int, int] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for number in edges[here]:
            if number in came:
                continue
            came[number] = here
            if number in partner:
                waiting.append(partner[number])
                continue
            moves = [(number, here)]
            while moves[-1][1] != start:
                freed = taken[moves[-1][1]]
                moves.append((freed, came[freed]))
            return moves
    return []


class _Judge:
    def __init__(self, gold: Iterable[Claim], codebook: Codebook) -> None:
        self.symmetric = frozenset(p.id for p in codebook if p.symmetric)
        self.counted = frozenset(p.id for p in codebook if p.group == "statistics" and p.id != "trend")
        self.aliases: dict[str, set[str]] = defaultdict(set)
        for claim in gold:
            if claim.predicate == "has_alias":
                for bearer in _names(claim.subject):
                    for alias in _names(claim.object):
                        one, other = " ".join(_words(bearer)), " ".join(_words(alias))
                        self.aliases[one].add(other)
                        self.aliases[other].add(one)

    def agree(self, gold: Claim, found: Claim, level: Level) -> bool:
        if gold.predicate != found.predicate or not (found.start < gold.end and gold.start < found.end):
            return False
        if level == "act":
            return True
        if not self._same_ends(gold, found) or not self._same_number(gold, found):
            return False
        if level == "proposition":
            return True
        if not self._same_source(gold, found):
            return False
        return level == "attributed" or (_side(gold), gold.certainty[:2]) == (_side(found), found.certainty[:2])

    def _same_ends(self, gold: Claim, found: Claim) -> bool:
        subject, object_ = _names(gold.subject), _names(gold.object)
        ours, theirs = _names(found.subject), _names(found.object)
        if self._any_same(subject, ours) and self._any_same(object_, theirs):
            return True
        turned = gold.predicate in self.symmetric
        return turned and self._any_same(subject, theirs) and self._any_same(object_, ours)

    def _same_number(self, gold: Claim, found: Claim) -> bool:
        wanted = _number(gold)
        return wanted is None or gold.predicate not in self.counted or wanted == _number(found)

    def _same_source(self, gold: Claim, found: Claim) -> bool:
        wanted = _source(gold)
        told = [name for source in found.sources[-1:] for name in (source.name, source.text)]
        if wanted in _REPORT:
            return not told or any(name.casefold() in _REPORT for name in told if name)
        return self._any_same([wanted], told)

    def _any_same(self, lefts: Collection[str], rights: Collection[str]) -> bool:
        lefts, rights = [x for x in lefts if x.strip()], [x for x in rights if x.strip()]
        if not lefts or not rights:
            return not lefts and not rights
        return any(same_thing(left, right, self.aliases) for left in lefts for right in rights)


def same_thing(left: str, right: str, aliases: Mapping[str, Collection[str]] | None = None) -> bool:
    """Do two wordings point at one thing?

    They do if equal, aliases in the report, one the initials of the other, or if one's words are all among the other's.
    Two names that each have words of their own must share their last word and half of all; two phrases, half of the
    shorter one's words and a quarter of the longer one's.
    """
    known = aliases or {}
    one, other = _words(left), _words(right)
    if not one or not other:
        return not one and not other
    whole, whole_other = " ".join(one), " ".join(other)
    if whole == whole_other or whole_other in known.get(whole, ()) or whole in known.get(whole_other, ()):
        return True
    if _stands_for(one, right) or _stands_for(other, left):
        return True
    roots, roots_other = [_root(word) for word in one], [_root(word) for word in other]
    here, there = set(roots), set(roots_other)
    if here <= there or there <= here:
        return True
    shared, longer, shorter = len(here & there), max(len(here), len(there)), min(len(here), len(there))
    if _is_name(left) and _is_name(right):
        return roots[-1] == roots_other[-1] and 2 * shared >= longer
    return 2 * shared >= shorter and 4 * shared >= longer


def _stands_for(words: Sequence[str], name: str) -> bool:
    """Whether a single word is made of the capitals of a name."""
    capitals = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()).casefold()
    return len(words) == 1 and len(words[0]) > 1 and words[0] == capitals


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text).replace("’", "'").casefold()
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return [word.removesuffix("'s") for word in re.findall(r"[\w']+", folded) if word not in _SMALL]


def _root(word: str) -> str:
    return word[:FOLDED] if len(word) > FOLDED else word[:-1] if len(word) > 3 and word.endswith("s") else word


def _is_name(text: str) -> bool:
    found = [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() not in _SMALL]
    return bool(found) and all(word[0].isupper() for word in found)


def _names(mentions: Iterable[Mention]) -> list[str]:
    return [name for mention in mentions for name in (mention.name, mention.text) if name]


def _number(claim: Claim) -> float | None:
    found = NUMBER.search(claim.value.text) if claim.value else None
    return float(found[0].replace(",", "")) if found else None


def _source(claim: Claim) -> str:
    """The innermost source; empty where the report itself speaks."""
    if not claim.sources:
        return ""
    last = re.sub(r"\(.*?\)", "", claim.sources[-1].name).strip()
    return "" if last.casefold() in _REPORT else last


def _side(claim: Claim) -> Literal["for", "against", "neither"]:
    if claim.stance == "denied" or claim.certainty.endswith("-"):
        return "against"
    return "neither" if claim.certainty == "Uu" else "for"

"""The grade: counts of independent roots, the first label that fits, and how many roots it hangs on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import permutations
from typing import Literal, NamedTuple

from sayso.records import Grade, RootClass

CLASSES: tuple[RootClass, ...] = ("N", "P", "P!", "X", "U")


class Counted(NamedTuple):
    """A root as the grade sees it. `house` is the side it speaks for, where it is a party."""

    stance: Literal["for", "against"]
    root_class: RootClass
    house: str | None = None


def grade(roots: Iterable[Counted], opposed: Callable[[str, str], bool]) -> Grade:
    """The first label that fits `roots`; `opposed` tells whether two houses are adversaries.

    >>> grade([Counted("for", "N"), Counted("for", "P!", "a")], lambda one, other: False)
    'corroborated'
    """
    return _label(Counter(roots), opposed)


def _label(roots: Mapping[Counted, int], opposed: Callable[[str, str], bool]) -> Grade:
    counts = Counter[tuple[str, str]]()
    for root, number in roots.items():
        counts[root.stance, root.root_class] += number
    supported = any(stance == "for" for stance, _ in counts)
    if any(stance == "against" for stance, _ in counts):
        if not supported:
            return "denied"
        return "alleged-and-denied" if all(kind == "P" for _, kind in counts) else "contested"
    if counts["for", "N"] >= 2 or (counts["for", "N"] and counts["for", "P!"]):
        return "corroborated"
    parties = [root for root in roots if root.root_class in ("P", "P!") and root.house]
    if any(one.root_class == "P!" and opposed(one.house or "", other.house or "")
           for one, other in permutations(parties, 2)):  # fmt: skip
        return "both-sides"
    if counts["for", "N"] or counts["for", "X"] or counts["for", "P!"]:
        return "single-source"
    if counts["for", "P"]:
        return "party-only"
    return "unsourced" if supported else "listed-only"


def fragility(roots: Iterable[Counted], opposed: Callable[[str, str], bool]) -> int:
    """The fewest roots whose removal changes the grade; 0 where none is counted."""
    whole = Counter(roots)
    label = _label(whole, opposed)
    frontier = {frozenset(whole.items())}
    for removed in range(1, sum(whole.values()) + 1):
        frontier = {
            frozenset((Counter(dict(state)) - Counter([root])).items()) for state in frontier for root, _ in state
        }
        if any(_label(dict(state), opposed) != label for state in frontier):
            return removed
    return 0

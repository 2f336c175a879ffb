"""The grade: counts of independent roots, the first label that fits, and how many roots it hangs on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
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
    held = list(roots)
    counts = Counter((root.stance, root.root_class) for root in held)
    supported = any(stance == "for" for stance, _ in counts)
    if any(stance == "against" for stance, _ in counts):
        if not supported:
            return "denied"
        return "alleged-and-denied" if all(kind == "P" for _, kind in counts) else "contested"
    if counts["for", "N"] >= 2 or (counts["for", "N"] and counts["for", "P!"]):
        return "corroborated"
    if _agreeing(held, opposed):
        return "both-sides"
    if counts["for", "N"] or counts["for", "X"] or counts["for", "P!"]:
        return "single-source"
    if counts["for", "P"]:
        return "party-only"
    return "unsourced" if supported else "listed-only"


def _agreeing(roots: list[Counted], opposed: Callable[[str, str], bool]) -> list[tuple[int, int]]:
    """Pairs of roots, by their place, of opposing parties of which one speaks against its interest."""
    parties = [(place, root) for place, root in enumerate(roots) if root.root_class in ("P", "P!") and root.house]
    return [(here, there) for (here, one), (there, other) in combinations(parties, 2)
            if "P!" in (one.root_class, other.root_class) and opposed(one.house or "", other.house or "")]  # fmt: skip


def fragility(roots: Iterable[Counted], opposed: Callable[[str, str], bool]) -> int:
    """The fewest roots whose removal changes the grade; 0 where none is counted."""
    held = list(roots)
    pro = Counter(root.root_class for root in held if root.stance == "for")
    contra = Counter(root.root_class for root in held if root.stance == "against")
    match grade(held, opposed):
        case "corroborated":  # down to one organisation, and to none where a party speaks against its interest
            return pro["N"] - (pro["P!"] == 0)
        case "both-sides":
            return _cover(_agreeing(held, opposed))
        case "single-source":
            return pro["N"] + pro["X"] + pro["P!"]
        case "party-only":
            return pro["P"]
        case "contested" if pro["P"] and contra["P"]:  # without all but the parties it is word against word
            return min(pro.total(), contra.total(), len(held) - pro["P"] - contra["P"])
        case "contested" | "alleged-and-denied":
            return min(pro.total(), contra.total())
        case _:
            return len(held)


def _cover(pairs: list[tuple[int, int]]) -> int:
    """The fewest roots without which no pair is whole."""
    if not pairs:
        return 0
    return 1 + min(_cover([pair for pair in pairs if gone not in pair]) for gone in pairs[0])

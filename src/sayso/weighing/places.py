"""Places made comparable: the same place under two spellings, and places that lie in one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Known = Callable[[str], tuple[str, ...]]  # a place's words → its one name, and what it lies in, nearest first


def by_words(name: str) -> tuple[str, ...]:
    """What the words alone tell: `Dorvan, Upper Province` lies in the Upper Province.

    >>> by_words("Dorvan, Upper Province")
    ('dorvan', 'upper province')
    """
    return tuple(part for part in (" ".join(part.casefold().split()) for part in name.split(",")) if part) or ("",)


@dataclass(frozen=True, slots=True)
class Geography:
    """What lies in what, by a gazetteer that the caller knows; without one, by the words alone."""

    known: Known = by_words

    def key(self, name: str) -> str:
        """The one name of a place, alike for all its spellings."""
        return self.known(name)[0]

    def around(self, name: str) -> tuple[str, ...]:
        """The keys of what holds a place, nearest first; empty where nobody knows."""
        return self.known(name)[1:]

    def same(self, one: str, other: str) -> bool:
        return self.key(one) == self.key(other)

    def meet(self, one: str, other: str) -> bool:
        """Whether two places are one or one holds the other."""
        here, there = self.known(one), self.known(other)
        return here[0] in there or there[0] in here

    def any_meet(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        there = list(others)
        return any(self.meet(one, other) for one in ones for other in there)

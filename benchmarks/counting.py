"""What is found against what was coded: counts, their shares, and how far a figure falls by the luck of the draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

DRAWS, SEED = 2000, 11


@dataclass(frozen=True, slots=True)
class Count:
    """How many things were found, how many are in the gold, and how many of them agree."""

    right: int
    gold: int
    found: int

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def total(counts: Iterable[Count]) -> Count:
    return sum(counts, Count(0, 0, 0))


def interval(counts: Iterable[Count], draws: int = DRAWS, seed: int = SEED) -> tuple[float, float]:
    """The bounds that hold F1 in 95 of 100 draws of as many documents, with replacement, from those counted."""
    table = np.array([(c.right, c.gold, c.found) for c in counts])
    right, gold, found = (_times(len(table), draws, seed) @ table).T
    return _bounds(2 * right / np.maximum(gold + found, 1))


def share_interval(counts: Iterable[tuple[int, int]], draws: int = DRAWS, seed: int = SEED) -> tuple[float, float]:
    """The same for a share: `counts` holds for each document how many are right, and of how many."""
    table = np.array(list(counts))
    right, of = (_times(len(table), draws, seed) @ table).T
    return _bounds(right / np.maximum(of, 1))


def drawn_interval(
    statistic: Callable[[Sequence[int]], float], documents: int, draws: int = 500, seed: int = SEED
) -> tuple[float, float]:
    """The same for anything that can be reckoned from the numbers of the documents drawn."""
    rng = np.random.default_rng(seed)
    return _bounds(np.array([statistic(rng.integers(0, documents, documents).tolist()) for _ in range(draws)]))


def _times(documents: int, draws: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).multinomial(documents, np.full(documents, 1 / documents), size=draws)


def _bounds(figures: np.ndarray) -> tuple[float, float]:
    low, high = np.percentile(figures, [2.5, 97.5])
    return float(low), float(high)


def between(bounds: tuple[float, float]) -> str:
    """Bounds as a table shows them."""
    return f"{bounds[0]:.3f}–{bounds[1]:.3f}"

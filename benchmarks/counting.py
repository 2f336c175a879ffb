"""What is found against what was coded: counts, their shares, and how far a figure falls by the luck of the draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from sayso.running.agreement import DRAWS, SEED, interval, total
from sayso.running.agreement import Agreement as Count

__all__ = ["DRAWS", "Count", "between", "drawn_interval", "interval", "share_interval", "total"]

def share_interval(counts: Iterable[tuple[int, int]], draws: int = DRAWS, seed: int = SEED) -> tuple[float, float]:
    """The bounds of a share, as `interval` gives those of F1; `counts`: right, of how many, a document."""
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

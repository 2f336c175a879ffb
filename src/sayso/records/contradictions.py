"""What cannot both hold, and what only looks so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.dossiers import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two sets of claims that cannot both hold, or that only look so.

    `verdict`: `contradiction` where both sides are asserted and cannot both hold, `tension` where they cannot as far
    as they go (one is only possible, or it takes a reading), `look-alike` where they can, and `why` says how.
    `itself`: one voice of one report says both.
    """

    id: str
    kind: str
    verdict: Literal["contradiction", "tension", "look-alike"]
    left: tuple[str, ...]  # claim ids
    right: tuple[str, ...]
    why: str
    itself: bool
    left_lines: tuple[Line, ...] = ()  # with their quotes, where they are shown
    right_lines: tuple[Line, ...] = ()

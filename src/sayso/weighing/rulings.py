"""What an analyst rules on sources: whose they are, which class they count in, and which reasons to merge hold."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import RootClass

REASONS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One source, by its name: the side it speaks for, the class it counts in, and why. None: as the rules say."""

    source: str
    side: str | None = None
    root_class: RootClass | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """Every ruling of an analyst. `off` are the reasons to count two sources once that do not hold, such as `R7`."""

    sources: tuple[Ruling, ...] = ()
    off: frozenset[str] = frozenset()

    def of(self, source: str) -> Ruling | None:
        """The ruling on a source; the last of several."""
        return next((one for one in reversed(self.sources) if one.source.casefold() == source.casefold()), None)

    def holds(self, reason: str) -> bool:
        return reason not in self.off

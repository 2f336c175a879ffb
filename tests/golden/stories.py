"""Golden stories: what a careful reader takes from a report, and whether sayso reads it yet.

A story is a folder with `report.txt` and `claims.toml`. Each `[[claim]]` gives a predicate and, as far as they matter,
`subject`, `object`, `source` (left out: the report's own voice), `stance` (affirmed), `certainty` (CT+) and `value`;
`words` is where it stands, `why` what makes it hard. A claim the reader does not reach keeps `reached = false` and a
`reason`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.gathering import gather
from sayso.reading.frames import FramesReader
from sayso.records import Claim, Document, Reading
from sayso.resolving import normal

FOLDER = Path(__file__).parent
_BLOCK = re.compile(r"^\[\[claim\]\]$", re.M)
_FLAG = re.compile(r'^(?:reached = false|reason = ".*")\n', re.M)


@dataclass(frozen=True, slots=True)
class Story:
    """One report with the claims expected of it."""

    name: str
    document: Document
    expected: tuple[dict[str, Any], ...]

    @classmethod
    def open(cls, folder: Path) -> Story:
        [document] = [found for found in gather([folder / "report.txt"]) if isinstance(found, Document)]
        data = tomllib.loads((folder / "claims.toml").read_text("utf8"))
        return cls(folder.name, document, tuple(data["claim"]))

    def reached(self, reader: FramesReader) -> list[bool]:
        """Which of the expected claims the reader makes, in their order."""
        reading = reader.read(self.document)
        return [any(self._is(claim, expected, reading) for claim in reading.claims) for expected in self.expected]

    def _is(self, claim: Claim, expected: dict[str, Any], reading: Reading) -> bool:
        start = self.document.text.index(expected["words"])
        source = claim.sources[-1] if claim.sources else None
        return (
            claim.predicate == expected["predicate"]
            and claim.stance == expected.get("stance", "affirmed")
            and claim.certainty == expected.get("certainty", "CT+")
            and claim.start < start + len(expected["words"]) and start < claim.end
            and all(self._names(expected[slot], [(m.name, m.text, m.actor) for m in getattr(claim, slot)], reading)
                    for slot in ("subject", "object") if slot in expected)
            and (source is None if "source" not in expected else source is not None and self._names(
                expected["source"], [(source.name, source.text, source.actor)], reading))
            and ("value" not in expected or (claim.value is not None and expected["value"] in (
                claim.value.low, claim.value.best, claim.value.high)))
        )  # fmt: skip

    def _names(self, expected: str, fillers: list[tuple[str, str, str | None]], reading: Reading) -> bool:
        """Whether a filler goes by the expected name, by a name its report ties to it, or holds it whole."""
        wanted = f" {normal(expected)} "
        forms = {actor.id: [name.form for name in actor.names] for actor in reading.actors}
        return any(wanted in f" {normal(form)} " for name, text, actor in fillers
                   for form in (name, text, *forms.get(actor or "", ())))  # fmt: skip


def stories() -> list[Story]:
    """Every story of this folder, by name."""
    return [Story.open(path.parent) for path in sorted(FOLDER.glob("*/claims.toml"))]


def mark(story: Story, reached: list[bool]) -> list[str]:
    """Bring the flags of a story up to date with what is reached; return a line for each that changed."""
    path = FOLDER / story.name / "claims.toml"
    head, *blocks = _BLOCK.split(path.read_text("utf8"))
    changes = []
    for place, (expected, now) in enumerate(zip(story.expected, reached, strict=True)):
        if now != expected.get("reached", True):
            changes.append(f"{'+' if now else '-'} {story.name}: {expected['predicate']} “{expected['words']}”")
            blocks[place] = _FLAG.sub("", blocks[place])
            if not now:
                block = blocks[place].rstrip("\n")
                blocks[place] = f'{block}\nreached = false\nreason = "Lost when the reader changed: say why."\n\n'
    if changes:
        path.write_text((head + "".join("[[claim]]" + block for block in blocks)).rstrip("\n") + "\n", "utf8")
    return changes


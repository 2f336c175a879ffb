"""Who fights, helps, belongs to and leads whom, on re3d (Dstl 2017, relations of Syria and Iraq).

    python -m benchmarks.quality.relations SHARED [--parser NAME] [--errors N]

SHARED holds `bench/re3d/re3d.jsonl` and, to know which texts are held out, `gold/re3d/`. A relation of ours is right
where one of re3d has its type, and both ends overlap in the text; who fights and who helps may change places. COUNTS_AS
says which claims count as which relation, whatever their stance: re3d marks what is told of.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.counting import Count, between, interval, total
from benchmarks.quality.claims import held_out
from benchmarks.tables import Table, cells, progress
from sayso.reading.frames import FramesReader
from sayso.records import Claim, Document, Mention

TYPES = ("FightingAgainst", "AlliesOf", "BelongsTo", "InChargeOf")
EITHER_WAY = frozenset({"FightingAgainst", "AlliesOf"})
TARGET = 0.45
# Predicate, or predicate and kind, to relation.
COUNTS_AS: Mapping[str, str] = {
    "attack": "FightingAgainst", "clash": "FightingAgainst", "security_operation": "FightingAgainst",
    "kill": "FightingAgainst", "disrupt": "FightingAgainst", "abuse": "FightingAgainst", "threaten": "FightingAgainst",
    "regards/enemy": "FightingAgainst", "regards/opposition": "FightingAgainst",
    "cooperates_with": "AlliesOf", "joins_operations": "AlliesOf", "support": "AlliesOf", "train": "AlliesOf",
    "supply_weapons": "AlliesOf", "supply_materiel": "AlliesOf", "share_intelligence": "AlliesOf",
    "part_of": "BelongsTo", "member_of": "BelongsTo", "holds_role": "BelongsTo",
    "holds_role/head": "InChargeOf", "holds_role/commander": "InChargeOf", "holds_role/minister": "InChargeOf",
    "controls": "InChargeOf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation with both ends as spans of the text; `words` are those between them, for the eye."""

    type: str
    source: tuple[int, int]
    target: tuple[int, int]
    words: str


def coded(article: dict[str, Any]) -> list[Tie]:
    return [
        Tie(r["type"], tuple(r["source"][:2]), tuple(r["target"][:2]), f"{r['source'][2]} | {r['target'][2]}")
        for r in article["relations"] if r["type"] in TYPES
    ]  # fmt: skip


def read(claims: tuple[Claim, ...]) -> list[Tie]:
    """The relations among claims: one for each pair of ends, however often it is claimed in the same words."""
    found = {}
    for claim in claims:
        type = COUNTS_AS.get(f"{claim.predicate}/{claim.kind}") or COUNTS_AS.get(claim.predicate)
        if type is None:
            continue
        for one in claim.subject:
            for other in claim.object:
                found[type, _span(one), _span(other)] = Tie(
                    type, _span(one), _span(other), f"{one.text} | {other.text} ({claim.predicate}): {claim.quote}"
                )
    return list(found.values())


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def agree(gold: Tie, ours: Tie) -> bool:
    if gold.type != ours.type:
        return False
    straight = _over(gold.source, ours.source) and _over(gold.target, ours.target)
    crossed = _over(gold.source, ours.target) and _over(gold.target, ours.source)
    return straight or (crossed and gold.type in EITHER_WAY)


def _over(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def paired(gold: list[Tie], ours: list[Tie]) -> list[tuple[int, int]]:
    """A largest one-to-one pairing, by augmenting paths: the order of ties never changes the figure."""
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j, tie in enumerate(ours):
            if j not in seen and agree(gold[i], tie):
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return [(i, j) for j, i in owner.items()]


def articles(shared: Path) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each document and whether it is held out; a text that the gold claims do not number is not."""
    numbers = {path.read_text(encoding="utf8"): path.stem for path in (shared / "gold" / "re3d").glob("*.txt")}
    for line in (shared / "bench" / "re3d" / "re3d.jsonl").read_text(encoding="utf8").splitlines():
        article = json.loads(line)
        yield article, held_out(numbers.get(article["text"], ""))


def table(shared: Path, reader: FramesReader, every: int = 1) -> Table:
    """F1 by type and macro, over the texts that rules may be written on and over those held out."""
    counts: dict[str, dict[str, list[Count]]] = {half: {type: [] for type in TYPES} for half in ("tuned", "held out")}
    for article, held in progress(list(articles(shared))[::every], "relations"):
        gold, ours = coded(article), _read(article, reader)
        pairs = paired(gold, ours)
        for type in TYPES:
            counts["held out" if held else "tuned"][type].append(Count(
                sum(gold[i].type == type for i, _ in pairs), sum(t.type == type for t in gold),
                sum(t.type == type for t in ours),
            ))  # fmt: skip
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for half, by_type in counts.items():
        sums = {type: total(found) for type, found in by_type.items()}
        for type, found in by_type.items():
            count = sums[type]
            figures[f"relations.{half}.{type}"] = count.f1
            told = f"{count.right} of {count.gold}, {count.found} found"
            rows.append((f"{half}: {type}", *cells(count.precision, count.recall, count.f1), between(interval(found)),
                         told))  # fmt: skip
        macro = sum(count.f1 for count in sums.values()) / len(sums)
        figures[f"relations.{half}.macro"] = macro
        rows.append((f"{half}: macro", "", "", f"{macro:.3f}", "", ""))
    note = f"Target: macro F1 {TARGET:.2f}. No figure on re3d's relations is known; these are the first."
    return Table("relations", ("re3d", "precision", "recall", "F1", "95 %", "relations"), tuple(rows), figures, note)


def _read(article: dict[str, Any], reader: FramesReader) -> list[Tie]:
    document = Document(id=f"d-{article['doc']}", name=article["doc"], sha256="", text=article["text"])
    return read(reader.read(document).claims)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--parser", default="default")
    ask.add_argument("--errors", type=int, default=0, help="print so many relations of the tuned texts missed or wrong")
    said = ask.parse_args()
    reader = FramesReader.open(parser=said.parser)
    print(table(said.shared, reader).text())
    wrong = []
    for article, held in articles(said.shared) if said.errors else ():
        if held:
            continue
        gold, ours = coded(article), _read(article, reader)
        pairs = paired(gold, ours)
        missed = [tie for i, tie in enumerate(gold) if i not in {i for i, _ in pairs}]
        spurious = [tie for j, tie in enumerate(ours) if j not in {j for _, j in pairs}]
        for title, ties in (("missed", missed), ("spurious", spurious)):
            for tie in ties:
                near = article["text"][max(0, min(tie.source[0], tie.target[0]) - 60):][:260].replace("\n", " ")
                wrong.append(f"{title} {tie.type}: {tie.words}\n      {near}")
    print("\n".join(random.Random(0).sample(wrong, min(said.errors, len(wrong)))))


if __name__ == "__main__":
    main()

"""The figures may rise and not fall: those of the claims, and of each public set on its sample of `--quick`.

  python -m benchmarks.floors                                exit status 1 where a figure is below its floor
  python -m benchmarks.floors --lower FIGURE --because "…"   put one floor under what is measured now, and say why
  python -m benchmarks.floors --lift                         put floors that lie too low under what is measured now
  python -m benchmarks.floors --sets toponyms,chains         only these

`quality/floors.json` holds the floors, 0.01 under what was measured, and for each set a digest of the gold rows and
texts it was measured on: under another digest nothing is compared until `--lift` measures that set anew. Every floor
lowered keeps its sentence there. A set whose gold is not there is skipped and named.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.counting import total
from benchmarks.parts import PARTS, Asked
from benchmarks.quality import claims
from benchmarks.quality.claims import measure, scored
from benchmarks.tables import commit
from sayso.running.agreement import LEVELS

FLOORS = Path(__file__).parent / "quality" / "floors.json"
MARGIN = 0.01
SETS = (*claims.SETS, *(name for name, part in PARTS.items() if part.floors))


def figures(name: str, shared: Path, parser: str) -> dict[str, float] | None:
    """What has a floor in a set; None where its gold is not there.

    Of a set of claims: F1 of each level, and the precision of propositions. Of a part: the figures it names, measured
    on its sample of `--quick`.
    """
    if name in PARTS:
        part = PARTS[name]
        if not part.ready(shared):
            return None
        found = [table.figures for table in part.measured(Asked(shared, parser, quick=True))]
        own = {which.removeprefix(f"{name}."): value for of in found for which, value in of.items()}
        return {which: own[which] for which in part.floors}
    counts = measure(name, shared, parser)
    if counts is None:
        return None
    sums = {level: total(scored(counts[level])) for level in LEVELS}
    return {level: count.f1 for level, count in sums.items()} | {"precision": sums["proposition"].precision}


def digest(name: str, shared: Path) -> str:
    """What the gold and the texts of a set are known by."""
    return PARTS[name].digest(shared) if name in PARTS else claims.digest(name, shared)


def below(measured: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """The names of the figures under their floors."""
    return [name for name, floor in floors.items() if measured[name] < floor]


def floor_under(value: float) -> float:
    """The floor a measured figure gets."""
    return round(max(value - MARGIN, 0.0), 3)


def lowered(book: dict[str, Any], figure: str, measured: float, because: str) -> None:
    """Put the floor of `figure` (`reports.full`) under what is measured, with the reason."""
    name, _, which = figure.partition(".")
    floors = book["sets"][name]["floors"]
    book["lowered"].append(
        {"figure": figure, "from": floors[which], "to": floor_under(measured), "commit": commit(), "because": because}
    )
    floors[which] = floor_under(measured)


def lifted(book: dict[str, Any], name: str, measured: Mapping[str, float], of: str) -> None:
    """Put the floors of a set under what is measured; those that lie higher stay, unless the gold is another."""
    old = book["sets"].get(name, {})
    floors = old.get("floors", {}) if old.get("digest") == of else {}
    book["sets"][name] = {
        "digest": of,
        "floors": {which: max(floor_under(value), floors.get(which, 0.0)) for which, value in measured.items()},
    }


def main(arguments: list[str] | None = None) -> int:
    """Measure and compare; 1 where something fell, 2 where the question makes no sense."""
    ask = argparse.ArgumentParser(
        prog="python -m benchmarks.floors", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--lower", metavar="FIGURE", help="such as reports.full")
    ask.add_argument("--because", metavar="REASON")
    ask.add_argument("--lift", action="store_true")
    ask.add_argument("--sets", default=",".join(SETS), help="measure only these, joined by commas")
    ask.add_argument("--shared", type=Path, default=Path("../shared"))
    ask.add_argument("--parser", default="default")
    said = ask.parse_args(arguments)
    book: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf8"))
    known = [f"{name}.{which}" for name, held in book["sets"].items() for which in held["floors"]]
    if said.lower and not (said.because or "").strip():
        ask.error('say why: --lower FIGURE --because "…"')
    if said.lower and said.lower not in known:
        ask.error(f"{said.lower!r} has no floor; these have: {', '.join(known)}")
    wanted = [said.lower.partition(".")[0]] if said.lower else said.sets.split(",")
    if unknown := [name for name in wanted if name not in SETS]:
        ask.error(f"no set is called {', '.join(unknown)}; the sets are {', '.join(SETS)}")
    fell = False
    for name in wanted:
        measured = figures(name, said.shared, said.parser)
        if measured is None:
            print(f"{name:14} skipped: its gold is not in {said.shared}")
            continue
        if said.lower:
            lowered(book, said.lower, measured[said.lower.partition(".")[2]], said.because)
        if said.lift:
            lifted(book, name, measured, digest(name, said.shared))
        held = book["sets"].get(name)
        if held is None or held["digest"] != digest(name, said.shared):
            print(f"{name:14} not compared: no floors on this gold. Measure anew: --lift --sets {name}")
            continue
        under = below(measured, held["floors"])
        fell = fell or bool(under)
        for which, floor in held["floors"].items():
            word = "FELL BELOW" if which in under else "holds"
            print(f"{name:14} {which:26} {measured[which]:.3f}  {word} {floor:.3f}")
    if said.lower or said.lift:
        FLOORS.write_text(json.dumps(book, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
    elif fell:
        print('Find out why it fell; if it has to, lower its floor: --lower FIGURE --because "…"', file=sys.stderr)
    return int(fell)


if __name__ == "__main__":
    sys.exit(main())

"""How surely an event is put forward, against what people judged, on a scale from -3 to 3.

    python -m benchmarks.quality.certainty FACTUALITY [--parser NAME] [--errors N]

FACTUALITY holds UW (Lee et al. 2015) and MEANTIME (Minard et al. 2016), both as Jiang and de Marneffe 2021 split them.
Each line of their files is a sentence: `text` in words parted by spaces, and `targets`, spans of words with a `label`.
The reader's rules give each event a stance and a certainty, not a number. Two scales make numbers of them:

  by name       CT+ PR+ PS+ = 3 2 1, Uu = 0, CT- PR- PS- = -3 -2 -1; predicted: halfway to 0
  as judged     for each pair of stance and certainty the median of what people judged in the train part (the name's own
                number where there are fewer than 20): people call what lies open or ahead likelier than its name says

The regressions others report were fitted to the train parts as well.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.counting import between, drawn_interval
from benchmarks.tables import Table, progress
from sayso.reading.attribution import hear
from sayso.reading.stance import stance_of
from sayso.reading.syntax import Parser, load_parser
from sayso.records import Certainty, Document, Stance

SETS = {"UW": (0.42, 0.66), "MEANTIME": (0.31, None)}  # most MAE, least r
ENOUGH = 20
SHORT = re.compile(r"(?i)(.*\w)(n['’]t)$")
VALUES: dict[Certainty, float] = {"CT+": 3, "PR+": 2, "PS+": 1, "Uu": 0, "PS-": -1, "PR-": -2, "CT-": -3}


@dataclass(frozen=True, slots=True)
class Judged:
    """One event: the sentence's number, the word, what people judged, what the rules and the model give."""

    sentence: int
    text: str
    word: str
    gold: float
    stance: Stance
    certainty: Certainty
    model: float

    @property
    def named(self) -> float:
        """The number the name of the certainty stands for."""
        return VALUES[self.certainty] / 2 if self.stance == "predicted" else VALUES[self.certainty]


def judged(path: Path, parser: Parser, every: int = 1) -> list[Judged]:
    """All events of a file, in its order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()][::every]
    cut = [parted(row["text"].split()) for row in rows]
    parsed = parser.parse_tokens([words for words, _ in cut])
    found = []
    rows_at_hand = progress(rows, f"certainty: {path.parent.name}")
    for number, (row, sentence, (_, places)) in enumerate(zip(rows_at_hand, parsed, cut, strict=True)):
        document = Document(id=f"d-{number}", name=str(number), sha256="", text=row["text"])
        voices = hear([sentence], document)
        model = dict(sentence.factuality)
        for target in row["targets"]:
            first, last = places[target["span1"][0]], places[target["span1"][1]]
            at = next((w for w in range(first, last) if not first <= sentence.heads[w] < last), first)
            stance, certainty = stance_of(sentence, at, voices.chain_at(0, at))
            found.append(Judged(
                number, row["text"], sentence.words[at], target["label"], stance, certainty, model.get(at, 3.0)
            ))  # fmt: skip
    return found


def parted(words: Sequence[str]) -> tuple[list[str], list[int]]:
    """The words with `hasn't` in two, as a parser has them, and where each stands now, the end last."""
    cut: list[str] = []
    places = []
    for word in words:
        places.append(len(cut))
        short = SHORT.match(word)
        cut.extend(short.groups() if short else (word,))
    return cut, [*places, len(cut)]


Scale = Mapping[tuple[Stance, Certainty], float]


def fitted(events: Sequence[Judged]) -> Scale:
    """The median judgement for each pair of stance and certainty that is seen often enough."""
    seen = defaultdict(list)
    for event in events:
        seen[event.stance, event.certainty].append(event.gold)
    return {pair: median(golds) for pair, golds in seen.items() if len(golds) >= ENOUGH}


def on_scale(event: Judged, scale: Scale) -> float:
    return scale.get((event.stance, event.certainty), event.named)


def correlation(gold: Sequence[float], ours: Sequence[float]) -> float:
    """Pearson's r; 0 where one side never changes."""
    if len(set(gold)) < 2 or len(set(ours)) < 2:
        return 0.0
    return float(np.corrcoef(gold, ours)[0, 1])


def table(factuality: Path, parser: Parser, every: int = 1) -> Table | None:
    """MAE and r of the rules on both scales, and of calling everything a fact; None where there is no text."""
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for name, (most, least) in SETS.items():
        dev, train = factuality / name / "dev.jsonl", factuality / name / "train.jsonl"
        if not dev.exists() or not train.exists():
            continue
        events = judged(dev, parser, every)
        scale = fitted(judged(train, parser, every))
        gold = [event.gold for event in events]
        by_sentence: dict[int, list[int]] = defaultdict(list)
        for place, event in enumerate(events):
            by_sentence[event.sentence].append(place)
        ways = {
            "rules, as judged": [on_scale(e, scale) for e in events], "rules, by name": [e.named for e in events],
            "everything a fact": [3.0] * len(events),
        }  # fmt: skip
        for which, ours in ways.items():
            off = np.abs(np.array(gold) - np.array(ours))

            by_draw = [off[places] for places in by_sentence.values()]

            def drawn(numbers: Sequence[int], by_draw: Sequence[np.ndarray] = by_draw) -> float:
                return float(np.concatenate([by_draw[number] for number in numbers]).mean())

            far, like = float(off.mean()), correlation(gold, ours)
            figures |= {f"certainty.{name}.{which}.mae": far, f"certainty.{name}.{which}.r": like}
            wanted = (f"≤ {most}" + (f", ≥ {least}" if least else "")) if which == "rules, as judged" else ""
            bounds = between(drawn_interval(drawn, len(by_draw)))
            rows.append((f"{name} dev: {which}", f"{far:.3f}", bounds, f"{like:.3f}", wanted, f"{len(events):,}"))
    if not rows:
        return None
    note = (
        "MAE: the lower, the better. By name: 3 for CT+ to -3 for CT-. As judged: what people in the train part called "
        "events of that stance and certainty, at the median. To beat on UW: 0.42 and 0.66 (Stanovsky et al. 2017, "
        "rules and a regression)."
    )
    return Table("certainty", ("set", "MAE", "95 %", "r", "target", "events"), tuple(rows), figures, note)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("factuality", type=Path, help="the folder of UW and MEANTIME, each with train.jsonl and dev.jsonl")
    ask.add_argument("--parser", default="default")
    ask.add_argument("--errors", type=int, default=0, help="print so many events of each train part far off")
    said = ask.parse_args()
    parser = load_parser(said.parser)
    if found := table(said.factuality, parser):
        print(found.text())
    for name in SETS if said.errors else ():
        events = judged(said.factuality / name / "train.jsonl", parser)
        scale = fitted(events)
        for event in sorted(events, key=lambda e: -abs(e.gold - on_scale(e, scale)))[: said.errors]:
            print(f"{event.gold:5.1f}  {event.stance} {event.certainty}  [{event.word}] {event.text}")


if __name__ == "__main__":
    main()

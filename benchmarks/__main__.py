"""What the reader is worth and what it costs: `make bench`, or `python -m benchmarks [--shared FOLDER] [--no-history]`.

(a) the four figures of the gold scorer on the reports, the open texts (tuned and held out) and the probes; (b) words a
second of reading against the language model alone, on the same texts in the same run, one core; (c) peak memory of reading
the reports in a process of its own. Each run appends a line to `benchmarks/history.csv`. Sets that are not there are
skipped by name.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.quality.claims import SETS, score
from benchmarks.speed.reading import compare, peak_memory_mb

HISTORY = Path(__file__).with_name("history.csv")


def commit() -> str:
    """The short id of the commit measured, with `+` where the tree has changes; `?` outside git."""
    try:
        short = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
        dirty = subprocess.run(["git", "status", "--porcelain", "src"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "?"
    return short.stdout.strip() + ("+" if dirty.stdout.strip() else "")


def measured(shared: Path, parser: str) -> Iterator[tuple[str, str]]:
    """Name and value of each figure, printed as it is known."""
    for name in SETS:
        figures = score(name, shared, parser)
        if figures is None:
            print(f"{name:14} skipped: {shared / 'gold'} is not there")
            continue
        for level, got in figures.items():
            print(f"{name:14} {level:12} P {got['precision']:.3f}  R {got['recall']:.3f}  F1 {got['f1']:.3f}")
            yield f"{name}.{level}", f"{got['f1']:.3f}"
        yield f"{name}.precision", f"{figures['proposition']['precision']:.3f}"
    texts = shared / "reports"
    if not texts.is_dir():
        texts = Path(__file__).parent.parent / "src" / "sayso" / "demo" / "reports"
    cost = compare(texts, parser)
    print(f"speed          {cost.words:,} words, model alone {cost.model_words_s:,.0f} words/s, "
          f"reading {cost.reading_words_s:,.0f} words/s: {cost.ratio:.2f} times the model's time")  # fmt: skip
    yield "speed.model_words_s", f"{cost.model_words_s:.0f}"
    yield "speed.reading_words_s", f"{cost.reading_words_s:.0f}"
    yield "speed.ratio", f"{cost.ratio:.3f}"
    memory = peak_memory_mb(texts, parser)
    print(f"memory         {memory:,.0f} MB at the peak")
    yield "memory.peak_mb", f"{memory:.0f}"


def main() -> int:
    """Measure, print, append."""
    ask = argparse.ArgumentParser(prog="benchmarks", description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=Path, default=Path("../shared"))
    ask.add_argument("--parser", default="default")
    ask.add_argument("--no-history", action="store_true")
    said = ask.parse_args()
    when, what = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), commit()
    rows = [(when, what, name, value) for name, value in measured(said.shared, said.parser)]
    if not said.no_history:
        new = not HISTORY.exists()
        with HISTORY.open("a", encoding="utf8", newline="") as handle:
            writer = csv.writer(handle)
            if new:
                writer.writerow(["when", "commit", "figure", "value"])
            writer.writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())

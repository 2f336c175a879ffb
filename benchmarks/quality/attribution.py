"""How well sources, cues and contents are found, on PolNeAR (Newell et al. 2018).

    python -m benchmarks.quality.attribution POLNEAR.jsonl [--articles N] [--parser NAME] [--errors N]

POLNEAR.jsonl holds one article a line with character spans; only rows with `primary` true are read. Figures, all F1
with precision and recall behind them:

  content chars    characters inside some content, against characters inside some gold content
  content overlap  attributions paired one to one whose contents share a character
  content exact    the same, the contents being equal but for white space and punctuation at their ends
  triple overlap   pairs whose source, cue and content each share a character (a source may be empty on both sides)
  cue overlap, source overlap   the same for one role alone
"""

from __future__ import annotations

import argparse
import json
import random
import string
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.counting import between, drawn_interval
from benchmarks.tables import Table, cells, progress
from sayso.reading.attribution import attributions, hear
from sayso.reading.mending import mended
from sayso.reading.syntax import Parser, load_parser
from sayso.records import Attribution, Document

Spans = Sequence[Sequence[int]]
LEVELS = ("content overlap", "content exact", "triple overlap", "cue overlap", "source overlap")
TARGETS = {"triple overlap": 0.65, "content overlap": 0.78}
EDGES = string.whitespace + string.punctuation + "“”‘’–—…"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles_file", type=Path)
    arguments.add_argument("--articles", type=int, default=0, help="read only so many articles, drawn by a fixed seed")
    arguments.add_argument("--parser", default="default")
    arguments.add_argument("--errors", type=int, default=0, help="print so many attributions missed or invented")
    options = arguments.parse_args()
    wrong: list[str] = []
    tallies, seconds = measure(options.articles_file, options.articles, load_parser(options.parser), wrong)
    tally = sum(tallies, Counter())
    for name, figures in report(tally).items():
        print(f"{name:16} F1 {figures[2]:.3f}   precision {figures[0]:.3f}   recall {figures[1]:.3f}")
    share = seconds["hear"] / seconds["parse"]
    print(f"{tally['gold']} gold, {tally['found']} found; hearing took {share:.3f} of parsing")
    random.Random(0).shuffle(wrong)
    for line in wrong[: options.errors]:
        print(line)


def table(path: Path, count: int, parser: Parser) -> Table:
    """Precision, recall and F1 at each level, with the bounds that the articles leave open."""
    tallies, _ = measure(path, count, parser, [])
    tally = sum(tallies, Counter())
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for level, shares in report(tally).items():
        bounds = drawn_interval(lambda drawn, of=level: f1(tallies, drawn, of), len(tallies))  # type: ignore[misc]
        target = TARGETS.get(level)
        figures[f"attribution.{level}"] = shares[2]
        rows.append((level, *cells(*shares), between(bounds), f"≥ {target}" if target else ""))
    note = (
        f"{tally['gold']:,} attributions in the gold, {tally['found']:,} found. People agree with one another at "
        "0.73 to 0.90 on triples (articles with several annotators)."
    )
    head = ("PolNeAR dev", "precision", "recall", "F1", "95 %", "target")
    return Table("attribution", head, tuple(rows), figures, note)


def f1(tallies: Sequence[Counter[str]], drawn: Sequence[int], level: str) -> float:
    """F1 at a level over the articles drawn."""
    return report(sum((tallies[number] for number in drawn), Counter()))[level][2]


def measure(path: Path, count: int, parser: Parser, wrong: list[str]) -> tuple[list[Counter[str]], dict[str, float]]:
    """Counts of each article for `report`, and the seconds that parsing and hearing took.

    `wrong` gets what was missed or invented.
    """
    tallies = []
    seconds = {"parse": 0.0, "hear": 0.0}
    for article in progress(articles(path, count), "attribution"):
        document = Document(id="d-bench", name=article["doc"], sha256="", text=article["text"])
        begun = time.perf_counter()
        sentences = [mended(sentence) for sentence in parser.parse(document.text)]
        parsed = time.perf_counter()
        found = attributions(hear(sentences, document), sentences)
        seconds["parse"] += parsed - begun
        seconds["hear"] += time.perf_counter() - parsed
        tallies.append(compare(article, found, wrong))
    return tallies, seconds


def articles(path: Path, count: int) -> list[dict[str, Any]]:
    with path.open(encoding="utf8") as lines:
        rows = [row for row in map(json.loads, lines) if row.get("primary")]
    return random.Random(11).sample(rows, count) if count else rows


def compare(article: dict[str, Any], found: Sequence[Attribution], wrong: list[str]) -> Counter[str]:
    """Counts of what is found, gold and shared at each level, for one article."""
    text = article["text"]
    gold = [row for row in article["attributions"] if row["content"]]
    tally: Counter[str] = Counter(gold=len(gold), found=len(found))
    told = {place for row in gold for place in places(row["content"])}
    heard = {place for voice in found for place in places(voice.content)}
    tally.update({"chars gold": len(told), "chars found": len(heard), "chars both": len(told & heard)})
    for level in LEVELS:
        tally[level] += len(list(pairs(gold, found, level, text)))
    paired = list(pairs(gold, found, "content overlap", text))
    for number, row in enumerate(gold):
        if number not in {left for left, _ in paired}:
            wrong.append(f"missed   [{row['source_text']}] [{row['cue_text']}] {row['content_text'][:160]!r}")
    for number, voice in enumerate(found):
        if number not in {right for _, right in paired}:
            roles = (voice.source, voice.cue, voice.content)
            words = [" … ".join(text[s:e] for s, e in spans)[:160] for spans in roles]
            wrong.append(f"invented [{words[0]}] [{words[1]}] {words[2]!r}")
    return tally


def pairs(
    gold: Sequence[dict[str, Any]], found: Sequence[Attribution], level: str, text: str
) -> Iterator[tuple[int, int]]:
    """Gold and found attributions that agree at `level`, paired one to one, those that share most first."""
    candidates = []
    for left, row in enumerate(gold):
        for right, voice in enumerate(found):
            shared = overlap(row["content"], voice.content)
            cue = overlap(row["cue"], voice.cue)
            source = overlap(row["source"], voice.source) if row["source"] or voice.source else 1
            agree = {
                "content overlap": shared, "triple overlap": shared and cue and source, "cue overlap": cue,
                "content exact": shared and edges(row["content"], text) == edges(voice.content, text),
                "source overlap": source and (shared or cue),
            }[level]  # fmt: skip
            if agree:
                candidates.append((shared + cue, left, right))
    lefts: set[int] = set()
    rights: set[int] = set()
    for _, left, right in sorted(candidates, reverse=True):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            yield left, right


def places(spans: Spans) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def overlap(left: Spans, right: Spans) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)


def edges(spans: Spans, text: str) -> tuple[int, int]:
    """Where the words of `spans` begin and end, white space and punctuation at the ends left out."""
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES:
        end -= 1
    return start, end


def report(tally: Counter[str]) -> dict[str, tuple[float, float, float]]:
    figures = {"content chars": ratios(tally["chars both"], tally["chars found"], tally["chars gold"])}
    figures.update({level: ratios(tally[level], tally["found"], tally["gold"]) for level in LEVELS})
    return figures


def ratios(both: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = both / max(found, 1), both / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    main()

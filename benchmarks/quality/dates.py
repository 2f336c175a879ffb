"""How well time expressions are given their place on the calendar, on TimeBank 1.2 (Pustejovsky et al. 2003).

    python -m benchmarks.quality.dates TIMEBANK.jsonl [--half even|odd] [--parser NAME] [--errors]

TIMEBANK.jsonl holds one article a line: `text`, `dct` (its date) and `timex` (character spans with TimeML values). A
calendar value (day, week, month, quarter, season, year, decade) is right where both bounds are. An expression read with
its operator (`since 1989`, `from May to July`) is right for each date that is one of its ends.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.counting import between, drawn_interval, share_interval
from benchmarks.tables import Table, cells, progress
from sayso.reading import extents
from sayso.reading.dates import FoundTime, bounds, found_times
from sayso.reading.extents import Extent
from sayso.reading.syntax import load_parser
from sayso.reading.syntax.parser import Parser

HALVES = {"even": slice(0, None, 2), "odd": slice(1, None, 2), "all": slice(None)}
TARGET = 0.65
SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


def calendar_value(value: str) -> Extent | None:
    """The bounds of a TimeML value; None where it is not on the calendar (`PRESENT_REF`, `P2Y`)."""
    value = value.partition("T")[0]
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value):
        return bounds(value)
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return extents.of_week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return extents.of_quarter(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return extents.of_season(int(found[1]), SEASONS[found[2]])
    return bounds(value + "X") if re.fullmatch(r"\d{3}", value) else None


def agrees(edtf: str, gold: Extent) -> bool:
    """Is `gold` what the EDTF says, or one of its ends, or the date that `before` and `after` were said of?"""
    edtf = edtf.replace("~", "")
    read = bounds(edtf)
    ends = [read, *(bounds(end) for end in edtf.split("/"))]
    if any((end.earliest, end.latest) == (gold.earliest, gold.latest) and end.known for end in ends):
        return True
    day = timedelta(days=1)
    after = read.earliest is not None and gold.latest is not None and read.earliest - day == gold.latest
    before = read.latest is not None and gold.earliest is not None and read.latest + day == gold.earliest
    return ".." in edtf and (after or before)


def compare(article: dict[str, Any], parser: Parser, errors: bool) -> Iterator[str]:
    """What is to be counted: `gold` and `found` calendar values, those that are `right`, and durations alike."""
    found: list[tuple[int, int, FoundTime]] = []
    for sentence in parser.parse(article["text"]):
        for time in found_times(sentence, article["dct"][:10]):
            found.append((sentence.starts[time.first], sentence.ends[time.last - 1], time))
    gold = [(t["s"], t["e"], t, calendar_value(t["value"])) for t in article["timex"] if t["s"] >= 0]
    right = set()
    for start, end, timex, extent in gold:
        over = [(i, time) for i, (first, last, time) in enumerate(found) if first < end and start < last]
        if extent is not None:
            yield "gold"
            yield f"gold {grain(timex['value'])}"
            hits = [i for i, time in over if agrees(time.time.edtf, extent)]
            right.update(hits)
            if hits:
                yield "right"
                yield f"right {grain(timex['value'])}"
            elif errors:
                print(f"{timex['text']!r} is {timex['value']}, read {[(t.time.text, t.time.edtf) for _, t in over]}")
        elif timex["type"] == "DURATION":
            yield "durations"
            if any(time.lasts == timex["value"] for _, time in over):
                yield "durations right"
    for i, (first, last, time) in enumerate(found):
        over_gold = [extent for start, end, _, extent in gold if first < end and start < last]
        vague = bool(over_gold) and all(extent is None for extent in over_gold)  # gold gives it no calendar value
        if time.kind == "date" and time.time.edtf and not vague:
            yield "found"
            if i in right:
                yield "found right"


GRAINS = {
    "day": r"\d{4}-\d\d-\d\d", "week": r"\d{4}-W\d\d", "month": r"\d{4}-\d\d", "quarter": r"\d{4}-Q[1-4]",
    "season": r"\d{4}-(?:SP|SU|FA|WI)", "year": r"\d{4}", "decade": r"\d{3}",
}  # fmt: skip


def grain(value: str) -> str:
    """How fine a TimeML value is."""
    value = value.partition("T")[0]
    return next((name for name, pattern in GRAINS.items() if re.fullmatch(pattern, value)), "other")


def measure(path: Path, chosen: slice, parser: Parser, errors: bool) -> list[Counter[str]]:
    """What `compare` counts in each of the articles `chosen`."""
    articles = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()][chosen]
    return [Counter(compare(article, parser, errors)) for article in progress(articles, "times")]


def shares(tallies: Sequence[Counter[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of calendar values."""
    tally = sum(tallies, Counter())
    precision, recall = tally["found right"] / max(tally["found"], 1), tally["right"] / max(tally["gold"], 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def table(path: Path, parser: Parser, chosen: slice, errors: bool = False) -> Table:
    """Calendar values with their bounds, durations, and recall by how fine a value is."""
    tallies = measure(path, chosen, parser, errors)
    tally = sum(tallies, Counter())
    precision, recall, f1 = shares(tallies)
    bounds = drawn_interval(lambda drawn: shares([tallies[number] for number in drawn])[2], len(tallies))
    lasting = [(one["durations right"], one["durations"]) for one in tallies]
    durations = tally["durations right"] / max(tally["durations"], 1)
    rows: list[tuple[str, ...]] = [
        ("calendar values", *cells(precision, recall, f1), between(bounds), f"{tally['right']} of {tally['gold']}"),
        ("durations", "", *cells(durations), "", between(share_interval(lasting)),
         f"{tally['durations right']} of {tally['durations']}"),
    ]  # fmt: skip
    for name in sorted(GRAINS, key=lambda name: -tally[f"gold {name}"]):
        if of := tally[f"gold {name}"]:
            right = tally[f"right {name}"]
            rows.append((f"… a {name}", "", *cells(right / of), "", "", f"{right} of {of}"))
    kept = {"times.calendar": f1, "times.durations": durations}
    note = f"The odd articles, which no rule was written on. Target: F1 {TARGET:.2f}."
    return Table("times", ("TimeBank", "precision", "recall", "F1", "95 %", "right"), tuple(rows), kept, note)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("timebank", type=Path)
    ask.add_argument("--half", choices=list(HALVES), default="all", help="rules were written looking at even articles")
    ask.add_argument("--parser", default="default")
    ask.add_argument("--errors", action="store_true", help="print every value missed")
    said = ask.parse_args()
    print(table(said.timebank, load_parser(said.parser), HALVES[said.half], said.errors).text())


if __name__ == "__main__":
    main()

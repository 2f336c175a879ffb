"""What the reader is worth and what it costs: `make bench`, or `python -m benchmarks [--only PART,…] [--quick]`.

  claims        the four figures of the gold scorer on the reports, the open texts (tuned and held out) and the probes
  speed         words a second of reading against the language model alone: the same texts, the same run, one core
  gate          what `read --bulk` saves and loses, on reports of conflict and on other English
  memory        peak memory of reading the reports in a process of its own
  model         the language model by itself, on the dev parts of the corpora it was learned from; size and speed
  attribution   sources, cues and contents on PolNeAR dev
  times         dates and durations on TimeBank

`--phenomena` adds the probes by what they probe. A run appends its figures to `benchmarks/history.csv`; with `--quick`,
which measures samples, it does not. A part whose texts are not there is skipped and named.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import tables
from benchmarks.quality import attribution, claims, dates
from benchmarks.speed.gate import Passed, plain_texts, weigh
from benchmarks.speed.reading import ROUNDS, compare, peak_memory_mb
from benchmarks.tables import Table, cells
from sayso.reading.syntax import load_parser
from sayso.reading.syntax.model import EncoderParser

DEMO = Path(__file__).parents[1] / "src" / "sayso" / "demo" / "reports"
SHIPPED = Path(__file__).parents[1] / "src" / "sayso" / "reading" / "syntax" / "data" / "encoder"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run measures: the folder of gold and corpora, the parser under the reader, samples or everything."""

    shared: Path
    parser: str
    quick: bool

    @property
    def reports(self) -> Path:
        """The reports to measure speed and memory on; the demo's where there are no others."""
        return self.shared / "reports" if (self.shared / "reports").is_dir() else DEMO


def measured_claims(asked: Asked) -> Iterator[Table]:
    return claims.table(asked.shared, asked.parser)


def measured_phenomena(asked: Asked) -> Iterator[Table]:
    return claims.phenomena(asked.shared, asked.parser)


def measured_speed(asked: Asked) -> Iterator[Table]:
    rounds = 1 if asked.quick else ROUNDS
    cost = compare(asked.reports, asked.parser, rounds)
    rows = (
        ("language model alone", f"{cost.model_words_s:,.0f}", "1.00"),
        ("the whole reading", f"{cost.reading_words_s:,.0f}", f"{cost.ratio:.2f}"),
    )
    figures = {"speed.model": cost.model_words_s, "speed.reading": cost.reading_words_s, "speed.ratio": cost.ratio}
    note = f"{cost.words:,} words, one core, each report {rounds} times by turns, the best of each."
    yield Table("speed", ("", "words/s", "time"), rows, figures, note)


def measured_gate(asked: Asked) -> Iterator[Table]:
    rows, kept = [], {}
    for name in claims.SETS:
        with_gate, without = (claims.measure(name, asked.shared, asked.parser, gate) for gate in ("bulk", "open"))
        if with_gate is None or without is None:
            continue
        passed = weigh(claims.documents(name, asked.shared), asked.parser)
        rows.append((name, *_passed(passed), *_lost(without, with_gate)))
        kept[f"gate.{name}.passed"] = passed.share
        kept[f"gate.{name}.time"] = passed.time
    mail = asked.shared / "bench" / "ud" / "en_ewt-ud-dev.conllu"
    if mail.exists():
        passed = weigh(plain_texts(mail, 10 if asked.quick else 60), asked.parser)
        rows.append(("EWT dev: mail, reviews, blogs", *_passed(passed), "", ""))
        kept["gate.ewt.passed"], kept["gate.ewt.time"] = passed.share, passed.time
    if rows:
        columns = ("texts", "words passed over", "time, of exact reading", "claims found", "proposition recall")
        yield Table("gate", columns, tuple(rows), kept, "Exact reading → `--bulk`; both read every text by turns.")


def _passed(passed: Passed) -> tuple[str, str]:
    return f"{100 * passed.share:.1f} %", f"{passed.time:.2f}"


def _lost(without: claims.Counts, with_gate: claims.Counts) -> tuple[str, str]:
    before, after = (claims.total(counts["proposition"].values()) for counts in (without, with_gate))
    return f"{before.found} → {after.found}", f"{before.recall:.3f} → {after.recall:.3f}"


def measured_memory(asked: Asked) -> Iterator[Table]:
    peak = peak_memory_mb(asked.reports, asked.parser)
    yield Table("memory", ("", "MB"), (("peak, one process reading", f"{peak:,.0f}"),), {"memory.peak_mb": peak})


def measured_model(asked: Asked) -> Iterator[Table]:
    from training.evaluate import figures  # it reads the treebanks as training does

    bench = asked.shared / "bench"
    if not (bench / "ud").is_dir():
        return
    found = figures(EncoderParser(SHIPPED), SHIPPED, bench, sentences=150 if asked.quick else None)
    shown = {where: " · ".join(f"{what} {value:,.2f}" for what, value in got.items()) for where, got in found.items()}
    kept = {f"model.{where}.{what}": value for where, values in found.items() for what, value in values.items()}
    yield Table("model", ("measured on", "figures"), tuple(shown.items()), kept)


def measured_attribution(asked: Asked) -> Iterator[Table]:
    path = asked.shared / "bench" / "polnear" / "dev.jsonl"
    if not path.exists():
        return
    tally, _ = attribution.measure(path, 8 if asked.quick else 0, load_parser(asked.parser), [])
    found = attribution.report(tally)
    rows = tuple((level, *cells(*shares)) for level, shares in found.items())
    kept = {f"attribution.{level}": f1 for level, (_, _, f1) in found.items()}
    note = f"{tally['gold']:,} attributions in the gold, {tally['found']:,} found."
    yield Table("attribution", ("PolNeAR dev", "precision", "recall", "F1"), rows, kept, note)


def measured_times(asked: Asked) -> Iterator[Table]:
    path = asked.shared / "bench" / "timex" / "timebank.jsonl"
    if not path.exists():
        return
    chosen = slice(1, None, 10) if asked.quick else dates.HALVES["odd"]
    got = dates.measure(path, chosen, load_parser(asked.parser), errors=False)
    rows = (
        ("calendar values", *cells(got["precision"], got["recall"], got["F1"])),
        ("durations", "", *cells(got["durations recall"]), ""),
    )
    kept = {"times.calendar": got["F1"], "times.durations": got["durations recall"]}
    told = f"{got['dates']:.0f} dates, {got['durations']:.0f} durations"
    note = f"The odd articles, which no rule was written on: {told}."
    yield Table("times", ("TimeBank", "precision", "recall", "F1"), rows, kept, note)


PARTS: dict[str, Callable[[Asked], Iterator[Table]]] = {
    "claims": measured_claims,
    "phenomena": measured_phenomena,
    "speed": measured_speed,
    "gate": measured_gate,
    "memory": measured_memory,
    "model": measured_model,
    "attribution": measured_attribution,
    "times": measured_times,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, append."""
    ask = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--only", default="", metavar="PART,…", help=f"of: {', '.join(PARTS)}")
    ask.add_argument("--phenomena", action="store_true", help="the probes by what each of them probes")
    ask.add_argument("--quick", action="store_true", help="measure samples; nothing is kept")
    ask.add_argument("--write-docs", action="store_true", help=f"put the tables on {tables.PAGE.name}")
    ask.add_argument("--no-history", action="store_true", help="keep nothing")
    ask.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of gold, reports and bench")
    ask.add_argument("--parser", default="default", help="the parser to put under the reader")
    said = ask.parse_args(arguments)
    wanted = [part for part in said.only.split(",") if part] or [part for part in PARTS if part != "phenomena"]
    if unknown := [part for part in wanted if part not in PARTS]:
        ask.error(f"no part is called {', '.join(unknown)}; the parts are {', '.join(PARTS)}")
    if said.phenomena and "phenomena" not in wanted:
        wanted.append("phenomena")
    if said.quick and said.write_docs:
        ask.error("--write-docs puts whole figures on the page: leave out --quick")
    asked = Asked(said.shared, said.parser, said.quick)
    for part in wanted:
        found = list(PARTS[part](asked))
        if not found:
            print(f"== {part}: skipped, its texts are not in {said.shared}\n", flush=True)
        for table in found:
            print(table.text() + "\n", flush=True)
            if table.figures and not (said.quick or said.no_history):
                tables.remember(table.figures)
            if said.write_docs:
                page = tables.PAGE.read_text(encoding="utf8")
                tables.PAGE.write_text(tables.written(page, part, table.markdown()), encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

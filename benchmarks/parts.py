"""The parts of the bench: what each measures, on which files, and which of its figures have a floor."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.counting import total
from benchmarks.quality import attribution, certainty, chains, claims, dates, events, relations, templates, toponyms
from benchmarks.scale import measure as scale
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

    def file(self, path: str) -> Path:
        return self.shared / path

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
    before, after = (total(counts["proposition"].values()) for counts in (without, with_gate))
    return f"{before.found} → {after.found}", f"{before.recall:.3f} → {after.recall:.3f}"


def measured_judge(asked: Asked) -> Iterator[Table]:
    rows, kept = [], {}
    for name in claims.SETS:
        if name == "re3d-tuned":
            continue  # the judge has learned from these; what it makes of them unseen is in its figures.json
        for sure in (None, "0.2", "0.3"):
            counts = claims.measure(name, asked.shared, asked.parser, sure=sure)
            if counts is None:
                return
            of = {level: total(documents.values()) for level, documents in counts.items()}
            count = of["proposition"]
            shown = cells(count.precision, count.recall, count.f1, of["full"].f1)
            rows.append((name if sure is None else "", sure or "rules alone", *shown, str(count.found)))
            if sure is not None:
                kept[f"judge.{name}.{sure}"], kept[f"judge.{name}.{sure}.precision"] = count.f1, count.precision
    head = ("set", "sure", "precision", "recall", "F1", "full F1", "claims found")
    yield Table("judge", head, tuple(rows), kept, "Precision, recall and F1 of propositions.")


def measured_memory(asked: Asked) -> Iterator[Table]:
    peak = peak_memory_mb(asked.reports, asked.parser)
    yield Table("memory", ("", "MB"), (("peak, one process reading", f"{peak:,.0f}"),), {"memory.peak_mb": peak})


def measured_model(asked: Asked) -> Iterator[Table]:
    from training.evaluate import figures  # it reads the treebanks as training does

    bench = asked.shared / "bench"
    found = figures(EncoderParser(SHIPPED), SHIPPED, bench, sentences=150 if asked.quick else None)
    shown = {where: " · ".join(f"{what} {value:,.2f}" for what, value in got.items()) for where, got in found.items()}
    kept = {f"model.{where}.{what}": value for where, values in found.items() for what, value in values.items()}
    yield Table("model", ("measured on", "figures"), tuple(shown.items()), kept)


def measured_attribution(asked: Asked) -> Iterator[Table]:
    yield attribution.table(asked.file(POLNEAR), 8 if asked.quick else 0, load_parser(asked.parser))


def measured_times(asked: Asked) -> Iterator[Table]:
    chosen = slice(1, None, 10) if asked.quick else dates.HALVES["odd"]
    yield dates.table(asked.file(TIMEBANK), load_parser(asked.parser), chosen)


def measured_events(asked: Asked) -> Iterator[Table]:
    yield events.table(asked.file(EVENTS), claims.reader(asked.parser), 10 if asked.quick else 1)


def measured_chains(asked: Asked) -> Iterator[Table]:
    yield chains.table(asked.file(CHAINS), load_parser(asked.parser), 20 if asked.quick else 1)


def measured_certainty(asked: Asked) -> Iterator[Table]:
    found = certainty.table(asked.shared / "bench" / "factuality", load_parser(asked.parser), 10 if asked.quick else 1)
    yield from [found] if found else []


def measured_relations(asked: Asked) -> Iterator[Table]:
    yield relations.table(asked.shared, claims.reader(asked.parser))


def measured_templates(asked: Asked) -> Iterator[Table]:
    folder = asked.shared / "bench" / "muc4"
    yield templates.table(folder, claims.reader(asked.parser), every=8 if asked.quick else 1)


def measured_scale(asked: Asked) -> Iterator[Table]:
    yield scale.table(10_000 if asked.quick else 100_000)


def measured_toponyms(asked: Asked) -> Iterator[Table]:
    yield toponyms.table(asked.file(TOPONYMS))


POLNEAR, TIMEBANK = "bench/polnear/dev.jsonl", "bench/timex/timebank.jsonl"
EVENTS, CHAINS = "bench/eventcoding/plv_train.jsonl", "bench/mpqa_chains/dev.jsonl"
CERTAINTY = tuple(f"bench/factuality/{name}/{part}.jsonl" for name in certainty.SETS for part in ("train", "dev"))
TEMPLATES = ("bench/muc4/full.dev.jsonl", "bench/muc4/gtt.dev.jsonl")
RELATIONS, TOPONYMS = "bench/re3d/re3d.jsonl", "bench/geo/tr_news.jsonl"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: how it is measured, the files it needs under the shared folder, its figures that have a floor.

    The floors lie under what the sample of `--quick` reaches, so that they can be looked at with every change.
    """

    measured: Callable[[Asked], Iterator[Table]]
    files: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()

    def ready(self, shared: Path) -> bool:
        """Whether all its files are there."""
        return all((shared / file).exists() for file in self.files)

    def digest(self, shared: Path) -> str:
        """SHA-256 of its files: figures of another digest are not to be compared."""
        found = hashlib.sha256()
        for file in self.files:
            found.update(file.encode() + b"\0" + (shared / file).read_bytes())
        return found.hexdigest()


PARTS: dict[str, Part] = {
    "claims": Part(measured_claims, ("gold/score.py",)),
    "phenomena": Part(measured_phenomena, ("gold/score.py",)),
    "speed": Part(measured_speed),
    "gate": Part(measured_gate, ("gold/score.py",)),
    "judge": Part(measured_judge, ("gold/score.py",)),
    "memory": Part(measured_memory),
    "model": Part(measured_model, ("bench/ud/en_ewt-ud-dev.conllu",)),
    "attribution": Part(
        measured_attribution, (POLNEAR,), ("content overlap", "triple overlap")
    ),
    "chains": Part(measured_chains, (CHAINS,), ("innermost", "where heard")),
    "certainty": Part(
        measured_certainty, CERTAINTY, ("UW.rules, as judged.r", "UW.rules, by name.r")
    ),
    "events": Part(measured_events, (EVENTS,), ("root, pair found by us", "pair and root")),
    "relations": Part(measured_relations, (RELATIONS,), ("tuned.macro",)),
    "templates": Part(measured_templates, TEMPLATES, ("template", "incident type", "stage")),
    "scale": Part(measured_scale),
    "times": Part(measured_times, (TIMEBANK,), ("calendar", "durations")),
    "toponyms": Part(measured_toponyms, (TOPONYMS,), ("all",)),
}

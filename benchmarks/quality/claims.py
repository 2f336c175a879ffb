"""How far the reader agrees with the gold claims, set by set, with how sure that is.

The counts are those of `sayso bench`, report by report; the figures of a set are made of their sums.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePath

from benchmarks.counting import DRAWS, Count, between, interval, total
from benchmarks.tables import Table, cells, progress
from sayso.codebook import load
from sayso.gathering import gather
from sayso.reading.frames import FramesReader
from sayso.records import Claim, Document, Trouble
from sayso.running.agreement import LEVELS, agreement
from sayso.running.coded import coded_readings

# The open texts whose number is divisible by three are held out: nobody looks at them while rules are written.
SETS = ("reports", "re3d-tuned", "re3d-held-out", "probes")

Counts = Mapping[str, Mapping[str, Count]]  # level → document → count


@cache
def reader(parser: str, gate: str = "open", sure: str | None = None) -> FramesReader:
    """The reader, opened once a run."""
    return FramesReader.open(parser=parser, gate=gate, sure=sure)


@cache
def measure(name: str, shared: Path, parser: str, gate: str = "open", sure: str | None = None) -> Counts | None:
    """What the reader gets right on a set, behind that gate and that sure; None where the gold is not there."""
    if not (shared / "gold" / "score.py").exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        rows, texts = _set(name, shared, Path(folder))
        found = _documents(texts)
        read = {d.name: reader(parser, gate, sure).read(d).claims for d in progress(found, f"claims: {name}")}
        return counted(rows, texts[0].parent, read)


def documents(name: str, shared: Path) -> list[Document]:
    """The texts of a set."""
    with tempfile.TemporaryDirectory() as folder:
        return _documents(_set(name, shared, Path(folder))[1])


def _documents(texts: Iterable[Path]) -> list[Document]:
    return [found for found in gather(map(str, texts)) if isinstance(found, Document)]


def counted(rows: Path, texts: Path, read: Mapping[str, Sequence[Claim]]) -> Counts:
    """The counts for each report read, by its name without ending; of one without gold claims, what is found there."""
    codebook = load()
    gold: dict[str, Sequence[Claim]] = {}
    for outcome in coded_readings(rows, texts, codebook):
        if isinstance(outcome, Trouble) or outcome.reading.troubles:
            troubles = [outcome] if isinstance(outcome, Trouble) else outcome.reading.troubles
            raise ValueError(f"{rows}: {troubles[0].document}: {troubles[0].why}")
        gold[outcome.document.name] = outcome.reading.claims
    counts: dict[str, dict[str, Count]] = {level: {} for level in LEVELS}
    for name, claims in read.items():
        for level, count in agreement(gold.get(name, ()), claims, codebook).items():
            counts[level][PurePath(name).stem] = count
    return counts


def scored(counts: Mapping[str, Count]) -> list[Count]:
    """The counts of the reports that somebody coded: those with a gold claim."""
    return [count for count in counts.values() if count.gold]


def table(shared: Path, parser: str) -> Iterator[Table]:
    """The table of all sets; nothing where there is no gold."""
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for name in SETS:
        counts = measure(name, shared, parser)
        if counts is None:
            return
        for level in LEVELS:
            documents = scored(counts[level])
            count = total(documents)
            figures |= {f"{name}.{level}": count.f1, f"{name}.{level}.precision": count.precision}
            figures |= {f"{name}.{level}.recall": count.recall}
            what = f"{name} ({len(documents)} texts)" if level == "act" else ""
            told = f"{count.right} of {count.gold}, {count.found} found"
            shown = cells(count.precision, count.recall, count.f1)
            rows.append((what, level, *shown, between(interval(documents)), told))
    head = ("set", "level", "precision", "recall", "F1", "95 %", "claims")
    note = (
        f"95 %: where F1 falls when the texts of a set are drawn anew {DRAWS:,} times. Rules were written looking at "
        "the reports, the tuned texts and the probes, never at the held-out texts."
    )
    yield Table("claims", head, tuple(rows), figures, note)


def phenomena(shared: Path, parser: str) -> Iterator[Table]:
    """The probes by what each of them probes."""
    counts = measure("probes", shared, parser)
    if counts is None:
        return
    kinds: dict[str, list[str]] = defaultdict(list)
    for line in (shared / "gold" / "probes.jsonl").read_text(encoding="utf8").splitlines():
        if line.strip():
            probe = json.loads(line)
            kinds[probe["phenomenon"]].append(probe["id"])
    rows = []
    for kind, probes in sorted(kinds.items()):
        of = {level: [counts[level][p] for p in probes if p in counts[level]] for level in ("proposition", "full")}
        shares = cells(*(total(c for c in counted if c.gold).f1 for counted in of.values()))
        none = sum(count.found for count in of["full"] if not count.gold)
        rows.append((kind.replace("_", " "), str(len(probes)), *shares, str(none or "")))
    head = ("phenomenon", "probes", "proposition", "full", "claims where none are")
    yield Table("phenomena", head, tuple(rows))


def digest(name: str, shared: Path) -> str:
    """SHA-256 of the gold rows and the texts of a set: figures of another digest are not to be compared."""
    with tempfile.TemporaryDirectory() as folder:
        rows, texts = _set(name, shared, Path(folder))
        found = hashlib.sha256(rows.read_bytes())
        for text in texts:
            found.update(text.name.encode() + b"\0" + text.read_bytes())
    return found.hexdigest()


def _set(name: str, shared: Path, folder: Path) -> tuple[Path, list[Path]]:
    """The gold table and the texts of a set."""
    gold = shared / "gold"
    if name == "reports":
        return gold / "reports.tsv", sorted((shared / "reports").glob("*.txt"))
    rows = folder / "gold.tsv"
    if name == "probes":
        split = folder / "texts"
        command = [gold / "probes.py", gold / "probes.jsonl", "--split", split, "--gold", rows]
        subprocess.run([sys.executable, *map(str, command)], check=True)
        return rows, sorted(split.glob("*.txt"))
    held = name == "re3d-held-out"
    with (gold / "re3d.tsv").open(encoding="utf8", newline="") as handle:
        head, *lines = csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
    kept = [line for line in lines if held_out(line[0]) == held]
    rows.write_text("\n".join("\t".join(line) for line in [head, *kept]) + "\n", encoding="utf8")
    return rows, [text for text in sorted((gold / "re3d").glob("*.txt")) if held_out(text.stem) == held]


def held_out(name: str) -> bool:
    """Whether nobody reads the text of this name while rules are written: its number is divisible by three."""
    found = re.search(r"\d+$", name)
    return found is not None and int(found.group()) % 3 == 0

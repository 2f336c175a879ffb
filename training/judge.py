"""`python -m training.judge`: from reports coded by hand to the judge's weights, and how well it does on others.

python -m training.judge                       learn, measure, and write src/sayso/reading/data/judge
python -m training.judge --gold PATH           where re3d.tsv, its texts and score.py are; ../shared/gold by default

It learns from two sources: the open texts of re3d that may be shipped, without those whose number is divisible by
three, which stay unseen; and the invented mini-reports in `training/claims`, whose form is told there in README.md.
The parser is the one that ships, so run this again whenever that one changes. It needs nothing beside sayso itself.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import json
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from sayso.exporting.claims import claim_json
from sayso.gathering import gather
from sayso.reading.frames import Opened, Tables, claims_of, opened
from sayso.reading.judging import SLOTS, Before, Hearing, Judge, Phrase, Slot, spread
from sayso.reading.syntax import Parser, load_parser
from sayso.reading.tree import Tree
from sayso.records import Claim, Document

HERE = Path(__file__).parent
ROOT = HERE.parent
SHIPPED = ROOT / "src/sayso/reading/data/judge"
UNSHIPPABLE = "BY-NC"  # of a licence: measuring only
FOLDS, SEED = 5, 0
PHRASES_HELD = 1.0  # how strongly weights are held to zero
CLAIMS_HELD = 10.0
SEEN = 2  # times a ground must be seen to be weighed
LEAST = 0.02  # weights smaller than this say nothing and are not kept

Row = dict[str, Any]


@dataclass(slots=True)
class Coded:
    """A report with the claims people found in it, opened by the reader."""

    name: str
    document: Document
    gold: list[Row]
    aliases: dict[str, set[str]]
    report: Opened = field(init=False)
    hearing: Hearing = field(init=False)
    claims: tuple[Claim, ...] = ()
    right: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of one coded claim: what could fill it, with its grounds, and which of these do."""

    name: str
    slot: Slot
    predicate: str
    phrases: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    weight: float


def scorer(gold: Path) -> ModuleType:
    """The gold's own `score.py`: what counts as the same thing."""
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# -- what is learned from ------------------------------------------------------------------------------------------


def open_texts(gold: Path, score: ModuleType) -> Iterator[Coded]:
    """The shippable re3d texts that are not held out."""
    with (gold / "re3d/index.tsv").open(encoding="utf8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        licences = {row["doc"]: row["licence"] for row in rows}
    rows_of = defaultdict(list)
    for row in score.read_gold(gold / "re3d.tsv", gold / "re3d"):
        rows_of[row["doc"]].append(row)
    for path in sorted((gold / "re3d").glob("re3d_*.txt")):
        if int(path.stem[5:]) % 3 == 0 or UNSHIPPABLE in licences[path.stem]:
            continue
        for document in gather([str(path)]):
            if isinstance(document, Document):
                yield Coded(path.stem, document, rows_of[path.stem], score.document_aliases(rows_of[path.stem]))


def mini_reports(folder: Path) -> Iterator[Coded]:
    """The invented mini-reports: see `claims/README.md` for their form."""
    for file in sorted(folder.glob("*.txt")):
        for number, block in enumerate(file.read_text("utf8").split("\n==\n")):
            text, gold, start = "", [], 0
            for line in block.strip().splitlines():
                if line.startswith(">"):
                    gold.append(_coded(line, text, start, f"{file.name}, report {number}"))
                    continue
                start = len(text) + bool(text)
                text = f"{text} {line}".strip()
            sha = hashlib.sha256(text.encode()).hexdigest()
            name = f"{file.stem}-{number}"
            yield Coded(name, Document(id=f"d-{sha[:16]}", name=f"{name}.txt", sha256=sha, text=text), gold, {})


def _coded(line: str, text: str, start: int, where: str) -> Row:
    """One line `> predicate word | subject | object` on the sentence that starts at `start`."""
    stated, subject, thing = (part.strip() for part in line.removeprefix(">").split("|"))
    predicate, word = stated.split()
    found = re.compile(rf"(?<!\w){re.escape(word)}").search(text, start)
    if found is None:
        raise ValueError(f"{where}: {word!r} is not in its sentence. Correct the line {line!r}.")
    return {
        "doc": "", "id": "", "start": found.start(), "end": found.end(), "predicate": predicate, "source": "",
        "subject": [s for s in subject.split(";") if s], "object": [s for s in thing.split(";") if s],
        "side": "for", "certainty": "CT+", "stance": "affirmed", "value": None, "quote": word,
    }  # fmt: skip


def heard(coded: Coded, parser: Parser, tables: Tables, score: ModuleType) -> Coded:
    """The report read by the rules, each claim marked right or wrong."""
    coded.report = opened(coded.document, parser, tables)
    coded.claims = tuple(claims_of(coded.document, coded.report)[0])
    coded.hearing = coded.report.hearing(tables)
    ours = as_scored(coded.claims, score)
    hits = {j for _, j in score.paired(coded.gold, ours, "proposition", coded.aliases)}
    coded.right = [n in hits for n in range(len(ours))]
    return coded


def as_scored(claims: Iterable[Claim], score: ModuleType) -> list[Row]:
    """Claims as the scorer reads them from a file."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as handle:
        handle.writelines(json.dumps(claim_json(claim)) + "\n" for claim in claims)
        handle.flush()
        found: list[Row] = score.read_claims(Path(handle.name))
    return found


# -- learning ------------------------------------------------------------------------------------------------------


class Sparse:
    """A matrix that is mostly zeros, as its other cells: row, column, value."""

    def __init__(self, cells: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> None:
        self.rows, self.columns = (np.array([cell[n] for cell in cells]) for n in (0, 1))
        self.values = np.array([cell[2] for cell in cells])
        self.shape = shape

    def times(self, vector: Any) -> Any:
        """The matrix times a vector with an entry for each column."""
        return np.bincount(self.rows, self.values * vector[self.columns], self.shape[0])

    def back(self, vector: Any) -> Any:
        """The transposed matrix times a vector with an entry for each row."""
        return np.bincount(self.columns, self.values * vector[self.rows], self.shape[1])


def lowest(loss: Callable[[Any], tuple[float, Any]], size: int, *, steps: int, kept: int = 10) -> Any:
    """Where a smooth loss is lowest, from zero on: limited-memory BFGS (Nocedal and Wright 2006, 7.4), step halved.

    `loss` gives its value and gradient.
    """
    w = np.zeros(size)
    value, gradient = loss(w)
    moves: list[tuple[Any, Any]] = []
    for _ in range(steps):
        direction = -gradient
        passed = []
        for move, change in reversed(moves):
            share = (move @ direction) / (move @ change)
            passed.append(share)
            direction = direction - share * change
        if moves:
            move, change = moves[-1]
            direction = direction * ((move @ change) / (change @ change))
        for (move, change), share in zip(moves, reversed(passed), strict=True):
            direction = direction + (share - (change @ direction) / (move @ change)) * move
        step = 1.0 if moves else min(1.0, 1 / max(1e-9, float(np.abs(gradient).sum())))
        slope = float(gradient @ direction)
        while True:
            then, further = loss(w + step * direction)
            if then <= value + 1e-4 * step * slope or step < 1e-10:
                break
            step /= 2
        move, change = step * direction, further - gradient
        if value - then <= 1e-7 * max(1.0, abs(value)):
            return w + move if then < value else w
        if move @ change > 1e-12:
            moves = [*moves, (move, change)][-kept:]
        w, value, gradient = w + move, then, further
    return w


# -- phrases -------------------------------------------------------------------------------------------------------


def places(coded: Coded, score: ModuleType) -> Iterator[Place]:
    """The places of the report's coded claims, at the words that may state them."""
    right_rows = as_scored([c for c, ok in zip(coded.claims, coded.right, strict=True) if ok], score)
    starts = {c.trigger[0] for c, ok in zip(coded.claims, coded.right, strict=True) if ok and c.trigger}
    before = Before()
    for claim in coded.claims:
        before.add(claim)
    for row in coded.gold:
        found = []
        for tree in coded.report.trees:
            sentence = tree.sentence
            for word in range(len(tree)):
                if not (sentence.starts[word] < row["end"] and row["start"] < sentence.ends[word]):
                    continue
                stated = coded.hearing.stated(tree, word)
                if stated is None or row["predicate"] not in stated.frames:
                    continue
                phrases = coded.hearing.phrases(tree, stated, before.told(tree))
                names = [_names(coded, tree, p) for p in phrases]
                subject = [n for n, x in enumerate(names) if score.any_same(row["subject"], x, coded.aliases)]
                thing = [n for n, x in enumerate(names) if score.any_same(row["object"], x, coded.aliases)]
                thing = thing if row["object"] else [0]
                hit = sentence.starts[word] in starts and any(
                    score.paired([row], [r], "proposition", coded.aliases) for r in right_rows
                )
                found.append(((hit, bool(subject) + bool(thing)), tree, stated, phrases, subject, thing))
        best = max((f[0] for f in found), default=None)
        chosen = [f for f in found if f[0] == best]
        for _, tree, stated, phrases, subject, thing in chosen:
            for slot, right in zip(SLOTS, (subject, thing), strict=True):
                if right:
                    grounds = tuple(
                        tuple(coded.hearing.of_phrase(tree, stated, row["predicate"], slot, p)) for p in phrases
                    )
                    yield Place(coded.name, slot, row["predicate"], grounds, frozenset(right), 1 / len(chosen))


def _names(coded: Coded, tree: Tree, phrase: Phrase) -> list[str]:
    """What the phrase may be called."""
    if phrase.nobody:
        return []
    if phrase.speaker:
        part = coded.document.part_at(tree.sentence.start)
        chain = coded.report.voices.chain_at(tree.index, 0)
        head = chain[-1].head if chain else None
        if head is not None:
            return [coded.report.cast.mention(coded.report.trees[chain[-1].source_sentence], head).name]
        return [part.author or part.publisher or "AUTHOR"]
    if phrase.known is not None:
        return [phrase.known.name]
    if phrase.clause:
        words = tree.subtree(phrase.word)
        return [tree.text_of(words[0], words[-1] + 1, coded.document.text)]
    mention = coded.report.cast.mention(tree, phrase.word)
    return [mention.name, mention.text, *(e.name for e in coded.report.cast.group_at(tree, phrase.word))]


def learn_phrases(found: Sequence[Place]) -> dict[str, float]:
    """Weights under which the right phrases of each place are the likeliest (conditional logit)."""
    seen = Counter(g for p in found for grounds in p.phrases for g, _ in spread(p.slot, p.predicate, grounds))
    index = {g: n for n, g in enumerate(sorted(g for g, count in seen.items() if count >= SEEN))}
    cells: list[tuple[int, int, float]] = []
    starts, right = [0], []
    for place in found:
        for n, grounds in enumerate(place.phrases):
            for ground, value in spread(place.slot, place.predicate, grounds):
                if ground in index:
                    cells.append((len(right), index[ground], value))
            right.append(n in place.right)
        starts.append(len(right))
    x = Sparse(cells, (len(right), len(index)))
    of = np.repeat(np.arange(len(found)), np.diff(starts))
    weight, first, marked = np.array([p.weight for p in found]), np.array(starts[:-1]), np.array(right)

    def loss(w: Any) -> tuple[float, Any]:
        z = x.times(w)
        e = np.exp(z - np.maximum.reduceat(z, first)[of])
        good = np.where(marked, e, 0)
        whole, part = np.add.reduceat(e, first), np.add.reduceat(good, first) + 1e-12
        value = (weight * (np.log(whole) - np.log(part))).sum() + PHRASES_HELD / 2 * (w @ w)
        return float(value), x.back(weight[of] * (e / whole[of] - good / part[of])) + PHRASES_HELD * w

    w = lowest(loss, len(index), steps=80)
    return {g: round(float(w[n]), 3) for g, n in index.items() if abs(w[n]) >= LEAST}


# -- claims --------------------------------------------------------------------------------------------------------


def learn_claims(grounds: Sequence[Mapping[str, float]], right: Sequence[bool]) -> dict[str, float]:
    """Weights whose sum tells right claims from wrong ones (logistic regression)."""
    seen = Counter(g for own in grounds for g in own)
    index = {g: n for n, g in enumerate(sorted(g for g, count in seen.items() if count >= SEEN))}
    cells = [(n, index[g], v) for n, own in enumerate(grounds) for g, v in own.items() if g in index]
    x = Sparse(cells, (len(grounds), len(index)))
    y = np.where(np.array(right), 1.0, -1.0)
    held = np.full(len(index), CLAIMS_HELD)
    held[index["any"]] = 1e-3

    def loss(w: Any) -> tuple[float, Any]:
        z = y * x.times(w)
        value = np.logaddexp(0, -z).sum() + (held * w * w).sum() / 2
        return float(value), x.back(-y / (1 + np.exp(z))) + held * w

    w = lowest(loss, len(index), steps=500)
    return {g: round(float(w[n]), 3) for g, n in index.items() if abs(w[n]) >= LEAST / 4}


# -- all of it -----------------------------------------------------------------------------------------------------


def folds(names: Sequence[str]) -> list[set[str]]:
    """The reports in so many parts, by lot."""
    order = sorted(names)
    random.Random(SEED).shuffle(order)
    return [set(order[n::FOLDS]) for n in range(FOLDS)]


def figures(coded: Sequence[Coded], chances: Mapping[str, Sequence[float]], score: ModuleType) -> dict[str, Any]:
    """Precision, recall and F1 (proposition) at several chances asked for; each report judged without its own."""
    found = {}
    for sure in (0.0, 0.1, 0.15, 0.2, 0.25, 0.3):
        hits = kept = 0
        for c in coded:
            ours = [row for row, p in zip(as_scored(c.claims, score), chances[c.name], strict=True) if p >= sure]
            hits += len(score.paired(c.gold, ours, "proposition", c.aliases))
            kept += len(ours)
        gold = sum(len(c.gold) for c in coded)
        p, r = hits / kept, hits / gold
        found[str(sure)] = {"precision": round(p, 3), "recall": round(r, 3), "f1": round(2 * p * r / (p + r), 3),
                            "kept": kept}  # fmt: skip
    return found


def calibration(coded: Sequence[Coded], chances: Mapping[str, Sequence[float]]) -> list[dict[str, float]]:
    """How many claims of each band of chances are right."""
    pairs = [(p, ok) for c in coded for p, ok in zip(chances[c.name], c.right, strict=True)]
    bands = []
    for low, high in pairwise((0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 1.01)):
        own = [(p, ok) for p, ok in pairs if low <= p < high]
        if own:
            bands.append({"from": low, "claims": len(own), "said": round(float(np.mean([p for p, _ in own])), 2),
                          "right": round(float(np.mean([ok for _, ok in own])), 2)})  # fmt: skip
    return bands


def main() -> None:
    """Read the command line and do what it says."""
    arguments = argparse.ArgumentParser(prog="python -m training.judge", description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--gold", type=Path, default=ROOT.parent / "shared/gold")
    arguments.add_argument("--out", type=Path, default=SHIPPED)
    said = arguments.parse_args()
    score, parser, tables = scorer(said.gold), load_parser(), Tables.open()
    everything = [*open_texts(said.gold, score), *mini_reports(HERE / "claims")]
    coded = [heard(c, parser, tables, score) for c in everything]
    found = {c.name: list(places(c, score)) for c in coded}
    chances: dict[str, list[float]] = {}
    grounds: dict[str, list[dict[str, float]]] = {}
    parts = folds([c.name for c in coded])
    for part in parts:  # what a report's own phrases taught must not be weighed on it
        judge = Judge(learn_phrases([p for name in found if name not in part for p in found[name]]), {})
        grounds |= {c.name: c.hearing.grounds(c.claims, judge) for c in coded if c.name in part}
    for part in parts:
        others = [c for c in coded if c.name not in part]
        weights = learn_claims([g for c in others for g in grounds[c.name]], [ok for c in others for ok in c.right])
        judge = Judge({}, weights)
        chances |= {c.name: [judge.chance(g) for g in grounds[c.name]] for c in coded if c.name in part}
    phrases = learn_phrases([p for own in found.values() for p in own])
    weights = learn_claims([g for c in coded for g in grounds[c.name]], [ok for c in coded for ok in c.right])
    said.out.mkdir(parents=True, exist_ok=True)
    for name, table in (("phrases", phrases), ("claims", weights)):
        lines = (f"{ground}\t{weight:g}\n" for ground, weight in sorted(table.items()))
        (said.out / f"{name}.tsv").write_text("".join(lines), encoding="utf-8")
    open_ones = [c for c in coded if c.name.startswith("re3d")]
    own_ones = [c for c in coded if not c.name.startswith("re3d")]
    told = {
        "reports": len(coded), "coded claims": sum(len(c.gold) for c in coded),
        "claims read": sum(len(c.claims) for c in coded), "open texts": figures(open_ones, chances, score),
        "mini-reports": figures(own_ones, chances, score), "bands": calibration(coded, chances),
        "sha256": {"re3d.tsv": hashlib.sha256((said.gold / "re3d.tsv").read_bytes()).hexdigest()},
    }  # fmt: skip
    (said.out / "figures.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()

"""The table of figures, measured from the files that ship: `python -m training figures`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from sayso.reading.syntax.model import EncoderParser

from .data import POLITICS_COARSE, Item, add_factuality, add_roles, jsonl, trees

COARSE = ("PER", "ORG", "LOC")


@dataclass
class Counts:
    """Precision, recall and F1 of sets."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: Iterable[object], gold: Iterable[object]) -> None:
        f, g = set(found), set(gold)
        self.right += len(f & g)
        self.found += len(f)
        self.gold += len(g)

    @property
    def figures(self) -> dict[str, float]:
        p, r = self.right / max(1, self.found), self.right / max(1, self.gold)
        return {"precision": 100 * p, "recall": 100 * r, "f1": 200 * self.right / max(1, self.found + self.gold)}


def tree_figures(parser: EncoderParser, items: Sequence[Item]) -> dict[str, float]:
    """UAS, LAS (with subtypes, and without), upos, xpos and features right on gold words, punctuation counted."""
    total = right = labelled = plain = upos = xpos = feats = 0
    for item in items:
        seen = parser.read(item.words)
        assert item.heads
        assert item.relations
        assert item.upos
        assert item.xpos
        assert item.feats
        total += len(item.words)
        for i, (head, relation) in enumerate(zip(item.heads, item.relations, strict=True)):
            same = seen.heads[i] + 1 == head
            right += same
            labelled += same and seen.relations[i] == relation
            plain += same and seen.relations[i].split(":")[0] == relation.split(":")[0]
        upos += sum(a == b for a, b in zip(seen.upos, item.upos, strict=True))
        xpos += sum(a == b for a, b in zip(seen.xpos, item.xpos, strict=True))
        feats += sum(a == b.replace("_", "") for a, b in zip(seen.feats, item.feats, strict=True))
    counts = {
        "UAS": right,
        "LAS": labelled,
        "LAS without subtypes": plain,
        "upos": upos,
        "xpos": xpos,
        "features": feats,
    }
    return {k: 100 * v / total for k, v in counts.items()}


def name_figures(parser: EncoderParser, rows: Iterable[dict[str, Any]], types: dict[str, str]) -> dict[str, float]:
    """Span F1 of PER, ORG and LOC; other types, ours or theirs, are not counted."""
    counts = Counts()
    for row in rows:
        found = [(n.first, n.last, n.label) for n in parser.read(row["tokens"]).names if n.label in COARSE]
        counts.add(found, [(s, e, types[t]) for s, e, t in row["ents"] if t in types])
    return counts.figures


def role_figures(parser: EncoderParser, items: Sequence[Item]) -> dict[str, dict[str, float]]:
    """Arguments with gold predicates, predicates found, predicates with their rolesets."""
    arguments, predicates, rolesets, nominal, verbal = Counts(), Counts(), Counts(), Counts(), Counts()
    senses = [0, 0]
    for n, item in enumerate(items):
        if item.roles is None:
            continue
        seen = parser.read(item.words)
        predicates.add([(n, p.at) for p in seen.predicates], [(n, r.at) for r in item.roles])
        rolesets.add([(n, p.at, p.roleset) for p in seen.predicates], [(n, r.at, r.roleset) for r in item.roles])
        given = parser.read(item.words, predicates=[r.at for r in item.roles])
        by_place = {p.at: p for p in given.predicates}
        for r in item.roles:
            p = by_place[r.at]
            senses[0] += p.roleset == r.roleset
            senses[1] += 1
            found, gold = [(i, label) for i, label in p.arguments], list(r.arguments)
            assert item.upos
            for counts in (arguments, verbal if item.upos[r.at] in ("VERB", "AUX") else nominal):
                right = len(set(found) & set(gold))
                counts.right, counts.found, counts.gold = (
                    counts.right + right,
                    counts.found + len(found),
                    counts.gold + len(set(gold)),
                )
    return {
        "arguments, gold predicates": arguments.figures,
        "… of verbs": verbal.figures,
        "… of other words": nominal.figures,
        "predicates": predicates.figures,
        "predicate + roleset": rolesets.figures,
        "rolesets, gold predicates": {"accuracy": 100 * senses[0] / max(1, senses[1])},
    }


def factuality_figures(parser: EncoderParser, items: Sequence[Item]) -> dict[str, float]:
    """Pearson's r and mean absolute error on the annotated words; how many of them `parse` gives a value."""
    guesses: list[float] = []
    golds: list[float] = []
    given = 0
    for item in items:
        if item.factuality:
            pieces = [parser.pieces(w) for w in item.words]
            values = parser.scores(item.words, pieces)["factuality"]
            seen = {i for i, _ in parser.read(item.words).factuality}
            for i, value, _ in item.factuality:
                guesses.append(float(values[i]))
                golds.append(value)
                given += i in seen
    r = float(np.corrcoef(guesses, golds)[0, 1])
    return {"r": r, "MAE": float(np.abs(np.array(guesses) - golds).mean()), "given by parse": 100 * given / len(golds)}


def words_a_second(
    read: Callable[[Sequence[str]], object], sentences: Sequence[Sequence[str]], repeats: int = 3
) -> float:
    """Best of `repeats` runs over all sentences, one after another, on one thread; seconds of processor time."""
    best = 0.0
    for _ in range(repeats):
        began = time.process_time()
        for words in sentences:
            read(words)
        best = max(best, sum(map(len, sentences)) / (time.process_time() - began))
    return best


def reports(shared: Path, count: int) -> list[tuple[str, ...]]:
    """Sentences to time with: the five reports whole, and MUC-4 dev until there are `count`."""
    from sayso.reading.syntax import split

    texts = [path.read_text("utf-8") for path in sorted((shared / "reports").glob("*.txt"))]
    texts += [str(row["text"]) for row in jsonl(shared / "bench/muc4/full.dev.jsonl")]
    out: list[tuple[str, ...]] = []
    for text in texts:
        out += [tokens.words for tokens in split(text)]
        if len(out) >= count:
            break
    return out[:count]


def size_mb(folder: Path) -> float:
    """All files of the model together, in millions of bytes."""
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6


def figures(parser: EncoderParser, folder: Path, bench: Path, sentences: int | None = None) -> dict[str, Any]:
    """Everything that can be measured without PyTorch."""
    dev = {item.id: item for item in trees(bench / "ud/en_ewt-ud-dev.conllu")}
    add_roles(dev, bench / "srl/ewt.dev.jsonl")
    add_factuality(dev, bench / "factuality/uds_joined/dev.jsonl")
    gum = list(trees(bench / "ud/gum_open/en_gum_open-ud-dev.conllu"))
    uner = jsonl(bench / "ner/uner_ewt/dev.jsonl")
    politics = jsonl(bench / "ner/crossner_politics/dev.jsonl")
    items = list(dev.values())
    if sentences:
        rng = Random(0)
        items, gum = (rng.sample(x, min(sentences, len(x))) for x in (items, gum))
        uner, politics = (rng.sample(x, min(sentences, len(x))) for x in (uner, politics))
    out: dict[str, Any] = {
        "UD, EWT dev": tree_figures(parser, items),
        "UD, GUM-open dev": tree_figures(parser, gum),
        "names, UNER EWT dev": name_figures(parser, uner, {t: t for t in COARSE}),
        "names, CrossNER-politics dev": name_figures(parser, politics, POLITICS_COARSE),
        **{f"roles, EWT dev: {k}": v for k, v in role_figures(parser, items).items()},
        "factuality, UDS dev": factuality_figures(parser, items),
        "size": {"MB": size_mb(folder)},
    }
    timed = reports(bench.parent, 1500)
    feeds = {id(words): parser.feed(words, [parser.pieces(word) for word in words]) for words in timed}
    out["speed"] = {
        "words/s, one core, everything": words_a_second(parser.read, timed),
        "network alone": words_a_second(lambda words: parser.run(feeds[id(words)]), timed),
    }
    return out


def shown(table: dict[str, Any]) -> str:
    """The table as lines of text."""
    lines = []
    for name, values in table.items():
        lines.append(
            f"{name:50s} "
            + "  ".join(f"{k} {v:.3f}" if k in ("r", "MAE") else f"{k} {v:.2f}" for k, v in values.items())
        )
    return "\n".join(lines)


def write(table: dict[str, Any], path: Path) -> None:
    """Keep the figures as JSON."""
    path.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

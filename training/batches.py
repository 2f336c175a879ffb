"""Items to tensors, in batches of sentences of like length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from sayso.reading.syntax.model import Pieces, sentence_kind, word_shape

from .data import BIO_OUTSIDE, Corpora, Item

PADDED = 1.6  # sub-words and padding in a batch, for each word it may have
LONGEST = 250  # sub-words; training sentences longer than this are left out


@dataclass
class Batch:
    """Tensors of one step; -1 where nothing is known."""

    items: list[Item]
    ids: Tensor  # S T
    shapes: Tensor  # S T
    kind: Tensor  # S
    firsts: Tensor  # S W
    lengths: Tensor  # S, in sub-words
    words: Tensor  # S W, true where there is a word
    upos: Tensor
    xpos: Tensor
    feats: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor  # S W labels, true where allowed
    named: Tensor  # S W, true where names teach something
    predicate: Tensor  # S W: 0, 1 or -1
    role_at: Tensor  # P 2: sentence, word
    senses: Tensor  # P C candidate rolesets, the gold one first, 0-padded
    sense_mask: Tensor  # P C
    arguments: Tensor  # P W label
    spans: list[list[tuple[int, int, int]] | None]  # P: spans whose heads are still to be found
    fact_at: Tensor  # F 2
    fact: Tensor  # F 2: value, confidence

    @property
    def size(self) -> int:
        return int(self.words.sum())


class Maker:
    """Makes batches with one set of labels."""

    def __init__(self, corpora: Corpora, pieces: Pieces) -> None:
        self.pieces = pieces
        self.rolesets = corpora.rolesets
        self.index = {k: {x: i for i, x in enumerate(v)} for k, v in corpora.labels.items()}
        self.rows: dict[frozenset[str], list[bool]] = {}
        self.all_names = corpora.labels["names"]

    def length(self, item: Item) -> int:
        """Sub-words of a sentence, with the two marks around it."""
        return 2 + sum(len(self.pieces.of(w)) for w in item.words)

    def batches(self, items: list[Item], words: int, rng: Random) -> list[list[Item]]:
        """Sentences of like length together, about `words` words at a time, in random order."""
        keyed = sorted((self.length(item) * (1 + 0.1 * rng.random()), n) for n, item in enumerate(items))
        out: list[list[Item]] = []
        batch: list[Item] = []
        size = longest = 0
        for _, n in keyed:
            item = items[n]
            longest = max(longest, self.length(item))
            if batch and (size + len(item.words) > words or longest * (len(batch) + 1) > PADDED * words):
                out.append(batch)
                batch, size, longest = [], 0, self.length(item)
            batch.append(item)
            size += len(item.words)
        out.append(batch)
        rng.shuffle(out)
        return out

    def _row(self, allowed: frozenset[str]) -> list[bool]:
        row = self.rows.get(allowed)
        if row is None:
            row = self.rows[allowed] = [not allowed or x in allowed for x in self.all_names]
        return row

    def make(self, items: list[Item]) -> Batch:
        """The tensors of these sentences."""
        items = [i for i in items if self.length(i) <= LONGEST] or items[:1]
        s = len(items)
        t = max(self.length(i) for i in items)
        w = max(len(i.words) for i in items)
        ids, shapes = torch.zeros(s, t, dtype=torch.long), torch.zeros(s, t, dtype=torch.long)
        kind, lengths = torch.zeros(s, dtype=torch.long), torch.zeros(s, dtype=torch.long)
        firsts = torch.zeros(s, w, dtype=torch.long)
        grid = {
            k: torch.full((s, w), -1, dtype=torch.long)
            for k in ("upos", "xpos", "feats", "heads", "relations", "predicate")
        }
        words = torch.zeros(s, w, dtype=torch.bool)
        names = torch.ones(s, w, len(self.all_names), dtype=torch.bool)
        named = torch.zeros(s, w, dtype=torch.bool)
        role_at, candidates, arguments, spans = [], [], [], []
        fact_at, fact = [], []
        argument_index = self.index["arguments"]
        for n, item in enumerate(items):
            row, shape, first = [self.pieces.cls], [0], []
            word_shapes = [word_shape(x) for x in item.words]
            for x, sh in zip(item.words, word_shapes, strict=True):
                pieces = self.pieces.of(x)
                first.append(len(row))
                row += pieces
                shape += [sh] * len(pieces)
            row.append(self.pieces.sep)
            shape.append(0)
            length = len(item.words)
            ids[n, : len(row)] = torch.tensor(row)
            shapes[n, : len(row)] = torch.tensor(shape)
            kind[n] = sentence_kind(word_shapes)
            lengths[n] = len(row)
            firsts[n, :length] = torch.tensor(first)
            words[n, :length] = True
            for field, values in (
                ("upos", item.upos),
                ("xpos", item.xpos),
                ("feats", item.feats),
                ("relations", item.relations),
            ):
                if values:
                    index = self.index[field]
                    grid[field][n, :length] = torch.tensor([index.get(v, -1) for v in values])
            if item.heads:
                grid["heads"][n, :length] = torch.tensor(item.heads)
            if item.names:
                names[n, :length] = torch.tensor([self._row(a) for a in item.names])
                named[n, :length] = torch.tensor([bool(a) for a in item.names])
            if item.all_predicates:
                grid["predicate"][n, :length] = 0
            for role in item.roles or ():
                grid["predicate"][n, role.at] = 1
                role_at.append((n, role.at))
                gold = self.rolesets.numbers[role.roleset]
                lemma = item.lemmas[role.at] if item.lemmas else role.roleset.rsplit(".", 1)[0].split("_")[0]
                candidates.append([gold] + [c for c in self.rolesets.of(item.words[role.at], lemma) if c != gold])
                line = [0] * length + [-1] * (w - length)
                for at, label in role.arguments:
                    line[at] = argument_index.get(label, 0)
                arguments.append(line)
                spans.append(
                    None if role.spans is None else [(a, b, argument_index[label]) for a, b, label in role.spans]
                )
            for i, value, confidence in item.factuality:
                fact_at.append((n, i))
                fact.append((value, confidence))
        width = max((len(c) for c in candidates), default=1)
        senses = torch.tensor([c + [0] * (width - len(c)) for c in candidates], dtype=torch.long).view(-1, width)
        sense_mask = torch.tensor(
            [[True] * len(c) + [False] * (width - len(c)) for c in candidates], dtype=torch.bool
        ).view(-1, width)
        return Batch(
            items,
            ids,
            shapes,
            kind,
            firsts,
            lengths,
            words,
            grid["upos"],
            grid["xpos"],
            grid["feats"],
            grid["heads"],
            grid["relations"],
            names,
            named,
            grid["predicate"],
            torch.tensor(role_at, dtype=torch.long).view(-1, 2),
            senses,
            sense_mask,
            torch.tensor(arguments, dtype=torch.long).view(-1, w),
            spans,
            torch.tensor(fact_at, dtype=torch.long).view(-1, 2),
            torch.tensor(fact, dtype=torch.float).view(-1, 2),
        )


def forever(
    maker: Maker,
    plain: list[Item],
    more: list[Item],
    politics: list[Item],
    words: int,
    example_words: int,
    rng: Random,
    progress: dict[str, float],
    starts: dict[str, float],
) -> Iterator[list[Item]]:
    """Batches of epoch after epoch; examples and politics join when `progress` has come so far."""
    while True:
        items = list(plain)
        if progress["now"] >= starts["examples"]:
            rng.shuffle(more)
            taken = 0
            for item in more:
                if taken > example_words:
                    break
                items.append(item)
                taken += len(item.words)
        joined = progress["now"] >= starts["politics"]
        if joined:
            items += politics * 2
        progress["epoch"] += 1
        for batch in maker.batches(items, words, rng):
            yield batch
            if not joined and progress["now"] >= starts["politics"]:
                break  # so that a new corpus joins when it is due, not an epoch later


__all__ = ["BIO_OUTSIDE", "Batch", "Maker", "forever"]

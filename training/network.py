"""The network: a small BERT encoder with word shapes, and one head for each thing a sentence shows.

Shapes in comments: S sentences, T sub-words, W words, P predicates.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F

SHAPES, SENTENCE_KINDS = 10, 4


@dataclass(frozen=True)
class Sizes:
    """How wide each part is."""

    vocabulary: int
    layers: int
    upos: int
    xpos: int
    feats: int
    relations: int
    names: int
    arguments: int
    rolesets: int
    arc: int = 256
    relation: int = 128
    argument: int = 128
    sense: int = 128
    width: int = 384
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    dropout: float = 0.1
    head_dropout: float = 0.33


class Dropout(nn.Module):
    """Dropout from a pool of masks drawn now and then: to draw one for each call costs more than the products."""

    pool: ClassVar[dict[float, Tensor]] = {}
    size = 1 << 23

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    @classmethod
    def redraw(cls) -> None:
        """Draw the masks anew."""
        for rate in cls.pool:
            cls.pool[rate] = (torch.rand(cls.size) >= rate).float() / (1 - rate)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        pool = self.pool.get(self.rate)
        if pool is None:
            pool = self.pool[self.rate] = (torch.rand(self.size) >= self.rate).float() / (1 - self.rate)
        start = int(torch.randint(0, self.size - x.numel(), ()))
        return x * pool[start : start + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One transformer layer, with BERT's names and order."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.count = sizes.attention_heads
        self.qkv = nn.Linear(sizes.width, 3 * sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm1 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.norm2 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.drop = Dropout(sizes.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        s, t, w = x.shape
        q, k, v = self.qkv(x).view(s, t, 3, self.count, w // self.count).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(s, t, w))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Sub-words and their shapes in, one vector a sub-word out."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(SHAPES, sizes.width)
        self.kinds = nn.Embedding(SENTENCE_KINDS, sizes.width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.kinds.weight)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.drop = Dropout(sizes.dropout)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))

    def forward(self, ids: Tensor, shapes: Tensor, kind: Tensor, mask: Tensor) -> Tensor:
        place = torch.arange(ids.shape[1])
        x = self.words(ids) + self.positions(place) + self.shapes(shapes) + self.kinds(kind).unsqueeze(1)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x


def mlp(width: int, to: int, rate: float) -> nn.Sequential:
    """A linear layer, GELU and dropout."""
    return nn.Sequential(nn.Linear(width, to), nn.GELU(), Dropout(rate))


class Biaffine(nn.Module):
    """Scores of pairs for each label: x U y, with a one joined to both sides."""

    def __init__(self, left: int, right: int, labels: int) -> None:
        super().__init__()
        self.left, self.right, self.labels = left + 1, right + 1, labels
        self.weight = nn.Parameter(torch.zeros(left + 1, labels * (right + 1)))
        nn.init.normal_(self.weight, std=0.02)

    def half(self, x: Tensor) -> Tensor:
        """[…, left] → […, labels, right + 1]."""
        y = x @ self.weight[:-1] + self.weight[-1]
        return y.reshape(*x.shape[:-1], self.labels, self.right)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """[S, A, left], [S, B, right] → [S, A, B, labels]."""
        s, a = x.shape[:2]
        h = self.half(x).reshape(s, a * self.labels, self.right)
        out = h[..., :-1] @ y.transpose(1, 2) + h[..., -1:]
        return out.reshape(s, a, self.labels, y.shape[1]).transpose(2, 3)


class Network(nn.Module):
    """The encoder and its heads."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes)
        w, r = sizes.width, sizes.head_dropout
        self.drop = Dropout(0.2)
        self.upos = nn.Linear(w, sizes.upos)
        self.xpos = nn.Linear(w, sizes.xpos)
        self.feats = nn.Linear(w, sizes.feats)
        self.names = nn.Sequential(mlp(w, 256, 0.2), nn.Linear(256, sizes.names))
        self.arc_word, self.arc_head = mlp(w, sizes.arc, r), mlp(w, sizes.arc, r)
        self.arcs = Biaffine(sizes.arc, sizes.arc, 1)
        self.relation_word, self.relation_head = mlp(w, sizes.relation, r), mlp(w, sizes.relation, r)
        self.relations = Biaffine(sizes.relation, sizes.relation, sizes.relations)
        self.predicates = nn.Sequential(mlp(w, 128, 0.2), nn.Linear(128, 1))
        self.sense = mlp(w, sizes.sense, 0.2)
        self.rolesets = nn.Embedding(sizes.rolesets, sizes.sense + 1)
        nn.init.normal_(self.rolesets.weight, std=0.02)
        self.argument_predicate, self.argument_word = mlp(w, sizes.argument, r), mlp(w, sizes.argument, r)
        self.arguments = Biaffine(sizes.argument, sizes.argument, sizes.arguments)
        self.factuality = nn.Sequential(mlp(w, 128, 0.2), nn.Linear(128, 1))

    def encode(
        self, ids: Tensor, shapes: Tensor, kind: Tensor, firsts: Tensor, lengths: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The vectors of the words [S, W, width] and of words with the root before them [S, W + 1, width]."""
        inside = torch.arange(ids.shape[1]).unsqueeze(0) < lengths.unsqueeze(1)
        mask = torch.where(inside, 0.0, -1e9)[:, None, None, :]
        x = self.drop(self.encoder(ids, shapes, kind, mask))
        words = x.gather(1, firsts.unsqueeze(2).expand(-1, -1, x.shape[2]))
        return words, torch.cat([x[:, :1], words], 1)

    def forward(
        self, ids: Tensor, shapes: Tensor, kind: Tensor, firsts: Tensor, lengths: Tensor
    ) -> tuple[Tensor, ...]:
        """Everything at once, for export: one row a word."""
        words, rooted = self.encode(ids, shapes, kind, firsts, lengths)
        arcs = self.arcs(self.arc_word(words), self.arc_head(rooted)).squeeze(3)  # [S, W, W + 1]
        relations = self.relations(self.relation_word(words), self.relation_head(rooted))  # [S, W, W + 1, R]
        arguments = self.arguments(self.argument_predicate(words), self.argument_word(words))  # [S, P, W, A]
        return (
            self.upos(words),
            self.xpos(words),
            self.feats(words),
            self.names(words),
            arcs,
            relations,
            self.predicates(words).squeeze(2),
            self.sense(words),
            arguments,
            self.factuality(words).squeeze(2),
        )


def load_minilm(network: Network, folder: Path) -> None:
    """Put MiniLM's weights into the encoder; a network with fewer layers takes them evenly spread."""
    from safetensors.torch import load_file

    weights = load_file(str(folder / "model.safetensors"))
    weights = {k.removeprefix("bert."): v for k, v in weights.items()}
    available = json.loads((folder / "config.json").read_text())["num_hidden_layers"]
    e = network.encoder
    with torch.no_grad():
        e.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        e.positions.weight.copy_(
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        e.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        e.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        count = len(e.layers)
        chosen = [round(i * (available - 1) / max(1, count - 1)) for i in range(count)]
        for layer, source in zip(e.layers, chosen, strict=True):
            p = f"encoder.layer.{source}."
            names = {
                "out": "attention.output.dense",
                "norm1": "attention.output.LayerNorm",
                "up": "intermediate.dense",
                "down": "output.dense",
                "norm2": "output.LayerNorm",
            }
            for ours, theirs in names.items():
                module = getattr(layer, ours)
                module.weight.copy_(weights[p + theirs + ".weight"])
                module.bias.copy_(weights[p + theirs + ".bias"])
            for part in ("weight", "bias"):
                joined = torch.cat([weights[f"{p}attention.self.{x}.{part}"] for x in ("query", "key", "value")])
                getattr(layer.qkv, part).copy_(joined)

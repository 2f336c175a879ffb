"""The network as one ONNX graph for one sentence, with eight-bit weights.

The graph is written by hand, operator by operator, because that is the short way to what we want of it:
one sentence at a time without padding, so that no sentence can change another; the widest matrices in eight
bits, their inputs scaled sentence by sentence; only the rows of the argument scorer that a predicate asks for.

Shapes in comments: T sub-words, W words, P predicates.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from .data import Corpora
from .network import Network

Array = NDArray[Any]
MICROSOFT = "com.microsoft"


class Graph:
    """Nodes and weights as they are added."""

    def __init__(self, bits: int) -> None:
        self.bits = bits  # of the weights: 0 leaves them as they are
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0

    def weight(self, value: Array, name: str = "w") -> str:
        """A constant."""
        self.count += 1
        name = f"{name}_{self.count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self,
        operator: str,
        *inputs: str,
        outputs: int = 1,
        domain: str = "",
        names: list[str] | None = None,
        **attributes: Any,
    ) -> Any:
        """An operator; the name of what comes out, or the names."""
        self.count += 1
        out = names or [f"{operator.lower()}_{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(
            helper.make_node(operator, list(inputs), out, name=f"{operator}_{self.count}", domain=domain, **attributes)
        )
        return out[0] if len(out) == 1 else out

    def linear(self, x: str, weight: Array, bias: Array | None) -> str:
        """x @ weight + bias, in eight bits; `weight` is [in, out]."""
        if not self.bits:
            y = self.add("MatMul", x, self.weight(weight.astype(np.float32)))
            return y if bias is None else str(self.add("Add", y, self.weight(bias.astype(np.float32))))
        top = 2 ** (self.bits - 1) - 1
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / top  # one for each column
        eight = np.clip(np.round(weight / scale), -top, top).astype(np.int8)
        zero = np.zeros(len(scale), np.int8)
        inputs = [x, self.weight(eight), self.weight(scale.astype(np.float32)), self.weight(zero)]
        if bias is not None:
            inputs.append(self.weight(bias.astype(np.float32)))
        return str(self.add("DynamicQuantizeMatMul", *inputs, domain=MICROSOFT))

    def table(self, values: Array, index: str) -> str:
        """Rows of an embedding, kept in eight bits with a scale for each row."""
        if not self.bits:
            return str(self.add("Gather", self.weight(values.astype(np.float32)), index, axis=0))
        scale = np.maximum(np.abs(values).max(1, keepdims=True), 1e-8) / 127
        eight = np.clip(np.round(values / scale), -127, 127).astype(np.int8)
        rows = self.add("Cast", self.add("Gather", self.weight(eight), index, axis=0), to=TensorProto.FLOAT)
        return str(self.add("Mul", rows, self.add("Gather", self.weight(scale.astype(np.float32)), index, axis=0)))


def build(network: Network, bits: int = 8) -> onnx.ModelProto:
    """The graph: ids, shapes [T], kind [1], firsts, wanted [W] → what `sayso.reading.syntax.model` decodes."""
    state = {k: v.detach().numpy().astype(np.float32) for k, v in network.state_dict().items()}
    sizes = network.sizes
    g = Graph(bits)

    def w(name: str) -> Array:
        return state[name + ".weight"].T

    def b(name: str) -> Array:
        return state[name + ".bias"]

    def ints(*values: int) -> str:
        return g.weight(np.array(values, np.int64))

    # the encoder
    x = g.table(state["encoder.words.weight"], "ids")
    length = g.add("Shape", "ids")
    positions = g.add("Slice", g.weight(state["encoder.positions.weight"]), ints(0), length, ints(0))
    x = g.add("Add", x, positions)
    x = g.add("Add", x, g.add("Gather", g.weight(state["encoder.shapes.weight"]), "shapes", axis=0))
    x = g.add("Add", x, g.add("Gather", g.weight(state["encoder.kinds.weight"]), "kind", axis=0))
    x = g.add(
        "LayerNormalization",
        x,
        g.weight(state["encoder.norm.weight"]),
        g.weight(state["encoder.norm.bias"]),
        epsilon=1e-12,
        axis=-1,
    )
    x = g.add("Unsqueeze", x, ints(0))  # 1 T width
    for n in range(sizes.layers):
        p = f"encoder.layers.{n}."
        q, k, v = g.add("Split", g.linear(x, w(p + "qkv"), b(p + "qkv")), outputs=3, axis=2, num_outputs=3)
        a = g.add("MultiHeadAttention", q, k, v, domain=MICROSOFT, num_heads=sizes.attention_heads)
        a = g.linear(a, w(p + "out"), b(p + "out"))
        norm = [g.weight(state[f"{p}norm1.{part}"]) for part in ("weight", "bias")]
        x = g.add("LayerNormalization", g.add("Add", x, a), *norm, axis=-1, epsilon=1e-12)
        f = g.add("Gelu", g.linear(x, w(p + "up"), b(p + "up")), domain=MICROSOFT)
        f = g.linear(f, w(p + "down"), b(p + "down"))
        norm = [g.weight(state[f"{p}norm2.{part}"]) for part in ("weight", "bias")]
        x = g.add("LayerNormalization", g.add("Add", x, f), *norm, axis=-1, epsilon=1e-12)
    x = g.add("Squeeze", x, ints(0))
    rooted = g.add("Gather", x, g.add("Concat", ints(0), "firsts", axis=0), axis=0)  # W+1 width, the root first

    # the first layer of all heads at once
    tags = ("upos", "xpos", "feats")
    g.add(
        "Slice",
        g.linear(rooted, np.hstack([w(x) for x in tags]), np.hstack([b(x) for x in tags])),
        ints(1),
        ints(1 << 30),
        ints(0),
        names=["tags"],
    )
    parts = [
        "names.0.0",
        "arc_word.0",
        "arc_head.0",
        "relation_word.0",
        "relation_head.0",
        "predicates.0.0",
        "sense.0",
        "argument_predicate.0",
        "argument_word.0",
        "factuality.0.0",
    ]
    joint = g.add(
        "Gelu", g.linear(rooted, np.hstack([w(p) for p in parts]), np.hstack([b(p) for p in parts])), domain=MICROSOFT
    )
    widths = [b(p).shape[0] for p in parts]
    split = g.add("Split", joint, ints(*widths), outputs=len(parts), axis=1)
    unrooted = {
        p: s if p in ("arc_head.0", "relation_head.0") else g.add("Slice", s, ints(1), ints(1 << 30), ints(0))
        for p, s in zip(parts, split, strict=True)
    }

    def plain(x: str, name: str, out: str) -> str:
        g.add("Gemm", x, g.weight(w(name)), g.weight(b(name)), names=[out])
        return out

    plain(unrooted["names.0.0"], "names.1", "names")
    predicates = g.add(
        "Squeeze", plain(unrooted["predicates.0.0"], "predicates.1", "predicate_column"), ints(1), names=["predicates"]
    )
    g.add(
        "Squeeze", plain(unrooted["factuality.0.0"], "factuality.1", "factuality_column"), ints(1), names=["factuality"]
    )
    g.add("Identity", unrooted["sense.0"], names=["senses"])

    # trees: arcs [W, W+1], relations [W, R, W+1]
    u = state["arcs.weight"]
    h = g.add("Gemm", unrooted["arc_word.0"], g.weight(u[:-1]), g.weight(u[-1]))  # W arc+1
    h, constant = g.add("Split", h, ints(sizes.arc, 1), outputs=2, axis=1)
    g.add("Add", g.add("MatMul", h, g.add("Transpose", unrooted["arc_head.0"], perm=[1, 0])), constant, names=["arcs"])

    def labelled(left: str, right: str, name: str, labels: int, width: int, out: str) -> None:
        weight = state[name + ".weight"].reshape(-1, labels, width + 1)  # left+1 labels width+1
        main, edge = weight[..., :width].reshape(-1, labels * width), weight[..., width]
        h = g.add("Reshape", g.linear(left, main[:-1], main[-1]), ints(-1, width))  # W·R width
        scores = g.add("MatMul", h, g.add("Transpose", right, perm=[1, 0]))
        # the number of columns is told by the right side
        columns = g.add("Slice", g.add("Shape", right), ints(0), ints(1), ints(0))
        shape = g.add("Concat", ints(-1, labels), columns, axis=0)
        constant = g.add("Unsqueeze", g.add("Gemm", left, g.weight(edge[:-1]), g.weight(edge[-1])), ints(2))
        g.add("Add", g.add("Reshape", scores, shape), constant, names=[out])

    labelled(
        unrooted["relation_word.0"],
        unrooted["relation_head.0"],
        "relations",
        sizes.relations,
        sizes.relation,
        "relations",
    )

    # roles: rows for the words that are predicates or are wanted as such; one more row so that there is always one
    chosen = g.add("Greater", g.add("Add", predicates, "wanted"), g.weight(np.array(0, np.float32)))
    at = g.add("Squeeze", g.add("NonZero", chosen), ints(0))
    at = g.add("Concat", at, ints(0), axis=0, names=["at"])
    left = g.add("Gather", unrooted["argument_predicate.0"], at, axis=0)
    labelled(left, unrooted["argument_word.0"], "arguments", sizes.arguments, sizes.argument, "arguments")

    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, [d])
        for n, d in (("ids", "T"), ("shapes", "T"), ("kind", 1), ("firsts", "W"))
    ]
    inputs.append(helper.make_tensor_value_info("wanted", TensorProto.FLOAT, ["W"]))
    shapes: dict[str, list[str | int]] = {
        "tags": ["W", sizes.upos + sizes.xpos + sizes.feats],
        "names": ["W", sizes.names],
        "arcs": ["W", "W1"],
        "relations": ["W", sizes.relations, "W1"],
        "predicates": ["W"],
        "senses": ["W", sizes.sense],
        "factuality": ["W"],
        "arguments": ["P", sizes.arguments, "W"],
    }
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]
    outputs.append(helper.make_tensor_value_info("at", TensorProto.INT64, ["P"]))
    graph = helper.make_graph(g.nodes, "sayso-encoder", inputs, outputs, g.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)])
    model.ir_version = 9
    return model


def export(
    network: Network,
    corpora: Corpora,
    tokenizer: Path,
    out: Path,
    bits: int = 8,
    settings: dict[str, float] | None = None,
) -> None:
    """Write the folder that `sayso.reading.syntax.model` opens."""
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(network.eval(), bits), str(out / "encoder.onnx"))
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    table = network.rolesets.weight.detach().numpy().astype(np.float32)
    scale = np.maximum(np.abs(table[:, :-1]).max(1), 1e-8) / 127
    eight = np.clip(np.round(table[:, :-1] / scale[:, None]), -127, 127).astype(np.int8)
    np.savez(
        out / "rolesets.npz", table=eight, scale=scale.astype(np.float32), constant=table[:, -1].astype(np.float32)
    )
    names = corpora.rolesets.names
    rest = {"feats_of": corpora.feats_of, "coarse": corpora.kinds.coarse, "settings": settings or {}}
    labels = {**corpora.labels, **rest}
    (out / "labels.json").write_text(json.dumps(labels, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = {"names": names, "roles": corpora.rolesets.roles, "keys": corpora.rolesets.keys}
    (out / "rolesets.json").write_text(
        json.dumps(lines, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8"
    )

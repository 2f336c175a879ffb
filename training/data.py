"""The corpora, joined by sentence: what each of them says about a sentence becomes one `Item`."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NONE = "-"  # the argument label of a word that is no argument
BIO_OUTSIDE = "O"

FILES = {
    "ud/en_ewt-ud-train.conllu",
    "ud/en_ewt-ud-dev.conllu",
    "ud/gum_open/en_gum_open-ud-train.conllu",
    "ud/gum_open/en_gum_open-ud-dev.conllu",
    "srl/ewt.train.jsonl",
    "srl/ewt.dev.jsonl",
    "srl/propbank_frames.jsonl",
    "srl/propbank_examples.jsonl",
    "ner/uner_ewt/train.jsonl",
    "ner/uner_ewt/dev.jsonl",
    "ner/gum_open/train.jsonl",
    "ner/crossner_politics/train.jsonl",
    "ner/crossner_politics/dev.jsonl",
    "ner/wikigold/all.jsonl",
    "factuality/uds_joined/train.jsonl",
    "factuality/uds_joined/dev.jsonl",
}


@dataclass
class Role:
    """A predicate as annotated: `arguments` are (head word, label), or `spans` where no tree is known."""

    at: int
    roleset: str
    arguments: list[tuple[int, str]] = field(default_factory=list)
    spans: list[tuple[int, int, str]] | None = None


@dataclass
class Item:
    """One sentence with everything the corpora say of it; what they are silent on is None."""

    id: str
    words: list[str]
    lemmas: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None  # UD features, `_` where a word has none
    heads: list[int] | None = None  # 1-based, 0 the root
    relations: list[str] | None = None
    names: list[frozenset[str]] | None = None  # the name labels allowed for each word; empty: anything
    spans: list[tuple[int, int, str]] = field(default_factory=list)  # names whose words may be replaced
    roles: list[Role] | None = None
    all_predicates: bool = False  # every predicate of the sentence is in `roles`
    factuality: list[tuple[int, float, float]] = field(default_factory=list)  # word, value, confidence


def kinds_table() -> dict[str, Any]:
    """The lists of `kinds.toml`."""
    return tomllib.loads((HERE / "kinds.toml").read_text(encoding="utf-8"))


def checksums(bench: Path) -> dict[str, str]:
    """SHA-256 of every file the recipe reads."""
    return {name: hashlib.sha256((bench / name).read_bytes()).hexdigest() for name in sorted(FILES)}


def check(bench: Path) -> None:
    """Raise where a file differs from the one the figures were made with."""
    wanted = json.loads((HERE / "checksums.json").read_text())
    wrong = [name for name, digest in checksums(bench).items() if wanted.get(name) != digest]
    if wrong:
        raise SystemExit(
            f"{bench}: {', '.join(wrong)} differ from training/checksums.json. Use the listed editions, or --any-data."
        )


def jsonl(path: Path) -> list[dict[str, Any]]:
    """Every line of a file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def trees(path: Path) -> Iterator[Item]:
    """The sentences of a CoNLL-U file; multi-word tokens and empty nodes are left out."""
    rows: list[list[str]] = []
    name = ""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                name = line.split("=", 1)[1].strip()
            elif line and line[0] != "#":
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
            elif not line and rows:
                yield Item(
                    name,
                    [r[1] for r in rows],
                    lemmas=[r[2] for r in rows],
                    upos=[r[3] for r in rows],
                    xpos=[r[4] for r in rows],
                    feats=[r[5] for r in rows],
                    heads=[int(r[6]) for r in rows],
                    relations=[r[7] for r in rows],
                )
                rows = []


def head_of(first: int, last: int, heads: list[int]) -> int:
    """The word of a span whose head lies outside it (the first such)."""
    for i in range(first, last):
        if not first <= heads[i] - 1 < last:
            return i
    return first


class Kinds:
    """Finer types of names from the names' own words (`kinds.toml`)."""

    def __init__(self) -> None:
        table = kinds_table()
        self.coarse: dict[str, str] = table["coarse"]
        self.lists = [(entry["kind"], frozenset(entry["words"])) for entry in table["organisation"]]
        self.countries = frozenset(table["country"]["names"].split("|"))
        self.labels = [BIO_OUTSIDE] + [f"{x}-{kind}" for kind in self.coarse for x in "BI"]
        self.all = frozenset(self.labels)

    def of(self, label: str, words: list[str]) -> list[str]:
        """The finer types a name marked PER, ORG or LOC may have."""
        lowered = [w.lower() for w in words]
        if label == "LOC":
            return (
                ["STATE"] if " ".join(lowered) in self.countries or " ".join(lowered[1:]) in self.countries else ["PLC"]
            )
        if label == "ORG":
            for kind, known in self.lists:
                if any(w in known for w in lowered):
                    return [kind]
            return ["ORG"]
        return [label]

    def mark(self, row: list[frozenset[str]], first: int, last: int, kinds: Iterable[str]) -> None:
        """Write a name of one of `kinds` into a sentence's row of allowed labels."""
        kinds = list(kinds)
        for i in range(first, last):
            row[i] = frozenset(("B-" if i == first else "I-") + k for k in kinds)

    def outside(self, *unmarked: str) -> frozenset[str]:
        """What a word outside every name may be, where the corpus does not mark `unmarked`."""
        return frozenset([BIO_OUTSIDE] + [f"{x}-{k}" for k in unmarked for x in "BI"])


POLITICS = {
    "politician": ["PER"],
    "person": ["PER"],
    "politicalparty": ["PTY"],
    "organisation": ["ORG", "GOV", "SEC", "AG"],
    "country": ["STATE"],
    "location": ["PLC"],
    "election": ["EVT"],
    "event": ["EVT"],
    "misc": ["MISC", "POP"],
}
POLITICS_COARSE = {
    "politician": "PER",
    "person": "PER",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "LOC",
    "location": "LOC",
}
GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = frozenset(kinds_table()["titles"]["words"].split())
JOINING = frozenset(kinds_table()["joining"]["words"].split())


def mark_peoples(item: Item, row: list[frozenset[str]]) -> None:
    """Nationalities and peoples, from the tags: capitalised adjectives and plural names that are no part of a name."""
    assert item.upos
    assert item.xpos
    assert item.lemmas
    for i, word in enumerate(item.words):
        if BIO_OUTSIDE not in row[i] or not (word[:1].isupper() and word[1:].islower() and len(word) > 3):
            continue
        if i + 1 < len(item.words) and (item.upos[i + 1] == "PROPN" or item.words[i + 1] == "-"):
            continue
        adjective = item.upos[i] == "ADJ" and item.lemmas[i][:1].isupper() and i > 0
        people = item.xpos[i] == "NNPS" and word.endswith(
            ("ans", "is", "ese", "ish", "ims", "ns", "ws", "bs", "ks", "ds")
        )
        if adjective or (people and not (i and item.upos[i - 1] == "PROPN")):
            row[i] = frozenset(["B-POP"])


def add_uner(items: dict[str, Item], path: Path, kinds: Kinds) -> None:
    """Names of EWT: PER, ORG, LOC. Other names are not marked there."""
    for r in jsonl(path):
        item = items.get(r["id"])
        if item is None or item.words != r["tokens"]:
            continue
        row = [kinds.outside("EVT", "MISC")] * len(item.words)
        for first, last, label in r["ents"]:
            kinds.mark(row, first, last, kinds.of(label, item.words[first:last]))
            item.spans.append((first, last, label))
        mark_peoples(item, row)
        item.names = row


def add_gum_names(items: dict[str, Item], path: Path, kinds: Kinds) -> None:
    """Names of GUM, whose spans are whole noun phrases: only spans of nothing but a name are taken as such.

    The rest of the proper nouns teaches nothing. Titles before persons are no part of the name, as in EWT.
    """
    for r in jsonl(path):
        item = items.get(r["id"])
        if item is None or item.words != r["tokens"]:
            continue
        assert item.upos
        words, upos = item.words, item.upos
        lowered = [w.lower() for w in words]
        row: list[frozenset[str]] = [kinds.outside("EVT", "MISC") if t != "PROPN" else frozenset() for t in upos]
        taken = [False] * len(words)
        for e in sorted((e for e in r["entities"] if e["propn"]), key=lambda e: e["s"] - e["e"]):
            first, last = e["s"], e["e"]
            if lowered[first] in ("the", "a", "an"):
                first += 1
            label = GUM.get(e["type"])
            if label == "PER":
                titles = [i for i in range(first, last) if lowered[i] in TITLES]
                first = titles[-1] + 1 if titles else first
            if first >= last or any(taken[first:last]):
                continue
            whole = all(upos[i] == "PROPN" or upos[i] == "NUM" or lowered[i] in JOINING for i in range(first, last))
            whole = whole and upos[first] == "PROPN" and upos[last - 1] in ("PROPN", "NUM")
            if whole and label:
                people = label == "PER" and item.xpos is not None and item.xpos[last - 1] == "NNPS"
                kinds.mark(row, first, last, ["POP"] if people else kinds.of(label, words[first:last]))
                if not people:
                    item.spans.append((first, last, label))
                taken[first:last] = [True] * (last - first)
            elif label != "PER" and upos[e["head"]] == "PROPN" and last - first < 8:
                # a name with other words about it, or of a kind we do not mark: the names inside it teach nothing
                for i in range(first, last):
                    row[i] = frozenset()
                    taken[i] = True
        mark_peoples(item, row)
        item.names = row


def wikigold(path: Path, kinds: Kinds) -> list[Item]:
    """PER, LOC, ORG and MISC in Wikipedia sentences; MISC holds peoples and events too."""
    items = []
    for r in jsonl(path):
        item = Item("wikigold-" + r["id"], r["tokens"])
        row = [frozenset([BIO_OUTSIDE])] * len(item.words)
        for first, last, label in r["ents"]:
            kinds.mark(
                row, first, last, ["POP", "EVT", "MISC"] if label == "MISC" else kinds.of(label, item.words[first:last])
            )
            if label != "MISC":
                item.spans.append((first, last, label))
        item.names = row
        items.append(item)
    return items


def politics(path: Path, kinds: Kinds) -> list[Item]:
    """CrossNER-politics, its types mapped to ours."""
    items = []
    for r in jsonl(path):
        item = Item("politics-" + r["id"], r["tokens"])
        row = [frozenset([BIO_OUTSIDE])] * len(item.words)
        for first, last, label in r["ents"]:
            allowed = POLITICS[label]
            if label == "organisation":
                found = kinds.of("ORG", item.words[first:last])
                allowed = found if found != ["ORG"] else ["ORG"]
            kinds.mark(row, first, last, allowed)
        item.names = row
        items.append(item)
    return items


def add_roles(items: dict[str, Item], path: Path) -> None:
    """PropBank's layer of EWT; arguments become the head words of their spans."""
    for r in jsonl(path):
        item = items.get(r["id"])
        if item is None or item.words != r["words"]:
            continue
        assert item.heads
        item.roles = []
        item.all_predicates = True
        for p in r["predicates"]:
            arguments = [(head_of(s, e, item.heads), label) for s, e, label in p["args"]]
            item.roles.append(Role(p["at"], p["roleset"], sorted(set(arguments))))


def examples(path: Path) -> list[Item]:
    """PropBank's example sentences: one predicate each, argument spans, no tree."""
    items = []
    for i, r in enumerate(jsonl(path)):
        if not r["at"] or len(r["words"]) > 45 or len(r["words"]) < 3:
            continue
        role = Role(r["at"][0], r["roleset"], spans=[(s, e, label) for s, e, label in r["args"]])
        items.append(Item(f"frames-{i}", r["words"], roles=[role]))
    return items


def add_factuality(items: dict[str, Item], path: Path) -> None:
    """UDS factuality: a value from -3 to 3 and how sure the annotators were."""
    for r in jsonl(path):
        item = items.get(r["id"])
        if item is not None:
            item.factuality = [(p["i"], p["value"], p["conf"]) for p in r["preds"] if p["i"] < len(item.words)]


class Rolesets:
    """PropBank's rolesets, and which of them a word may be."""

    def __init__(self, frames: Path, training: Iterable[Item]) -> None:
        names: list[str] = []
        roles: list[str] = []  # the numbers of a roleset's roles, as "012"; empty: not known
        keys: dict[str, set[int]] = {}
        for r in jsonl(frames):
            number = len(names)
            names.append(r["roleset"])
            roles.append("".join(sorted({role["n"] for role in r["roles"] if role["n"].isdigit()})))
            forms = {r["roleset"].rsplit(".", 1)[0]} | {alias[1] for alias in r["aliases"]}
            for form in forms:
                form = form.lower().replace(" ", "_")
                keys.setdefault(form, set()).add(number)
                keys.setdefault(form.split("_")[0], set()).add(number)
        self.numbers = {name: i for i, name in enumerate(names)}
        seen: Counter[tuple[str, str]] = Counter()
        for item in training:
            for role in item.roles or ():
                if item.lemmas:
                    seen[item.lemmas[role.at].lower(), role.roleset] += 1
        for (lemma, roleset), _ in sorted(seen.items()):
            if roleset not in self.numbers:
                self.numbers[roleset] = len(names)
                names.append(roleset)
                roles.append("")
            keys.setdefault(lemma, set()).add(self.numbers[roleset])
        self.names = names
        self.roles = roles
        self.keys = {k: sorted(v) for k, v in sorted(keys.items())}

    def of(self, word: str, lemma: str) -> list[int]:
        """The rolesets of a lemma or, as for `killing`, of the word itself."""
        found = set(self.keys.get(lemma.lower(), ())) | set(self.keys.get(word.lower(), ()))
        return sorted(found)


@dataclass
class Corpora:
    """All of it, with the label sets."""

    train: list[Item]
    examples: list[Item]
    politics: list[Item]
    dev: list[Item]
    politics_dev: list[Item]
    gum_dev: list[Item]
    kinds: Kinds
    rolesets: Rolesets
    labels: dict[str, list[str]]
    feats_of: dict[str, list[int]]  # the features, as numbers, that words of each universal tag have


def feats_of(items: Iterable[Item], labels: dict[str, list[str]]) -> dict[str, list[int]]:
    """Which features go with which universal tag."""
    index = {f: n for n, f in enumerate(labels["feats"])}
    seen: dict[str, set[int]] = {tag: {index["_"]} for tag in labels["upos"]}
    for item in items:
        for tag, feats in zip(item.upos or (), item.feats or (), strict=True):
            if feats in index:
                seen[tag].add(index[feats])
    return {tag: sorted(found) for tag, found in seen.items()}


def load(bench: Path) -> Corpora:
    """Read everything; label sets come from the training parts alone."""
    kinds = Kinds()
    ewt = {i.id: i for i in trees(bench / "ud/en_ewt-ud-train.conllu")}
    gum = {i.id: i for i in trees(bench / "ud/gum_open/en_gum_open-ud-train.conllu")}
    dev = {i.id: i for i in trees(bench / "ud/en_ewt-ud-dev.conllu")}
    add_uner(ewt, bench / "ner/uner_ewt/train.jsonl", kinds)
    add_uner(dev, bench / "ner/uner_ewt/dev.jsonl", kinds)
    add_gum_names(gum, bench / "ner/gum_open/train.jsonl", kinds)
    add_roles(ewt, bench / "srl/ewt.train.jsonl")
    add_roles(dev, bench / "srl/ewt.dev.jsonl")
    add_factuality(ewt, bench / "factuality/uds_joined/train.jsonl")
    add_factuality(dev, bench / "factuality/uds_joined/dev.jsonl")
    treed = [*ewt.values(), *gum.values()]
    sentences = examples(bench / "srl/propbank_examples.jsonl")
    rolesets = Rolesets(bench / "srl/propbank_frames.jsonl", treed)
    feats = Counter(f for item in treed for f in item.feats or ())
    seen = Counter(label for item in ewt.values() for role in item.roles or () for _, label in role.arguments)
    labels = {
        "upos": sorted({t for i in treed for t in i.upos or ()}),
        "xpos": sorted({t for i in treed for t in i.xpos or ()}),
        "feats": sorted(f for f, n in feats.items() if n >= 3),
        "relations": sorted({t for i in treed for t in i.relations or ()}),
        "names": kinds.labels,
        "arguments": [NONE, *sorted(label for label, n in seen.items() if n >= 3)],
    }
    for item in sentences:  # examples of rolesets that the frames no longer hold are of no use
        for role in item.roles or ():
            role.spans = [s for s in role.spans or () if s[2] in labels["arguments"] and s[1] <= len(item.words)]
    sentences = [
        s for s in sentences if s.roles and s.roles[0].roleset in rolesets.numbers and s.roles[0].at < len(s.words)
    ]
    return Corpora(
        train=[*treed, *wikigold(bench / "ner/wikigold/all.jsonl", kinds)],
        examples=sentences,
        politics=politics(bench / "ner/crossner_politics/train.jsonl", kinds),
        dev=list(dev.values()),
        politics_dev=politics(bench / "ner/crossner_politics/dev.jsonl", kinds),
        gum_dev=list(trees(bench / "ud/gum_open/en_gum_open-ud-dev.conllu")),
        kinds=kinds,
        rolesets=rolesets,
        labels=labels,
        feats_of=feats_of(treed, labels),
    )

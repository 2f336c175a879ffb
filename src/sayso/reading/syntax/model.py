"""The compact English model at run time: words in, tags, tree, names, roles and factuality out.

One ONNX graph reads one sentence at a time, so that no sentence can change what is read in another; everything that
follows, from scores to trees, names and roles, is decided here. `training/` makes the files in `data/encoder`;
`docs/reference/model.md` says from what, and how well it reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.reading.syntax.lemmas import lemma
from sayso.reading.syntax.parser import Labels, TokenParser
from sayso.reading.syntax.tokens import Tokens
from sayso.records.errors import ReadingError
from sayso.records.syntax import Name, Predicate

Floats = NDArray[np.float32]

PIECES_A_WORD = 12  # sub-words read of one word; web addresses are longer and say no more
POSITIONS = 512  # sub-words the encoder can tell the places of


@lru_cache(maxsize=100_000)
def word_shape(word: str) -> int:
    """How a word is written, 1 to 8: the encoder's vocabulary is in lower case, and names are not."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6 if any(c.isdigit() for c in word) else 8
    if any(c.isdigit() for c in word):
        return 7
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 1
    if upper == len(letters):
        return 3 if len(letters) > 1 else 4
    return 2 if upper == 1 and word[0].isupper() else 5


def sentence_kind(shapes: Sequence[int]) -> int:
    """0 as usual, 1 all capitals, 2 capitalised like a headline, 3 no capital at all."""
    lettered = [s for s in shapes if s in (1, 2, 3, 4, 5)]
    if not lettered:
        return 0
    if 1 not in lettered and 2 not in lettered and 5 not in lettered:
        return 1
    if all(s == 1 for s in lettered):
        return 3
    lower = lettered.count(1)
    return 2 if len(lettered) >= 4 and lower <= 0.35 * len(lettered) else 0


class Pieces:
    """Cuts words into the encoder's sub-words, each word by itself, and remembers the frequent ones."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        marks: dict[str, int] = self._tokenizer.get_vocab()
        self.cls, self.sep, self.unknown = marks["[CLS]"], marks["[SEP]"], marks["[UNK]"]
        self.size = len(marks)
        self._known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """The sub-words of `word`, never none and never more than `PIECES_A_WORD`."""
        known = self._known.get(word)
        if known is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:PIECES_A_WORD]
            known = [int(i) for i in ids] or [self.unknown]
            if len(self._known) < 200_000:
                self._known[word] = known
        return known


def tree(scores: Floats) -> list[int]:
    """The heads of the best tree with one root, as positions in the sentence, -1 for the root.

    `scores` has a row for each word and a column for each head, column 0 for the root. Nearly always the best head of
    each word already makes a tree; where not, Chu-Liu and Edmonds decide.
    """
    count = len(scores)
    scores = scores.copy()
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    heads = scores.argmax(1).tolist()
    if heads.count(0) != 1 or _cycle([0, *heads]):
        ceiling = scores.max(1, keepdims=True)
        normal = scores - ceiling - np.log(np.exp(scores - ceiling).sum(1, keepdims=True))
        square = np.full((count + 1, count + 1), -np.inf)
        square[1:] = np.maximum(normal, -1e6)
        square[:, 0] -= 1e9  # one root is dear, two are dearer
        np.fill_diagonal(square, -np.inf)
        heads = _best_tree(square)[1:]
    return [head - 1 for head in heads]


def _cycle(heads: Sequence[int]) -> list[int]:
    """The nodes of some cycle in `heads`, where node 0 is the root; none: an empty list."""
    seen = [0] * len(heads)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while not seen[node]:
            seen[node] = start
            node = heads[node]
        if seen[node] == start:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []


def _best_tree(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu-Edmonds: the heads of the heaviest tree under node 0; `scores[word, head]`."""
    heads = [0, *scores[1:].argmax(1).tolist()]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    outside = [node for node in range(len(scores)) if node not in set(cycle)]
    inside = np.array(cycle)
    kept = scores[inside, [heads[node] for node in cycle]]
    # the cycle becomes one node, the last of the smaller graph
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, cycle)]  # the cycle as a head
    smaller[:size, size] = leaving.max(1)
    entering = scores[np.ix_(cycle, outside)] - kept[:, None]  # the cycle as a word: one of its arcs is given up
    smaller[size, :size] = entering.max(0)
    found = _best_tree(smaller)
    out = list(heads)
    for place, head in enumerate(found[:size]):
        if place:
            out[outside[place]] = outside[head] if head < size else cycle[int(leaving[place].argmax())]
    entered = found[size]
    broken = cycle[int(entering[:, entered].argmax())]
    out[broken] = outside[entered]
    return out


def bio_spans(scores: Floats) -> list[tuple[int, int, int]]:
    """Names as (first, last, type) from log-probabilities with columns O, B-0, I-0, B-1, I-1, …

    The best sequence in which every I follows a B or an I of its type.
    """
    best = scores.argmax(1).tolist()
    if not any(best):
        return []
    previous = 0
    for label in best:
        if label and label % 2 == 0 and previous not in (label, label - 1):
            best = _viterbi(scores)
            break
        previous = label
    spans: list[tuple[int, int, int]] = []
    for i, label in enumerate(best):
        if label % 2:
            spans.append((i, i + 1, label // 2))
        elif label:
            spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
    return spans


def whole_names(
    names: Sequence[Name], upos: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[Name, ...]:
    """Names cut in two made one: `Centre for | Sahel Studies`, `Daily | Courier` where the tree joins the words."""
    out: list[Name] = []
    for name in names:
        before = out[-1] if out else None
        if before is not None and before.last == name.first:
            cut = upos[before.last - 1] == "ADP"
            tied = before.label == name.label and any(
                relations[i] in ("compound", "flat") and name.first <= heads[i] < name.last
                for i in range(before.first, before.last)
            )
            if cut or tied:
                kept = before if cut else name  # a centre for studies is a centre; the head of a compound comes last
                out[-1] = Name(first=before.first, last=name.last, label=kept.label, kind=kept.kind)
                continue
        out.append(name)
    return tuple(out)


def _viterbi(scores: Floats) -> list[int]:
    count, labels = scores.shape
    allowed = np.zeros((labels, labels), np.float32)  # from, to
    for label in range(2, labels, 2):
        allowed[:, label] = -np.inf
        allowed[[label - 1, label], label] = 0
    total = scores[0].copy()
    total[2::2] = -np.inf
    back = np.zeros((count, labels), np.int64)
    for i in range(1, count):
        ways = total[:, None] + allowed
        back[i] = ways.argmax(0)
        total = ways.max(0) + scores[i]
    path = [int(total.argmax())]
    for i in range(count - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


class Rolesets:
    """PropBank's rolesets: which of them a word may be, and how well each fits what the model saw."""

    def __init__(self, folder: Path) -> None:
        listed = json.loads((folder / "rolesets.json").read_text("utf-8"))
        self.names: list[str] = listed["names"]
        self.roles: list[str] = listed["roles"]  # the numbers of each one's roles, as "012"; empty: not known
        self._keys: dict[str, list[int]] = listed["keys"]
        with np.load(folder / "rolesets.npz") as arrays:
            self._table: NDArray[np.int8] = arrays["table"]
            self._scale: Floats = arrays["scale"]
            self._constant: Floats = arrays["constant"]

    def of(self, word: str, its_lemma: str) -> list[int]:
        """The rolesets of a lemma or, as for `killing`, of the word itself."""
        by_lemma = self._keys.get(its_lemma.lower(), [])
        by_word = self._keys.get(word.lower(), [])
        return by_lemma if by_word is by_lemma or not by_word else sorted({*by_lemma, *by_word})

    def best(self, word: str, its_lemma: str, sense: Floats) -> tuple[str, str]:
        """The roleset that fits best, and its roles; a word PropBank does not know gets its lemma with `.01`."""
        candidates = self.of(word, its_lemma)
        if not candidates:
            return f"{its_lemma.lower()}.01", ""
        best = candidates[0]
        if len(candidates) > 1:
            scores = (self._table[candidates] @ sense) * self._scale[candidates] + self._constant[candidates]
            best = candidates[int(scores.argmax())]
        return self.names[best], self.roles[best]


class EncoderParser(TokenParser):
    """The compact English model, opened. It keeps no state that changes what it reads.

    `folder` holds what `python -m training` writes: `encoder.onnx`, `tokenizer.json`, `labels.json`, `rolesets.json`
    and `rolesets.npz`. Raises ReadingError where one of them is missing or cannot be read.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        import onnxruntime  # type: ignore[import-untyped]

        try:
            labels = json.loads((folder / "labels.json").read_text("utf-8"))
            self._pieces = Pieces(folder / "tokenizer.json")
            self._rolesets = Rolesets(folder)
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],  # its operator is slower on a CPU than the two it joins
            )
        except Exception as error:  # each library has its own way to say that a file is missing or broken
            raise ReadingError(
                f"{folder}: the model cannot be opened ({error}). A model is a folder with encoder.onnx, "
                "tokenizer.json, labels.json, rolesets.json and rolesets.npz; `python -m training` makes one."
            ) from error
        self._upos: list[str] = labels["upos"]
        self._xpos: list[str] = labels["xpos"]
        self._feats: list[str] = ["" if feats == "_" else feats for feats in labels["feats"]]
        self._foreign_feats = np.zeros((len(self._upos), len(self._feats)), np.float32)  # -inf: not with this tag
        for row, tag in enumerate(self._upos):
            allowed = labels["feats_of"][tag]
            self._foreign_feats[row, [i for i in range(len(self._feats)) if i not in set(allowed)]] = -np.inf
        self._relations: list[str] = labels["relations"]
        self._arguments: list[str] = labels["arguments"]
        self._numbered = {i for i, label in enumerate(self._arguments) if label in NUMBERED}
        self._foreign_to: dict[str, list[int]] = {}
        settings: Mapping[str, float] = labels["settings"]
        self._predicate_from = -float(settings.get("predicate_from", 0.0))
        self._no_argument = float(settings.get("no_argument", 0.0))
        self._no_name = float(settings.get("no_name", 0.0))
        coarse: dict[str, str] = labels["coarse"]
        self._coarse = list(dict.fromkeys(coarse.values()))
        self._kinds = list(coarse)
        self._kinds_of = [[i for i, kind in enumerate(coarse) if coarse[kind] == c] for c in self._coarse]
        # which fine label belongs to which coarse one: both are O, B-0, I-0, B-1, …
        self._groups = np.zeros((1 + 2 * len(coarse), 1 + 2 * len(self._coarse)), np.float32)
        self._groups[0, 0] = 1
        for i, kind in enumerate(coarse):
            place = self._coarse.index(coarse[kind])
            self._groups[1 + 2 * i, 1 + 2 * place] = self._groups[2 + 2 * i, 2 + 2 * place] = 1
        self._outputs = ["tags", "names", "arcs", "relations", "predicates", "senses", "factuality", "arguments", "at"]

    def label(self, sentences: Sequence[Tokens]) -> list[Labels]:
        """What the model sees in each sentence, read by itself."""
        return [self.read(tokens.words) for tokens in sentences]

    def read(self, words: Sequence[str], *, predicates: Sequence[int] | None = None) -> Labels:
        """What the model sees in one sentence of words.

        `predicates`, positions in the sentence, are taken as its predicates in place of those the model finds; so
        the roles alone can be measured. A sentence too long for the encoder is read in windows: the roots of later
        windows hang on the first root as `parataxis`, and roles do not cross from one into another.
        """
        pieces = [self._pieces.of(word) for word in words]
        if sum(map(len, pieces)) + 2 <= POSITIONS:
            return self._read(words, pieces, predicates)
        parts: list[tuple[int, Labels]] = []
        start = size = 0
        for i in range(len(words) + 1):
            if i == len(words) or size + len(pieces[i]) + 2 > POSITIONS:
                own = None if predicates is None else [at - start for at in predicates if start <= at < i]
                parts.append((start, self._read(words[start:i], pieces[start:i], own)))
                start, size = i, 0
            if i < len(words):
                size += len(pieces[i])
        return _joined(parts)

    def pieces(self, word: str) -> list[int]:
        """The sub-words of a word as the encoder numbers them."""
        return self._pieces.of(word)

    def scores(
        self, words: Sequence[str], pieces: Sequence[Sequence[int]], predicates: Sequence[int] | None = None
    ) -> dict[str, NDArray[Any]]:
        """The graph's own answer for one sentence that fits into it."""
        return self.run(self.feed(words, pieces, predicates))

    def run(self, feed: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """The graph's outputs by name for what `feed` gives."""
        return dict(zip(self._outputs, self._session.run(self._outputs, feed), strict=True))

    def feed(
        self, words: Sequence[str], pieces: Sequence[Sequence[int]], predicates: Sequence[int] | None = None
    ) -> dict[str, NDArray[Any]]:
        """One sentence as the graph takes it in."""
        shapes = [word_shape(word) for word in words]
        ids, piece_shapes, firsts = [self._pieces.cls], [0], []
        for own, shape in zip(pieces, shapes, strict=True):
            firsts.append(len(ids))
            ids.extend(own)
            piece_shapes.extend([shape] * len(own))
        ids.append(self._pieces.sep)
        piece_shapes.append(0)
        wanted = np.full(len(words), self._predicate_from, np.float32)
        if predicates is not None:
            wanted[:] = -np.inf
            wanted[list(predicates)] = np.inf
        return {
            "ids": np.array(ids, np.int64),
            "shapes": np.array(piece_shapes, np.int64),
            "kind": np.array([sentence_kind(shapes)], np.int64),
            "firsts": np.array(firsts, np.int64),
            "wanted": wanted,
        }

    def _read(self, words: Sequence[str], pieces: Sequence[Sequence[int]], predicates: Sequence[int] | None) -> Labels:
        out = self.scores(words, pieces, predicates)
        tags = out["tags"]
        universal, penn, features = np.split(tags, [len(self._upos), len(self._upos) + len(self._xpos)], axis=1)
        chosen_tags = universal.argmax(1)
        upos = tuple(self._upos[i] for i in chosen_tags.tolist())
        xpos = tuple(self._xpos[i] for i in penn.argmax(1).tolist())
        feats = tuple(self._feats[i] for i in (features + self._foreign_feats[chosen_tags]).argmax(1).tolist())
        heads = tree(out["arcs"])
        chosen = out["relations"][np.arange(len(words)), :, [head + 1 for head in heads]]
        best = self._without_root(chosen, heads)
        relations = tuple(self._relations[i] for i in best)
        lemmas = tuple(map(lemma, words, upos, xpos))
        found = self._predicates(words, lemmas, out)
        return Labels(
            upos=upos,
            xpos=xpos,
            feats=feats,
            heads=tuple(heads),
            relations=relations,
            names=whole_names(self._names(out["names"]), upos, heads, relations),
            predicates=found,
            factuality=self._factuality(out["factuality"], upos, relations, {p.at for p in found}),
            lemmas=lemmas,
        )

    def _without_root(self, scores: Floats, heads: Sequence[int]) -> list[int]:
        """The best relation of each word: `root` for the root, and for no other word."""
        root = self._relations.index("root")
        scores[:, root] = -np.inf
        best: list[int] = scores.argmax(1).tolist()
        best[heads.index(-1)] = root
        return best

    def _names(self, scores: Floats) -> tuple[Name, ...]:
        scores[:, 0] += self._no_name
        shifted = np.exp(scores - scores.max(1, keepdims=True))
        fine = shifted / shifted.sum(1, keepdims=True)
        names = []
        for first, last, coarse in bio_spans(np.log(fine @ self._groups + 1e-9)):
            kinds = self._kinds_of[coarse]
            kind = kinds[0]
            if len(kinds) > 1:
                logs = np.log(fine[first:last] + 1e-9)
                sums = [logs[0, 1 + 2 * k] + logs[1:, 2 + 2 * k].sum() for k in kinds]
                kind = kinds[int(np.argmax(sums))]
            names.append(Name(first=first, last=last, label=self._coarse[coarse], kind=self._kinds[kind]))
        return tuple(names)

    def _predicates(
        self, words: Sequence[str], lemmas: Sequence[str], out: Mapping[str, NDArray[Any]]
    ) -> tuple[Predicate, ...]:
        found = []
        scores = out["arguments"]
        scores[:, 0] += self._no_argument
        for row, at in enumerate(out["at"].tolist()[:-1]):  # the last row is there so that there is always one
            roleset, roles = self._rolesets.best(words[at], lemmas[at], out["senses"][at])
            if roles:  # a role that the roleset does not have cannot be filled
                scores[row, self._foreign(roles)] = -np.inf
            labels = self._one_each(scores[row].argmax(0).tolist(), scores[row])
            arguments = tuple((i, self._arguments[label]) for i, label in enumerate(labels) if label)
            found.append(Predicate(at=at, roleset=roleset, arguments=arguments))
        return tuple(found)

    def _foreign(self, roles: str) -> list[int]:
        """The numbered labels, also as C-ARG1 or R-ARG1, of other numbers than `roles`."""
        known = self._foreign_to.get(roles)
        if known is None:
            known = self._foreign_to[roles] = [
                i
                for i, label in enumerate(self._arguments)
                if label.removeprefix("C-").removeprefix("R-") in NUMBERED and label[-1] not in roles
            ]
        return known

    def _one_each(self, labels: list[int], scores: Floats) -> list[int]:
        """Each numbered role once: the surest word keeps it, the others get what fits them next best."""
        taken = [label for label in labels if label in self._numbered]
        if len(taken) == len(set(taken)):
            return labels
        labels = list(labels)
        barred = scores.copy()
        for _ in range(len(taken)):  # a second best may clash again
            places: dict[int, list[int]] = {}
            for i, label in enumerate(labels):
                if label in self._numbered:
                    places.setdefault(label, []).append(i)
            clashes = {label: those for label, those in places.items() if len(those) > 1}
            if not clashes:
                break
            for label, those in clashes.items():
                kept = max(those, key=lambda i: (float(scores[label, i] - scores[0, i]), -i))
                for i in those:
                    if i != kept:
                        barred[label, i] = -np.inf
                        labels[i] = int(barred[:, i].argmax())
        return labels

    def _factuality(
        self, values: Floats, upos: Sequence[str], relations: Sequence[str], predicates: set[int]
    ) -> tuple[tuple[int, float], ...]:
        """Values for the predicates and for every other word that carries a clause."""
        return tuple(
            (i, round(min(3.0, max(-3.0, float(value))), 3))
            for i, value in enumerate(values)
            if i in predicates or upos[i] == "VERB" or (relations[i] in CLAUSES and upos[i] != "PUNCT")
        )


NUMBERED = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})
CLAUSES = frozenset(
    {"root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "csubj", "parataxis", "conj"}
)


def _joined(parts: Sequence[tuple[int, Labels]]) -> Labels:
    """The labels of consecutive windows as those of one sentence."""
    root = parts[0][1].heads.index(-1)
    heads: list[int] = []
    relations: list[str] = []
    for start, part in parts:
        for head, relation in zip(part.heads, part.relations, strict=True):
            hangs = head == -1 and start > 0
            heads.append(root if hangs else head if head == -1 else head + start)
            relations.append("parataxis" if hangs else relation)
    return Labels(
        upos=tuple(x for _, part in parts for x in part.upos),
        xpos=tuple(x for _, part in parts for x in part.xpos),
        feats=tuple(x for _, part in parts for x in part.feats),
        heads=tuple(heads),
        relations=tuple(relations),
        names=tuple(
            Name(first=n.first + start, last=n.last + start, label=n.label, kind=n.kind)
            for start, part in parts
            for n in part.names
        ),
        predicates=tuple(
            Predicate(
                at=p.at + start, roleset=p.roleset, arguments=tuple((i + start, label) for i, label in p.arguments)
            )
            for start, part in parts
            for p in part.predicates
        ),
        factuality=tuple((i + start, value) for start, part in parts for i, value in part.factuality),
        lemmas=tuple(x for _, part in parts for x in part.lemmas or ()),
    )


def open_parser(argument: str = "") -> EncoderParser:
    """The model in the folder `argument`, or the one that comes with sayso."""
    if argument:
        return EncoderParser(Path(argument))
    return EncoderParser(Path(str(resources.files("sayso.reading.syntax").joinpath("data/encoder"))))

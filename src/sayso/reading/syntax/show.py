"""What `sayso parse` prints: a parsed sentence as one JSON object, or as CoNLL-U; and the reading of its `--tokens`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from sayso.reading.syntax.parser import Parser
from sayso.records.errors import ReadingError
from sayso.records.syntax import Sentence

Format = Literal["jsonl", "conllu"]
BATCH = 64  # sentences of `--tokens` given to the parser together


class GivenWords(msgspec.Struct):
    """One line of `--tokens`: a sentence already cut into words."""

    id: str | int
    words: list[str]


def as_json(sentence: Sentence, id: str | int) -> dict[str, Any]:
    """The object `sayso parse --format jsonl` prints for one sentence; every key is always there.

    `start` are code-point offsets into the text; `feats` is empty where the model gives none; `heads` count words from
    1, 0 is the root; `names` are [first word, last word exclusive, label, finer type or ""], `predicates` and
    `factuality` point at words; all words but heads are counted from 0.
    """
    return {
        "id": id,
        "words": list(sentence.words),
        "start": list(sentence.starts),
        "lemmas": list(sentence.lemmas),
        "upos": list(sentence.upos),
        "xpos": list(sentence.xpos),
        "feats": list(sentence.feats),
        "heads": [head + 1 for head in sentence.heads],
        "deps": list(sentence.relations),
        "names": [[name.first, name.last, name.label, name.kind] for name in sentence.names],
        "predicates": [
            {"at": found.at, "roleset": found.roleset, "args": [[head, role] for head, role in found.arguments]}
            for found in sentence.predicates
        ],
        "factuality": [[word, round(value, 3)] for word, value in sentence.factuality],
    }


def as_conllu(sentence: Sentence, id: str | int, text: str | None = None) -> str:
    """The ten CoNLL-U columns of one sentence, with its comment lines and the blank line that ends it.

    `text` is the text the offsets count in (None: the words joined by spaces). Syntactic words that meet inside one
    written word (`can` `not`) stand as words of their own, with `SpaceAfter=No`. Names, predicates and factuality
    are in the last column, as `Name=B-PER`, `Predicate=attack.01`, `Args=3:ARG0|…` in the CoNLL-U word numbers.
    """
    shown = " ".join(sentence.words) if text is None else text[sentence.start : sentence.end]
    rows = [f"# sent_id = {id}", f"# text = {' '.join(shown.split())}"]
    misc: list[list[str]] = [[] for _ in sentence.words]
    for i, (end, start) in enumerate(zip(sentence.ends, sentence.starts[1:], strict=False)):
        if end == start:
            misc[i].append("SpaceAfter=No")
    for name in sentence.names:
        for i in range(name.first, name.last):
            label = name.label + (f"-{name.kind}" if name.kind else "")
            misc[i].append(f"Name={'B' if i == name.first else 'I'}-{label}")
    for found in sentence.predicates:
        misc[found.at].append(f"Predicate={found.roleset}")
        if found.arguments:
            misc[found.at].append("Args=" + ",".join(f"{head + 1}:{role}" for head, role in found.arguments))
    for at, value in sentence.factuality:
        misc[at].append(f"Factuality={value:.2f}")
    feats = sentence.feats or ("",) * len(sentence.words)
    for i, word in enumerate(sentence.words):
        notes = "|".join(misc[i]) or "_"
        columns = (str(i + 1), word, sentence.lemmas[i], sentence.upos[i], sentence.xpos[i] or "_", feats[i] or "_",
                   str(sentence.heads[i] + 1), sentence.relations[i], "_", notes)  # fmt: skip
        rows.append("\t".join(columns))
    return "\n".join(rows) + "\n\n"


def parse_lines(parser: Parser, text: str, *, id: str = "s", format: Format = "jsonl") -> Iterator[str]:
    """What `sayso parse` prints for a text, a sentence an item, in the order of the text.

    Sentences are called `ID-1`, `ID-2` …. An item is one line without its line feed for jsonl, a block with its blank
    line for conllu.
    """
    for number, sentence in enumerate(parser.parse(text), start=1):
        yield _shown(sentence, f"{id}-{number}", format, text)


def parse_token_lines(parser: Parser, lines: Iterable[str], *, format: Format = "jsonl") -> Iterator[str]:
    """What `sayso parse --tokens` prints: a result for each line {"id", "words"}, in order, under the same id.

    Blank lines are passed over. Raises ReadingError that names the line which is not such an object; what came before
    it has been yielded.
    """
    decoder = msgspec.json.Decoder(GivenWords)
    waiting = list[GivenWords]()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeEncodeError) as wrong:
            yield from _given(parser, waiting, format)
            raise ReadingError(
                f'Line {number} of the words is not {{"id": …, "words": ["…", …]}}: {wrong}. One JSON object a line.'
            ) from wrong
        if not given.words or not all(given.words):
            yield from _given(parser, waiting, format)
            raise ReadingError(f"Line {number} ({given.id!r}) has no words, or an empty one. Leave it out.")
        waiting.append(given)
        if len(waiting) == BATCH:
            yield from _given(parser, waiting, format)
            waiting = []
    yield from _given(parser, waiting, format)


def _given(parser: Parser, given: list[GivenWords], format: Format) -> Iterator[str]:
    parsed = parser.parse_tokens([line.words for line in given]) if given else []
    for line, sentence in zip(given, parsed, strict=True):
        yield _shown(sentence, line.id, format, None)


def _shown(sentence: Sentence, id: str | int, format: Format, text: str | None) -> str:
    if format == "conllu":
        return as_conllu(sentence, id, text)
    return json.dumps(as_json(sentence, id), ensure_ascii=False)

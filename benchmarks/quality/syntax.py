"""Sentences, words, lemmas, and any parser behind the door, measured on the dev treebanks and dev names.

    python -m benchmarks.quality.syntax [--shared FOLDER] [--parser NAME ...]

Without `--parser`: sentence and word F1 on raw text and lemma accuracy with gold tags. With it, also tags, UAS, LAS
(gold words, every relation with its subtype, punctuation counted) and span F1 of names, for each parser named.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality.treebanks import Document, documents, f1
from sayso.reading.syntax import Parser, load_parser, split
from sayso.reading.syntax.lemmas import lemma

TREEBANKS = {
    "EWT dev": "bench/ud/en_ewt-ud-dev.conllu",
    "GUM-open dev": "bench/ud/gum_open/en_gum_open-ud-dev.conllu",
}
NAMES = {"UNER EWT dev": "bench/ner/uner_ewt/dev.jsonl", "CrossNER dev": "bench/ner/crossner_politics/dev.jsonl"}
COARSE = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC",
    "location": "LOC", "event": "MISC", "election": "MISC", "misc": "MISC",
}  # fmt: skip


def cutting(texts: list[Document]) -> Iterator[tuple[str, str]]:
    """F1 of words and sentences on raw text (both ends must agree), words a second, lemma accuracy with gold tags."""
    right, found, gold = [0, 0], [0, 0], [0, 0]
    seconds = 0.0
    for document in texts:
        started = time.process_time()
        sentences = split(document.text)
        seconds += time.process_time() - started
        words = {place for s in sentences for place in zip(s.starts, s.ends, strict=True)}
        spans = {(s.starts[0], s.ends[-1]) for s in sentences}
        for i, (ours, theirs) in enumerate(((words, set(document.words)), (spans, set(document.sentences)))):
            right[i] += len(ours & theirs)
            found[i] += len(ours)
            gold[i] += len(theirs)
    yield "words F1", f"{f1(right[0], found[0], gold[0]):.2f}"
    yield "sentences F1", f"{f1(right[1], found[1], gold[1]):.2f}"
    yield "words/s", f"{found[0] / seconds:,.0f}"
    rows = [row for document in texts for sentence in document.columns for row in sentence]
    agree = sum(lemma(row[1], row[3], row[4]) == row[2] for row in rows)
    yield "lemmas, gold tags", f"{100 * agree / len(rows):.2f}"
    agree = sum(lemma(row[1], row[3]) == row[2] for row in rows)
    yield "gold UPOS alone", f"{100 * agree / len(rows):.2f}"


def trees(parser: Parser, texts: list[Document]) -> Iterator[tuple[str, str]]:
    """Accuracy of tags, heads and labelled heads over all words, with gold sentences and words; words a second."""
    sentences = [sentence for document in texts for sentence in document.columns]
    started = time.process_time()
    parsed = parser.parse_tokens([[row[1] for row in sentence] for sentence in sentences])
    seconds = time.process_time() - started
    upos = xpos = heads = labelled = total = 0
    for sentence, found in zip(sentences, parsed, strict=True):
        for i, row in enumerate(sentence):
            total += 1
            upos += found.upos[i] == row[3]
            xpos += found.xpos[i] == row[4]
            if found.heads[i] + 1 == int(row[6]):
                heads += 1
                labelled += found.relations[i] == row[7]
    for name, count in (("UPOS", upos), ("XPOS", xpos), ("UAS", heads), ("LAS", labelled)):
        yield name, f"{100 * count / total:.2f}"
    yield "words/s", f"{total / seconds:,.0f}"


def names(parser: Parser, path: Path) -> Iterator[tuple[str, str]]:
    """Span F1 of names, label and both ends; UNER marks no MISC, so ours do not count there."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    misc = "crossner" in str(path)
    right = found = gold = 0
    for row, sentence in zip(rows, parser.parse_tokens([row["tokens"] for row in rows]), strict=True):
        theirs = {(s, e, COARSE.get(label, label)) for s, e, label in row["ents"]}
        ours = {(n.first, n.last, n.label) for n in sentence.names if misc or n.label != "MISC"}
        right += len(ours & theirs)
        found += len(ours)
        gold += len(theirs)
    yield "P", f"{100 * right / max(found, 1):.2f}"
    yield "R", f"{100 * right / max(gold, 1):.2f}"
    yield "F1", f"{f1(right, found, gold):.2f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--parser", action="append", default=[], help="a name for load_parser; may be repeated")
    asked = options.parse_args()
    texts = {name: list(documents(asked.shared / path)) for name, path in TREEBANKS.items()}
    for name, documents_of in texts.items():
        show("cutting", name, cutting(documents_of))
    for which in asked.parser:
        parser = load_parser(which)
        for name, documents_of in texts.items():
            show(which, name, trees(parser, documents_of))
        for name, path in NAMES.items():
            show(which, name, names(parser, asked.shared / path))


def show(what: str, where: str, figures: Iterator[tuple[str, str]]) -> None:
    print(f"{what:24} {where:14} " + "  ".join(f"{name} {value}" for name, value in figures), flush=True)


if __name__ == "__main__":
    main()

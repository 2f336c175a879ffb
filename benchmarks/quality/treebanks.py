"""UD treebanks as raw text with the places of their sentences and words, for the benches of syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Document:
    """One document of a treebank: its text rebuilt, a blank line between paragraphs; offsets count code points."""

    text: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)
    columns: list[list[list[str]]] = field(default_factory=list)  # the ten CoNLL-U columns of each sentence's words


def documents(path: Path) -> Iterator[Document]:
    """The documents of a CoNLL-U file in order; empty nodes are left out, ranges place their syntactic words."""
    document, gap = Document(), ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        if not any(line[:1].isdigit() for line in lines):
            continue
        if any(line.startswith("# newdoc") for line in lines):
            if document.words:
                yield document
            document, gap = Document(), ""
        if document.words and any(re.match(r"# newpar(?!_)", line) for line in lines):
            gap = "\n\n"
        pieces, starts, ends, columns = [gap], list[int](), list[int](), list[list[str]]()
        at, inside, space_after_range = len(document.text) + len(gap), 0, True
        for line in lines:
            if line.startswith("#") or "." in line.split("\t", 1)[0]:
                continue
            row = line.split("\t")
            space = "SpaceAfter=No" not in row[9]
            if "-" in row[0]:
                inside, space_after_range = int(row[0].split("-")[1]), space
                continue
            number = int(row[0])
            if number <= inside:
                space = space_after_range if number == inside else False
            starts.append(at)
            ends.append(at + len(row[1]))
            columns.append(row)
            pieces.append(row[1] + (" " if space else ""))
            at += len(pieces[-1])
        text = "".join(pieces)
        gap = ""
        document.text += text
        document.sentences.append((starts[0], ends[-1]))
        document.words += zip(starts, ends, strict=True)
        document.columns.append(columns)
    if document.words:
        yield document


def f1(right: int, found: int, gold: int) -> float:
    """F1 in percent; 0 where nothing was found or nothing was there."""
    return 200 * right / (found + gold) if found + gold else 0.0

"""What reading behind the gate saves: the same texts read both ways, by turns, in one run on one core."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.claims import reader
from benchmarks.tables import progress
from sayso.records import Document

SENTENCES = 30  # of a treebank, put together as one text


@dataclass(frozen=True, slots=True)
class Passed:
    """The share of words passed over, and the time reading took as a share of exact reading's."""

    share: float
    time: float


def weigh(texts: Iterable[Document], parser: str) -> Passed:
    """Read every text exactly and behind the gate."""
    exact, bulk = reader(parser), reader(parser, "bulk")
    words = passed = 0
    seconds = {"exact": 0.0, "bulk": 0.0}
    for document in progress(list(texts), "gate"):
        for name, how in (("exact", exact), ("bulk", bulk)):
            begun = time.process_time()
            how.read(document)
            seconds[name] += time.process_time() - begun
        sentences = bulk.parser.parse(document.text)
        words += sum(len(s.words) for s in sentences)
        passed += sum(len(s.words) for s in sentences if s.passed_over)
    return Passed(passed / max(1, words), seconds["bulk"] / max(seconds["exact"], 1e-9))


def plain_texts(treebank: Path, count: int) -> list[Document]:
    """The sentences of a CoNLL-U file as `count` texts of a few paragraphs."""
    lines = treebank.read_text("utf8").splitlines()
    sentences = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    chosen = [sentences[i : i + SENTENCES] for i in range(0, len(sentences), SENTENCES)][:count]
    return [
        Document(id=f"d-{n}", name=f"{treebank.stem}-{n}", sha256="", text="\n\n".join(text), published="2010-01-01")
        for n, text in enumerate(chosen)
    ]
